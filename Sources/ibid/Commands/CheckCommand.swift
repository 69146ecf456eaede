import ArgumentParser
import Diagnostics
import Index

struct CheckCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "List what annotations, notes and rulings name that the library lacks.",
    discussion: "Exit status: 0 if there is nothing to look at, 1 otherwise.")

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "How the list is printed.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let doubtful: [ResolvedMention]
    let notes: [UnresolvedNote]
    let unknown: Int
    do throws(IndexError) {
      unknown = try opened.tellUnknownNames(database)
      notes = try database.unresolvedNotes()
      doubtful = try database.mentions().filter { $0.target == nil || !$0.candidates.isEmpty }
    } catch {
      throw error.failure(at: database.path)
    }
    for note in notes { context.console.note(note.message(database)) }
    format.print(doubtful, to: context.console, lines: { ["\($0.doubt)"] }, json: \.json)
    if unknown > 0 || !notes.isEmpty || !doubtful.isEmpty { throw Failure(.nothingFound) }
  }
}

extension UnresolvedNote {
  /// `Index/Notes/smith2019los.md:1: this note is of no work: nothing is called 'smith2019los'`
  fileprivate func message(_ database: IndexDatabase) -> Message {
    if candidates.isEmpty {
      return Message(
        "\(path):\(line): this note is of no work: nothing is called '\(subject)'",
        severity: .warning,
        hint: Failure.nearestKey(to: subject, database).map { "did you mean '\($0)'?" })
    }
    return Message(
      "\(path):\(line): this note may be of several works called '\(subject)'", severity: .warning,
      hint: "name one of " + candidates.map(\.description).joined(separator: ", "))
  }
}

extension ResolvedMention {
  /// `Index/References/list.txt:12: '(Smith, 2019)' is no work of the library`
  fileprivate var doubt: String {
    let place = "\(source):\(line): '\(text)'"
    guard let target else { return "\(place) is no work of the library" }
    let others = candidates.map(\.description).joined(separator: ", ")
    return "\(place) is taken for \(target); it may be \(others)"
  }

  var json: JSON {
    [
      "text": .string(text), "work": .string(work.description), "source": .string(source),
      "line": .integer(line), "target": JSON(target?.description),
      "candidates": .array(candidates.map { .string($0.description) }),
    ]
  }
}
