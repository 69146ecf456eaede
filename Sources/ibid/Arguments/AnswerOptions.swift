import ArgumentParser
import Diagnostics
import Index
import ReferenceLibrary
import Search

/// How many words of a query are required.
struct MatchOption: ParsableArguments {
  @Option(
    help: """
      How many words of the query a work must contain. auto: all of them; if no work has them \
      all, or few works match a question, the works with most of them. Saved queries require all \
      unless their file says otherwise.
      """
  )
  var match: Matching?
}

/// How a query is answered and printed.
struct AnswerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show at most <n> works, or 'all' (default: 20, or 'limit' in config.yaml; in a pipe, all works with all of the words).",
      valueName: "n"))
  var limit: String?

  @Option(
    help: ArgumentHelp("Skip the first <n> works.", valueName: "n"))
  var offset: String?

  @Flag(help: "Print only the number of works that contain all words.")
  var count = false

  @OptionGroup var matchOption: MatchOption

  @Option(help: "Order of the results; 'added' puts the latest additions first.")
  var sort: HitOrder?

  @Option(
    help: ArgumentHelp(
      "Also count the works by these fields: year,journal.", valueName: "fields"),
    completion: .list(Facet.allCases.map(\.rawValue)))
  var facets: String?

  @Option(
    help: ArgumentHelp(
      "Only works added to the library since this date: \(AdditionDate.examples.joined(separator: ", ")).",
      valueName: "date"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Stop the query after <seconds>, or 'none' (default: 10, or 'timeout' in config.yaml).",
      valueName: "seconds"))
  var timeout: String?

  @Flag(help: "Do not expand abbreviations and synonyms.")
  var noExpand = false

  @Flag(help: "Also find works similar to the best results (relevance feedback).")
  var feedback = false

  @Flag(help: "Show how the query was parsed and what each term adds to the score.")
  var explain = false

  /// - Throws: `Failure` where a value cannot be.
  func said() throws(Failure) -> Settings {
    var said = Settings()
    try said.say("limit", limit)
    try said.say("offset", offset)
    try said.say("facets", facets)
    try said.say("since", since)
    try said.say("timeout", timeout)
    (said.matching, said.sort) = (matchOption.match, sort)
    if count { said.isCounting = true }
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
    let meant = MeantWord.meant(by: name, among: known).map { "did you mean '\($0)'?" }
    return .error("\(option): unknown field '\(name)'", hint: meant ?? hint)
  }
}

extension HitOrder: ExpressibleByArgument {
  /// Reads the name of an order, or what people call it.
  public init?(argument: String) {
    guard let order = Self(rawValue: argument) ?? Self(meaning: argument) else { return nil }
    self = order
  }

  /// `year` and `date` are newest first, as everywhere.
  init?(meaning word: String) {
    switch word.lowercased() {
    case "year", "date", "recent", "latest": self = .newest
    case "score", "rank", "best": self = .relevance
    case "authors", "name": self = .author
    default: return nil
    }
  }
}
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
