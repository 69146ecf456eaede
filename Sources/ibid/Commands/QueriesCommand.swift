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

struct ListQueries: Command {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List saved queries and how many works each one matches.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: "Output format of the list.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let names = opened.savedQueries.names()
    let queries = names.compactMap { name in
      do {
        return try Failure.translating { try opened.savedQueries.load(name) }
      } catch {
        let failure = error as? Failure ?? .wrongRequest("'\(name)' cannot be read")
        context.console.note(failure.messages)
        return nil
      }
    }
    let database = try opened.currentIndex()
    let searcher = opened.searcher(database)
    let entries = queries.map { QueryEntry(query: $0, total: try? total(of: $0, searcher)) }
    format.print(entries, to: context.console, lines: \.lines, json: \.json)
    if names.isEmpty {
      throw Failure(
        .nothingFound, "no saved queries; save one with 'ibid queries save NAME QUERY'")
    }
    if entries.isEmpty { throw Failure(.nothingFound) }
  }

  private func total(of query: SavedQuery, _ searcher: Searcher) throws -> Int {
    var request = SearchRequest(.query(try query.question(query.bind([]))))
    request.options.matching = Settings(query).matching ?? .all
    return try searcher.answer(request, \.total)
  }
}

/// A line of the list.
private struct QueryEntry {
  let query: SavedQuery
  /// Nil if a parameter needs a value, or the query cannot be answered.
  let total: Int?

  var lines: [StyledText] {
    let head = query.name + (total.map { "  \(counted($0, "work"))" } ?? "")
    let parameters = query.parameters.map { parameter in
      "  \(parameter.name)=\(parameter.defaultValue ?? "…")"
        + (parameter.description.map { "  \($0)" } ?? "")
    }
    let description = query.description.map { ["  \($0)"] } ?? []
    return ([head] + description + parameters).map { StyledText($0) }
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
