import ArgumentParser
import Diagnostics
import Foundation
import References
import SearchEngine

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show works in full by their keys.")

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: "Output: \(HitFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = HitFormat.text

  @Argument(help: "Keys of works, as 'ibid search' prints them: schuster2017chimeric.")
  var keys: [String]

  func run() throws {
    let database = try libraryOptions.opened().currentIndex()
    let searcher = Searcher(database)
    var works: [Work] = []
    var isComplete = true
    do throws(IndexError) {
      for key in keys {
        if let work = try searcher.work(CitationKey(key)) {
          works.append(work)
        } else {
          isComplete = false
          Terminal.note("error: no work has the key '\(visible(key))'")
        }
      }
    } catch {
      throw error.failure(at: database.path)
    }
    let details = try details(of: works, database)
    let terminal = Terminal.standardOutput(ProcessInfo.processInfo.environment)
    WorkWriter(format: format, terminal: terminal).write(works, details)
    if !isComplete { throw ExitCode(Failure.Status.nothingFound.rawValue) }
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
