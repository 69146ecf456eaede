import ArgumentParser
import Diagnostics
import Search

struct SearchCommand: DisplayingCommand {
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

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var display: DisplayOptions

  @Argument(help: "What to search for.")
  var query: [String] = []

  func validate() throws {
    guard !query.isEmpty else {
      throw ValidationError("type what to search for, for example: ibid search antigen loss")
    }
  }

  func run() throws {
    let source = SourceText(name: "query", text: query.joined(separator: " "))
    let printer = try answer.printer()
    let opened = try libraryOptions.opened()
    let database = try opened.currentIndex()
    let total = try answered(source, database) {
      try printer.print(Question(source), opened.searcher(database), answer.searchOptions()).total
    }
    if total == 0 { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }
}
