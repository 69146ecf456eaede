import ArgumentParser
import Diagnostics
import Foundation
import References
import SearchEngine

struct ShowCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show works in full by their keys.")

  @OptionGroup var libraryOptions: LibraryOptions

  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Argument(
    help: "Keys of works, as 'ibid search' prints them: schuster2017chimeric.", completion: .key)
  var keys: [String]

  func run() throws {
    let (format, options) = try printing.resolved(usual: Settings.current.format)
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
    if format == .text, options.style == nil {
      let layout = TextLayout(terminal: options.terminal)
      for item in works { emit(layout.fullText(of: item, try details(of: item, database))) }
    } else {
      format.writer(options).write(works)
    }
    if !isComplete { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }

  private func details(of work: Work, _ database: IndexDatabase) throws -> WorkDetails {
    do throws(IndexError) {
      let links = try database.links(of: work.key)
      return WorkDetails(
        mentions: links.mentions, mentionedBy: links.mentionedBy,
        evidence: try database.evidence(of: work.key))
    } catch {
      throw error.failure(at: database.path)
    }
  }
}

/// What `ibid show` tells of a work besides its facts.
struct WorkDetails {
  var mentions: [ResolvedMention] = []
  var mentionedBy: [ResolvedMention] = []
  var evidence: [CitationEvidence] = []
}
