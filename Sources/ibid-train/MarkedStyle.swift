import CitationTagging
import Foundation

/// A CSL style that prints a private-use character before and after every variable, so that the
/// fields of what it prints are known.
struct MarkedStyle {
  let name: String
  let text: String

  /// Before a field: this plus the label's raw value.
  private static let open: UInt32 = 0xE000
  private static let close: Unicode.Scalar = "\u{E0FF}"

  init?(name: String, csl: String) {
    guard csl.contains("<bibliography") || csl.contains("class=\"note\"") else { return nil }
    self.name = name
    text = csl.replacing(#/<(text|number|names|date|label)\b([^>]*?)(\/?)>/#) { match in
      let (tag, attributes, slash) = (match.1, String(match.2), match.3)
      guard let label = Self.label(tag: tag, attributes: attributes) else { return String(match.0) }
      let open = String(Character(Unicode.Scalar(Self.open + UInt32(label.rawValue))!))
      let marked = attributes.addingAffix("prefix") { $0 + open }
        .addingAffix("suffix") { "\(Self.close)" + $0 }
      return "<\(tag)\(marked)\(slash)>"
    }
  }

  private static func label(tag: Substring, attributes: String) -> FieldLabel? {
    if tag == "label" { return attributes.contains("variable=") ? nil : .other }
    guard let match = attributes.firstMatch(of: #/variable="([\w\-]+)[^"]*"/#) else { return nil }
    return variables[String(match.1)] ?? .other
  }

  private static let variables: [String: FieldLabel] = [
    "author": .author, "editor": .editor, "translator": .editor, "container-author": .editor,
    "collection-editor": .editor, "editorial-director": .editor, "director": .author,
    "title": .title, "title-short": .title, "container-title": .container,
    "container-title-short": .container, "event": .container, "event-title": .container,
    "collection-title": .series, "volume": .volume, "issue": .issue, "page": .pages,
    "page-first": .pages, "number-of-pages": .pages, "issued": .date, "publisher": .publisher,
    "publisher-place": .place, "event-place": .place, "edition": .edition, "genre": .note,
    "medium": .note, "number": .note, "note": .note, "DOI": .identifier, "URL": .identifier,
    "ISBN": .identifier, "ISSN": .identifier, "PMID": .identifier, "PMCID": .identifier,
    "annote": .annotation, "abstract": .annotation,
  ]

  /// What a style printed, its marks turned into segments.
  static func segments(of printed: String) -> LabelledString {
    var string = LabelledString()
    var stack: [FieldLabel] = []
    var text = String.UnicodeScalarView()
    func flush() {
      string.add(String(text), stack.last ?? .other)
      text.removeAll()
    }
    for scalar in printed.unicodeScalars {
      if scalar == close {
        flush()
        _ = stack.popLast()
      } else if let label = FieldLabel(rawValue: UInt8(clamping: Int(scalar.value) - Int(open))),
        scalar.value >= open, scalar.value < open + 16
      {
        flush()
        stack.append(label)
      } else {
        text.append(scalar)
      }
    }
    flush()
    return string.withMarksInsideQuotes
  }
}

extension String {
  /// An XML attribute changed, or added.
  fileprivate func addingAffix(_ name: String, _ change: (String) -> String) -> String {
    guard let range = firstRange(of: " \(name)=\"") else {
      return self + " \(name)=\"\(change(""))\""
    }
    guard let end = self[range.upperBound...].firstIndex(of: "\"") else { return self }
    return self[..<range.upperBound] + change(String(self[range.upperBound..<end])) + self[end...]
  }
}

extension LabelledString {
  /// The marks keep a processor from moving commas into quotes and from dropping a second full stop;
  /// that is done here.
  fileprivate var withMarksInsideQuotes: LabelledString {
    var string = self
    for index in string.segments.indices.dropLast() {
      let mark = string.segments[index + 1].text.first
      guard let mark, ".,".contains(mark), let last = string.segments[index].text.last else {
        continue
      }
      if last == "”" || last == "\"" {
        string.segments[index + 1].text.removeFirst()
        string.segments[index].text.removeLast()
        if string.segments[index].text.last != "." { string.segments[index].text.append(mark) }
        string.segments[index].text.append(last)
      } else if last == ".", mark == "." {
        string.segments[index + 1].text.removeFirst()
      }
    }
    string.segments.removeAll(where: \.text.isEmpty)
    return string
  }
}
