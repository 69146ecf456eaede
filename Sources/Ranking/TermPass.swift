/// Scores a query that any of its terms satisfies, a term at a time.
///
/// Where words are joined by OR, most works hold few of them, and FTS5 would look at every term for
/// every work. So each posting list is read once, by itself, and adds to the scores of its works.
///
/// Source: Turtle & Flood (1995), Query Evaluation: Strategies and Optimizations, "term-at-a-time".
package final class TermPass {
  /// Numbers by work id, all 0 between queries; kept, as there are as many as works.
  package final class Table {
    /// The work's place in the rows and one more; 0 for none yet.
    @exclusivity(unchecked) fileprivate var rowNumbers: [Int32] = []
    /// Of the spelling at hand.
    @exclusivity(unchecked) fileprivate var spellingFrequencies: [Double] = []
    /// Of the term at hand: the commonest spelling's.
    @exclusivity(unchecked) fileprivate var termFrequencies: [Double] = []
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

  package let scorer: Scorer
  private let table: Table
  // Touched for every posting; nothing else can reach them meanwhile, so no access is checked.
  @exclusivity(unchecked) package private(set) var tally = Scorer.Tally()
  @exclusivity(unchecked) private var spellingWorks: [Int32] = []
  @exclusivity(unchecked) private var termWorks: [Int32] = []
  /// Where the terms at hand and before it stand, if they are paired.
  @exclusivity(unchecked) private var places: [Occurrence] = []
  @exclusivity(unchecked) private var placesBefore: [Occurrence] = []
  private var notesPlaces = false
  /// What each term brings to which works, of those that the gains are reckoned from.
  private var scores: [[Scorer.Row]]

  package init(_ scorer: Scorer, _ table: Table) {
    self.scorer = scorer
    self.table = table
    scores = scorer.plans.map { _ in [] }
  }

  /// Reads every posting list.
  ///
  /// - Parameter query: calls `add` with each work that contains the phrase of the match expression
  ///   that it is given; returns false if that failed.
  package func run(_ query: (Int) -> Bool) {
    table.begin(scorer.lengths.works.count)
    for index in scorer.plans.indices {
      guard readTerm(index, query) else { return }
      if index > 0, scorer.plans[index - 1].hasNeighbour { addPairs(index - 1) }
    }
    for gain in scorer.gains { add(gain.substitutes, standingFor: gain.words) }
    table.end(tally.rows)
  }

  private func readTerm(_ index: Int, _ query: (Int) -> Bool) -> Bool {
    let plan = scorer.plans[index]
    notesPlaces = plan.isPaired
    swap(&places, &placesBefore)
    places.removeAll(keepingCapacity: true)
    for spelling in plan.spellings {
      for phrase in scorer.spellings[spelling] {
        guard query(scorer.phrases[phrase]) else { return false }
      }
      finishSpelling()
    }
    finishTerm(index)
    if plan.isPaired { places.sort() }
    return true
  }

  /// Takes in a work that contains the phrase at hand.
  ///
  /// - Parameters:
  ///   - work: one of `scorer.lengths`.
  ///   - phrasePlaces: where the phrase stands in it.
  package func add(_ work: Int, _ phrasePlaces: [Occurrence]) {
    if table.spellingFrequencies[work] == 0 {
      spellingWorks.append(Int32(truncatingIfNeeded: work))
    }
    for place in phrasePlaces {
      table.spellingFrequencies[work] += scorer.weights[place.column]
      if notesPlaces { places.append(place.of(work)) }
    }
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

  private func finishTerm(_ index: Int) {
    let plan = scorer.plans[index]
    let isSubstitute = index >= scorer.terms.count
    for work in termWorks {
      let work = Int(work)
      let frequency = table.termFrequencies[work]
      table.termFrequencies[work] = 0
      let score = scorer.score(of: index, frequency: frequency, length: scorer.lengths[work])
      add(isSubstitute ? 0 : score, to: work)
      if plan.hasGain { scores[index].append(Scorer.Row(work: work, score: score)) }
    }
    termWorks.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private func add(_ score: Double, to work: Int) {
    if table.rowNumbers[work] == 0 {
      tally.rows.append(Scorer.Row(work: work, score: score))
      table.rowNumbers[work] = Int32(truncatingIfNeeded: tally.rows.count)
    } else {
      tally.rows[Int(table.rowNumbers[work]) - 1].score += score
    }
  }

  /// Adds the gains of one group; between terms the table's frequencies are free for sums.
  private func add(_ substitutes: Range<Int>, standingFor words: Range<Int>) {
    for row in scores[words].joined() { table.termFrequencies[row.work] += row.score }
    var works: [Int] = []
    for row in scores[substitutes].joined() {
      if table.spellingFrequencies[row.work] == 0 { works.append(row.work) }
      table.spellingFrequencies[row.work] = max(table.spellingFrequencies[row.work], row.score)
    }
    for work in works {
      add(
        Scorer.gain(table.spellingFrequencies[work], over: table.termFrequencies[work]), to: work)
      table.spellingFrequencies[work] = 0
    }
    for row in scores[words].joined() { table.termFrequencies[row.work] = 0 }
  }

  private func addPairs(_ first: Int) {
    scorer.forEachPair(placesBefore, places) { work, frequency in
      tally.pairs.append(
        .init(row: Int(table.rowNumbers[work]) - 1, first: first, frequency: frequency))
    }
  }
}
