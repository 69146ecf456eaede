import ArgumentParser
import Diagnostics
import Foundation
import ReferenceFormats
import References

/// Scores the reading of printed citations against labelled ones.
struct Strings: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score the reading of labelled citations: six fields, by file, and its confidence.",
    discussion: """
      A file holds one JSON array of [text, label] pairs a line, as `ibid-train` writes and reads \
      them. The six fields are authors, title, container, volume, pages and year; a citation is \
      right where all six are, and a field that is not there must not be found.
      """)

  @Option(help: "Read so many citations at once, as a list with a line for each.") var together = 1
  @Flag(help: "Only journal articles: a title, a container and a volume or pages.") var articles =
    false
  @Option(help: "Print as many that are wrong.") var wrong = 0

  @Argument(help: "Files of labelled citations.") var files: [String]

  func run() throws {
    var total = Tally()
    for file in files {
      var tally = Tally()
      var gold = try LabelledCitation.read(file)
      if articles { gold.removeAll { !$0.isArticle } }
      let found = stride(from: 0, to: gold.count, by: max(1, together)).flatMap { start in
        Self.read(Array(gold[start..<min(start + max(1, together), gold.count)]))
      }
      for (wanted, citation) in zip(gold, found) {
        let fields = wanted.fields(rightIn: citation)
        tally.add(fields, citation)
        if fields.count < 6, tally.shown < wrong {
          tally.shown += 1
          print(
            "  \(wanted.text)\n    wrong: \(Set(Field.allCases).subtracting(fields).map(\.rawValue).sorted().joined(separator: ", ")); \(citation.map { "\($0.reference)" } ?? "not read")"
          )
        }
      }
      print(tally.line(URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent))
      total.add(tally)
    }
    print(total.line("all"))
    print(total.calibration)
  }

  /// Found again by the line on which each begins.
  private static func read(_ gold: [LabelledCitation]) -> [Citation?] {
    if gold.count == 1 {
      return [
        ReferenceFormat.named("list")!.read(SourceText(name: "string", text: gold[0].text))
          .citations.first
      ]
    }
    let lines = gold.map { $0.text.replacing("\n", with: " ") }
    let reading = ReferenceFormat.named("list")!.read(
      SourceText(name: "list", text: lines.joined(separator: "\n") + "\n"))
    let byLine = Dictionary(reading.citations.map { ($0.line, $0) }) { first, _ in first }
    return gold.indices.map { byLine[$0 + 1] }
  }

  enum Field: String, CaseIterable { case authors, title, container, volume, pages, year }

  /// How many were right.
  private struct Tally {
    var count = 0
    var read = 0
    var whole = 0
    var shown = 0
    var fields: [Field: Int] = [:]
    /// By confidence, in twentieths.
    var bins = [(count: Int, right: Int)](repeating: (0, 0), count: 21)

    mutating func add(_ right: Set<Field>, _ citation: Citation?) {
      count += 1
      for field in right { fields[field, default: 0] += 1 }
      if right.count == 6 { whole += 1 }
      guard let citation else { return }
      read += 1
      let bin = Int((citation.confidence * 20 + 1e-6).rounded(.down))
      bins[bin].count += 1
      if right.count == 6 { bins[bin].right += 1 }
    }

    mutating func add(_ other: Tally) {
      count += other.count
      read += other.read
      whole += other.whole
      fields.merge(other.fields, uniquingKeysWith: +)
      for index in bins.indices {
        bins[index].count += other.bins[index].count
        bins[index].right += other.bins[index].right
      }
    }

    func line(_ name: String) -> String {
      let parts = Field.allCases.map { "\($0.rawValue) \(percent(fields[$0] ?? 0, count))" }
      return "\(percent(whole, count)) of \(count) right, \(count - read) not read; "
        + parts.joined(separator: " ") + "  \(name)"
    }

    var calibration: String {
      bins.indices.reversed().filter { bins[$0].count > 0 }.map { index in
        let (count, right) = bins[index]
        let least = String(format: "%.2f", Double(index) / 20)
        return "confidence from \(least): \(count) citations, \(percent(right, count)) right"
      }.joined(separator: "\n")
    }
  }
}

private func percent(_ part: Int, _ whole: Int) -> String {
  String(format: "%.1f", 100 * Double(part) / Double(max(whole, 1)))
}

/// A citation with the right answer.
private struct LabelledCitation {
  var text: String
  private var values: [String: String] = [:]

  static func read(_ path: String) throws -> [LabelledCitation] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      let pairs = try JSONDecoder().decode([[String]].self, from: Data(line.utf8))
      return LabelledCitation(pairs: pairs.filter { $0.count == 2 })
    }
  }

  private init(pairs: [[String]]) {
    text = pairs.map { $0[0] }.joined()
    for pair in pairs {
      let label = Self.names[pair[1]] ?? pair[1]
      values[label] = values[label].map { $0 + " " + pair[0] } ?? pair[0]
    }
  }

  private static let names = [
    "container-title": "container", "journal": "container", "source": "container",
  ]

  var isArticle: Bool {
    values["title"] != nil && values["container"] != nil
      && (values["volume"] ?? values["pages"]) != nil && values["author"] != nil
  }

  func fields(rightIn citation: Citation?) -> Set<Strings.Field> {
    guard let reference = citation?.reference else { return [] }
    var right: Set<Strings.Field> = []
    let wanted = { (name: String) in
      values[name].map(Self.folded).flatMap { $0.isEmpty ? nil : $0 }
    }
    if names(wantedIn: values["author"]) == names(of: reference.authors) { right.insert(.authors) }
    if wanted("title") == reference.title.map(Self.folded) { right.insert(.title) }
    let container = values["container"].map { Self.folded(Self.withoutIn($0)) }
    if container.flatMap({ $0.isEmpty ? nil : $0 }) == reference.container.map(Self.folded) {
      right.insert(.container)
    }
    if Self.number(values["volume"]) == Self.number(reference.volume) { right.insert(.volume) }
    if Self.firstPage(values["pages"]) == Self.firstPage(reference.locator?.text) {
      right.insert(.pages)
    }
    let year = values["date"]?.firstMatch(of: #/(1[5-9]|20)\d\d/#).map { Int($0.0)! }
    if year == reference.year { right.insert(.year) }
    return right
  }

  private static func folded(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Without the word that stands before a container: "In: Proceedings of …".
  private static func withoutIn(_ text: String) -> String {
    text.replacing(#/^\W*(In|in|En|em|Em|Dans|dans)\b\W*/#, with: "")
  }

  /// The letters of all names, in any order.
  private func names(of creators: [Creator]) -> [Character] {
    Self.folded(creators.map(\.description).joined()).sorted()
  }

  private func names(wantedIn text: String?) -> [Character] {
    guard let text else { return [] }
    let bare = text.replacing(
      #/\b[Ee]t\.? ?al\b|\b[Aa]nd others\b|\b(and|And|AND|und|et|y|e)\b/#, with: " ")
    return Self.folded(bare).sorted()
  }

  private static func number(_ text: String?) -> String? {
    guard let match = text?.firstMatch(of: #/[A-Za-z]{0,2}\d+[A-Za-z]?/#) else { return nil }
    return String(match.0.drop { !$0.isNumber }).lowercased()
  }

  private static func firstPage(_ text: String?) -> String? {
    guard let match = text?.firstMatch(of: #/[A-Za-z]{0,2}\d+/#) else { return nil }
    return String(match.0.drop { !$0.isNumber })
  }
}
