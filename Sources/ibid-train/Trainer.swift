import CitationTagging
import Foundation

/// Trains a linear-chain conditional random field: maximum likelihood by stochastic gradients with
/// AdaGrad's steps (Duchi, Hazan & Singer 2011), an L1 penalty that is applied to the averages, and a
/// second round with the features that matter most.
struct Trainer {
  /// Tokens as features, with their labels.
  struct Example {
    var features: [[Int32]]
    var gaps: [Int]
    var labels: [UInt8]
  }

  /// The keys of the features that are learned.
  private(set) var keys: [UInt32] = []
  private(set) var gapMarks: [UInt64] = []
  private(set) var weights: [LabelChain.Row] = []
  private(set) var transitions: [LabelChain.Row] = []
  private var squares: [LabelChain.Row] = []
  private var transitionSquares: [LabelChain.Row] = []
  private var examples: [Example] = []

  let rate: Float = 0.25
  let penalty: Float

  init(_ strings: [(example: TaggedExample, labels: [FieldLabel])], leastCount: Int, penalty: Float)
  {
    self.penalty = penalty
    var counts: [UInt32: Int32] = [:]
    var gaps: [UInt64: Int] = [:]
    for (example, _) in strings {
      for features in example.features { for key in features { counts[key, default: 0] += 1 } }
      for gap in example.gaps { gaps[gap, default: 0] += 1 }
    }
    gapMarks = gaps.filter { $0.value >= 30 }.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
      .map(\.key)
    keys = counts.filter { $0.value >= Int32(leastCount) }.map(\.key).sorted()
    index(strings)
    reset()
  }

  private mutating func index(_ strings: [(example: TaggedExample, labels: [FieldLabel])]) {
    let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, Int32($0)) })
    let gapPlaces = Dictionary(uniqueKeysWithValues: gapMarks.enumerated().map { ($1, $0) })
    examples = strings.map { example, labels in
      Example(
        features: example.features.map { $0.compactMap { places[$0] } },
        gaps: example.gaps.map { gapPlaces[$0] ?? gapMarks.count }, labels: labels.map(\.rawValue))
    }
  }

  private mutating func reset() {
    weights = .init(repeating: .init(), count: keys.count)
    squares = .init(repeating: .init(repeating: 1e-3), count: keys.count)
    transitions = .init(repeating: .init(), count: (gapMarks.count + 1) * 16)
    transitionSquares = .init(repeating: .init(repeating: 1e-3), count: transitions.count)
  }

  // MARK: Training

  mutating func train(rounds: Int, random: inout Random, report: (String) -> Void) {
    var order = Array(examples.indices)
    for round in 1...rounds {
      order.shuffle(using: &random)
      var loss = 0.0
      for index in order { loss += Double(step(examples[index])) }
      report("round \(round): loss \(loss / Double(max(examples.count, 1)))")
    }
  }

  /// One step along one citation's gradient; returns its loss.
  private mutating func step(_ example: Example) -> Float {
    guard !example.labels.isEmpty else { return 0 }
    var chain = LabelChain()
    chain.gaps = example.gaps
    chain.emissions = example.features.map { features in
      var sum = LabelChain.Row()
      for feature in features { sum += weights[Int(feature)] }
      return sum
    }
    let used = Set(example.gaps)
    var exponentials = [Int: [LabelChain.Row]]()
    for gap in used { exponentials[gap] = (0..<16).map { transitions[gap * 16 + $0].exponential } }
    let result = Expectations(chain, exponentials)
    for (index, features) in example.features.enumerated() {
      var gradient = result.rows[index]
      gradient[Int(example.labels[index])] -= 1
      if gradient.max() < 1e-4, gradient.min() > -1e-4 { continue }
      let square = gradient * gradient
      for feature in features {
        let place = Int(feature)
        squares[place] += square
        var weight = weights[place] - rate * gradient / squares[place].squareRoot()
        let shrink = LabelChain.Row(repeating: penalty * rate) / squares[place].squareRoot()
        weight = weight - weight.clamped(lowerBound: -shrink, upperBound: shrink)
        weights[place] = weight
      }
    }
    update(result.pairs, example)
    return result.logSum - chain.score(of: example.labels, transitions)
  }

  private mutating func update(_ pairs: [Int: [LabelChain.Row]], _ example: Example) {
    var gradients = pairs
    for index in example.labels.indices.dropFirst() {
      gradients[example.gaps[index]]![Int(example.labels[index - 1])][Int(example.labels[index])] -=
        1
    }
    for (gap, rows) in gradients {
      for label in 0..<16 {
        let place = gap * 16 + label
        transitionSquares[place] += rows[label] * rows[label]
        transitions[place] -= rate * rows[label] / transitionSquares[place].squareRoot()
      }
    }
  }

  /// The probabilities of labels and of pairs of labels under the model.
  private struct Expectations {
    var rows: [LabelChain.Row] = []
    /// For each gap, how many times each pair of labels is expected.
    var pairs: [Int: [LabelChain.Row]] = [:]
    var logSum: Float = 0

    init(_ chain: LabelChain, _ exponentials: [Int: [LabelChain.Row]]) {
      var forward: [LabelChain.Row] = []
      var scaled: [LabelChain.Row] = []
      for index in chain.emissions.indices {
        let top = chain.emissions[index].max()
        let emission = (chain.emissions[index] - top).exponential
        scaled.append(emission)
        var row = emission
        if index > 0 {
          let matrix = exponentials[chain.gaps[index]]!
          var product = LabelChain.Row()
          for label in 0..<16 { product += matrix[label] * forward[index - 1][label] }
          row = product * emission
        }
        let sum = row.sum()
        forward.append(row / sum)
        logSum += log(sum) + top
      }
      rows = forward
      var backward = LabelChain.Row(repeating: 1)
      for index in chain.emissions.indices.reversed() {
        let product = forward[index] * backward
        rows[index] = product / product.sum()
        if index == 0 { break }
        let gap = chain.gaps[index]
        let matrix = exponentials[gap]!
        let weighted = backward * scaled[index]
        var before = LabelChain.Row()
        var joint: [LabelChain.Row] = []
        joint.reserveCapacity(16)
        var total: Float = 0
        for label in 0..<16 {
          let row = matrix[label] * weighted
          before[label] = row.sum()
          let pair = row * forward[index - 1][label]
          total += pair.sum()
          joint.append(pair)
        }
        for label in 0..<16 {
          pairs[gap, default: .init(repeating: .init(), count: 16)][label] += joint[label] / total
        }
        backward = before / before.max()
      }
    }
  }

  // MARK: The features that matter

  /// Keeps as many features as a model has room for: those with the largest weights.
  mutating func prune(to count: Int, _ strings: [(example: TaggedExample, labels: [FieldLabel])]) {
    let sizes = weights.map { ($0 * $0).sum() }
    let kept = keys.indices.filter { sizes[$0] > 0 }
      .sorted { (sizes[$0], keys[$0]) > (sizes[$1], keys[$1]) }.prefix(count).sorted()
    keys = kept.map { keys[$0] }
    weights = kept.map { weights[$0] }
    squares = kept.map { squares[$0] }
    index(strings)
  }

  var features: [(key: UInt32, weights: LabelChain.Row)] { zip(keys, weights).map { ($0, $1) } }
}
