import ArgumentParser
import Diagnostics
import Index
import Search

struct LinksCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "links",
    abstract: "Print the graph of works that mention other works.",
    discussion: """
      ibid links | dot -Tsvg > links.svg
      ibid links author:june --format jsonl
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case dot, json, jsonl }

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: "Output format of the graph.")
  var format = Format.dot

  @Argument(
    help: "Only mentions in the annotations of works that match this query.")
  var query: [String] = []

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    var mentions: [ResolvedMention]
    do throws(IndexError) {
      mentions = try database.mentions().filter { $0.target != nil }
    } catch {
      throw error.failure(at: database.path)
    }
    if !query.isEmpty {
      let keys = try Self.keys(query.joined(separator: " "), opened, database)
      mentions = mentions.filter { keys.contains($0.work.description) }
    }
    switch format {
    case .dot: context.console.write(Self.graph(mentions), end: "\n")
    case .json: context.console.write(JSON.array(mentions.map(\.json)).line, end: "\n")
    case .jsonl: for item in mentions { context.console.write(item.json.line, end: "\n") }
    }
    if mentions.isEmpty { throw Failure(.nothingFound) }
  }

  private static func keys(
    _ query: String, _ opened: OpenLibrary, _ database: IndexDatabase
  ) throws -> Set<String> {
    let source = SourceText(name: "query", text: query)
    return try answered(source, database) {
      try opened.searcher(database).answer(SearchRequest(source)) { try $0.keys() }
    }
  }

  /// In the language of Graphviz.
  private static func graph(_ mentions: [ResolvedMention]) -> String {
    let lines = mentions.compactMap { mention in
      mention.target.map { "  \"\(mention.work)\" -> \"\($0)\";" }
    }
    return (["digraph mentions {"] + lines + ["}"]).joined(separator: "\n")
  }
}
