import ArgumentParser
import Diagnostics
import Index
import ReferenceFormats
import ReferenceLibrary
import References
import Search

/// A way in which works are printed. `OutputFormat.all` is the one table of them: the options, saved
/// queries, the shell, exports by the ending of a file, help and manual read it. A format is one row
/// there and one file among the writers.
struct OutputFormat: Sendable {
  /// An option that only some formats heed.
  enum Option: String, CaseIterable, Sendable {
    case fields, brief, style, keys, facets, explain, null
    case title
    case noKeys = "no-keys"
    case rawCells = "raw-cells"

    /// As it is typed.
    var flag: String { self == .null ? "-0" : "--\(rawValue)" }
  }

  /// Whether programs go on with the works that it prints, which are then those that were asked for and no
  /// others: references, tables, keys.
  var isOfSet: Bool { !["text", "json", "jsonl", "markdown", "html"].contains(name) }

  let name: String
  /// Endings of files that are in this format, without the full stop.
  let fileExtensions: [String]
  /// What it is, in a few words.
  let summary: String
  let options: Set<Option>
  /// Whether its notes and totals are in what it prints, not on standard error.
  var holdsNotes = false
  /// Whether several answers cannot be concatenated into one valid document.
  var isOneDocument = false
  /// Whether it links the works that annotations mention.
  var linksMentions = false
  /// What of a work it prints.
  var detail = SearchRequest.Detail.work
  let writer: @Sendable (WriterOptions, any Output) -> any WorkWriter

  static let all: [OutputFormat] = [
    .text, .json, .jsonl,
    OutputFormat(
      "csv", ["csv"], "a table for spreadsheets", options: [.fields, .brief, .rawCells],
      isOneDocument: true
    ) {
      TableWriter($0, $1, .commas)
    },
    OutputFormat(
      "tsv", ["tsv"], "a table for cut and awk", options: [.fields, .brief, .rawCells],
      isOneDocument: true
    ) {
      TableWriter($0, $1, .tabs)
    },
    OutputFormat("bibtex", ["bib", "bibtex"], "for LaTeX with BibTeX", options: [.keys]) {
      RecordWriter($0, $1) { BibTeXWriter.text(of: $0, key: $1) }
    },
    OutputFormat("biblatex", [], "for LaTeX with biblatex and biber", options: [.keys]) {
      RecordWriter($0, $1) { BibTeXWriter.text(of: $0, key: $1, as: .biblatex) }
    },
    OutputFormat("ris", ["ris"], "for EndNote, Zotero and most others", options: [.keys]) {
      RecordWriter($0, $1) { RISWriter.text(of: $0, key: $1) }
    },
    OutputFormat(
      "csl-json", ["json"], "for pandoc, Zotero and citation processors", options: [.keys],
      isOneDocument: true
    ) {
      RecordWriter($0, $1, between: ("[", ",\n", "]\n")) { CSLJSONWriter.text(of: $0, key: $1) }
    },
    OutputFormat(
      "markdown", ["md", "markdown"], "an annotated bibliography",
      options: [.style, .title, .noKeys]
    ) {
      MarkdownWriter($0, $1)
    },
    OutputFormat(
      "html", ["html", "htm"], "a self-contained page with facets and a filter",
      options: [.style, .title, .noKeys],
      isOneDocument: true, linksMentions: true
    ) { HTMLWriter($0, $1) },
    OutputFormat("keys", [], "one key per line, for scripts", options: [.null], detail: .key) {
      LineWriter($0, $1) { [$0.work.key.description] }
    },
    OutputFormat("raw", ["txt"], "every citation verbatim", options: [.null]) {
      LineWriter($0, $1) { $0.work.places.map(\.raw) }
    },
    OutputFormat(
      "places", [], "one 'file:line: key: title' per citation, for editors to jump to",
      options: [.null]
    ) { options, output in
      LineWriter(options, output) { hit in
        hit.work.places.map { place in
          let path = options.path(of: place.source)
          return "\(path):\(place.line): \(hit.work.key): \(hit.reference.title ?? "")".onOneLine
        }
      }
    },
  ]

  static let text = OutputFormat(
    "text", [], "human-readable: works with their annotations",
    options: [.brief, .style, .facets, .explain]
  ) { TextWriter($0, $1) }

  static let json = OutputFormat(
    "json", [], "one JSON document; 'ibid help schema' prints its schema",
    options: [.fields, .brief, .facets, .explain], holdsNotes: true, isOneDocument: true
  ) { JSONWriter($0, $1) }

  static let jsonl = OutputFormat(
    "jsonl", ["jsonl", "ndjson"], "one JSON object per line and work",
    options: [.fields, .brief, .explain]
  ) { JSONLinesWriter($0, $1) }

  /// Text as a style prints references, one per line.
  static let references = OutputFormat(
    "text", [], "references, one per line", options: [.style, .null]
  ) { ReferenceWriter($0, $1) }

  /// What a template prints of each work.
  static func template(_ template: OutputTemplate) -> OutputFormat {
    OutputFormat("template", [], "one line per work, from a template", options: [.null]) {
      options, output in
      LineWriter(options, output) { [template.filled(with: $0)] }
    }
  }

  private init(
    _ name: String, _ fileExtensions: [String], _ summary: String,
    options: Set<Option> = [], holdsNotes: Bool = false, isOneDocument: Bool = false,
    linksMentions: Bool = false, detail: SearchRequest.Detail = .work,
    writer: @escaping @Sendable (WriterOptions, any Output) -> any WorkWriter
  ) {
    (self.name, self.fileExtensions, self.summary) = (name, fileExtensions, summary)
    (self.options, self.writer) = (options, writer)
    (self.holdsNotes, self.isOneDocument, self.detail) = (holdsNotes, isOneDocument, detail)
    self.linksMentions = linksMentions
  }

  /// Adds to options what is printed of a library besides its works.
  func complete(
    _ options: inout WriterOptions, from library: Library, _ database: IndexDatabase
  ) throws {
    options.folder = library.folder
    guard linksMentions else { return }
    let mentions = try database.answering { database throws(IndexError) in
      try database.mentions()
    }
    options.mentions = Dictionary(grouping: mentions, by: \.work)
  }

  /// The usual ending of each, for messages: `.bib, .ris`.
  static var endings: String {
    all.compactMap(\.fileExtensions.first).map { ".\($0)" }.joined(separator: ", ")
  }

  /// File extensions that also name a format. `txt` is ambiguous: text or raw.
  static let otherNames: [String: String] = all.reduce(into: [:]) { names, format in
    for ending in format.fileExtensions
    where ending != "txt" && !all.contains(where: { $0.name == ending }) {
      names[ending] = format.name
    }
  }

  /// The format that files of an ending are in.
  init?(fileExtension: String) {
    let name = fileExtension.lowercased()
    guard let format = Self.all.first(where: { $0.fileExtensions.contains(name) }) else {
      return nil
    }
    self = format
  }
}

extension OutputFormat: RawRepresentable, CaseIterable, Equatable, ExpressibleByArgument {
  static var allCases: [OutputFormat] { all }

  var rawValue: String { name }

  init?(argument: String) { self.init(rawValue: argument.lowercased()) }

  init?(rawValue: String) {
    let name = Self.otherNames[rawValue] ?? rawValue
    guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  /// `references` is not `text`.
  static func == (left: OutputFormat, right: OutputFormat) -> Bool {
    left.name == right.name && left.options == right.options
  }
}
