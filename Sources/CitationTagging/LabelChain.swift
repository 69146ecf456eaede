/// A linear chain of labels: how well each label fits each token, and each label the one before.
///
/// Inference is exact: the best sequence by Viterbi's algorithm, and the probability of every label
/// of every token by the forward–backward algorithm (Rabiner 1989; Lafferty, McCallum & Pereira
/// 2001). A row of scores is one vector of 16 lanes, one a label.
public struct LabelChain {
  /// One score per label, in lanes indexed by the label's raw value.
  public typealias Row = SIMD16<Float>

  /// How well each label fits each token.
  public var emissions: [Row] = []
  /// Which of the transition matrices stands before each token.
  public var gaps: [Int] = []

  /// Creates a chain without tokens.
  public init() {}

  // MARK: Best sequence

  /// - Parameter transitions: for each gap 16 rows, one for each label before; a lane is the label
  ///   behind.
  public func best(_ transitions: [Row]) -> (labels: [UInt8], score: Float) {
    guard let first = emissions.first else { return ([], 0) }
    var scores = first
    var origins: [SIMD16<Int32>] = []
    origins.reserveCapacity(emissions.count)
    for index in 1..<max(emissions.count, 1) {
      let base = gaps[index] * 16
      var best = transitions[base] + scores[0]
      var from = SIMD16<Int32>()
      for label in 1..<16 {
        let next = transitions[base + label] + scores[label]
        let isBetter = next .> best
        best.replace(with: next, where: isBetter)
        from.replace(with: Int32(label), where: isBetter)
      }
      scores = best + emissions[index]
      origins.append(from)
    }
    var label = UInt8(0)
    for lane in 1..<16 where scores[lane] > scores[Int(label)] { label = UInt8(lane) }
    let score = scores[Int(label)]
    var labels = [label]
    for from in origins.reversed() {
      label = UInt8(from[Int(label)])
      labels.append(label)
    }
    return (labels.reversed(), score)
  }

  /// The best sequence in which a label occurs.
  ///
  /// Viterbi's algorithm over twice the states: labels before the first such token, and labels from it
  /// on.
  public func best(
    _ transitions: [Row], with required: Int
  ) -> (labels: [UInt8], score: Float)? {
    guard var before = emissions.first else { return nil }
    let never = -Float.greatestFiniteMagnitude / 4
    var since = Row(repeating: never)
    since[required] = before[required]
    before[required] = never
    // For each token from which label each comes; 16 and more are labels of `since`.
    var origins: [(before: SIMD16<Int32>, since: SIMD16<Int32>)] = []
    origins.reserveCapacity(emissions.count)
    for index in 1..<max(emissions.count, 1) {
      let base = gaps[index] * 16
      var bestBefore = Row(repeating: 2 * never)
      var bestSince = bestBefore
      var fromBefore = SIMD16<Int32>()
      var fromSince = SIMD16<Int32>()
      for label in 0..<16 {
        let nextBefore = transitions[base + label] + before[label]
        fromBefore.replace(with: Int32(label), where: nextBefore .> bestBefore)
        bestBefore.replace(with: nextBefore, where: nextBefore .> bestBefore)
        let nextSince = transitions[base + label] + since[label]
        fromSince.replace(with: Int32(label + 16), where: nextSince .> bestSince)
        bestSince.replace(with: nextSince, where: nextSince .> bestSince)
      }
      if bestBefore[required] > bestSince[required] {
        bestSince[required] = bestBefore[required]
        fromSince[required] = fromBefore[required]
      }
      before = bestBefore + emissions[index]
      since = bestSince + emissions[index]
      before[required] = never
      origins.append((fromBefore, fromSince))
    }
    var state = 16
    for lane in 1..<16 where since[lane] > since[state - 16] { state = lane + 16 }
    let score = since[state - 16]
    guard score > never / 2 else { return nil }
    var labels = [UInt8(state - 16)]
    for from in origins.reversed() {
      state = Int(state < 16 ? from.before[state] : from.since[state - 16])
      labels.append(UInt8(state % 16))
    }
    return (labels.reversed(), score)
  }

