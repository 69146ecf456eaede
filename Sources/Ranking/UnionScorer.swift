/// Scores a query that any of its terms satisfies, a term at a time.
///
/// Where words are joined by OR, most works hold few of them, and FTS5 would look at every term for
/// every work. So each posting list is read once, by itself, and adds to the scores of its works.
/// The result is that of `Scorer`, which it is handed over to.
package final class UnionScorer {
  /// Numbers by work id, all 0 between queries; kept, as there are as many as works.
  package final class Table {
    /// The work's place in the rows and one more; 0 for none yet.
    @exclusivity(unchecked) package var rowNumbers: [Int32] = []
    /// Of the spelling at hand.
    @exclusivity(unchecked) package var spellingFrequencies: [Double] = []
    /// Of the term at hand: the commonest spelling's.
    @exclusivity(unchecked) package var termFrequencies: [Double] = []
    /// Set while a query runs; one that did not end has left numbers behind.
    private var isInUse = false

    package init() {}

    fileprivate func begin(_ count: Int) {
      defer { isInUse = true }
      guard isInUse || rowNumbers.count < count else { return }
      rowNumbers = Array(repeating: 0, count: count)
      spellingFrequencies = Array(repeating: 0, count: count)
      termFrequencies = Array(repeating: 0, count: count)
    }

    fileprivate func end(_ rows: [Scorer.Row]) {
      for row in rows { rowNumbers[row.work] = 0 }
      isInUse = false
    }
  }

  package let table: Table
  package let scorer: Scorer
  package let weights: [Double]
  // Touched for every posting; nothing else can reach them meanwhile, so no access is checked.
  @exclusivity(unchecked) package var rows: [Scorer.Row] = []
  @exclusivity(unchecked) package var spellingWorks: [Int32] = []
  @exclusivity(unchecked) package var termWorks: [Int32] = []
  /// Where the terms at hand and before it stand: work, column and position in one number each.
  @exclusivity(unchecked) package var places: [UInt64] = []
  @exclusivity(unchecked) package var placesBefore: [UInt64] = []
  private var pairs: [Scorer.PairOccurrence] = []
  package var notesPlaces = false

  /// - Precondition: the scorer has no substitutes, and has taken in no row.
  package init(_ scorer: Scorer, _ table: Table) {
    precondition(scorer.substitutes.isEmpty)
    self.scorer = scorer
    self.table = table
    weights = scorer.parameters.weights
  }

  /// What `ibid_collect` is told; valid as long as the scorer lives.
  package var address: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

  /// Reads every posting list and hands the rows over.
  ///
  /// - Parameter query: shows `add` each occurrence of the phrase of the match expression that it is
  ///   given, works in order; returns false where that failed.
  package func collect(_ query: (Int) -> Bool) {
    table.begin(scorer.lengths.works.count)
    for (index, plan) in scorer.plans.enumerated() {
      notesPlaces = plan.isPaired
      swap(&places, &placesBefore)
      places.removeAll(keepingCapacity: true)
      for spelling in plan.spellings {
        for phrase in scorer.spellings[spelling] {
          guard query(scorer.phrases[phrase]) else { return }
        }
        finishSpelling()
      }
      finishTerm(plan)
      if plan.isPaired { places.sort() }
      if index > 0, scorer.plans[index - 1].hasNeighbour { collectPairs(index - 1) }
    }
    table.end(rows)
    scorer.collect(rows, pairs)
  }

  /// Takes in one occurrence of the phrase at hand.
  @inlinable @inline(__always)
  package func add(_ work: Int, _ column: Int, _ position: Int) {
    guard work < scorer.lengths.works.count else { return }
    if table.spellingFrequencies[work] == 0 {
      spellingWorks.append(Int32(truncatingIfNeeded: work))
    }
    table.spellingFrequencies[work] += weights[column]
    if notesPlaces { places.append(Self.place(work, column, position)) }
  }

  /// Works in the upper bits, so that places sort by work, column and position.
  @inlinable @inline(__always)
  package static func place(_ work: Int, _ column: Int, _ position: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: work) << 36 | UInt64(truncatingIfNeeded: column) << 32
      | UInt64(truncatingIfNeeded: position)
  }

  private func finishSpelling() {
    for work in spellingWorks {
      let work = Int(work)
      if table.termFrequencies[work] == 0 { termWorks.append(Int32(truncatingIfNeeded: work)) }
      table.termFrequencies[work] = max(
        table.termFrequencies[work], table.spellingFrequencies[work])
      table.spellingFrequencies[work] = 0
    }
    spellingWorks.removeAll(keepingCapacity: true)
  }

  private func finishTerm(_ plan: Scorer.Plan) {
    for work in termWorks {
      let work = Int(work)
      let frequency = table.termFrequencies[work]
      table.termFrequencies[work] = 0
      let score = plan.boost * scorer.bm25(frequency, scorer.lengths.length(work), plan.idf)
      if table.rowNumbers[work] == 0 {
        rows.append(Scorer.Row(work: work, score: score))
        table.rowNumbers[work] = Int32(truncatingIfNeeded: rows.count)
      } else {
        rows[Int(table.rowNumbers[work]) - 1].score += score
      }
    }
    termWorks.removeAll(keepingCapacity: true)
  }

  /// Finds in which works a term is followed by its neighbour: the places of both are sorted.
  private func collectPairs(_ first: Int) {
    var next = 0
    var work = 0
    var frequency = 0.0
    func finishWork() {
      if frequency > 0 {
        pairs.append(.init(row: Int(table.rowNumbers[work]) - 1, pair: first, frequency: frequency))
      }
      frequency = 0
    }
    for place in placesBefore {
      while next < places.count, places[next] <= place { next += 1 }
      if next == places.count { break }
      guard places[next] - place <= UInt64(scorer.parameters.pairDistance) else { continue }
      if Int(place >> 36) != work {
        finishWork()
        work = Int(place >> 36)
      }
      frequency += weights[Int(place >> 32) & 0xF]
    }
    finishWork()
  }
}
