import Diagnostics
import References

extension ReferenceFormat {
  static let biberEntries = ReferenceFormat(
    name: "biblatex-bbl", fileExtensions: [],
    summary: "the .bbl file that Biber writes for BibLaTeX",
    recognizes: { $0.holds("\\endentry") && $0.holds("\\entry{") },
    read: { source, emit in BiberEntries.read(source, to: emit) })
}

/// Reads the entries that Biber prepared for BibLaTeX. Each becomes the entry of a .bib file that it was
/// made from, and is read as that.
///
/// ```
/// \entry{doe2001}{article}{}
///   \name{author}{1}{}{%
///     {{hash=1f}{family={Doe}, familyi={D\bibinitperiod}, given={Jane}, prefix={van}}}%
///   }
///   \list{publisher}{1}{ {Quill}% }
///   \field{title}{On tin}
///   \field{pages}{4\bibrangedash 9}
///   \verb{doi}
///   \verb 10.1234/x
///   \endverb
///   \keyw{tin,ores}
/// \endentry
/// ```
///
/// Source: the biber manual, §3.4, and biblatex's `biblatex.bbl` of versions 2.8 to 3.3.
enum BiberEntries {
  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    var emitter = RecordEmitter()
    source.text.withBytes { bytes in
      var lines = LineCounter(bytes)
      var seen: Set<String> = []
      var index = 0
      while let start = bytes.place(of: "\\entry{", from: index) {
        let next = bytes.place(of: "\\entry{", from: start + 1) ?? bytes.count
        let close = bytes.place(of: "\\endentry", from: start, upTo: next)
        let end = close ?? next
        index = end
        let range = start..<(close.map { $0 + 9 } ?? end)
        var entry = BiberEntry(bytes, start..<end)
        // Each list of a document has the entry once more.
        guard let text = entry.text, seen.insert(entry.key).inserted else { continue }
        let reading = ReferenceFormat.bibtex.read(SourceText(name: source.name, text: text))
        guard var citation = reading.citations.first else {
          emit(.diagnostic(Diagnostic(.warning, .emptyRecord, at: range)))
          continue
        }
        citation.line = lines.line(of: start)
        citation.raw = bytes.string(range)
        emitter.emit(
          citation, in: range, problems: close == nil ? [.bibtex(.unclosedEntry)] : [],
          unreadYear: nil, to: emit)
      }
    }
    emitter.finish(source, to: emit)
  }
}

/// One entry, which is read command by command.
private struct BiberEntry {
  private let bytes: TextBytes
  private let end: Int
  private var index: Int
  private(set) var key = ""
  private var type = ""
  private var fields: [(name: String, value: String)] = []

