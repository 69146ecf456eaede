import TestSupport
import Testing

@testable import CitationTagging

/// The chain's inference against the definition: a sum over every sequence of labels.
@Suite struct LabelChainTests {
  private static let labels = 4

  /// A chain of three tokens whose other labels are impossible.
  private func chain(seed: UInt64) -> (chain: LabelChain, transitions: [LabelChain.Row]) {
    var random = SplitMix64(seed: seed)
    func row() -> LabelChain.Row {
      var row = LabelChain.Row(repeating: -60)
      for label in 0..<Self.labels { row[label] = Float.random(in: -2...2, using: &random) }
      return row
    }
    var chain = LabelChain()
    chain.emissions = (0..<3).map { _ in row() }
    chain.gaps = [0, 1, 0]
    return (chain, (0..<32).map { _ in row() })
  }

  private var sequences: [[UInt8]] {
    (0..<64).map { (number: UInt8) -> [UInt8] in [number / 16, number / 4 % 4, number % 4] }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func theBestSequenceIsTheBestOfAll(seed: UInt64) {
    let (chain, transitions) = chain(seed: seed)
    let best = chain.best(transitions)
    let expected = sequences.max {
      chain.score(of: $0, transitions) < chain.score(of: $1, transitions)
    }
    #expect(best.labels == expected)
    #expect(abs(best.score - chain.score(of: best.labels, transitions)) < 1e-4)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>, 0..<labels)
  func theBestSequenceWithALabelIsTheBestOfThose(seed: UInt64, label: Int) {
    let (chain, transitions) = chain(seed: seed)
    let best = chain.best(transitions, with: label)
    let expected = sequences.filter { $0.contains(UInt8(label)) }.max {
      chain.score(of: $0, transitions) < chain.score(of: $1, transitions)
    }
    #expect(best?.labels == expected)
    #expect(abs(best!.score - chain.score(of: expected!, transitions)) < 1e-4)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func marginalsAreSumsOverAllSequences(seed: UInt64) {
    let (chain, transitions) = chain(seed: seed)
    let (rows, logSum) = chain.marginals(transitions.map(\.exponential))
    var sums = [[Double]](repeating: .init(repeating: 0, count: Self.labels), count: 3)
    var total = 0.0
    for sequence in sequences {
      let weight = Double(
        LabelChain.Row(repeating: chain.score(of: sequence, transitions)).exponential[0])
      total += weight
      for (token, label) in sequence.enumerated() { sums[token][Int(label)] += weight }
    }
    #expect(abs(Double(LabelChain.Row(repeating: logSum).exponential[0]) / total - 1) < 1e-3)
    for token in 0..<3 {
      for label in 0..<Self.labels {
        #expect(abs(Double(rows[token][label]) - sums[token][label] / total) < 1e-3)
      }
    }
  }

  @Test(arguments: [-70, -3.5, -0.1, 0, 0.4, 1, 9.25] as [Float])
  func exponentialsAndLogarithmsAreEachOthersReverse(_ value: Float) {
    let exponential = LabelChain.Row(repeating: value).exponential[3]
    #expect(abs(logarithm(exponential) - value) < 1e-4 * max(1, abs(value)))
  }

  @Test func noTokensHaveNoLabels() {
    #expect(LabelChain().best([]).labels.isEmpty)
  }
}
