import ArgumentParser
import Diagnostics
import Index
import ReferenceLibrary
import Search

/// How a query is answered and printed.
struct AnswerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show at most <n> works (default: 20, or 'limit' in config.yaml).", valueName: "n"))
  var limit: String?

  @Option(
    help: """
      How many of the words side by side are required. auto: all, or where no work has them all, or \
      few have those of a question, as many as there are; saved queries require all.
      """
  )
  var match: Matching?

  @Option(help: "The order of hits.")
  var sort: HitOrder?

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
  func said() throws(Failure) -> Settings {
    var said = Settings()
    try said.say("limit", limit)
    try said.say("facets", facets)
    try said.say("since", since)
    (said.matching, said.sort) = (match, sort)
    if noExpand { said.isExpanding = false }
    if feedback { said.usesFeedback = true }
    if explain { said.isExplaining = true }
    return said
  }
}

extension ValueProblem {
  /// - Parameter option: as it is typed.
  fileprivate func message(of option: String) -> Message {
    guard case .unknown(let name, let known) = self else {
      return .error("\(option): \(message)", hint: hint)
    }
    let meant = nearest(to: name.lowercased(), among: known).map { "did you mean '\($0)'?" }
    return .error("\(option): there is no '\(name)'", hint: meant ?? hint)
  }
}

extension HitOrder: ExpressibleByArgument {}
extension Matching: ExpressibleByArgument {}

extension Settings {
  /// Takes the value of an option that is called as its setting.
  ///
  /// - Throws: `Failure` with what is wrong in the value.
  mutating func say(_ name: String, _ text: String?) throws(Failure) {
    guard let text, let setting = Setting.named(name) else { return }
    do throws(ValueProblem) {
      try setting.form.read(text, &self)
    } catch {
      throw Failure(.wrongRequest, error.message(of: "--\(name)"))
    }
  }
}
