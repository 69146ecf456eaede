import Diagnostics
import QueryLanguage
import Search

/// A query as it is saved, so that running it finds what its search found.
struct ReproducedQuery {
  /// As typed, or with all that was read into it.
  let text: String
  /// What its file must say; nil where all words are required.
  let matching: Matching?
  /// How many works it finds.
  let total: Int

  /// - Parameters:
  ///   - text: the query as typed.
  ///   - spelledOut: the same with all that was read into it.
  ///   - keys: what was found.
  ///   - matching: how words were required.
  init(
    _ text: String, spelledOut: String, finding keys: Set<String>, as matching: Matching,
    _ searcher: Searcher
  ) throws {
    total = keys.count
    // A text that is no query is saved only as it was answered.
    let strict = try? Self.keys(spelledOut, .all, searcher)
    let isStrict = matching == .all || strict == keys
    self.text = isStrict ? spelledOut : text
    self.matching = isStrict ? nil : matching
  }

  /// - Throws: as `Searcher.answer`.
  init(_ text: String, as matching: Matching, _ searcher: Searcher) throws {
    let (keys, spelledOut) = try Self.request(text, matching, searcher) {
      (try $0.keys(), try $0.summary().spelledOut(text))
    }
    try self.init(text, spelledOut: spelledOut, finding: keys, as: matching, searcher)
  }

  private static func keys(
    _ text: String, _ matching: Matching, _ searcher: Searcher
  ) throws -> Set<String> {
    try request(text, matching, searcher) { try $0.keys() }
  }

  private static func request<T>(
    _ text: String, _ matching: Matching, _ searcher: Searcher,
    _ body: (SearchAnswer) throws -> T
  ) throws -> T {
    var options = SearchOptions()
    options.matching = matching
    let source = SourceText(name: "query", text: text)
    return try searcher.answer(SearchRequest(source, options), body)
  }

  /// What the user may not expect of the file.
  func messages(typed: String) -> [Message] {
    var messages: [Message] = []
    if text != typed { messages.append(.note("saved as '\(text)'")) }
    if let matching {
      messages.append(
        .note(
          "saved with 'match: \(matching)', as it was answered",
          hint: "without that line, it requires all words"))
    }
    return messages
  }

  static let nothingFound = Message("the saved query matches no works", severity: .warning)
}
