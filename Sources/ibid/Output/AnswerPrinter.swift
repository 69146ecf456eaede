import Diagnostics
import Index
import QueryLanguage
import ReferenceLibrary
import Search

/// Prints the answer to a query: works as they are found, then notes on standard error.
struct AnswerPrinter {
  let format: OutputFormat
  var options: WriterOptions
  let console: any Console
  var facets: [Facet] = []
  private let offset: Int
  private let isCounting: Bool
  private let relaxedLimit: Int?

  /// - Parameter saved: the saved query that is answered, if it is one.
  /// - Throws: `Failure` if options cannot be combined.
  init(_ saved: SavedQuery? = nil, in context: Context) throws(Failure) {
    let settings = saved.map(context.settings(of:)) ?? context.settings
    let printing = try Printing(context.typed, settings)
    (format, options, facets) = (printing.format, printing.options, printing.facets)
    (offset, isCounting) = (settings.offset, settings.isCounting)
    if isCounting, !facets.isEmpty || settings.isExplaining {
      throw Failure.wrongRequest(
        "--count cannot be combined with \(facets.isEmpty ? "--explain" : "--facets")",
        hint: facets.first.map {
          "'ibid facets \($0.rawValue) QUERY' counts works by \($0.rawValue)"
        })
    }
    relaxedLimit = context.relaxedLimit(saved)
    console = context.console
    console.messageForm = MessageForm(format)
  }

  /// Learns of the library what the format prints.
  mutating func prepare(for library: Library, _ database: IndexDatabase) throws {
    try format.complete(&options, from: library, database)
  }

  /// Adds to a request what the format prints.
  func prepare(_ request: inout SearchRequest) {
    request.detail = format.detail
    if format.isOfSet { request.options.asksForSet = true }
    if isCounting {
      request.options.limit = 0
      return
    }
    request.facets = facets.map { FacetRequest($0, limit: FacetTable.usualLimit(of: $0)) }
  }

  /// Prints the answer to a prepared request.
  ///
  /// - Parameters:
  ///   - source: the query, which the places of notes refer to.
  ///   - query: the query in the JSON; by default the whole source.
  ///   - nothing: the message if no works match.
  /// - Returns: the keys of the works that were printed.
  @discardableResult
  func print(
    _ answer: SearchAnswer, to source: SourceText, query: String? = nil, nothing: String? = nil
  ) throws -> [String] {
    let summary = try answer.summary()
    var answer = answer
    answer.limit(summary, relaxedLimit)
    if isCounting {
      tell(summary, shown: summary.total, source, nothing: nothing)
      console.write("\(summary.exactTotal)", end: "\n")
      return []
    }
    var hits = try answer.hits()
    let writer = format.writer(options, console)
    writer.begin(
      PrintedHead(
        query: query ?? source.text, source: source, summary: summary, count: hits.count))
    var shown: [String] = []
    while console.isWanted, let hit = try hits.next() {
      writer.write(hit)
      shown.append(hit.work.key.description)
    }
    writer.end()
    if !format.holdsNotes { tell(summary, shown: shown.count, source, nothing: nothing) }
    return shown
  }

  /// Whether an answer has what was asked for: of a count the works that it counts, of a reference or
  /// an identifier its work.
  func isFound(_ answer: SearchAnswer) throws -> Bool {
    try answer.missing == nil && (isCounting ? answer.exactTotal() : answer.total) > 0
  }

  private func tell(
    _ summary: SearchSummary, shown: Int, _ query: SourceText, nothing: String?
  ) {
    summary.tellHowItWasRead(query, console, isCounting: isCounting)
    if summary.total == 0 {
      console.note(summary.nothing(nothing, remedy: .option))
    } else if shown == 0, !isCounting, offset >= summary.total {
      console.note("\(counted(summary.total, "work")); --offset \(offset) skips all of them")
    } else if summary.total > offset + shown, console.isWanted {
      let range = offset == 0 ? "\(shown)" : "\(offset + 1) to \(offset + shown)"
      console.note("\(range) of \(counted(summary.total, "work")); --limit shows more")
    }
  }
}

extension SearchAnswer {
  /// Returns as many works with only some of the words as people read.
  ///
  /// - Parameter limit: nil where one was asked for.
  mutating func limit(_ summary: SearchSummary, _ limit: Int?) {
    guard let limit, summary.loosening != nil || summary.missing != nil else { return }
    self.limit(to: max(limit, summary.exactTotal))
  }
}

