import ArgumentParser
import Diagnostics
import Foundation
import References
import Search

struct SimilarCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "Find similar works, by the most characteristic words of one.",
    discussion: """
      ibid similar schuster2017chimeric
      ibid similar schuster2017chimeric --limit 3 --explain
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  private static let usualLimit = 10

  @Option(help: ArgumentHelp("Show at most <n> works (default: 10).", valueName: "n"))
  var limit: String?

  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Flag(help: "Show the words searched for and what each adds to the score.")
  var explain = false

  @Argument(
    help: "Citation key, as printed by 'ibid search': schuster2017chimeric.")
  var key: String

  func said() throws(Failure) -> Settings {
    var said = try printing.said().over(display.said())
    try said.say("limit", limit)
    if explain { said.isExplaining = true }
    return said
  }

  func run(in context: Context) throws {
    var printer = try AnswerPrinter(in: context)
    let opened = try libraryOptions.opened(in: context)
    printer.options.folder = opened.library.folder
    let database = try opened.currentIndex()
    var options = SearchOptions()
    options.limit = context.typed.limit ?? Self.usualLimit
    options.isExplaining = explain
    let source = SourceText(name: "key", text: key)
    let searcher = opened.searcher(database)
    // The first of the works of one key is as good as another.
    guard let work = try searcher.works(named: key).first else { throw Failure(.nothingFound) }
    var request = SearchRequest(.likeness(work.key), options)
    printer.prepare(&request)
    let total = try answered(source, database) {
      try searcher.answer(request) { answer in
        try printer.print(answer, to: source)
        return answer.total
      }
    }
    if total == 0 { throw Failure(.nothingFound) }
  }
}
