/// Tells for every word of a citation to which field it belongs, and how surely.
public struct CitationTagger: Sendable {
  public let model: TaggerModel

  public init(model: TaggerModel) { self.model = model }

  /// A citation, its words labelled.
  public struct Tagging: Sendable {
    public var tokens: [CitationToken]
    public var labels: [FieldLabel]
    /// The probability of every token's label.
    public var probabilities: [Float]
    /// The probability of the labels all together.
    public var probability: Float
  }

  /// - Parameter habits: what the other citations of the list do.
  public func tag(_ text: ArraySlice<Unicode.Scalar>, _ habits: Habits? = nil) -> Tagging {
    let tokens = CitationTokenizer.tokens(of: text)
    let chain = chain(of: tokens)
    let (best, score) = chain.best(habits?.transitions ?? model.transitions)
    let (rows, logSum) = chain.marginals(habits?.exponentials ?? model.exponentials)
    let probabilities = zip(rows, best).map { $0[Int($1)] }
    let exponent = LabelChain.Row(repeating: score - logSum).exponential[0]
    return Tagging(
      tokens: tokens, labels: best.map { FieldLabel(rawValue: $0)! },
      probabilities: probabilities, probability: min(exponent, 1))
  }

  private func chain(of tokens: [CitationToken]) -> LabelChain {
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
          chain.emissions.append(LabelChain.Row(sum) * model.scale)
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
  public var gaps: [UInt64]
  /// The features of each token, as keys of the model.
  public var features: [[UInt32]]

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
