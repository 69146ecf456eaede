import ArgumentParser
import Diagnostics
import Foundation
import ReferenceFormats
import ReferenceLibrary
import References
import Search

struct LookupCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Check which references of a list are in the library.",
    discussion: """
      Reads a list in any format, or one DOI, PMID, link, key or 'Family 2018' per line, and \
      prints the matching work of each reference, the confidence of the match, and where the two \
      differ. csv and json say 'held' for "in the library". Exit status: 1 if a reference is \
      missing.

        ibid lookup draft.bib
        ibid lookup --missing --format bibtex references.txt
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, jsonl, csv, keys, bibtex
  }

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(
    help: "Output format; keys and bibtex print the works found, certain or likely.")
  var format = Format.text

  @Flag(help: "Only references that are not in the library; with bibtex, print them.")
  var missing = false

  @Argument(help: "Files to read; '-' is standard input.", completion: .file())
  var files: [String]

  func run(in context: Context) throws {
    let lists = try files.map { path in
      do throws(SourceFault) {
        return ListToLookUp(try SourceFile.named(path))
      } catch {
        throw Failure(.wrongRequest, error.message(path == "-" ? SourceFile.standardInput : path))
      }
    }
    for list in lists { context.console.note(list.messages) }
    if lists.allSatisfy(\.isEmpty) { throw Failure(.nothingFound, "no citations found") }
    let opened = try libraryOptions.opened(in: context)
    let searcher = opened.searcher(try opened.currentIndex())
    let items = try lists.flatMap { try $0.lookedUp(by: searcher) }
    let shown = missing ? items.filter { $0.found.verdict == .missing } : items
    print(shown, to: context.console)
    let counts = ReferenceLookup.Verdict.allCases.map { verdict in
      (verdict, items.count { $0.found.verdict == verdict })
    }
    let summary = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.words)" }.joined(separator: ", ")
    context.console.note(Message("\(counted(items.count, "reference")): \(summary)"))
    if counts.contains(where: { $0.0 == .missing && $0.1 > 0 }) { throw Failure(.nothingFound) }
  }

  private func print(_ items: [LookedUpReference], to output: any Output) {
    switch format {
    case .text:
      let layout = TextLayout(width: output.terminal.width)
      for item in items { output.print(item.lines(layout)) }
    case .json: output.write(JSON.array(items.map(\.json)).line, end: "\n")
    case .jsonl: for item in items { output.write(item.json.line, end: "\n") }
    case .csv:
      output.write("file,line,verdict,key,evidence,differences,title", end: "\n")
      for item in items {
        output.write(item.cells.map(\.quotedForCSV).joined(separator: ","), end: "\n")
      }
    case .keys:
      for item in items { if let work = item.found.work { output.write("\(work.key)", end: "\n") } }
    case .bibtex: printBibTeX(items, to: output)
    }
  }

  /// Each work once; missing references as their source has them.
  private func printBibTeX(_ items: [LookedUpReference], to output: any Output) {
    var seen: Set<String> = []
    for item in items where missing || item.found.work != nil {
      let citation = missing ? item.citation : item.found.work!.citation
      let key =
        item.found.work?.key.description ?? item.citation.sourceKey
        ?? CitationKey(for: item.citation.reference).description
      guard seen.insert(key).inserted else { continue }
      output.write(BibTeXWriter.text(of: citation, key: key), end: "\n")
    }
  }
}

/// The references of a list, or what names works, one a line.
struct ListToLookUp {
  /// What was wrong with the list.
  let messages: [Message]
  private let text: SourceText
  private var citations: [Citation] = []
  private var naming: [(line: Int, text: String)] = []

  init(_ file: SourceFile) {
    text = file.text
    if let lines = NamingLines.of(file.text) {
      (naming, messages) = (lines, [])
    } else {
      let reading = file.read(as: nil)
      citations = reading.citations
      messages = reading.diagnostics.map { $0.message(in: file.text) }
    }
  }

  var isEmpty: Bool { citations.isEmpty && naming.isEmpty }

  /// Each reference with what the library knows of it, in the order of the list.
  func lookedUp(by searcher: Searcher) throws -> [LookedUpReference] {
    try answered(text, searcher.database) {
      try citations.map { citation in
        let printed = citation.fields.isEmpty ? citation.reference.printed : citation.raw
        return LookedUpReference(
          file: text.name, citation: citation,
          found: try searcher.lookUp(citation.reference, printed: printed))
      }
        + naming.map { line, name in
          LookedUpReference(
            file: text.name, citation: Citation(position: line, line: line, raw: name),
            found: try searcher.lookUp(naming: name))
        }
    }
  }
}

/// A reference with what the library knows of it.
struct LookedUpReference {
  let file: String
  let citation: Citation
  let found: ReferenceLookup

  private var title: String { citation.reference.title ?? citation.raw }

  func lines(_ layout: TextLayout) -> [StyledText] {
    let place = "\(file):\(citation.line): "
    var line = StyledText(place, .faint) + StyledText("\(found.verdict.words)")
    if let work = found.work {
      line = line + ": \(work.key)" + StyledText(" (\(found.evidence))", .faint)
    }
    let others = found.others.map(\.description).joined(separator: ", ")
    return [line] + layout.wrapped(title, indent: "  ")
      + (others.isEmpty ? [] : layout.wrapped("or: \(others)", indent: "  "))
      + found.differences.flatMap { layout.wrapped("differs: \($0)", indent: "  ") }
  }

  var cells: [String] {
    [
      file, String(citation.line), found.verdict.rawValue, found.work?.key.description ?? "",
      found.evidence, found.differences.joined(separator: "; "), title,
    ]
  }

  var json: JSON {
    let others: [(key: String, value: JSON)] =
      found.others.isEmpty
      ? [] : [("others", .array(found.others.map { .string($0.description) }))]
    return .object(
      [
        ("file", .string(file)), ("position", .integer(citation.position)),
        ("line", .integer(citation.line)), ("verdict", .string(found.verdict.rawValue)),
        ("key", JSON(found.work?.key.description)), ("evidence", .string(found.evidence)),
        ("differences", .array(found.differences.map(JSON.string))), ("title", .string(title)),
        ("raw", .string(citation.raw)),
      ] + others)
  }
}

extension ReferenceLookup.Verdict {
  /// As people are told.
  fileprivate var words: String {
    switch self {
    case .held: "in the library"
    case .likely: "likely in the library"
    case .missing: "not in the library"
    }
  }
}

extension Reference {
  /// As a style prints it.
  fileprivate var printed: String { CitationStyles.named("vancouver")!.text(of: self) }
}
