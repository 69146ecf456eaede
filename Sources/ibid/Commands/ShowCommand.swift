import ArgumentParser
import Diagnostics
import Foundation
import Index
import References
import Search

struct ShowCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all details of works.")

  @OptionGroup var libraryOptions: LibraryOptions

  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Argument(
    help: "Citation keys, as printed by 'ibid search': schuster2017chimeric.")
  var keys: [String]

  func said() throws(Failure) -> Settings { try printing.said().over(display.said) }

  func run(in context: Context) throws {
    let printing = try Printing(context.typed, context.settings)
    let database = try libraryOptions.opened(in: context).currentIndex()
    let searcher = Searcher(database)
    var works: [Work] = []
    var isComplete = true
    do throws(IndexError) {
      for key in keys {
        let named = try searcher.works(CitationKey(key))
        works += named
        if named.isEmpty {
          isComplete = false
          context.console.note(Failure.unknownKey(key, database).messages)
        }
      }
    } catch {
      throw error.failure(at: database.path)
    }
    printing.format.show(
      works, try details(of: works, database), printing.options, to: context.console)
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
