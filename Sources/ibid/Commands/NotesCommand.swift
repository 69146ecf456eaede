import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceLibrary

struct NotesCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes",
    abstract: "List your notes and tags, newest first.",
    discussion: """
      ibid notes --since 7d
      ibid search annotator:me relapse
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(
    help: ArgumentHelp(
      "Only notes changed since this date: 2026-11-24, today, 7d, 2w.", valueName: "date"))
  var since: String?

  @Option(help: "Output format of the list.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let start = try since.map { text in
      guard let date = AdditionDate(text, option: "--since") else {
        throw Failure.wrongRequest(
          "invalid date '\(text)'", hint: AdditionDate.examples.joined(separator: ", "))
      }
      return Double(date.seconds)
    }
    let database = try libraryOptions.opened(in: context).currentIndex()
    let notes = try database.answering { database throws(IndexError) in try database.ownNotes() }
      .filter { $0.modified >= start ?? -.infinity }
    let layout = TextLayout(width: context.console.terminal.width)
    format.print(notes, to: context.console, lines: { layout.lines(of: $0) }, json: \.json)
    if notes.isEmpty { throw Failure(.nothingFound) }
  }
}

extension IndexedNote {
  var json: JSON {
    [
      "key": JSON(key?.description), "title": JSON(title), "text": JSON(text),
      "tags": .array(tags.map(JSON.string)), "annotator": JSON(annotator),
      "source": .string(path), "line": .integer(line),
      "modified": .string(Date(timeIntervalSince1970: modified.rounded(.down)).ISO8601Format()),
    ]
  }
}
