import ArgumentParser
import Diagnostics
import Index

struct AbbreviationsCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "abbreviations",
    abstract: "List the abbreviations that the library's own texts explain.",
    discussion: """
      A search for either form finds the other; --no-expand turns that off. Index/synonyms.txt adds \
      more and overrules them, one group a line: axi-cel = axicabtagene ciloleucel = Yescarta
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "How the list is printed.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let database = try libraryOptions.opened(in: context).currentIndex()
    let abbreviations: [LearnedAbbreviation]
    do throws(IndexError) {
      abbreviations = try database.abbreviations()
    } catch {
      throw error.failure(at: database.path)
    }
    if format == .text {
      // With tabs, for programs too.
      for item in abbreviations { context.console.write(item.line, end: "\n") }
    } else {
      format.print(abbreviations, to: context.console, lines: { _ in [] }, json: \.json)
    }
    if abbreviations.isEmpty { throw Failure(.nothingFound) }
  }
}

extension LearnedAbbreviation {
  fileprivate var line: String {
    let keys = works.prefix(3).joined(separator: ", ")
    return "\(short)\t\(long)\t\(counted(works.count, "work")): \(keys)"
      + (works.count > 3 ? ", …" : "")
  }

  fileprivate var json: JSON {
    ["short": .string(short), "long": .string(long), "works": .array(works.map(JSON.string))]
  }
}
