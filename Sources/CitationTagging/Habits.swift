/// How one list prints its citations, learned from those that are surely read.
///
/// What stands between two fields in them stands there in the others, too, and words of one look in
/// one place are of one field. A list of many hands has no habits: as much as its citations differ
/// from each other, as little is learned.
extension CitationTagger {
  /// Corrections to the model's transitions and emissions, learned from one list.
  public struct Habits: Sendable {
    let transitions: [LabelChain.Row]
    let exponentials: [LabelChain.Row]
    /// What marks and shapes say about labels in this list, by the keys of those features.
    let emissions: [UInt32: LabelChain.Row]
  }

  /// How sure a citation must be to teach the others.
  private static let leastProbability: Float = 0.5
  private static let leastCount = 5

  /// Nil where too few citations are surely read, or they are not alike.
  public func habits(of texts: [ArraySlice<Unicode.Scalar>]) -> Habits? {
    let sure = texts.lazy.map { tag($0) }.filter {
      $0.probability >= Self.leastProbability && $0.tokens.count > 5
    }
    let taggings = Array(sure)
    guard taggings.count >= Self.leastCount else { return nil }
    let weight = Likeness(taggings).weight
    return weight > 0 ? habits(of: taggings, weight: weight) : nil
  }

  private func habits(of taggings: [Tagging], weight: Float) -> Habits {
    var pairs = [LabelChain.Row](repeating: .init(), count: model.transitions.count)
    var seen: [UInt32: LabelChain.Row] = [:]
    var hashes: [UInt32] = []
    for tagging in taggings {
      let features = TokenFeatures(tagging.tokens, journals: model.journals)
      for index in tagging.tokens.indices {
        let label = Int(tagging.labels[index].rawValue)
        if index > 0 {
          let gap = model.gapClass(tagging.tokens[index].gap)
          pairs[gap * 16 + Int(tagging.labels[index - 1].rawValue)][label] += 1
        }
        hashes.removeAll(keepingCapacity: true)
        features.append(index, to: &hashes)
        for range in TokenFeatures.ofForm {
          for hash in hashes[range] { seen[hash, default: .init()][label] += 1 }
        }
      }
    }
    var transitions = model.transitions
    for place in pairs.indices {
      if let change = Self.change(pairs[place], unit: 0.25, largest: 2) {
        transitions[place] += 0.5 * weight * change
      }
    }
    // Two dozen features of a token say the same, so that each weighs little.
    let emissions = seen.compactMapValues { row in
      Self.change(row, unit: 0.1, largest: 1).map { 0.1 * weight * $0 }
    }
    return Habits(
      transitions: transitions, exponentials: transitions.map(\.exponential), emissions: emissions)
  }

  /// The logarithm of how often each label was seen, beside a share that is neither much nor little;
  /// nil where that was too seldom.
  private static func change(
    _ counts: LabelChain.Row, unit: Float, largest: Float
  ) -> LabelChain.Row? {
    let all = counts.sum()
    guard all >= 3 else { return nil }
    var change = LabelChain.Row()
    for label in 0..<16 {
      let share = (counts[label] + 0.25) / (all + 4)
      change[label] = min(max(logarithm(share / unit), -largest), largest)
    }
    return change
  }
}

/// How much the citations of a list are alike: what follows names, titles and containers.
private struct Likeness {
  private struct Exit: Hashable {
    var marks: UInt64
    var label: FieldLabel
  }

  private var shares: [Float] = []

  init(_ taggings: [CitationTagger.Tagging]) {
    for label in [FieldLabel.author, .title, .container] {
      var counts: [Exit: Int] = [:]
      for tagging in taggings {
        guard let exit = Self.exit(of: label, in: tagging) else { continue }
        counts[exit, default: 0] += 1
      }
      let all = counts.values.reduce(0, +)
      guard all * 2 > taggings.count, let most = counts.values.max() else { continue }
      shares.append(Float(most) / Float(all))
    }
  }

  /// From 0 to 1.
  var weight: Float {
    guard !shares.isEmpty else { return 0 }
    let share = shares.reduce(0, +) / Float(shares.count)
    return min(max((share - Self.least) / (Self.full - Self.least), 0), 1)
  }

  /// Mixed lists, and lists in one style.
  private static let least: Float = 0.5
  private static let full: Float = 0.75

  /// What follows the first words of a label.
  private static func exit(of label: FieldLabel, in tagging: CitationTagger.Tagging) -> Exit? {
    guard let start = tagging.labels.firstIndex(of: label),
      let end = tagging.labels[start...].firstIndex(where: { $0 != label })
    else { return nil }
    return Exit(marks: tagging.tokens[end].gap.classMarks, label: tagging.labels[end])
  }
}
