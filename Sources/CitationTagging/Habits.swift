extension CitationTagger {
  /// How one list prints its citations, learned from those that are surely read: what stands between
  /// two fields in them stands there in the others, too.
  public struct Habits: Sendable {
    let transitions: [LabelChain.Row]
    let exponentials: [LabelChain.Row]
  }

  /// How sure a citation must be to teach the others.
  private static let leastProbability: Float = 0.5
  private static let largestChange: Float = 2
  private static let strength: Float = 0.5

  /// Nil where too few citations are surely read.
  ///
  /// The scores of transitions change by the logarithm of how often they were seen behind the same
  /// label and punctuation, beside one in four.
  public func habits(of taggings: [Tagging]) -> Habits? {
    let sure = taggings.filter { $0.probability >= Self.leastProbability && $0.tokens.count > 5 }
    guard sure.count >= 5 else { return nil }
    var counts = [LabelChain.Row](repeating: .init(), count: model.transitions.count)
    for tagging in sure {
      for index in tagging.tokens.indices.dropFirst() {
        let gap = model.gapClass(tagging.tokens[index].gap)
        let before = Int(tagging.labels[index - 1].rawValue)
        counts[gap * 16 + before][Int(tagging.labels[index].rawValue)] += 1
      }
    }
    var transitions = model.transitions
    for place in counts.indices {
      let all = counts[place].sum()
      guard all >= 3 else { continue }
      for label in 0..<16 {
        let share = (counts[place][label] + 0.25) / (all + 4)
        let change = Self.strength * logarithm(share * 4)
        transitions[place][label] += min(max(change, -Self.largestChange), Self.largestChange)
      }
    }
    return Habits(transitions: transitions, exponentials: transitions.map(\.exponential))
  }
}
