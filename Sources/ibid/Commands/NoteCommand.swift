import ArgumentParser
import Diagnostics
import Foundation
import References

struct NoteCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write a note on a work.",
    discussion: """
      Adds a paragraph to Index/Notes/KEY.md, a Markdown file that you may also edit by hand: the words \
      that stand behind the key, or with '-' those of standard input. Without words, opens the file in \
      VISUAL or EDITOR. Notes are searched as annotations are; 'annotator:me' finds them.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(help: "Key of a work, as 'ibid search' prints it: schuster2017chimeric.")
  var key: String

  @Argument(help: "What you say about it; '-' for standard input.")
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
