import Diagnostics
import Foundation
import QueryLanguage
import References
import Search

/// Commands that ask the index.
extension Shell {
  /// As many hits are read at once, so that the next pages are there.
  private static let readAhead = 100

  /// - Parameter saved: what a saved query says of how it is answered and shown.
  func search(_ source: SourceText, _ saved: Settings = Settings()) throws {
    try remember(ask(.query(source), options(saved), saved))
    try showPage(from: 0)
  }

  func similar(_ name: String) throws {
    let key = try work(name).key
    try remember(ask(.similar(key), options()))
    try showPage(from: 0)
  }

  /// `:in QUERY`, or `:in` for the last query.
  func narrow(_ text: String) throws {
    if !text.isEmpty { try search(SourceText(name: "query", text: text)) }
    let result = try lastResult()
    guard case .query(let source) = result.origin else {
      throw Failure.wrongRequest("works that are like another are no query to search within")
    }
    guard result.found.total > 0 else { return }
    narrowing = result.narrowing + [Narrowing(query: source, works: result.found.total)]
    console.note("searching within \(counted(result.found.total, "work")); :out leaves them")
  }

  func widen() throws {
    guard narrowing.popLast() != nil else {
      throw Failure.wrongRequest("the whole library is searched already")
    }
    let within = narrowing.last.map { "within \(counted($0.works, "work"))" }
    console.note("searching \(within ?? "the whole library")")
  }

  func facets(_ name: String) throws {
    guard let facet = Facet(rawValue: name) else {
      let names = Facet.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure.wrongRequest(
        "hits cannot be counted by '\(name)'", hint: names)
    }
    var (source, options) = try lastQuery()
    options.limit = FacetTable.usualLimit(of: facet)
    let counts = try asking(source) { try $0.counts(of: facet, in: source, options) }
    present { $0.print(FacetTable(facet, counts).lines($0.terminal)) }
  }

  func explain(_ text: String) throws {
    let source = text.isEmpty ? try lastQuery().source : SourceText(name: "query", text: text)
    var options = options()
    options.isExplaining = true
    try remember(ask(.query(source), options))
    try showPage(from: 0)
  }

  // MARK: Pages

  func more() throws {
    let result = try lastResult()
    let next = result.shown.upperBound
    if next >= result.hits.count, result.found.total > next {
      var options = result.options
      options.limit = 4 * result.hits.count
      let found = try ask(result.origin, options, result.saved).found
      results[results.count - 1].add(found.hits)
    }
    guard next < results[results.count - 1].hits.count else {
      throw Failure(.nothingFound, "no more hits")
    }
    try showPage(from: next)
  }

  func last() throws {
    try showPage(from: lastResult().shown.lowerBound)
  }

  func back() throws {
    guard results.count > 1 else {
      throw Failure(.nothingFound, "there is no result before")
    }
    results.removeLast()
    try last()
  }

  private func showPage(from start: Int) throws {
    var result = try lastResult()
    let writer = ShellResultWriter(
      settings: settings(result.saved), limit: pageLimit(result.saved), isInteractive: isInteractive
    )
    result.shown = start..<start + writer.pageLength(of: result, from: start, console.terminal)
    results[results.count - 1] = result
    present { writer.writeHits(of: result, to: $0) }
    writer.writeNotes(of: result, to: console)
    if isInteractive { suggestedLine = result.suggestedQuery ?? "" }
  }

  // MARK: Asking

  /// How the next query is answered.
  private func options(_ saved: Settings = Settings()) -> SearchOptions {
    var options = settings(saved).searchOptions
    options.limit = max(Self.readAhead, pageLimit(saved) ?? 0)
    options.narrowing = narrowing.map(\.query)
    return options
  }

  private func ask(
    _ origin: ShellResult.Origin, _ options: SearchOptions, _ saved: Settings = Settings()
  ) throws -> ShellResult {
    let source: SourceText? = if case .query(let source) = origin { source } else { nil }
    guard let found = try asking(source, { try $0.answer(origin, options) }) else {
      throw Failure.wrongRequest("the work is no longer in the library")
    }
    return ShellResult(origin, options, saved, narrowing, found)
  }

  /// Every hit of the last result, however many were read.
  func allHits() throws -> [Hit] {
    let result = try lastResult()
    if result.hits.count >= result.found.total { return result.hits }
    var options = result.options
    options.limit = result.found.total
    return try ask(result.origin, options).hits
  }

  /// - Parameter source: the query whose errors may be thrown.
  private func asking<T>(_ source: SourceText?, _ body: (Searcher) throws -> T) throws -> T {
    do {
      return try index.asking(body)
    } catch let error as QueryError {
      let source = source ?? SourceText(name: "query", text: "")
      throw Failure(.wrongRequest, error.message(in: source))
    }
  }

  func lastResult() throws -> ShellResult {
    guard let result = results.last else {
      throw Failure.wrongRequest("nothing was searched for yet")
    }
    return result
  }

  /// The last query and how it was asked; every work where there was none.
  private func lastQuery() throws -> (source: SourceText, options: SearchOptions) {
    guard let result = results.last else {
      return (SourceText(name: "query", text: "*"), options())
    }
    guard case .query(let source) = result.origin else {
      throw Failure.wrongRequest("the last result came from no query")
    }
    return (source, result.options)
  }

  /// A hit of the last result by its number, or a work of the library by its key.
  func work(_ name: String) throws -> Work {
    if let number = Int(name) {
      let hits = results.last?.hits ?? []
      let none = results.isEmpty ? "search first" : "it found nothing; ':back' leaves it"
      guard hits.indices.contains(number - 1) else {
        throw Failure.wrongRequest(
          "the last result has no hit \(name)",
          hint: hits.isEmpty ? none : "hits are numbered 1 to \(hits.count)")
      }
      let hit = hits[number - 1].work
      return try index.asking { try $0.work(hit.key) } ?? hit
    }
    guard let work = try index.asking({ try $0.work(CitationKey(name)) }) else {
      throw Failure.wrongRequest("no work has the key '\(name)'")
    }
    return work
  }
}
