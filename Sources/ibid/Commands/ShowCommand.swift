import ArgumentParser
import Diagnostics
import Foundation
import Index
import References
import Search

struct ShowCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all details of works.",
    discussion: """
      ibid show schuster2017chimeric
      ibid show schuster2017chimeric --format csl-json

      Next: 'ibid open KEY' opens its page, 'ibid note KEY' takes a note, 'ibid fix KEY' corrects it.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Flag(help: "Print long citations verbatim; in JSON, add 'raw'.")
  var raw = false

  @Argument(
    help: "Citation keys, as printed by 'ibid search': schuster2017chimeric.")
  var keys: [String]

  func said() throws(Failure) -> Settings { try printing.said().over(display.said()) }

  func run(in context: Context) throws {
    var printing = try Printing(context.typed, context.settings)
    context.console.messageForm = MessageForm(printing.format)
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let searcher = Searcher(database)
    var works: [Work] = []
    var isComplete = true
    for key in keys {
      do {
        works += try searcher.works(named: key)
      } catch let failure as Failure where failure.status != .noLibrary {
        isComplete = false
        context.console.note(failure.namedMessages)
      }
    }
    printing.options.folder = opened.library.folder
    printing.format.show(
      works, try details(of: works, database), printing.options, isRaw: raw, to: context.console)
    if !isComplete { throw Failure(.nothingFound) }
  }

  private func details(
    of works: [Work], _ database: IndexDatabase
  ) throws -> [WorkDetails] {
    do throws(IndexError) {
      var details: [WorkDetails] = []
      for item in works { details.append(try database.details(of: item)) }
      return details
    } catch {
      throw error.failure(at: database.path)
    }
  }
}
