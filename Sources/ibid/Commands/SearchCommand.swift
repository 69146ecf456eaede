import ArgumentParser
import Diagnostics
import Foundation
import QueryLanguage
import SearchEngine

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find works and what was written about them.",
    discussion: """
      Words are all required: antigen loss
      In order:               '"antigen loss"'
      Either, not:            '(axi-cel OR tisa-cel) -pediatric'
      In a field:             'author:june annotation:(escape OR relapse)'
      Years, beginnings:      'year:2017..2020 immun*'
      Everything else:        ibid help query
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: ArgumentHelp("Show at most so many works.", valueName: "n"))
  var limit = 20

  @Option(help: "Words side by side: all of them, or any (for questions in plain language).")
  var match = Matching.all

  @Option(help: "Order: \(HitOrder.allCases.map(\.rawValue).joined(separator: ", ")).")
  var sort = HitOrder.relevance

  @Option(help: "Output: \(HitFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = HitFormat.text

  @Flag(help: "Find words alone, not what abbreviations and synonyms stand for.")
  var noExpand = false

  @Flag(help: "Also find and rank works like the best ones.")
  var feedback = false

  @Flag(help: "Show how the query was read and what each word brought to a score.")
  var explain = false

  @Argument(help: "What to search for.")
  var query: [String] = []

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit takes a number that is not negative") }
    guard !query.isEmpty else {
      throw ValidationError("type what to search for, for example: ibid search antigen loss")
    }
  }

  func run() throws {
    let source = SourceText(name: "query", text: QueryArguments.joined(query))
    let opened = try libraryOptions.opened()
    let database = try opened.currentIndex()
    let searcher = Searcher(
      database, parameters: opened.configuration.ranking, synonyms: opened.library.synonyms())
    let result: SearchResult
    do {
      result = try searcher.search(source, options)
    } catch {
      throw Failure.searching(error, source, database)
    }
    let terminal = Terminal.standardOutput(ProcessInfo.processInfo.environment)
    HitWriter(format: format, terminal: terminal, isExplaining: explain).write(
      result, query: source)
    if result.total == 0 { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }
}

extension SearchCommand {
  private var options: SearchOptions {
    var options = SearchOptions()
    options.matching = match
    options.isExpanding = !noExpand
    options.usesFeedback = feedback
    options.sort = sort
    options.limit = limit
    options.isExplaining = explain
    return options
  }
}

extension HitOrder: ExpressibleByArgument {}
extension Matching: ExpressibleByArgument {}
