import ArgumentParser
import Diagnostics
import ReferenceFormats
import References
import SearchEngine

/// A way in which works are printed. `OutputFormat.all` is the one table of them: the options, saved
/// queries, the shell, exports by the ending of a file, help and manual read it. A format is one row
/// there and one file among the writers.
struct OutputFormat: Sendable {
  /// An option that only some formats heed.
  enum Option: String, CaseIterable, Sendable {
    case fields, style, facets, explain
    case null = "null"

    /// As it is typed.
    var flag: String { self == .null ? "-0" : "--\(rawValue)" }
  }

  let name: String
  /// Endings of files that are in this format, without the full stop.
  let fileExtensions: [String]
  /// What it is, in a few words.
  let summary: String
  let options: Set<Option>
  let writer: @Sendable (WriterOptions) -> any WorkWriter

  static let all: [OutputFormat] = [
    .text,
    OutputFormat(
      "json", [], "one object, or a list of works; 'ibid help schema' describes it",
      options: [.fields, .facets, .explain]
    ) { JSONWriter($0) },
    OutputFormat("jsonl", ["jsonl"], "a line of JSON a work", options: [.fields, .explain]) {
      JSONLinesWriter($0)
    },
    OutputFormat("csv", ["csv"], "a table for spreadsheets", options: [.fields]) {
      TableWriter($0, .commas)
    },
    OutputFormat("tsv", ["tsv"], "a table for cut and awk", options: [.fields]) {
      TableWriter($0, .tabs)
    },
    OutputFormat("bibtex", ["bib"], "for LaTeX with BibTeX") {
      RecordWriter($0) { BibTeXWriter.text(of: $0, key: $1) }
    },
    OutputFormat("biblatex", [], "for LaTeX with biblatex and biber") {
      RecordWriter($0) { BibTeXWriter.text(of: $0, key: $1, as: .biblatex) }
    },
    OutputFormat("ris", ["ris"], "for EndNote, Zotero and most others") {
      RecordWriter($0) { RISWriter.text(of: $0, key: $1) }
    },
    OutputFormat("csl-json", ["json"], "for pandoc, Zotero and citation processors") {
      RecordWriter($0, between: ("[", ",\n", "]\n")) { CSLJSONWriter.text(of: $0, key: $1) }
    },
    OutputFormat("markdown", ["md"], "an annotated bibliography", options: [.style]) {
      MarkdownWriter($0)
    },
    OutputFormat(
      "html", ["html", "htm"], "a page by itself, with counts and a filter",
      options: [.style]
    ) { HTMLWriter($0) },
    OutputFormat("keys", [], "a key a line, for scripts", options: [.null]) {
      LineWriter($0) { [$0.work.key.description] }
    },
    OutputFormat("raw", ["txt"], "every citation as its source prints it", options: [.null]) {
      LineWriter($0) { $0.work.places.map(\.raw) }
    },
  ]

  static let text = OutputFormat(
    "text", [], "for people: works with what was written about them",
    options: [.style, .facets, .explain]
  ) { options in
    if let style = options.style {
      LineWriter(options) { [style.text(of: $0.reference)] }
    } else {
      TextWriter(options)
    }
  }

  /// What a template prints of each work; it has no name of its own.
  static func template(_ template: OutputTemplate) -> OutputFormat {
    OutputFormat("template", [], "a template filled in", options: [.null]) { options in
      LineWriter(options) { [template.filled(with: $0)] }
    }
  }

  private init(
    _ name: String, _ fileExtensions: [String], _ summary: String,
    options: Set<Option> = [], writer: @escaping @Sendable (WriterOptions) -> any WorkWriter
  ) {
    (self.name, self.fileExtensions, self.summary) = (name, fileExtensions, summary)
    (self.options, self.writer) = (options, writer)
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

  init?(rawValue: String) {
    guard let format = Self.all.first(where: { $0.name == rawValue }) else { return nil }
    self = format
  }

  static func == (left: OutputFormat, right: OutputFormat) -> Bool { left.name == right.name }
}

/// What a writer may heed.
struct WriterOptions: Sendable {
  var terminal: Terminal
  /// Those that are printed of a work; empty for the usual ones.
  var fields: [OutputField] = []
  /// Nil for the person's own in formats that need one.
  var style: (any CitationStyle)?
  var isExplaining = false
  /// Items end with a NUL instead of a line end.
  var isNullTerminated = false
}

/// What is known before the first work is printed.
struct PrintedHead {
  /// As typed; nil where no query was asked.
  var query: String?
  /// Without its hits.
  var result: SearchResult?
  var facets: [FacetTable] = []
}

/// Prints works, one by one as they are found, in one format.
protocol WorkWriter: AnyObject {
  /// Called once, before the first work.
  func begin(_ head: PrintedHead)
  func write(_ hit: Hit)
  /// Called once, after the last work.
  func end()
}

extension WorkWriter {
  func begin(_ head: PrintedHead) {}
  func end() {}

  /// Prints works that no query found.
  func write(_ works: [Work]) {
    begin(PrintedHead())
    for work in works { write(Hit(work: work)) }
    end()
  }
}
