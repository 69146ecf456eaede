import ArgumentParser
import Diagnostics
import Index
import Search

struct FacetsCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets",
    abstract: "Count works by \(Facet.allCases.map(\.rawValue).joined(separator: ", ")).",
    discussion: "ibid facets year 'annotation:relapse'")

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, jsonl, csv }

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(
    help: ArgumentHelp(
      "Show so many of the commonest values (default: 20; every year).", valueName: "n"))
  var limit: Int?

  @Option(help: "How it is printed.")
  var format = Format.text

  @Argument(help: "By what they are counted.")
  var field: Facet

  @Argument(help: "Only works that match this query; by default all.")
  var query: [String] = []

  func validate() throws {
    guard limit ?? 0 >= 0 else {
      throw ValidationError("--limit takes a number that is not negative")
    }
  }

  func run() throws {
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    let opened = try libraryOptions.opened()
    let database = try opened.currentIndex()
    var options = SearchOptions()
    options.limit = limit ?? FacetTable.usualLimit(of: field)
    let counts = try answered(source, database) {
      try opened.searcher(database).counts(of: field, in: source, options)
    }
    write(FacetTable(field, counts, isWhole: limit == nil))
    if counts.isEmpty { try tellWhy(opened.searcher(database), source, database) }
    if counts.isEmpty { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }

  private func tellWhy(
    _ searcher: Searcher, _ source: SourceText, _ database: IndexDatabase
  ) throws {
    var options = SearchOptions()
    options.limit = 0
    let result = try answered(source, database) { try searcher.search(source, options) }
    result.tellHowItWasRead(source)
    if result.total == 0 {
      Terminal.note("no work matches")
      result.nothingFound?.tell(matchingAnyBy: "'ibid search --match any'")
    } else if limit != 0 {
      Terminal.note("none of \(counted(result.total, "work")) has a \(field.rawValue)")
    }
  }

  private func write(_ table: FacetTable) {
    switch format {
    case .text: emit(text: table.text(.standardOutput))
    case .json: emit(JSON.array(table.counts.map(\.json)).line)
    case .jsonl: for item in table.counts { emit(item.json.line) }
    case .csv:
      emit("\(field.rawValue),works")
      for item in table.counts {
        emit(data: "\(item.value.quotedForCSV),\(item.works)", .standardOutput)
      }
    }
  }
}

extension Facet: ExpressibleByArgument {}
