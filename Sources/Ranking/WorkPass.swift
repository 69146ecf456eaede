/// Scores the works that match a query one after another; shown each once.
///
/// For queries whose words are all required: FTS5 finds the works that contain them all, and each
/// is looked at as a whole.
///
/// Source: Turtle & Flood (1995), Query Evaluation: Strategies and Optimizations, "document-at-a-time".
package final class WorkPass {
  package let scorer: Scorer
  // Touched for every work; nothing else can reach them meanwhile, so no access is checked.
  @exclusivity(unchecked) package private(set) var tally = Scorer.Tally()
  /// Of each plan, in the work at hand.
  @exclusivity(unchecked) private var scores: [Double]
  /// Where each term stands in the work at hand, if it is paired.
  @exclusivity(unchecked) private var places: [[Occurrence]]
  /// Of the phrase at hand.
  @exclusivity(unchecked) private var phrasePlaces: [Occurrence] = []

  package init(_ scorer: Scorer) {
    self.scorer = scorer
    scores = scorer.plans.map { _ in 0 }
    places = scorer.plans.map { _ in [] }
  }

  /// Takes in a work.
  ///
  /// - Parameters:
  ///   - work: one of `scorer.lengths`.
  ///   - read: appends to its second argument the places of the phrase that its first names.
  package func add(_ work: Int, read: (Int, inout [Occurrence]) -> Void) {
    let length = scorer.lengths[work]
    var score = 0.0
    for index in scorer.plans.indices {
      scores[index] = scorer.score(of: index, frequency: frequency(of: index, read), length: length)
      if index < scorer.terms.count { score += scores[index] }
    }
    if !scorer.gains.isEmpty { score += scorer.gain { scores[$0] } }
    for index in scorer.terms.indices where scorer.plans[index].hasNeighbour {
      addPair(index)
    }
    tally.rows.append(Scorer.Row(work: work, score: score))
  }

  /// Occurrences of a term in the work at hand, weighted; notes where they are if it is paired.
  private func frequency(of term: Int, _ read: (Int, inout [Occurrence]) -> Void) -> Double {
    let plan = scorer.plans[term]
    if plan.isPaired { places[term].removeAll(keepingCapacity: true) }
    var frequency = 0.0
    for spelling in plan.spellings {
      var occurrences = 0.0
      for phrase in scorer.spellings[spelling] {
        phrasePlaces.removeAll(keepingCapacity: true)
        read(scorer.phrases[phrase], &phrasePlaces)
        occurrences += phrasePlaces.frequency(scorer.weights)
        if plan.isPaired { places[term] += phrasePlaces }
      }
      frequency = max(frequency, occurrences)
    }
    return frequency
  }

  private func addPair(_ first: Int) {
    if places[first].isEmpty || places[first + 1].isEmpty { return }
    places[first].sort()
    places[first + 1].sort()
    tally.add(
      tally.rows.count, first: first, scorer.pairFrequency(places[first], places[first + 1]))
  }

  /// What each part of the query brings to the score of the one work that was taken in.
  ///
  /// - Parameter whole: what a pass over all works has counted.
  package func parts(in whole: Scorer.Tally) -> [ScorePart] {
    scorer.parts(of: tally, scores, in: whole)
  }
}
