import ArgumentParser
import Diagnostics
import Index
import References

struct CheckCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "List entries that were not fully parsed, references that match no work, and DOIs of two titles.",
    discussion: """
      ibid check
      ibid check --format jsonl | jq -r .text

      Next: 'ibid read FILE' shows what was not understood, 'ibid fix KEY' corrects a work. Exit \
      status: 0 if there is nothing to look at, 1 otherwise.
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "Output format of the list.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let doubtful: [ResolvedMention]
    let notes: [UnresolvedNote]
    let unknown: Int
    let unread: [IndexedSource]
    let shared: [SharedDOI]
    do throws(IndexError) {
      unknown = try opened.tellUnknownNames(database) + opened.tellLostFixes(database)
      unread = try database.sources().filter { $0.problems > 0 }
      notes = try database.unresolvedNotes()
      shared = try database.sharedDOIs()
      doubtful = try database.mentions().filter { $0.target == nil || !$0.candidates.isEmpty }
    } catch {
      throw error.failure(at: database.path)
    }
    // A paragraph that cites several works mentions, for each, the others.
    let untold = notes.filter { note in
      !doubtful.contains {
        $0.source == note.path && $0.line == note.line && $0.text == note.subject
      }
    }
    for note in untold { context.console.note(note.message(database)) }
    for doi in shared { context.console.note(doi.message) }
    let layout = TextLayout(width: context.console.terminal.width)
    format.print(
      doubtful, to: context.console, lines: { layout.wrapped($0.doubt, indent: "") }, json: \.json)
    for source in unread {
      context.console.note(
        Message(
          "\(source.line)", severity: .warning, hint: "run 'ibid read \(source.path)' to see them"))
    }
    if unknown > 0 || !shared.isEmpty || !unread.isEmpty || !notes.isEmpty || !doubtful.isEmpty {
      throw Failure(.nothingFound)
    }
  }
}

extension SharedDOI {
  /// `10.1234/a is the DOI of two titles: 'Owls' (one.bib:1) and 'Larks' (two.bib:7)`
  fileprivate var message: Message {
    let titles = citations.map { "'\($0.title)' (\($0.path):\($0.line))" }
    return Message(
      "\(doi) is the DOI of two titles: \(titles.joined(separator: " and "))", severity: .warning,
      hint: "correct it in the source, or with 'ibid fix \(citations[0].key) doi='")
  }
}

extension UnresolvedNote {
  /// `Index/Notes/smith2019los.md:1: this note is of no work: nothing is called 'smith2019los'`
  fileprivate func message(_ database: IndexDatabase) -> Message {
    if candidates.isEmpty, !path.hasPrefix(OwnNotes.folder) {
      return Message(
        "\(path):\(line): '\(subject)' is not in the library", severity: .warning)
    }
    if candidates.isEmpty {
      return Message(
        "\(path):\(line): this note belongs to no work: nothing is named '\(subject)'",
        severity: .warning,
        hint: Failure.nearestKey(to: subject, database).map { "did you mean '\($0)'?" })
    }
    return Message(
      "\(path):\(line): this note is ambiguous: several works are named '\(subject)'",
      severity: .warning,
      hint: "name one of " + candidates.map(\.description).joined(separator: ", "))
  }
}

extension ResolvedMention {
  /// `Index/References/list.txt:12: '(Smith, 2019)' is not in the library`
  fileprivate var doubt: String {
    let place = "\(source):\(line): '\(text)'"
    guard let target else { return "\(place) is not in the library" }
    let others = candidates.map(\.description).joined(separator: ", ")
    return "\(place) was resolved to \(target); it may also be \(others)"
  }

  var json: JSON {
    [
      "text": .string(text), "work": .string(work.description), "source": .string(source),
      "line": .integer(line), "target": JSON(target?.description),
      "candidates": .array(candidates.map { .string($0.description) }),
    ]
  }
}
