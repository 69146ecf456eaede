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

  func run() throws {
    let database = try libraryOptions.opened().currentIndex()
    let abbreviations: [LearnedAbbreviation]
    do throws(IndexError) {
      abbreviations = try database.abbreviations()
    } catch {
      throw error.failure(at: database.path)
    }
    format.write(abbreviations, line: \.line, json: \.json)
    if abbreviations.isEmpty { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }
}

extension LearnedAbbreviation {
  fileprivate var line: String {
    let keys = works.prefix(3).map(visible).joined(separator: ", ")
    return "\(visible(short))\t\(visible(long))\t\(counted(works.count, "work")): \(keys)"
      + (works.count > 3 ? ", …" : "")
  }

  fileprivate var json: JSON {
    ["short": .string(short), "long": .string(long), "works": .array(works.map(JSON.string))]
  }
}
