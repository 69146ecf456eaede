import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary
import References
import SearchEngine

/// How a query is answered and printed; what is left out, a saved query or a default decides.
struct AnswerOptions: ParsableArguments {
  static let usualLimit = 20

  @Option(help: ArgumentHelp("Show at most so many works (default: 20).", valueName: "n"))
  var limit: Int?

  @Option(
    help: "Words side by side: all of them, or any (for questions in plain language).")
  var match = Matching.all

  @Option(help: "Order: \(HitOrder.allCases.map(\.rawValue).joined(separator: ", ")).")
  var sort: HitOrder?

  @Option(help: "Output: \(HitFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: HitFormat?

  @Option(
    help: ArgumentHelp("What json and jsonl print of a work: key,title,year.", valueName: "names"))
  var fields: String?

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

  func validate() throws {
    guard limit ?? 0 >= 0 else {
      throw ValidationError("--limit takes a number that is not negative")
    }
    if let since, additionDate == nil {
      throw ValidationError(
        "--since: '\(visible(since))' is no date; type one like "
          + AdditionDate.examples.joined(separator: ", "))
    }
    for name in fieldNames where !OutputNames.ofHits.fields.contains(name) {
      throw ValidationError(
        "--fields: there is no '\(visible(name))'; known are: "
          + OutputNames.ofHits.fields.joined(separator: ", "))
    }
  }

  private var fieldNames: [String] {
    fields?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
  }

  private var additionDate: AdditionDate? {
    since.flatMap { AdditionDate($0, option: "--since") }
  }

  /// - Parameter saved: says what the command line leaves open.
  func searchOptions(_ saved: SavedQuery? = nil) -> SearchOptions {
    var options = SearchOptions()
    options.matching = match
    options.isExpanding = !noExpand
    options.usesFeedback = feedback
    options.sort = sort ?? saved?.sort ?? .relevance
    options.limit = limit ?? saved?.limit ?? Self.usualLimit
    options.isExplaining = explain
    options.since = additionDate
    return options
  }

  func writer(_ saved: SavedQuery? = nil) -> HitWriter {
    let savedFormat = saved?.format.flatMap(HitFormat.init)
    return HitWriter(
      format: format ?? savedFormat ?? .text,
      terminal: Terminal.standardOutput(ProcessInfo.processInfo.environment),
      isExplaining: explain, fields: fields == nil ? saved?.fields ?? [] : fieldNames)
  }
}

extension OutputNames {
  /// How hits are printed, and the keys of their JSON.
  static let ofHits = OutputNames(
    formats: HitFormat.allCases.map(\.rawValue), fields: Work.memberNames + ["score"])
}

extension HitOrder: ExpressibleByArgument {}
extension Matching: ExpressibleByArgument {}
