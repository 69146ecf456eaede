import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List, remove, copy and move the sources of the library.",
    subcommands: [ListSources.self, RemoveSource.self, CopySource.self, MoveSource.self],
    defaultSubcommand: ListSources.self)
}

struct ListSources: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the sources of the library and what was read from each.",
    discussion: """
      ibid sources
      ibid sources --format json

      Next: 'ibid read FILE' shows what was understood of one, 'ibid check' what was not.
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "Output format of the list.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let sources = try opened.currentIndex().answering { database throws(IndexError) in
      try database.sources()
    }
    let away = opened.indexer.absences(among: sources.map(\.path))
    let layout = TextLayout(width: context.console.terminal.width)
    format.print(
      sources, to: context.console,
      lines: { source in
        let absence = away[source.path].map { "; \($0.described)" } ?? ""
        return layout.wrapped(source.line + absence, indent: "")
      }, json: { $0.json(away[$0.path]) })
    if sources.isEmpty { throw Failure(.nothingFound) }
  }
}

extension IndexedSource {
  var line: String {
    if isFaulty { return "\(path): not read: not a text file" }
    let isOfDecisions = path == "Index/decisions.jsonl"
    let contents =
      isOfDecisions
      ? counted(citations, "decision")
      : "\(counted(citations, "citation")), \(annotations) annotated"
    return "\(path): \(contents)"
      + IndexSummary.faults(doubtful: doubtful, problems, unread)
  }

  fileprivate func json(_ absence: Absence?) -> JSON {
    [
      "path": .string(path), "citations": .integer(citations),
      "annotations": .integer(annotations), "doubtful": .integer(doubtful),
      "problems": .integer(problems), "unread_lines": .integer(unread),
      "is_away": .bool(absence != nil),
    ]
  }
}

extension Absence {
  /// Said of a source.
  var described: String {
    switch self {
    case .missing: "not there now, as read before"
    case .inCloud: "not downloaded from iCloud, as read before"
    }
  }
}