  init(_ bytes: TextBytes, _ range: Range<Int>) {
    (self.bytes, index, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// The entry as a .bib file has it; nil where it has no type.
  var text: String? {
    mutating get {
      while let command = nextCommand() { read(command) }
      if type.isEmpty { return nil }
      for date in ["url", "orig", "event"] { joinDate(date) }
      let lines = fields.map { "  \($0.name) = {\($0.value)},\n" }
      return "@\(type){\(key),\n\(lines.joined())}\n"
    }
  }

  /// Makes `urldate` again of `urlyear`, `urlmonth` and `urlday`, which Biber made of it.
  private mutating func joinDate(_ name: String) {
    let parts = ["year", "month", "day"].map { part in
      fields.first { $0.name == name + part }?.value
    }
    guard let year = parts[0] else { return }
    let rest = parts.dropFirst().prefix { $0 != nil }.compactMap(\.self)
      .map { $0.count == 1 ? "0" + $0 : $0 }
    fields.removeAll { field in ["year", "month", "day"].contains { field.name == name + $0 } }
    fields.append((name + "date", ([year] + rest).joined(separator: "-")))
  }

  /// The name behind the next backslash, which is taken.
  private mutating func nextCommand() -> String? {
    while index < end, bytes[index] != UInt8(ascii: "\\") { index += 1 }
    guard index < end else { return nil }
    let start = index + 1
    index = start
    while index < end, (97...122).contains(bytes[index]) { index += 1 }
    if index == start { index += 1 }
    return bytes.string(start..<min(index, end))
  }

  private mutating func read(_ command: String) {
    switch command {
    case "entry": (key, type) = (group() ?? "", group() ?? "")
    case "field":
      guard let name = group(), let value = group(), !Self.derived.contains(name) else { return }
      fields.append((name, Self.plain(value)))
    case "list":
      guard let name = group(), group() != nil, let items = group() else { return }
      let values = Self.groups(in: items).map(Self.plain)
      fields.append((name, values.joined(separator: " and ")))
    case "name":
      // Newer versions have a group of options before the names.
      guard let name = group(), group() != nil, var names = group() else { return }
      if !names.contains("{"), let next = group() { names = next }
      let people = Self.groups(in: names).compactMap(Self.name)
      fields.append((name, people.joined(separator: " and ")))
    case "verb": readVerbatim()
    case "true":
      // `\true{moreauthor}`: the list goes on.
      guard let name = group(), name.hasPrefix("more"),
        let list = fields.lastIndex(where: { $0.name == name.dropFirst(4) })
      else { return }
      fields[list].value += " and others"
    case "keyw":
      if let words = group() { fields.append(("keywords", Self.plain(words))) }
    default: break
    }
  }

  /// `\verb{doi}`, then lines that begin with `\verb `, then `\endverb`.
  private mutating func readVerbatim() {
    guard let name = group() else { return }
    let start = index
    guard let close = bytes.place(of: "\\endverb", from: start, upTo: end) else { return }
    let value = bytes.string(start..<close).split(separator: "\n")
      .map { $0.trimmingPrefix { $0.isWhitespace }.trimmingPrefix("\\verb").trimmed }
      .joined()
    index = close + 8
    // `urlraw` is the address before LaTeX's signs were escaped.
    if name == "urlraw" { fields.removeAll { $0.name == "url" } }
    fields.append((name == "urlraw" ? "url" : name, value))
  }

  /// What stands in the next braces; nil where something else comes first.
  private mutating func group() -> String? {
    var place = index
    while place < end, bytes[place] <= 0x20 { place += 1 }
    guard place < end, bytes[place] == UInt8(ascii: "{") else { return nil }
    let start = place + 1
    var depth = 0
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          index = place + 1
          return bytes.string(start..<place)
        }
      default: break
      }
      place += 1
    }
    return nil
  }

  // MARK: Values

  /// The contents of the braces of a text, one after another.
  private static func groups(in text: String) -> [String] {
    var groups: [String] = []
    text.withBytes { bytes in
      var entry = BiberEntry(bytes, 0..<bytes.count)
      while let open = bytes.place(of: "{", from: entry.index) {
        entry.index = open
        guard let group = entry.group() else { return }
        groups.append(group)
      }
    }
    return groups
  }

  /// `{hash=1f}{family={Doe}, given={Jane}}` as `family={Doe}, given={Jane}`.
  private static func name(_ text: String) -> String? {
    guard let parts = groups(in: text).last else { return nil }
    var known: [String] = []
    for name in ["family", "given", "prefix", "suffix"] {
      guard let start = parts.value(ofKey: name),
        let value = groups(in: String(parts[start...])).first
      else { continue }
      known.append("\(name)={\(plain(value))}")
    }
    return known.isEmpty ? nil : known.joined(separator: ", ")
  }

  /// Without the commands that BibLaTeX has for the spaces and dashes of names and ranges.
  private static func plain(_ value: String) -> String {
    guard value.contains("\\bib") || value.contains("%\n") else {
      return value.trimmingPrefix { $0.isWhitespace }.description
    }
    return value.replacing(/\\bibrangedash\s?/, with: "--").replacing(
      /\\bibnamedelim[a-d i]\s?/, with: " "
    )
    .replacing(/\\bibinitperiod\s?/, with: ".").replacing(/\\bibinitdelim\s?/, with: " ")
    .replacing(/\\bibinithyphendelim\s?/, with: ".-").replacing("%\n", with: "")
    .trimmingPrefix { $0.isWhitespace }.description
  }

  /// What Biber worked out and no .bib file has.
  private static let derived: Set<String> = [
    "sortinit", "sortinithash", "labelnamesource", "labeltitlesource", "labelalpha",
    "extraalpha", "extradate", "extratitle", "extratitleyear", "extraname", "labeldatesource",
    "singletitle", "uniquetitle", "uniquework", "uniqueprimaryauthor", "clonesourcekey",
    "labelprefix", "sortshorthand",
  ]
}

extension String {
  /// Where the value of a key begins: behind `family=`, which no letter stands before.
  fileprivate func value(ofKey key: String) -> String.Index? {
    var rest = self[...]
    while let found = rest.firstRange(of: key + "=") {
      let before = found.lowerBound > startIndex ? self[index(before: found.lowerBound)] : " "
      if !before.isLetter { return found.upperBound }
      rest = self[found.upperBound...]
    }
    return nil
  }
}

extension TextBytes {
  /// Where a text begins at or behind a place, and ends before another.
  fileprivate func place(of text: StaticString, from start: Int, upTo end: Int = .max) -> Int? {
    let wanted = Array(text.description.utf8)
    var place = start
    while place + wanted.count <= Swift.min(end, count) {
      if self[place] == wanted[0], self[place..<place + wanted.count].elementsEqual(wanted) {
        return place
      }
      place += 1
    }
    return nil
  }
}
