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

  func run() throws {
    guard limit ?? 0 >= 0 else {
      throw Failure.wrongRequest("--limit takes a number that is not negative")
    }
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    let opened = try libraryOptions.opened()
    let database = try opened.currentIndex()
    let isEmpty = try answered(source, database) {
      var request = try SearchRequest(source)
      request.facets = [FacetRequest(field, limit: limit ?? FacetTable.usualLimit(of: field))]
      let summary = try opened.searcher(database).answer(request) { try $0.summary() }
      let counts = summary.facets[0].counts
      write(FacetTable(field, counts, isWhole: limit == nil))
      if counts.isEmpty { tellWhy(summary, source) }
      return counts.isEmpty
    }
    if isEmpty { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }

  private func tellWhy(_ summary: SearchSummary, _ source: SourceText) {
    summary.tellHowItWasRead(source)
    if summary.total == 0 {
      Terminal.note("no work matches")
      summary.nothingFound?.tell(matchingAnyBy: "'ibid search --match any'")
    } else if limit != 0 {
      Terminal.note("none of \(counted(summary.total, "work")) has a \(field.rawValue)")
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
