import ArgumentParser
import Diagnostics
import Index

struct AbbreviationsCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "abbreviations",
    abstract: "List the abbreviations that texts of the library define.",
    discussion: """
      ibid abbreviations
      ibid abbreviations | grep CAR

      A search for one form also finds the other; --no-expand turns this off. Index/synonyms.txt \
      adds synonyms and takes precedence, one group per line: axi-cel = axicabtagene ciloleucel = \
      Yescarta
      """)

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "Output format of the list.")
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
