import ArgumentParser
import Diagnostics
import Index

struct DuplicatesCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates",
    abstract: "List pairs of works that are likely one, with the reasons; nothing is changed.")

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "How the list is printed.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let database = try libraryOptions.opened(in: context).currentIndex()
    let pairs: [LikelyDuplicate]
    do throws(IndexError) {
      pairs = try database.likelyDuplicates()
    } catch {
      throw error.failure(at: database.path)
    }
    format.print(pairs, to: context.console, lines: \.lines, json: \.json)
    if pairs.isEmpty { throw Failure(.nothingFound) }
  }
}

extension LikelyDuplicate {
  fileprivate var lines: [StyledText] {
    let differences =
      differences.isEmpty ? "" : "; differ in \(differences.joined(separator: ", "))"
    return ["\(first) \(second)", "  \(reasons.joined(separator: ", "))\(differences)"]
  }

  fileprivate var json: JSON {
    [
      "first": .string(first.description), "second": .string(second.description),
      "reasons": .array(reasons.map(JSON.string)),
      "differences": .array(differences.map(JSON.string)),
    ]
  }
}
