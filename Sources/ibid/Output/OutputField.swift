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
  /// Whether a table has it as a column where none are chosen.
  var isUsualColumn = true
  /// Whether it is a fact of the work, which any citation of it may state.
  var isFact: Bool { !Self.ofLibrary.contains(name) }
  private static let ofLibrary: Set = [
    "key", "annotations", "places", "added", "snippet", "score",
  ]
  /// Null where there is nothing.
  let json: @Sendable (PrintedHit) -> JSON
  /// As a person would write it in a cell; by default what the JSON says.
  var text: (@Sendable (PrintedHit) -> String)?

  static let all: [OutputField] = [
    OutputField("key", "the work's key here") { .string($0.work.key.description) },
    OutputField("type", "kind of work: article, book, thesis") {
      .string($0.reference.type.rawValue)
    },
    OutputField(
      "authors", "people and groups", json: { JSON($0.reference.authors.map(\.json)) },
      text: { $0.reference.authorList }),
    OutputField("et_al", "whether the list names only the first authors", isUsualColumn: false) {
      .bool($0.reference.hasMoreAuthors)
    },
    OutputField("title", "title of the work") { JSON($0.reference.title) },
    OutputField("container", "journal, book or meeting") { JSON($0.reference.container) },
    OutputField("volume", "volume, as printed") { JSON($0.reference.volume) },
    OutputField("issue", "issue, as printed") { JSON($0.reference.issue) },
    OutputField("pages", "pages, as printed") { JSON($0.reference.locator?.pages) },
    OutputField("article_number", "number of an article without pages, or its first page") {
      JSON($0.reference.locator?.articleNumber)
    },
    OutputField("year", "year of publication") { JSON($0.reference.year) },
    OutputField(
      "editors", "editors of the book", json: { JSON($0.reference.editors.map(\.json)) },
      text: { $0.reference.editors.map(\.description).joined(separator: "; ") }),
    OutputField("publisher", "publisher, university or institution") {
      JSON($0.reference.publisher)
    },
    OutputField("doi", "DOI, in lower case") { JSON($0.reference.doi) },
    OutputField("pmid", "number of the record in PubMed") { JSON($0.reference.pmid) },
    OutputField("arxiv", "number of the preprint in arXiv") { JSON($0.reference.arxivID) },
    OutputField("url", "address of the work") { JSON($0.reference.url) },
    OutputField("abstract", "the work's own abstract") { JSON($0.reference.abstract) },
    OutputField("keywords", "keywords given with the work") {
      JSON($0.reference.keywords.map(JSON.string))
    },
    OutputField(
      "annotations", "what the sources say about the work, each with its place",
      json: { .array($0.work.annotations.map(\.json)) },
      text: { $0.work.annotations.map(\.textWithSource).joined(separator: "\n") }),
    OutputField(
      "places", "where the sources cite the work, and how", isUsualColumn: false,
      json: { .array($0.work.places.map(\.json)) },
      text: { $0.work.places.map { "\($0.source):\($0.line)" }.joined(separator: "; ") }),
    OutputField(
      "added", "when the work came into the library, in UTC", isUsualColumn: false
    ) {
      JSON($0.work.added.map { Date(timeIntervalSince1970: Double($0)).ISO8601Format() })
    },
    OutputField(
      "snippet", "the passage that shows best why the work was found", isUsualColumn: false,
      json: { $0.snippet?.json ?? .null }, text: { $0.snippet?.text ?? "" }),
    OutputField("score", "how well the work matches; higher is better", isUsualColumn: false) {
      .number($0.hit.score)
    },
  ]

  private init(
    _ name: String, _ summary: String, isUsualColumn: Bool = true,
    json: @escaping @Sendable (PrintedHit) -> JSON,
    text: (@Sendable (PrintedHit) -> String)? = nil
  ) {
    (self.name, self.summary, self.isUsualColumn) = (name, summary, isUsualColumn)
    (self.json, self.text) = (json, text)
  }

  static func named(_ name: some StringProtocol) -> OutputField? {
    all.first { $0.name == name.lowercased() }
  }

  /// The value in a cell of a table; empty where there is none.
  func cell(of hit: PrintedHit) -> String { text?(hit) ?? json(hit).text }
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
  var textWithSource: String { SourceMark.text(text, source: source) }

  fileprivate var json: JSON {
    [
      "text": .string(text), "source": .string(source), "position": .integer(position),
      "line": .integer(line), "grade": JSON(grade),
    ]
  }
}

extension Place {
  fileprivate var json: JSON {
    [
      "source": .string(source), "position": .integer(position), "line": .integer(line),
      "raw": .string(raw),
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

extension Reference {
  /// `Ruella, M.; et al.`
  fileprivate var authorList: String {
    (authors.map(\.description) + (hasMoreAuthors ? ["et al."] : [])).joined(separator: "; ")
  }
}
