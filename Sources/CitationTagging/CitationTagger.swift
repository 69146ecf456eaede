/// Tells for every word of a citation to which field it belongs, and how surely.
public struct CitationTagger: Sendable {
  /// The weights that every citation is tagged with.
  public let model: TaggerModel

  /// Creates a tagger that shares the arrays of the model; copying either is cheap.
  public init(model: TaggerModel) { self.model = model }

  /// A citation, its words labelled.
  public struct Tagging: Sendable {
    /// The tokens of the citation, in order.
    public var tokens: [CitationToken]
    /// The label of each token, one for one: the most probable sequence, not the most probable
    /// labels.
    public var labels: [FieldLabel]
    /// The probability of every token's label.
    public var probabilities: [Float]
    /// The probability of the labels all together.
    public var probability: Float
  }

  /// - Parameter habits: what the other citations of the list do.
  public func tag(_ text: ArraySlice<Unicode.Scalar>, _ habits: Habits? = nil) -> Tagging {
    let tokens = CitationTokenizer.tokens(of: text)
    let chain = chain(of: tokens, habits)
    let transitions = habits?.transitions ?? model.transitions
    let exponentials = habits?.exponentials ?? model.exponentials
    let (best, score) = chain.best(transitions)
    let (rows, logSum) = chain.marginals(exponentials)
    var tagging = Tagging(
      tokens: tokens, labels: best.map { FieldLabel(rawValue: $0)! },
      probabilities: zip(rows, best).map { $0[Int($1)] },
      probability: min(Self.exponential(score - logSum), 1))
    let container = Int(FieldLabel.container.rawValue)
    if tagging.lacksContainer, let other = Self.bestWithContainer(chain, transitions, tagging),
      score - other.score < Self.priceOfContainer
    {
      // As likely as among sequences with a container, halved: that there is one is a belief.
      let without = chain.logSum(exponentials, without: container)
      let share = max(1 - Self.exponential(without - logSum), 1e-6)
      tagging.labels = other.labels.map { FieldLabel(rawValue: $0)! }
      tagging.probabilities = zip(rows, other.labels).map { max($0[Int($1)], 0.5) }
      tagging.probability = min(Self.exponential(other.score - logSum) / share, 1) / 2
    }
    tagging.settleNumbers()
    return tagging
  }

  /// The best labels with a container; where no volume and no pages were found, with a volume, too.
  private static func bestWithContainer(
    _ chain: LabelChain, _ transitions: [LabelChain.Row], _ tagging: Tagging
  ) -> (labels: [UInt8], score: Float)? {
    var chain = chain
    if tagging.labels.allSatisfy({ ![.volume, .issue, .pages].contains($0) }) {
      let volume = Int(FieldLabel.volume.rawValue)
      let labels = chain.best(transitions, with: volume)?.labels
      guard let place = labels?.firstIndex(of: UInt8(volume)) else { return nil }
      var pinned = LabelChain.Row(repeating: -1_000)
      pinned[volume] = chain.emissions[place][volume]
      chain.emissions[place] = pinned
    }
    return chain.best(transitions, with: Int(FieldLabel.container.rawValue))
  }

  /// How much lower the score of labels with a container may be.
  private static let priceOfContainer: Float = 12

  private static func exponential(_ value: Float) -> Float {
    LabelChain.Row(repeating: value).exponential[0]
  }

  private func chain(of tokens: [CitationToken], _ habits: Habits?) -> LabelChain {
    let features = TokenFeatures(tokens, journals: model.journals)
    var chain = LabelChain()
    chain.emissions.reserveCapacity(tokens.count)
    var hashes: [UInt32] = []
    hashes.reserveCapacity(TokenFeatures.most)
    model.keys.withUnsafeBufferPointer { keys in
      model.weights.withUnsafeBufferPointer { weights in
        for index in tokens.indices {
          hashes.removeAll(keepingCapacity: true)
          features.append(index, to: &hashes)
          var sum = SIMD16<Int16>()
          for hash in hashes { model.add(hash, to: &sum, keys, weights) }
          var row = LabelChain.Row(sum) * model.scale
          if let habits {
            for range in TokenFeatures.ofForm {
              for hash in hashes[range] {
                if let change = habits.emissions[hash] { row += change }
              }
            }
          }
          chain.emissions.append(row)
        }
      }
    }
    chain.gaps = tokens.map { model.gapClass($0.gap) }
    return chain
  }
}

/// What a program that makes models needs of a citation.
public struct TaggedExample {
  /// The byte of the text's UTF-8 at which each token begins.
  public var starts: [Int]
  /// The class marks of the gap before each token (`Gap.classMarks`).
  public var gaps: [UInt64]
  /// The features of each token, as keys of the model.
  public var features: [[UInt32]]

  /// Tokenizes a text and extracts the features of each token, with `journals` as known journal
  /// names.
  public init(_ text: String, journals: WordFilter) {
    let scalars = Array(text.unicodeScalars)
    let tokens = CitationTokenizer.tokens(of: scalars[...])
    var offsets: [Int] = []
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    starts = tokens.map { offsets[$0.range.lowerBound] }
    gaps = tokens.map { $0.gap.classMarks }
    let extractor = TokenFeatures(tokens, journals: journals)
    features = tokens.indices.map { index in
      var hashes: [UInt32] = []
      extractor.append(index, to: &hashes)
      return hashes.map { $0 == 0 ? 1 : $0 }
    }
  }
}
