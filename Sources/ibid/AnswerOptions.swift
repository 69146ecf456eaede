import ArgumentParser
import Diagnostics
import Index
import ReferenceLibrary
import References
import Search

/// How a query is answered and printed; what is left out, a saved query decides, a person's
/// preferences, or a default.
struct AnswerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Show at most so many works (default: 20, or your own).", valueName: "n"))
  var limit: Int?

  @Option(
    help: "How many of the words side by side are required; any is for questions in plain language."
  )
  var match: Matching?

  @Option(help: "The order of hits.")
  var sort: HitOrder?

  @OptionGroup var printing: PrintingOptions

  @Option(
    help: ArgumentHelp(
      "Count the works by these too: year,journal.", valueName: "fields"),
    completion: .list(Facet.allCases.map(\.rawValue)))
  var facets: String?

  @Option(
    help: ArgumentHelp(
      "Only works that came into the library since: \(AdditionDate.examples.joined(separator: ", ")).",
      valueName: "date"))
  var since: String?

  @Flag(help: "Find words alone, not what abbreviations and synonyms stand for.")
  var noExpand = false

  @Flag(help: "Also find and rank works like the best ones.")
  var feedback = false

  @Flag(help: "Show how the query was read and what each word brought to a score.")
  var explain = false

  /// - Throws: `Failure` where a value cannot be.
  func check() throws {
    guard limit ?? 0 >= 0 else {
      throw Failure.wrongRequest("--limit takes a number that is not negative")
    }
    if let since, additionDate == nil {
      throw Failure.wrongRequest(
        "--since: '\(since)' is no date",
        hint: "type one like " + AdditionDate.examples.joined(separator: ", "))
    }
  }

  private var facetFields: [Facet] {
    get throws {
      try names(in: facets, of: "--facets").map { name in
        guard let facet = Facet(rawValue: name) else {
          throw Failure.wrongRequest(
            "--facets: works cannot be counted by '\(name)'",
            hint: "known are " + Facet.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return facet
      }
    }
  }

  private var additionDate: AdditionDate? {
    since.flatMap { AdditionDate($0, option: "--since") }
  }

  /// - Parameter saved: says what the command line leaves open.
  func searchOptions(_ saved: SavedQuery? = nil, _ settings: Settings) -> SearchOptions {
    var options = SearchOptions()
    options.matching = match ?? settings.matching
    options.isExpanding = !noExpand
    options.usesFeedback = feedback
    options.sort = sort ?? saved?.sort ?? settings.sort
    options.limit = limit ?? saved?.limit ?? settings.limit
    options.isExplaining = explain
    options.since = additionDate
    return options
  }

  /// - Throws: `Failure` where options do not go together.
  func printer(_ saved: SavedQuery? = nil, in context: Context) throws -> AnswerPrinter {
    let usual = saved?.format.flatMap(OutputFormat.init(rawValue:)) ?? context.settings.format
    let fields = saved?.fields.compactMap(OutputField.named) ?? []
    let (format, options) = try printing.resolved(
      usual: usual, context.settings.style, usualFields: fields, isExplaining: explain,
      hasFacets: facets != nil)
    return AnswerPrinter(
      format: format, options: options, console: context.console, facets: try facetFields)
  }
}

extension HitOrder: ExpressibleByArgument {}
extension Matching: ExpressibleByArgument {}
