/// Scores works by the posting lists of all words of a query, a term at a time.
///
/// For queries of plain words, whose lists are short to read: where words are joined by OR most works
/// hold few of them, and each list adds to the scores of its works alone.
///
/// Source: Turtle & Flood (1995), Query Evaluation: Strategies and Optimizations, "term-at-a-time".
package final class ListPass {
  /// Numbers by work id, all 0 between queries; kept, as there are as many as works.
  package final class Table {
    @exclusivity(unchecked) fileprivate var sums: [Double] = []

    package init() {}

    fileprivate func reserve(_ count: Int) {
      if sums.count < count { sums = Array(repeating: 0, count: count) }
    }
  }

  package let scorer: Scorer
  /// Of the scorer's terms, then of its substitutes.
  package let lists: [PostingList]

  /// - Parameter phrases: the list of each phrase of the match expression, of works of
  ///   `scorer.lengths` alone.
  package init(_ scorer: Scorer, phrases: [PostingList]) {
    self.scorer = scorer
    lists = scorer.plans.map { plan in
      let spellings = scorer.spellings[plan.spellings].map { numbers in
        numbers.reduce(PostingList()) { $0.merged(with: phrases[scorer.phrases[$1]], +) }
      }
      return spellings.reduce(PostingList()) { $0.merged(with: $1, max) }
    }
  }

  /// Counts the words of some works.
  ///
  /// - Parameters:
  ///   - works: ascending.
  ///   - read: appends the places in a work of the phrase of the match expression that it is given.
  package func tally(
    of works: [Int32], _ table: Table,
    places read: (_ phrase: Int, _ work: Int, inout [Occurrence]) throws -> Void
  ) rethrows -> Scorer.Tally {
    var tally = Scorer.Tally()
    tally.rows = rows(of: works, table)
    if !scorer.gains.isEmpty { addGains(to: &tally.rows, works) }
    guard scorer.plans.contains(where: \.hasNeighbour) else { return tally }
    var places: [[Occurrence]] = scorer.plans.map { _ in [] }
    for row in scorer.best(of: tally.rows) {
      for (index, plan) in scorer.plans.enumerated() where plan.isPaired {
        places[index].removeAll(keepingCapacity: true)
        for phrase in scorer.spellings[plan.spellings].joined() {
          try read(scorer.phrases[phrase], tally.rows[row].work, &places[index])
        }
        places[index].sort()
      }
      for index in scorer.terms.indices where scorer.plans[index].hasNeighbour {
        tally.add(row, first: index, scorer.pairFrequency(places[index], places[index + 1]))
      }
    }
    return tally
  }

  /// A list so much longer than the works is looked up rather than read.
  private static let longList = 8

  private func rows(of works: [Int32], _ table: Table) -> [Scorer.Row] {
    var rows = works.map { Scorer.Row(work: Int($0), score: 0) }
    table.reserve(scorer.lengths.works.count)
    let indices = scorer.terms.indices
    for index in indices where isLong(lists[index], beside: works) {
      lists[index].forEach(among: works) { place, frequency in
        rows[place].score += scorer.score(
          of: index, frequency: frequency, length: scorer.lengths[rows[place].work])
      }
    }
    let short = indices.filter { !isLong(lists[$0], beside: works) }
    if short.isEmpty { return rows }
    for index in short {
      add(lists[index], of: index, to: &table.sums)
    }
    for index in rows.indices { rows[index].score += table.sums[rows[index].work] }
    for index in short {
      for work in lists[index].works { table.sums[Int(work)] = 0 }
    }
    return rows
  }

  private func isLong(_ list: PostingList, beside works: [Int32]) -> Bool {
    list.works.count > Self.longList * works.count
  }

  private func add(_ list: PostingList, of term: Int, to sums: inout [Double]) {
    for (work, frequency) in zip(list.works, list.frequencies) {
      let work = Int(work)
      sums[work] += scorer.score(of: term, frequency: frequency, length: scorer.lengths[work])
    }
  }

  private func addGains(to rows: inout [Scorer.Row], _ works: [Int32]) {
    var scores = scorer.plans.map { _ in [Double]() }
    for (index, plan) in scorer.plans.enumerated() where plan.hasGain {
      scores[index] = Array(repeating: 0, count: rows.count)
      lists[index].forEach(among: works) { place, frequency in
        scores[index][place] = scorer.score(
          of: index, frequency: frequency, length: scorer.lengths[rows[place].work])
      }
    }
    for row in rows.indices {
      rows[row].score += scorer.gain { scores[$0][row] }
    }
  }
}
