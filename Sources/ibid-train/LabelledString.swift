import CitationTagging
import Foundation

/// One citation as segments of text, each with the field that it belongs to.
struct LabelledString {
  struct Segment {
    var text: String
    var label: FieldLabel
  }

  var segments: [Segment] = []

  var text: String { segments.map(\.text).joined() }

  mutating func add(_ text: String, _ label: FieldLabel = .other) {
    if !text.isEmpty { segments.append(Segment(text: text, label: label)) }
  }

  /// The label of every UTF-8 byte of `text`.
  var labels: [FieldLabel] {
    segments.flatMap { Array(repeating: $0.label, count: $0.text.utf8.count) }
  }
}

// MARK: Files

extension LabelledString {
  /// Reads a file of one JSON array of `[text, label]` pairs a line.
  static func read(_ path: String) throws -> [LabelledString] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return try lines.map { line in
      let pairs = try JSONDecoder().decode([[String]].self, from: Data(line.utf8))
      return LabelledString(pairs: pairs)
    }
  }

  private init(pairs: [[String]]) {
    for pair in pairs where pair.count == 2 {
      let label = Self.labels[pair[1]] ?? .note
      segments +=
        label == .volume ? Self.volumeParts(pair[0]) : [Segment(text: pair[0], label: label)]
    }
  }

  /// The names of labels that the corpora use.
  private static let labels: [String: FieldLabel] = [
    "": .other, "citation-number": .other, "author": .author, "director": .author,
    "producer": .author, "editor": .editor, "translator": .editor, "title": .title,
    "container-title": .container, "container": .container, "journal": .container,
    "source": .container, "collection-title": .series, "series": .series, "volume": .volume,
    "issue": .issue, "pages": .pages, "date": .date, "publisher": .publisher, "location": .place,
    "place": .place, "edition": .edition, "note": .note, "genre": .note, "medium": .note,
    "doi": .identifier, "isbn": .identifier, "url": .identifier, "identifier": .identifier,
    "annotation": .annotation,
  ]

  /// Some corpora label "12(3), no. 4" as one volume; what stands in brackets or after "no." is the
  /// issue.
  private static func volumeParts(_ text: String) -> [Segment] {
    guard let split = text.firstMatch(of: #/\d[^(]*?(\(|\b(?i:no|nos|n°|nr|issue|iss|heft|h)\b)/#)
    else {
      return [Segment(text: text, label: .volume)]
    }
    let start = split.1.startIndex
    return [
      Segment(text: String(text[..<start]), label: .volume),
      Segment(text: String(text[start...]), label: .issue),
    ]
  }

  /// The line that `read` reads.
  var line: String {
    let pairs = segments.map { [$0.text, $0.label == .other ? "" : "\($0.label)"] }
    let data = try? JSONSerialization.data(
      withJSONObject: pairs, options: [.withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}

// MARK: Tokens

extension LabelledString {
  /// The labels of the tokens that begin at these bytes. Words that announce a field belong to none:
  /// some corpora label "pp. 12" as pages, others "12" alone.
  func labels(at starts: [Int]) -> [FieldLabel] {
    let labels = labels
    let bytes = Array(text.utf8)
    return starts.enumerated().map { index, start in
      let word = String(
        decoding: bytes[start...].prefix { $0 >= 0x80 || Character(Unicode.Scalar($0)).isLetter },
        as: UTF8.self
      )
      .lowercased()
      let label = labels[start]
      let isFirst = index == 0 || labels[starts[index - 1]] != label
      switch label {
      case .volume, .issue, .pages: return Self.announcers.contains(word) ? .other : label
      case .editor: return Self.roles.contains(word) ? .other : label
      case .container, .title:
        return isFirst && Self.holders.contains(word) && label == .container ? .other : label
      default: return label
      }
    }
  }

  private static let announcers: Set<String> = [
    "vol", "vols", "volume", "v", "no", "nos", "nr", "n", "number", "issue", "iss", "pp", "p",
    "pages",
    "page", "pg", "s", "seiten", "seite", "jg", "jahrgang", "bd", "band", "h", "heft", "núm", "num",
    "tome", "t", "fasc", "article", "art", "id", "of", "f", "ff",
  ]
  private static let roles: Set<String> = [
    "in", "ed", "eds", "editor", "editors", "hrsg", "hg", "edited", "by", "trans", "dir", "org",
    "orgs", "coord", "éd", "éds", "edn", "translated", "herausgeber", "translator", "edit",
    "redactor",
  ]
  private static let holders: Set<String> = ["in", "en", "dans", "em"]
}
