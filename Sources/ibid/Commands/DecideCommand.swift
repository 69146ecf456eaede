import ArgumentParser
import Diagnostics
import Foundation
import References

struct DecideCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Record a screening decision on a work.",
    discussion: """
      ibid decide schuster2017chimeric include
      ibid search title:protocol --format keys | ibid decide - exclude no results yet
      ibid search no:decision

      For systematic reviews. Decisions are stored in Index/decisions.jsonl, with date and reviewer; \
      the last one of a work counts, 'none' takes it back. 'decision:exclude' finds works by \
      decision or reason, 'ibid stats --prisma' counts them. Without a decision, prints that of the \
      work.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Argument(
    help: """
      Citation key, as printed by 'ibid search', or what surely names the work: an identifier, its \
      title, 'Schuster 2017'; '-' reads keys from standard input.
      """)
  var key: String

  @Argument(help: "The decision; 'none' takes it back.")
  var decision: DecisionWord?

  @Argument(help: "The reason, for decisions other than 'none'.")
  var reason: [String] = []

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let works = try opened.works(named: keys, opened.currentIndex())
    if let decision {
      return try opened.decide(
        decision, reason.joined(separator: " "), on: works.map(\.key), by: context.settings.name)
    }
    let found = try works.count { try opened.tellDecision(on: $0.key) }
    if found == 0 { throw Failure(.nothingFound) }
  }

  private var keys: [String] {
    guard key == "-" else { return [key] }
    let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}

/// A decision as it is typed.
enum DecisionWord: String, CaseIterable, ExpressibleByArgument {
  case include, exclude, maybe, none

  var verdict: ScreeningDecision.Verdict? { ScreeningDecision.Verdict(rawValue: rawValue) }

  /// - Throws: `Failure` for any other word.
  init(typed word: String) throws {
    guard let known = DecisionWord(rawValue: word.lowercased()) else {
      let near = nearest(to: word, among: Self.allCases.map(\.rawValue))
      throw Failure.wrongRequest(
        "unknown decision '\(word)'",
        hint: near.map { "did you mean '\($0)'?" }
          ?? "decisions: \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = known
  }
}
