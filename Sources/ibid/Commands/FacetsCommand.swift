import ArgumentParser
import Diagnostics
import Index
import Search

struct FacetsCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets",
    abstract: "Count works by \(Facet.allCases.map(\.rawValue).joined(separator: ", ")).",
    discussion: """
      ibid facets year 'annotation:relapse'
      ibid facets journal --limit 5
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, jsonl, csv }

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(
    help: ArgumentHelp(
      "Show the <n> most common values (default: 20; for years all).", valueName: "n"))
  var limit: String?

  @OptionGroup var matchOption: MatchOption

  @Option(help: "Output format.")
  var format = Format.text

  @Argument(help: "Field to count by.")
  var field: Facet

  @Argument(help: "Only works that match this query (default: every work).")
  var query: [String] = []

  func said() throws(Failure) -> Settings {
    var said = try display.said()
    try said.say("limit", limit)
    said.matching = matchOption.match
    return said
  }

  func run(in context: Context) throws {
    let limit = context.typed.limit
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : query.joined(separator: " "))
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let isEmpty = try answered(source, database) {
      var options = SearchOptions()
      options.matching = context.settings.matching
      var request = try SearchRequest(source, options)
      request.facets = [FacetRequest(field, limit: limit ?? FacetTable.usualLimit(of: field))]
      let summary = try opened.searcher(database).answer(request) { try $0.summary() }
      // Works like one that was asked for are not it.
      let counts = summary.missing == nil ? summary.facets[0].counts : []
      write(FacetTable(field, counts, isWhole: limit == nil), to: context.console)
      summary.tellHowItWasRead(source, context.console)
      if counts.isEmpty, summary.missing == nil { tellWhy(summary, context.console) }
      return counts.isEmpty
    }
    if isEmpty { throw Failure(.nothingFound) }
  }

  private func tellWhy(_ summary: SearchSummary, _ console: any Console) {
    if summary.total == 0 {
      console.note(summary.nothing(remedy: .option))
    } else if limit != "0" {
      console.note("\(counted(summary.total, "work")) found, none with a \(field.rawValue)")
    }
  }

  private func write(_ table: FacetTable, to output: any Output) {
    switch format {
    case .text: output.print(table.lines(output.terminal))
    case .json: output.write(JSON.array(table.counts.map(\.json)).line, end: "\n")
    case .jsonl: for item in table.counts { output.write(item.json.line, end: "\n") }
    case .csv:
      output.write("\(field.rawValue),works\n")
      for item in table.counts {
        output.write("\(item.value.quotedForCSV),\(item.works)\n")
      }
    }
  }
}

extension Facet: ExpressibleByArgument {}
