import Foundation
import ReferenceFormats
import References
import Search

/// Something that is printed of a work. `OutputField.all` is the one table of them, in the order in
/// which they are printed: JSON, tables, templates, `--fields`, saved queries and the manual read it.
struct OutputField: Sendable {
  let name: String
  /// What it is, in a few words.
  let summary: String
  /// Where it is printed unless fields are selected.
  enum Usage: Sendable {
    case everywhere
    /// In JSON, but not in tables.
    case inJSON
    case nowhere
  }

  let usage: Usage
  /// Whether it is a fact of the work, which any citation of it may state.
  var isFact: Bool { Fact.named(name) != nil }
  /// Null where there is nothing.
  let json: @Sendable (PrintedHit) -> JSON
  /// As a person would write it in a cell; by default what the JSON says.
  var text: (@Sendable (PrintedHit) -> String)?

  static let all: [OutputField] = [key] + Fact.all.map(OutputField.init) + ofLibrary

  /// The fields of `--brief`.
  static let brief = ["key", "names", "year", "title", "container", "doi", "snippet"]
    .compactMap(named)

  private static let key = OutputField("key", "citation key of the work") {
    .string($0.work.key.description)
  }

  /// What a library knows of a work beside its facts.
  private static let ofLibrary: [OutputField] = [
    OutputField(
      "annotations", "annotations of the work, each with its place",
      json: { .array($0.work.annotations.map(\.json)) },
      text: { $0.work.annotations.map(\.textWithSource).joined(separator: "\n") }),
    OutputField(
      "tags", "tags of the work", .inJSON,
      json: { hit in JSON(hit.work.tags.map(JSON.string)) }),
    OutputField(
      "collections", "Zotero collections of the work", .inJSON,
      json: { hit in JSON(hit.work.collections.map(JSON.string)) }),
    OutputField(
      "decision", "screening decision: include, exclude or maybe", .inJSON,
      json: { hit in JSON(hit.work.decision?.verdict.rawValue) }),
    OutputField(
      "decision_reason", "reason of the screening decision", .inJSON,
      json: { hit in JSON(hit.work.decision?.reason) }),
    OutputField(
      "notes", "notes that databases and programs wrote about the work", .inJSON,
      json: { hit in JSON(hit.work.notes.map(JSON.string)) }),
    OutputField(
      "origins", "places that state each field, if there are several", .inJSON,
      json: { $0.work.originsJSON }),
    OutputField(
      "conflicts", "values that differ between places", .inJSON,
      json: { $0.work.conflictsJSON }),
    OutputField(
      "places", "citations of the work: source and line", .inJSON,
      json: { .array($0.work.places.map(\.json)) },
      text: { $0.work.places.map { "\($0.source):\($0.line)" }.joined(separator: "; ") }),
    OutputField(
      "raw", "citations of the work verbatim, in the order of the places", .nowhere,
      json: { .array($0.work.places.map { .string($0.raw) }) },
      text: { $0.work.places.map(\.raw).joined(separator: "\n") }),
    OutputField("names", "first authors, else editors, as text: Ruella, M. et al.", .nowhere) {
      .string($0.reference.shortNames)
    },
    OutputField(
      "added", "when the work was added to the library, in UTC", .inJSON
    ) {
      JSON($0.work.added.map { Date(timeIntervalSince1970: Double($0)).ISO8601Format() })
    },
    OutputField(
      "snippet", "passage that best shows why the work matches", .inJSON,
      json: { $0.snippet?.json ?? .null }, text: { $0.snippet?.text ?? "" }),
    OutputField(
      "named_as", "how the query names the work, or null if it only matches",
      .inJSON
    ) {
      JSON($0.hit.naming?.reading.name)
    },
    OutputField("score", "relevance score; higher is better", .inJSON) {
      .number($0.hit.score)
    },
  ]

  private init(
    _ name: String, _ summary: String, _ usage: Usage = .everywhere,
    json: @escaping @Sendable (PrintedHit) -> JSON,
    text: (@Sendable (PrintedHit) -> String)? = nil
  ) {
    (self.name, self.summary, self.usage) = (name, summary, usage)
    (self.json, self.text) = (json, text)
  }

