import Dispatch
import References
import TextAnalysis

/// What is written of a work that is new, beside its rows.
struct NewWork: Sendable {
  let order: WorkOrder
  let analysis: WorkAnalysis
  /// Of its own, whose inflections it holds.
  let languages: StemmingLanguages
  /// How many sources cite it.
  let sources: Int

  /// - Parameter languages: whose inflections all works hold.
  init(_ work: Work, in languages: StemmingLanguages, _ analyzer: Analyzer) {
    self.languages = work.languages
    order = WorkOrder(work.reference)
    analysis = WorkAnalysis(WorkStore.texts(of: work, in: languages), analyzer)
    sources = work.sourceCount
  }
}

/// What lists of works are ordered by.
struct WorkOrder: Sendable {
  let year: Int?
  /// `OrderForm`.
  let author: String?
  /// `OrderForm`.
  let title: String?

  init(_ reference: Reference) {
    year = reference.year
    author = (reference.authors.first ?? reference.editors.first).map(OrderForm.of)
    title = reference.title.map { OrderForm.of(title: $0, in: reference.language) }
  }
}

/// Analyzes new works on another core while those before them are written: both take about as long.
final class NewWorks: @unchecked Sendable {
  private static let batchSize = 256

  /// The only citation of each work; nil for one that is no new one.
  private let citations: [SourcedCitation?]
  private let languages: StemmingLanguages
  private let queue = DispatchQueue(label: "ibid.new-works")
  // Used on `queue` alone.
  private let analyzer = Analyzer()
  private var counted = TermStatistics()

  /// The terms of all works that were visited.
  var statistics: TermStatistics { queue.sync { counted } }

  /// - Parameter languages: whose inflections all works hold.
  init(_ citations: [SourcedCitation?], in languages: StemmingLanguages) {
    self.citations = citations
    self.languages = languages
  }

  /// Calls `body` with the place of each work, in order, and with what is written of a new one.
  func visit(_ body: (Int, NewWork?) throws -> Void) rethrows {
    let batches = stride(from: 0, to: citations.count, by: Self.batchSize).map {
      $0..<min($0 + Self.batchSize, citations.count)
    }
    guard var next = batches.first.map(analyzing) else { return }
    for (index, batch) in batches.enumerated() {
      let works = next.value()
      if index + 1 < batches.count { next = analyzing(batches[index + 1]) }
      for (place, work) in zip(batch, works) { try body(place, work) }
    }
  }

  private func analyzing(_ batch: Range<Int>) -> Promise {
    let promise = Promise()
    queue.async { [self] in
      promise.keep(
        citations[batch].map { cited in
          guard let cited else { return nil }
          let work = NewWork(
            Work(key: CitationKey(""), citations: [cited]), in: languages, analyzer)
          counted.add(work.analysis, times: 1)
          return work
        })
    }
    return promise
  }

  /// Works that will be there.
  private final class Promise: @unchecked Sendable {
    private let isKept = DispatchSemaphore(value: 0)
    private var works: [NewWork?] = []

    func keep(_ works: [NewWork?]) {
      self.works = works
      isKept.signal()
    }

    /// Waits for them; to be called once.
    func value() -> [NewWork?] {
      isKept.wait()
      return works
    }
  }
}

extension Work {
  /// Whose inflections it holds, beside those that all works do.
  var languages: StemmingLanguages { StemmingLanguages(named: reference.language ?? "") }

  /// How many sources cite it.
  var sourceCount: Int { Set(places.map(\.source)).count }
}
