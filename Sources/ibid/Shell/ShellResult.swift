import Diagnostics
import References
import Search

/// What a request found, and how much of it was shown.
struct ShellResult {
  /// Asked again for every further page.
  let request: SearchRequest
  /// What the saved query says that it came from.
  let saved: Settings
  /// The works that the search was restricted to.
  var narrowing: [Shell.Narrowing]
  let found: SearchSummary
  /// Those read so far; the number of a hit is its place here, from 1, and stays so.
  private(set) var hits: [Hit]
  /// The page that was shown last.
  var shown = 0..<0

  init(
    _ request: SearchRequest, _ saved: Settings, _ narrowing: [Shell.Narrowing],
    _ result: SearchResult
  ) {
    self.request = request
    self.saved = saved
    self.narrowing = narrowing
    found = result.summary
    hits = result.hits
  }

  /// What was typed; nil if no query was.
  var source: SourceText? {
    if case .query(let question) = request.subject { question.source } else { nil }
  }

  /// Adds hits that were not among those known; the index may have changed meanwhile.
  mutating func add(_ more: [Hit]) {
    let known = Set(hits.map(\.work.key.description))
    hits += more.filter { !known.contains($0.work.key.description) }
  }
}
