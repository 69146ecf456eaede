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
      ibid facets journal,author --limit 5

      Next: 'ibid search year:2018' shows the works that a line counts.
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

  @Argument(
    help: "Fields to count by: year,journal.", completion: .list(FacetNames.allValueStrings))
  var fields: FacetNames

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
      options.asksForSet = true
      options.timeLimit = context.settings.timeLimit
      var request = try SearchRequest(source, options)
      request.facets = fields.facets.map {
        FacetRequest($0, limit: limit ?? FacetTable.usualLimit(of: $0))
      }
      let summary = try opened.searcher(database).answer(request) { try $0.summary() }
      // Works like one that was asked for are not it.
      let tables = summary.facets.map {
        FacetTable(
          $0.facet, summary.missing == nil ? $0.counts : [], isWhole: limit == nil)
      }
      if tables.count == 1 {
        write(tables[0], to: context.console)
      } else {
        write(tables, to: context.console)
      }
      let isEmpty = tables.allSatisfy(\.counts.isEmpty)
      summary.tellHowItWasRead(source, context.console)
      if isEmpty, summary.missing == nil { tellWhy(summary, context.console) }
      return isEmpty
    }
    if isEmpty { throw Failure(.nothingFound) }
  }

  private func tellWhy(_ summary: SearchSummary, _ console: any Console) {
    if summary.total == 0 {
      console.note(summary.nothing(remedy: .option))
    } else if limit != "0" {
      let names = fields.facets.map(\.rawValue).joined(separator: " or ")
      console.note("\(counted(summary.total, "work")) found, none with a \(names)")
    }
  }

  private func write(_ table: FacetTable, to output: any Output) {
    switch format {
    case .text: output.print(table.lines(output.terminal))
    case .json: output.write(JSON.array(table.counts.map(\.json)).line, end: "\n")
    case .jsonl: for item in table.counts { output.write(item.json.line, end: "\n") }
    case .csv:
      output.write("\(table.field.rawValue),works\n")
      for item in table.counts {
        output.write("\(item.value.quotedForCSV),\(item.works)\n")
      }
    }
  }

  /// Several, each under the name of its field.
  private func write(_ tables: [FacetTable], to output: any Output) {
    switch format {
    case .text:
      for (index, table) in tables.enumerated() {
        let heading: [StyledText] = (index == 0 ? [] : [""]) + [StyledText(table.field.rawValue)]
        output.print(heading + table.lines(output.terminal, indent: "  "))
      }
    case .json: output.write(tables.json.line, end: "\n")
    case .jsonl:
      for table in tables {
        for item in table.counts {
          let line: JSON = [
            "field": .string(table.field.rawValue), "value": .string(item.value),
            "works": .integer(item.works),
          ]
          output.write(line.line, end: "\n")
        }
      }
    case .csv:
      output.write("field,value,works\n")
      for table in tables {
        for item in table.counts {
          output.write("\(table.field.rawValue),\(item.value.quotedForCSV),\(item.works)\n")
        }
      }
    }
  }
}

/// Names of facets with commas between, each once.
struct FacetNames: ExpressibleByArgument {
  static let allValueStrings = Facet.allCases.map(\.rawValue)

  let facets: [Facet]

  init?(argument: String) {
    let names = argument.lowercased().split(separator: ",", omittingEmptySubsequences: false)
    let facets = names.compactMap { Facet(rawValue: String($0)) }
    guard facets.count == names.count, Set(facets).count == facets.count else { return nil }
    self.facets = facets
  }
}
