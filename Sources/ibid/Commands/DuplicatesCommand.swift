import ArgumentParser
import Diagnostics
import Index

struct DuplicatesCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List likely duplicates, most likely first; changes nothing.",
    discussion: """
      ibid duplicates
      ibid duplicates --format jsonl | jq -r .merge

      Next: 'ibid merge KEY KEY' makes a pair one work, 'ibid split KEY KEY' keeps it apart.
      """)

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
    let layout = TextLayout(width: context.console.terminal.width)
    format.print(pairs, to: context.console, lines: { $0.lines(layout) }, json: \.json)
    if pairs.isEmpty { throw Failure(.nothingFound) }
    if format == .text {
      context.console.note(
        "run 'ibid merge KEY KEY' to merge a pair, or 'ibid split KEY KEY' to keep it apart")
    }
  }
}

extension LikelyDuplicate {
  fileprivate func lines(_ layout: TextLayout) -> [StyledText] {
    let percent = min(99, Int((resemblance.likelihood * 100).rounded()))
    let differences =
      resemblance.differences.isEmpty
      ? "" : "; differ in \(resemblance.differences.joined(separator: ", "))"
    let reasons = "\(percent) %: \(resemblance.reasons.joined(separator: ", "))\(differences)"
    return ["ibid merge \(first) \(second)"] + layout.wrapped(reasons, indent: "  ")
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
