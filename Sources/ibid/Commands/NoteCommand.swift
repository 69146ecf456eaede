import ArgumentParser
import Diagnostics
import Foundation
import References

struct NoteCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write a note on a work.",
    discussion: """
      ibid note schuster2017chimeric 'Compare the dose with #june.'
      ibid note schuster2017chimeric

      Adds a paragraph to Index/Notes/KEY.md, a Markdown file that you can also edit by hand. The \
      text follows the key; '-' reads it from standard input. Without text, opens the file in \
      VISUAL or EDITOR. Notes are searched like annotations; 'annotator:me' finds them.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(
    help: """
      Citation key, as printed by 'ibid search', or what surely names the work: an identifier, its \
      title, 'Schuster 2017'.
      """)
  var key: String

  @Argument(help: "Text of the note; '-' for standard input.")
  var text: [String] = []

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let work = try opened.notedWork(key, opened.currentIndex())
    if text.isEmpty { return try opened.editNote(on: work, by: context.settings.name) }
    let words =
      text == ["-"]
      ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
      : text.joined(separator: " ")
    try opened.note(words, on: work, by: context.settings.name)
  }
}
