import Diagnostics
import References
import Search

/// What a query found, and how much of it was shown.
struct ShellResult {
  enum Origin {
    case query(SourceText)
    case similar(CitationKey)
  }

  let origin: Origin
  /// With which it was asked; the same for every further page.
  let options: SearchOptions
  /// What the saved query says that it came from.
  let saved: Settings
  /// Within which it was asked.
  let narrowing: [Shell.Narrowing]
  let found: SearchResult
  /// Those read so far; the number of a hit is its place here, from 1, and stays so.
  private(set) var hits: [Hit]
  /// The page that was shown last.
  var shown = 0..<0

  init(
    _ origin: Origin, _ options: SearchOptions, _ saved: Settings,
    _ narrowing: [Shell.Narrowing], _ found: SearchResult
  ) {
    self.origin = origin
    self.options = options
    self.saved = saved
    self.narrowing = narrowing
    self.found = found
    hits = found.hits
  }

  /// Adds hits that were not among those known; the index may have changed meanwhile.
  mutating func add(_ more: [Hit]) {
    let known = Set(hits.map(\.work.key.description))
    hits += more.filter { !known.contains($0.work.key.description) }
  }
}

extension Searcher {
  /// Asks again for what a result came from; nil where the work that others were to be like is gone.
  func answer(_ origin: ShellResult.Origin, _ options: SearchOptions) throws -> SearchResult? {
    switch origin {
    case .query(let source): try search(source, options)
    case .similar(let key): try similar(to: key, options)
    }
  }
}
