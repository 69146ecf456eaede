import ArgumentParser
import Diagnostics
import ReferenceLibrary
import Search

struct QueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "List, show, save, edit, remove, rename and check saved queries.",
    subcommands: [
      ListQueries.self, ShowQuery.self, SaveQuery.self, EditQuery.self, RemoveQuery.self,
      RenameQuery.self, CheckQueries.self,
    ],
    defaultSubcommand: ListQueries.self)
}

struct ListQueries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List saved queries and how many works each finds now.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: "How the list is printed.")
  var format = ListFormat.text

  func run() throws {
    let opened = try libraryOptions.opened()
    let queries = opened.savedQueries.names().compactMap { name in
      do {
        return try Failure.translating { try opened.savedQueries.load(name) }
      } catch {
        Terminal.note((error as? Failure)?.message ?? "error: '\(name)' cannot be read")
        return nil
      }
    }
    let database = try opened.currentIndex()
    let searcher = opened.searcher(database)
    let entries = queries.map { QueryEntry(query: $0, total: try? total(of: $0, searcher)) }
    switch format {
    case .text: for item in entries { emit(item.text) }
    case .json: emit(JSON.array(entries.map(\.json)).line)
    case .jsonl: for item in entries { emit(item.json.line) }
    }
    if entries.isEmpty { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }

  private func total(of query: SavedQuery, _ searcher: Searcher) throws -> Int {
    var options = SearchOptions()
    options.limit = 0
    return try searcher.search(query.question(query.bind([])), options).total
  }
}

/// A line of the list.
private struct QueryEntry {
  let query: SavedQuery
  /// Nil where a parameter needs a value, or the query cannot be answered.
  let total: Int?

  var text: String {
    let head = query.name + (total.map { "  \(counted($0, "work"))" } ?? "")
    let parameters = query.parameters.map { parameter in
      "  \(parameter.name)=\(visible(parameter.defaultValue ?? "…"))"
        + (parameter.description.map { "  \(visible($0))" } ?? "")
    }
    let description = query.description.map { ["  \(visible($0))"] } ?? []
    return ([head] + description + parameters).joined(separator: "\n")
  }

  var json: JSON {
    [
      "name": .string(query.name), "description": JSON(query.description),
      "parameters": .array(
        query.parameters.map {
          [
            "name": .string($0.name), "type": .string($0.kind.rawValue),
            "default": JSON($0.defaultValue), "description": JSON($0.description),
          ]
        }),
      "total": JSON(total),
    ]
  }
}
