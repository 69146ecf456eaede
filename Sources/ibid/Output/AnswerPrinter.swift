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
  /// The limit if works match only some of the words; nil if the command line or a saved query sets one.
  private let relaxedLimit: Int?

  /// - Parameter saved: the saved query that is answered, if it is one.
  /// - Throws: `Failure` if options cannot be combined.
  init(_ saved: SavedQuery? = nil, in context: Context) throws(Failure) {
    let settings = saved.map(context.settings(of:)) ?? context.settings
    let printing = try Printing(context.typed, settings)
    (format, options, facets) = (printing.format, printing.options, printing.facets)
    (offset, isCounting) = (settings.offset, settings.isCounting)
    let isLimited = context.typed.limit != nil || saved.flatMap { Settings($0).limit } != nil
    relaxedLimit = isLimited ? nil : WholeSettings(said: context.person).limit
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
    if let loosening = summary.loosening, let relaxedLimit {
      answer.limit(to: max(relaxedLimit, loosening.totalOfAll))
    }
    if isCounting {
      try count(summary, source, nothing: nothing)
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

  /// Prints how many works match. Those with only some of the words are shown where there are no
  /// others, but whoever counts asks how many have all of them.
  private func count(_ summary: SearchSummary, _ query: SourceText, nothing: String?) throws {
    guard let total = summary.loosening?.totalOfAll else {
      tell(summary, shown: summary.total, query, nothing: nothing)
      return console.write("\(summary.total)", end: "\n")
    }
    console.note(summary.messages(query).filter { $0.kind != Loosening.kind })
    console.note(
      .note(
        "\(counted(summary.total - total, "work")) with only some of the words not counted",
        hint: "--match any counts them", kind: Loosening.kind))
    console.write("\(total)", end: "\n")
    if total == 0 { throw Failure(.nothingFound) }
  }

  private func tell(
    _ summary: SearchSummary, shown: Int, _ query: SourceText, nothing: String?
  ) {
    summary.tellHowItWasRead(query, console)
    if summary.total == 0 {
      console.note(summary.nothing(nothing, matchingAnyBy: "--match any"))
    } else if summary.total > offset + shown, console.isWanted {
      let range = offset == 0 ? "\(shown)" : "\(offset + 1) to \(offset + shown)"
      console.note("\(range) of \(counted(summary.total, "work")); --limit shows more")
    }
  }
}

extension SearchSummary {
  /// Reports how the query was parsed, if that may surprise.
  func tellHowItWasRead(_ query: SourceText, _ console: any Console) {
    console.note(messages(query))
  }

  /// Notes on how the query was read, if that may surprise.
  func messages(_ query: SourceText) -> [Message] {
    var messages = notes.map { $0.message(in: query) }
    if let naming {
      let works = named == 1 ? "" : "; the first \(counted(named, "work"))"
      messages.append(.note(naming.description + works, kind: "named_work"))
    }
    if let loosening { messages.append(.note(loosening.description, kind: Loosening.kind)) }
    messages += corrections.map { correction in
      let word = correction.word
      return .note(
        "no work contains '\(word)'; searched for '\(correction.replacement)' "
          + "(type '=\(word)' to search for the exact word)", kind: "correction")
    }
    return messages
  }

  /// The message that no work was found, why, and what to try.
  ///
  /// - Parameter text: what is said instead of "no works match".
  func nothing(_ text: String? = nil, matchingAnyBy remedy: String) -> Message {
    var message = Message(text ?? "no works match")
    message.kind = "nothing_found"
    nothingFound?.explain(&message, matchingAnyBy: remedy)
    return message
  }
}

extension Loosening {
  /// Of messages about it.
  fileprivate static let kind = "some_words"

  /// `3 works with all of the words come first, then those with most of them (…)`
  fileprivate var description: String {
    let works =
      if totalOfAll == 0 {
        "no work contains all of the words; works with most of them come first"
      } else if allComeFirst {
        "\(counted(totalOfAll, "work")) with all of the words, then works with most of them"
      } else {
        "a question: \(counted(totalOfAll, "work")) with all of its words; best matches come first"
      }
    return works + " (use --match all to require all)"
  }
}

extension NothingFound {
  /// Adds why nothing was found, and what to try.
  fileprivate func explain(_ message: inout Message, matchingAnyBy remedy: String) {
    message.excerpt = clauses.map { "\($0.text) alone: \(counted($0.total, "work"))" }
    message.hints = suggestions.map { suggestion in
      let words = suggestion.replacements.map { "'\($0)'" }.joined(separator: ", ")
      let problem =
        suggestion.field.map { "unknown \($0) in '\(suggestion.word)'" }
        ?? "no work contains '\(suggestion.word)'"
      return problem + (words.isEmpty ? "" : "; did you mean \(words)?")
    }
    if let any = totalOfAny {
      message.hints.append("\(counted(any, "work")) with some of the words: \(remedy)")
    }
  }
}
