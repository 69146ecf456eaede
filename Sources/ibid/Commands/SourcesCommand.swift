import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary

struct SourcesCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List the sources of the library and what was read from each.",
    discussion: """
      ibid sources
      ibid sources --format json

      Next: 'ibid read FILE' shows what was understood of one, 'ibid check' what was not.
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "Output format of the list.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let sources: [IndexedSource]
    do throws(IndexError) {
      sources = try database.sources()
    } catch {
      throw error.failure(at: database.path)
    }
    let layout = TextLayout(width: context.console.terminal.width)
    let isAbsent = { (source: IndexedSource) in
      !FileManager.default.fileExists(atPath: opened.library.file(ofStored: source.path).path)
    }
    format.print(
      sources, to: context.console,
      lines: { layout.wrapped($0.line + (isAbsent($0) ? ", absent" : ""), indent: "") },
      json: { $0.json(isAbsent: isAbsent($0)) })
    if sources.isEmpty { throw Failure(.nothingFound) }
  }
}

extension IndexedSource {
  var line: String {
    if isFaulty { return "\(path): not read: not a text file" }
    return "\(path): \(counted(citations, "citation")), \(annotations) annotated"
      + IndexSummary.faults(doubtful: doubtful, problems, unread)
  }

  fileprivate func json(isAbsent: Bool) -> JSON {
    [
      "path": .string(path), "citations": .integer(citations),
      "annotations": .integer(annotations), "doubtful": .integer(doubtful),
      "problems": .integer(problems), "unread_lines": .integer(unread),
      "is_absent": .bool(isAbsent),
    ]
  }
}