extension Context {
  /// How many works with only some of the words are shown; nil if the command line or a saved query
  /// sets a limit.
  func relaxedLimit(_ saved: SavedQuery? = nil) -> Int? {
    let isLimited = typed.limit != nil || saved.flatMap { Settings($0).limit } != nil
    return isLimited ? nil : WholeSettings(said: person).limit
  }
}

/// How a setting is changed where a message is read.
enum Remedy {
  /// `--match any`
  case option
  /// `:set match any`
  case shell
  /// Where there is no such setting.
  case none

  func match(_ matching: Matching) -> String? {
    switch self {
    case .option: "--match \(matching)"
    case .shell: ":set match \(matching)"
    case .none: nil
    }
  }
}

extension SearchSummary {
  /// Reports how the query was parsed, if that may surprise.
  func tellHowItWasRead(
    _ query: SourceText, _ console: any Console, _ remedy: Remedy = .option,
    isCounting: Bool = false
  ) {
    console.note(messages(query, remedy, isCounting: isCounting))
  }

  /// Notes on how the query was read, if that may surprise.
  func messages(
    _ query: SourceText, _ remedy: Remedy, isCounting: Bool = false
  ) -> [Message] {
    var messages = notes.map { $0.message(in: query) }
    if let missing {
      let similar = total == 0 ? "" : "; similar works follow"
      messages.append(
        .note(
          "read as \(missing.rawValue): not in the library\(isCounting ? "" : similar)",
          kind: "not_in_library"))
    }
    if let naming {
      let works = named == 1 ? "" : "; the first \(counted(named, "work"))"
      messages.append(.note(naming.description + works, kind: "named_work"))
    }
    if let loosening, missing == nil {
      let text = isCounting ? uncounted : loosening.description
      let strict = remedy.match(isCounting ? .any : .all)
      let way = strict.map { isCounting ? " (\($0) counts them)" : " (\($0) requires all)" }
      messages.append(.note(text + (way ?? ""), kind: "some_words"))
    }
    messages += unknownWords.map { .note($0.message, kind: "unknown_word") }
    messages += corrections.map { correction in
      let word = correction.word
      return .note(
        "no work contains '\(word)'; searched for '\(correction.replacement)' "
          + "(type '=\(word)' to search for the exact word)", kind: "correction")
    }
    return messages
  }

  /// Of a count, what it leaves out.
  private var uncounted: String {
    let others = counted(total - exactTotal, "work")
    return exactTotal == 0
      ? "no work contains all of the words; not counted: \(others) with some of them"
      : "not counted: \(others) with only some of the words"
  }

  /// The message that no work was found, why, and what to try.
  ///
  /// - Parameter text: what is said instead of "no works match".
  func nothing(_ text: String? = nil, remedy: Remedy) -> Message {
    var message = Message(text ?? "no works match")
    message.kind = "nothing_found"
    nothingFound?.explain(&message, remedy)
    return message
  }
}

extension Loosening {
  /// `3 works contain all of the words; works with most of them follow`
  fileprivate var description: String {
    if totalOfAll == 0 {
      return "no work contains all of the words; showing works with most of them, best first"
    }
    let all =
      "\(counted(totalOfAll, "work")) \(totalOfAll == 1 ? "contains" : "contain") all of the words"
    return allComeFirst
      ? "\(all); works with most of them follow"
      : "\(all); showing works with most of them, best first"
  }
}

extension NothingFound.Suggestion {
  fileprivate var message: String {
    let words = replacements.map { "'\($0)'" }.joined(separator: ", ")
    let problem = field.map { "unknown \($0) in '\(word)'" } ?? "no work contains '\(word)'"
    return problem + (words.isEmpty ? "" : "; did you mean \(words)?")
  }
}

extension NothingFound {
  /// Adds why nothing was found, and what to try.
  fileprivate func explain(_ message: inout Message, _ remedy: Remedy) {
    message.excerpt = clauses.map { "\($0.text) alone: \(counted($0.total, "work"))" }
    message.hints = suggestions.map(\.message)
    for phrase in phrases {
      // What stands side by side in other inflections stands so in quotes, too, as words.
      let words = phrase.text.split(whereSeparator: \.isWhitespace)
      if words.count > 1, phrase.inflected > 0 {
        message.hints.append(
          "\(counted(phrase.inflected, "work")) in other inflections: \(words.joined(separator: " NEAR/0 "))"
        )
      }
      message.hints.append(
        "\(counted(phrase.apart, "work")) without the quotes: \(phrase.text)")
    }
    if let any = totalOfAny, let way = remedy.match(.any) {
      message.hints.append("\(counted(any, "work")) with some of the words: \(way)")
    }
  }
}
