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
    let start = ContinuousClock.now
    try remember(ask(request(source, saved), saved))
    let time = start.duration(to: .now)
    try showPage(from: 0)
    if settings(saved).isTiming { console.note(Message("searched in \(time.inMilliseconds)")) }
  }

  /// `:sort ORDER` also reorders the last result.
  func sort(_ order: String) throws {
    try set("sort", order)
    guard !order.isEmpty, let result = results.last, result.found.total > 0 else { return }
    var request = result.request
    request.options.sort = settings(result.saved).sort
    request.options.asksForSet = request.options.sort != .relevance
    var sorted = try ask(request, result.saved)
    sorted.narrowing = result.narrowing
    remember(sorted)
    try showPage(from: 0)
  }

  func similar(_ name: String) throws {
    let key = try work(name).key
    try remember(ask(SearchRequest(.likeness(key), options())))
    try showPage(from: 0)
  }

  /// `:in QUERY`, or `:in` for the last query.
  func narrow(_ text: String) throws {
    if !text.isEmpty { try search(SourceText(name: "query", text: text)) }
    let result = try lastResult()
    guard let source = result.source else {
      throw Failure.wrongRequest("cannot search within the results of ':similar'")
    }
    guard result.found.total > 0 else { return }
    narrowing = result.narrowing + [Narrowing(query: source, works: result.found.total)]
    console.note("searching within \(counted(result.found.total, "work")); :out ends this")
  }

  func widen() throws {
    guard narrowing.popLast() != nil else {
      throw Failure.wrongRequest("already searching the whole library")
    }
    let within = narrowing.last.map { "within \(counted($0.works, "work"))" }
    console.note("searching \(within ?? "the whole library")")
  }

  func facets(_ name: String) throws {
    guard let facet = Facet(rawValue: name) else {
      let names = Facet.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure.wrongRequest(
        "cannot count hits by '\(name)'", hint: names)
    }
    var request = try lastQuery()
    request.facets = [FacetRequest(facet, limit: FacetTable.usualLimit(of: facet))]
    request.options.limit = 0
    let found = try ask(request).found
    let counts = found.facets[0].counts
    guard !counts.isEmpty else {
      return console.note(
        found.total == 0
          ? "no works match" : "none of \(counted(found.total, "work")) has a \(facet.rawValue)")
    }
    present { $0.print(FacetTable(facet, counts).lines($0.terminal)) }
  }

  func explain(_ text: String) throws {
    var request = try text.isEmpty ? lastQuery() : request(SourceText(name: "query", text: text))
    request.options.isExplaining = true
    try remember(ask(request))
    try showPage(from: 0)
  }

  // MARK: Pages

  func more() throws {
    let result = try lastResult()
    let next = result.shown.upperBound
    if next >= result.hits.count, result.found.total > next {
      var request = result.request
      request.options.limit = 4 * result.hits.count
      results[results.count - 1].add(try ask(request, result.saved).hits)
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
      throw Failure(.nothingFound, "there is no earlier result")
    }
    results.removeLast()
    try last()
  }

  private func showPage(from start: Int) throws {
    var result = try lastResult()
    // A file or a program gets every hit.
    if isRedirected { result.add(try allHits()) }
    let writer = ShellResultWriter(
      settings: settings(result.saved), folder: index.library.folder,
      limit: pageLimit(result.saved), isInteractive: isInteractive)
    let length =
      isRedirected
      ? result.hits.count - start : writer.pageLength(of: result, from: start, console.terminal)
    result.shown = start..<start + length
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
    return options
  }

  private func request(
    _ source: SourceText, _ saved: Settings = Settings()
  ) throws -> SearchRequest {
    do throws(QueryError) {
      var request = try SearchRequest(source, options(saved))
      request.narrowing = narrowing.map(\.query)
      return request
    } catch {
      throw Failure(.wrongRequest, error.message(in: source))
    }
  }

  private func ask(
    _ request: SearchRequest, _ saved: Settings = Settings()
  ) throws -> ShellResult {
    do {
      return ShellResult(request, saved, narrowing, try index.asking { try $0.search(request) })
    } catch let error as QueryError {
      // Only a query can be wrong.
      guard case .query(let question) = request.subject else { throw error }
      throw Failure(.wrongRequest, error.message(in: question.source))
    } catch let fault as NarrowingFault {
      throw Failure(.wrongRequest, fault.message)
    } catch is UnknownWork {
      throw Failure.wrongRequest("the work is no longer in the library")
    }
  }

  /// Every hit of the last result; those that were not read yet are, once.
  func allHits() throws -> [Hit] {
    var result = try lastResult()
    if result.hits.count >= result.found.total { return result.hits }
    var request = result.request
    request.options.limit = result.found.total
    result.add(try ask(request).hits)
    results[results.count - 1] = result
    return result.hits
  }

  func lastResult() throws -> ShellResult {
    guard let result = results.last else {
      throw Failure.wrongRequest("no search yet")
    }
    return result
  }

  /// The last query as typed; `*` if there was none.
  private func lastQuery() throws -> SearchRequest {
    guard let result = results.last else {
      return try request(SourceText(name: "query", text: "*"))
    }
    guard case .query = result.request.subject else {
      throw Failure.wrongRequest("the last result did not come from a query")
    }
    return result.request
  }

  private func noHit(_ name: String) -> Failure {
    let none =
      results.isEmpty ? "search first" : "no hits; ':back' returns to the previous result"
    let total = results.last?.found.total ?? 0
    return Failure.wrongRequest(
      "the last result has no hit \(name)",
      hint: total == 0
        ? none : "hit numbers run from 1 to \(total); in quotes it is a query: \"\(name)\"")
  }

  /// The hits of the last result with these numbers.
  func hits(_ numbers: ClosedRange<Int>) throws -> ArraySlice<Hit> {
    let result = try lastResult()
    let hits = numbers.upperBound > result.hits.count ? try allHits() : result.hits
    guard numbers.lowerBound > 0, numbers.upperBound <= hits.count else {
      throw noHit("\(numbers.upperBound)")
    }
    return hits[numbers.lowerBound - 1..<numbers.upperBound]
  }

  /// A hit of the last result by its number, or a work of the library by its key.
  ///
  /// - Parameter surely: as of `Searcher.work(named:surely:)`.
  func work(_ name: String, surely: Bool = false) throws -> Work {
    if let number = Int(name) {
      var hits = results.last?.hits ?? []
      if number > hits.count, let total = results.last?.found.total, number <= total {
        hits = try allHits()
      }
      guard number > 0, number <= hits.count else {
        // It may be a PubMed ID.
        guard let work = try? index.asking({ try $0.work(named: name, surely: surely) }) else {
          throw noHit(name)
        }
        return work
      }
      let hit = hits[number - 1].work
      return try index.asking { try $0.work(hit.key) } ?? hit
    }
    do {
      return try index.asking { try $0.work(named: name, surely: surely) }
    } catch let unknown as Failure where unknown.status == .nothingFound {
      throw Failure(.wrongRequest, unknown.messages[0])
    }
  }
}

extension Duration {
  /// `0.9 ms`
  fileprivate var inMilliseconds: String {
    let (seconds, attoseconds) = components
    let tenths = Double(seconds) * 10_000 + (Double(attoseconds) / 1e14).rounded()
    return "\(tenths / 10) ms"
  }
}
