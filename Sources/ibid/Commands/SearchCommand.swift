import ArgumentParser
import Diagnostics
import Foundation
import Search

struct SearchCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search works and their annotations.",
    discussion: """
      All words:              antigen loss
      Phrase:                 '"antigen loss"'
      OR, NOT:                '(axi-cel OR tisa-cel) -pediatric'
      Fields:                 'author:june annotation:(escape OR relapse)'
      Ranges, prefixes:       'year:2017..2020 immun*'
      Added lately:           --since 7d --sort added
      The whole language:     ibid help query

      Next: 'ibid show KEY' shows a work in full; open, note, tag and similar also take a key.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @OptionGroup var answer: AnswerOptions
  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Argument(help: "Query; 'ibid help query' describes the language.")
  var query: [String] = []

  func said() throws(Failure) -> Settings {
    try answer.said().over(printing.said()).over(display.said())
  }

  func run(in context: Context) throws {
    // Everything added since a date is a query by itself.
    if query.isEmpty, answer.since == nil {
      throw Failure.wrongRequest("expected a query", hint: "ibid search antigen loss")
    }
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    var printer = try AnswerPrinter(in: context)
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    try printer.prepare(for: opened.library, database)
    let isFound = try answered(source, database) {
      var request = try SearchRequest(source, context.settings.searchOptions)
      printer.prepare(&request)
      return try opened.searcher(database).answer(request) { answer in
        try printer.print(answer, to: source)
        return try printer.isFound(answer)
      }
    }
    if isFound { return }
    let isChosen =
      libraryOptions.library != nil || ProcessInfo.processInfo.environment["IBID_LIBRARY"] != nil
    if opened.library.isOwn, !isChosen {
      context.console.note(.note("searched the library in '\(opened.library.folder.path)'"))
    }
    throw Failure(.nothingFound)
  }
}