  // MARK: Probabilities

  /// The logarithm of the sum over all sequences in which a label does not occur.
  func logSum(_ exponentials: [Row], without label: Int) -> Float {
    var chain = self
    for index in chain.emissions.indices { chain.emissions[index][label] = -1_000 }
    return chain.marginals(exponentials).logSum
  }

  /// The probability of every label at every token, and the logarithm of the sum over all sequences.
  ///
  /// - Parameter exponentials: `exp` of the transitions.
  public func marginals(_ exponentials: [Row]) -> (rows: [Row], logSum: Float) {
    var forward: [Row] = []
    var scaled: [Row] = []
    var logSum: Float = 0
    forward.reserveCapacity(emissions.count)
    scaled.reserveCapacity(emissions.count)
    for index in emissions.indices {
      let top = emissions[index].max()
      let emission = (emissions[index] - top).exponential
      scaled.append(emission)
      var row = emission
      if index > 0 {
        row = Self.product(forward[index - 1], exponentials, gaps[index] * 16) * emission
      }
      let sum = row.sum()
      forward.append(row / sum)
      logSum += logarithm(sum) + top
    }
    var rows = forward
    var backward = Row(repeating: 1)
    for index in emissions.indices.reversed() {
      let product = forward[index] * backward
      rows[index] = product / product.sum()
      if index == 0 { break }
      let weighted = backward * scaled[index]
      let base = gaps[index] * 16
      var before = Row()
      for label in 0..<16 { before[label] = (exponentials[base + label] * weighted).sum() }
      backward = before / before.max()
    }
    return (rows, logSum)
  }

  @inline(__always)
  static func product(_ row: Row, _ matrix: [Row], _ base: Int) -> Row {
    var result = Row()
    for label in 0..<16 { result.addProduct(Row(repeating: row[label]), matrix[base + label]) }
    return result
  }

  /// The score of one sequence.
  public func score(of labels: [UInt8], _ transitions: [Row]) -> Float {
    var sum: Float = 0
    for index in labels.indices {
      sum += emissions[index][Int(labels[index])]
      if index > 0 {
        sum += transitions[gaps[index] * 16 + Int(labels[index - 1])][Int(labels[index])]
      }
    }
    return sum
  }
}

extension SIMD16<Float> {
  /// `exp` of each lane, to six digits; lanes below −80 are 0.
  public var exponential: Self {
    // 2^n · 2^f, the second by a polynomial on [−½, ½].
    let scaled =
      self.clamped(lowerBound: Self(repeating: -80), upperBound: Self(repeating: 80)) * 1.442_695_04
    let whole = scaled.rounded(.toNearestOrEven)
    let part = scaled - whole
    var sum = Self(repeating: 0.001_333_36)
    sum = sum * part + 0.009_618_13
    sum = sum * part + 0.055_504_11
    sum = sum * part + 0.240_226_51
    sum = sum * part + 0.693_147_18
    sum = sum * part + 1
    let exponent = (SIMD16<Int32>(truncatingIfNeeded: SIMD16<Int32>(whole)) &+ 127) &<< 23
    return sum * unsafeBitCast(exponent, to: Self.self)
  }
}

/// The natural logarithm of a positive number, to six digits: the exponent, and atanh's series for
/// the rest.
@inline(__always)
func logarithm(_ value: Float) -> Float {
  let exponent = Float(value.exponent)
  let mantissa = value.significand
  let ratio = (mantissa - 1.414_213_56) / (mantissa + 1.414_213_56)
  let square = ratio * ratio
  let series = 2 * ratio * (1 + square * (0.333_333_33 + square * (0.2 + square * 0.142_857_14)))
  return exponent * 0.693_147_18 + 0.346_573_59 + series
}
