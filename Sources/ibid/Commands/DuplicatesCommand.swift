import ArgumentParser
import Diagnostics
import Index

struct DuplicatesCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List likely duplicates, most likely first; changes nothing.")

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "Output format of the list.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let rulings = opened.configuration.rulings
    let pairs = try opened.currentIndex().answering { database throws(IndexError) in
      try database.likelyDuplicates(except: rulings)
    }
    format.print(pairs, to: context.console, lines: \.lines, json: \.json)
    if pairs.isEmpty { throw Failure(.nothingFound) }
    if format == .text {
      context.console.note(
        "run 'ibid merge KEY KEY' to merge a pair, or 'ibid split KEY KEY' to keep it apart")
    }
  }
}

extension LikelyDuplicate {
  fileprivate var lines: [StyledText] {
    let percent = min(99, Int((resemblance.likelihood * 100).rounded()))
    let differences =
      resemblance.differences.isEmpty
      ? "" : "; differ in \(resemblance.differences.joined(separator: ", "))"
    return [
      "ibid merge \(first) \(second)",
      "  \(percent) %: \(resemblance.reasons.joined(separator: ", "))\(differences)",
    ]
  }

  fileprivate var json: JSON {
    [
      "first": .string(first.description), "second": .string(second.description),
      "likelihood": .number(resemblance.likelihood),
      "reasons": .array(resemblance.reasons.map(JSON.string)),
      "differences": .array(resemblance.differences.map(JSON.string)),
      "merge": .string("ibid merge \(first) \(second)"),
      "split": .string("ibid split \(first) \(second)"),
    ]
  }
}
