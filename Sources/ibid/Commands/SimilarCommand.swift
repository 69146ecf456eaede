import ArgumentParser
import Diagnostics
import Foundation
import References
import Search

struct SimilarCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find the works most like one, by the words that tell what it is about.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: ArgumentHelp("Show at most so many works.", valueName: "n"))
  var limit = 10

  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Flag(help: "Show which words were asked for and what each brought to a score.")
  var explain = false

  @Argument(
    help: "The work's key, as 'ibid search' prints it: schuster2017chimeric.")
  var key: String

  func run(in context: Context) throws {
    guard limit >= 0 else {
      throw Failure.wrongRequest("--limit takes a number that is not negative")
    }
    let (format, writerOptions) = try printing.resolved(
      usual: context.settings.format, context.settings.style, isExplaining: explain)
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    var options = SearchOptions()
    options.limit = limit
    options.isExplaining = explain
    let found: SearchResult?
    do {
      found = try Searcher(database, parameters: opened.configuration.ranking)
        .similar(to: CitationKey(key), options)
    } catch {
      throw error.failure(at: database.path)
    }
    guard let result = found else {
      throw Failure.unknownKey(key, database)
    }
    AnswerPrinter(format: format, options: writerOptions, console: context.console).print(
      result, query: SourceText(name: "key", text: key))
    if result.total == 0 { throw Failure(.nothingFound) }
  }
}