  private init(_ fact: Fact) {
    (name, summary) = (fact.name, fact.summary)
    usage = fact.isUsualColumn ? .everywhere : .inJSON
    json = { hit in hit.reference.json(of: fact.value) }
    if fact.listsPeople { text = { hit in hit.people(fact) } }
  }

  static func named(_ name: some StringProtocol) -> OutputField? {
    all.first { $0.name == name.lowercased() }
  }

  /// The value in a cell of a table; empty where there is none.
  func cell(of hit: PrintedHit) -> String { text?(hit) ?? json(hit).text }
}

extension Fact {
  fileprivate var listsPeople: Bool {
    if case .creators = value { true } else { false }
  }
}

extension PrintedHit {
  /// `Ruella, M.; et al.`
  fileprivate func people(_ fact: Fact) -> String {
    let isCut = fact.name == "authors" && reference.hasMoreAuthors
    return (reference.texts(of: fact.value) + (isCut ? ["et al."] : [])).joined(separator: "; ")
  }
}

extension JSON {
  /// A single value as text, several with semicolons between; empty for null.
  fileprivate var text: String {
    switch self {
    case .null: ""
    case .string(let text): text
    case .array(let items): items.map(\.text).joined(separator: "; ")
    default: line
    }
  }
}

extension Annotation {
  /// `A founding paper. [from Index/References/list.txt]`, where a source is named.
  /// With its source, by its name alone where it lies outside of the library: where one's own folders
  /// are is nobody's business.
  var textWithSource: String {
    let name = source.hasPrefix("/") ? source.split(separator: "/").last.map(String.init) : source
    return SourceMark.text(text, source: name ?? source, annotator: annotator)
  }

  fileprivate var json: JSON {
    let place: [(key: String, value: JSON)] = [
      ("text", .string(text)), ("annotator", JSON(annotator)), ("source", .string(source)),
      ("position", .integer(position)), ("line", .integer(line)), ("grade", JSON(grade)),
    ]
    return .object(
      place + AnnotationDetails.all.map { ($0.name, JSON(details[keyPath: $0.path])) })
  }
}

extension Place {
  fileprivate var json: JSON {
    [
      "source": .string(source), "position": .integer(position), "line": .integer(line),
    ]
  }
}

extension Snippet {
  /// Marks are bytes of the text.
  fileprivate var json: JSON {
    [
      "field": .string(field), "text": .string(text),
      "marks": .array(
        marks.map { ["start": .integer($0.lowerBound), "end": .integer($0.upperBound)] }),
    ]
  }
}

extension Work {
  fileprivate var originsJSON: JSON {
    let items: [JSON] = origins.map { origin in
      ["fact": .string(origin.fact), "places": placesJSON(origin.citations)]
    }
    return JSON(items)
  }

  fileprivate var conflictsJSON: JSON {
    let items: [JSON] = conflicts.map { conflict in
      [
        "fact": .string(conflict.fact), "value": .string(conflict.value),
        "places": placesJSON(conflict.citations),
      ]
    }
    return JSON(items)
  }

  /// `Index/References/list.txt:12`, of each place.
  private func placesJSON(_ indices: [Int]) -> JSON {
    .array(indices.map { .string("\(places[$0].source):\(places[$0].line)") })
  }
}

extension Reference {
  /// A fact; null where it is not known.
  fileprivate func json(of value: Fact.Value) -> JSON {
    switch value {
    case .text(let path), .choice(let path, _): JSON(self.value(at: path))
    case .number(let path): JSON(self.value(at: path))
    case .flag(let path): .bool(self.value(at: path))
    case .list(let path): JSON(self.value(at: path).map(JSON.string))
    case .creators(let path): JSON(self.value(at: path).map(\.json))
    case .others(let path):
      JSON(
        self.value(at: path).map { other -> JSON in
          ["name": .string(other.name), "value": .string(other.value)]
        })
    }
  }
}
