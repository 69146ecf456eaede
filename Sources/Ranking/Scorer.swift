/// Scores the rows of one query; made once a query, shown each row once.
///
/// A work's score is the sum over the query's words and phrases of their BM25, where the
/// abbreviation of several words counts in their place if it scores better, and over neighbouring
/// words of that of their ordered pair; all that times what speaks for the work whatever is asked
/// (`RankingParameters.prior`). The document frequency of a pair is known only when all rows have
/// been seen, so rows are collected and scored at the end.
package final class Scorer {
  /// One word or phrase of the query, in every spelling.
  package struct Term {
    /// What the user typed.
    package let text: String
    /// Spellings; each is the numbers of phrases of the match expression whose occurrences add up.
    /// The work has the term as often as its commonest spelling.
    package let spellings: [[Int]]
    package let documentFrequency: Int
    package let idf: Double
    /// The next term of the query is its neighbour.
    package let hasNeighbour: Bool
    /// What its score is multiplied by.
    package var boost = 1.0

    package init(
      text: String, spellings: [[Int]], documentFrequency: Int, idf: Double, hasNeighbour: Bool,
      boost: Double = 1
    ) {
      self.text = text
      self.spellings = spellings
      self.documentFrequency = documentFrequency
      self.idf = idf
      self.hasNeighbour = hasNeighbour
      self.boost = boost
    }
  }

  /// A term that may stand for several others.
  package struct Substitute {
    package let term: Term
    /// In the scorer's terms.
    package let words: Range<Int>

    package init(term: Term, words: Range<Int>) {
      self.term = term
      self.words = words
    }
  }

  /// What is known of all works, by work id.
  package struct Lengths {
    /// Weighted by field.
    package let works: [Float]
    /// What the score is multiplied by, less 1.
    package let priors: [Float]
    package let average: Double
    package let workCount: Int

    package init(works: [Float], priors: [Float], average: Double, workCount: Int) {
      self.works = works
      self.priors = priors
      self.average = average
      self.workCount = workCount
    }

    @inlinable package func length(_ work: Int) -> Double {
      work < works.count ? Double(works[work]) : 0
    }
    package func prior(_ work: Int) -> Double { work < priors.count ? Double(priors[work]) : 0 }
  }

  /// A work with its score.
  package struct Row: Equatable {
    package let work: Int
    package var score: Double

    @inlinable
    package init(work: Int, score: Double) {
      self.work = work
      self.score = score
    }
  }

  /// The pair of a term and its neighbour in a row.
  package struct PairOccurrence {
    /// In the order in which rows were taken in.
    package let row: Int
    /// The first term of the pair.
    package let pair: Int
    /// Counted with the weights of fields.
    package let frequency: Double

    @inlinable
    package init(row: Int, pair: Int, frequency: Double) {
      self.row = row
      self.pair = pair
      self.frequency = frequency
    }
  }

  /// A term as the rows see it: plain numbers, so that a row allocates and counts nothing.
  package struct Plan {
    /// In `spellings`.
    package let spellings: Range<Int>
    package let idf: Double
    package let boost: Double
    package let hasNeighbour: Bool
    /// It or the term before it has a neighbour, so its positions are wanted.
    package let isPaired: Bool
  }

  package let terms: [Term]
  package let substitutes: [Substitute]
  /// Of the terms, then of the substitutes.
  package let plans: [Plan]
  /// Ranges of `phrases`.
  package let spellings: [Range<Int>]
  /// Numbers of phrases of the match expression.
  package let phrases: [Int]
  package let parameters: RankingParameters
  package let lengths: Lengths
  package let weights: [Double]
  // Touched for every row; nothing else can reach them meanwhile, so no access is checked.
  @exclusivity(unchecked) package var rows: [Row] = []
  @exclusivity(unchecked) package var pairs: [PairOccurrence] = []
  /// Of each plan, in the row at hand.
  @exclusivity(unchecked) package var scores: [Double]
  /// Where each term stands in the row at hand: columns in the upper half, positions in the lower.
  @exclusivity(unchecked) package var positions: [[Int]]

  package init(
    terms: [Term], substitutes: [Substitute] = [], parameters: RankingParameters, lengths: Lengths
  ) {
    self.terms = terms
    self.substitutes = substitutes
    self.parameters = parameters
    self.lengths = lengths
    weights = parameters.weights
    let all = terms + substitutes.map(\.term)
    positions = all.map { _ in [] }
    scores = all.map { _ in 0 }
    var phrases: [Int] = []
    var spellings: [Range<Int>] = []
    var plans: [Plan] = []
    for (index, term) in all.enumerated() {
      let first = spellings.count
      for numbers in term.spellings {
        spellings.append(phrases.count..<phrases.count + numbers.count)
        phrases += numbers
      }
      let followsNeighbour = index > 0 && all[index - 1].hasNeighbour
      plans.append(
        Plan(
          spellings: first..<spellings.count, idf: term.idf, boost: term.boost,
          hasNeighbour: term.hasNeighbour, isPaired: term.hasNeighbour || followsNeighbour))
    }
    (self.phrases, self.spellings, self.plans) = (phrases, spellings, plans)
  }

  /// A scorer of the same query that has seen no row.
  package func emptied() -> Scorer {
    Scorer(terms: terms, substitutes: substitutes, parameters: parameters, lengths: lengths)
  }

  /// What `ibid_score` is told; valid as long as the scorer lives.
  package var address: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

  /// Takes in a work.
  ///
  /// - Parameter visit: calls its second argument with the column and position of each occurrence of
  ///   the phrase that its first names.
  @inlinable @inline(__always)
  package func collect(_ work: Int, visit: (Int, (Int, Int) -> Void) -> Void) {
    let length = lengths.length(work)
    var score = 0.0
    for index in plans.indices {
      let frequency = frequency(of: index, visit: visit)
      let part =
        frequency > 0 ? plans[index].boost * bm25(frequency, length, plans[index].idf) : 0
      scores[index] = part
      if index < terms.count { score += part }
    }
    if !substitutes.isEmpty { score += gainOfSubstitutes() }
    for index in terms.indices where plans[index].hasNeighbour {
      let frequency = pairFrequency(index)
      if frequency > 0 { pairs.append(.init(row: rows.count, pair: index, frequency: frequency)) }
    }
    rows.append(Row(work: work, score: score))
  }

  /// Takes in all works at once.
  func collect(_ rows: [Row], _ pairs: [PairOccurrence]) {
    (self.rows, self.pairs) = (rows, pairs)
  }

  /// By how much substitutes score better than the words that they stand for.
  package func gainOfSubstitutes() -> Double {
    var gain = 0.0
    var words = 0..<0
    var best = 0.0
    for (index, substitute) in substitutes.enumerated() {
      if substitute.words != words {
        gain += best
        (words, best) = (substitute.words, 0)
      }
      let score = scores[terms.count + index]
      best = max(best, score - words.reduce(0) { $0 + scores[$1] })
    }
    return gain + best
  }

  /// Every work with its whole score, in the order in which they were taken in.
  package func scoredRows() -> [Row] {
    let idfs = pairIDFs()
    var rows = rows
    for occurrence in pairs {
      rows[occurrence.row].score += pairScore(occurrence, idfs)
    }
    for index in rows.indices {
      let prior = lengths.prior(rows[index].work)
      if prior > 0 { rows[index].score *= 1 + prior }
    }
    return rows
  }

  /// The inverse document frequency of each pair, by its first term.
  private func pairIDFs() -> [Double] {
    var frequencies = terms.map { _ in 0 }
    for occurrence in pairs { frequencies[occurrence.pair] += 1 }
    return frequencies.map { BM25.idf(documentFrequency: $0, workCount: lengths.workCount) }
  }

  private func pairScore(_ occurrence: PairOccurrence, _ idfs: [Double]) -> Double {
    let length = lengths.length(rows[occurrence.row].work)
    return parameters.pairWeight * bm25(occurrence.frequency, length, idfs[occurrence.pair])
  }

  @inlinable @inline(__always)
  package func bm25(_ frequency: Double, _ length: Double, _ idf: Double) -> Double {
    BM25.score(
      frequency: frequency, length: length, averageLength: lengths.average, idf: idf,
      k1: parameters.k1, b: parameters.b)
  }

  /// Occurrences of a term in the row at hand, each counted with its field's weight; notes where
  /// they stand if the term has a neighbour.
  @inlinable @inline(__always)
  package func frequency(of index: Int, visit: (Int, (Int, Int) -> Void) -> Void) -> Double {
    let isPaired = plans[index].isPaired
    if isPaired { positions[index].removeAll(keepingCapacity: true) }
    var frequency = 0.0
    for spelling in plans[index].spellings {
      var occurrences = 0.0
      for phrase in spellings[spelling] {
        visit(phrases[phrase]) { column, position in
          occurrences += weights[column]
          if isPaired { positions[index].append(column << 32 | position) }
        }
      }
      frequency = max(frequency, occurrences)
    }
    return frequency
  }

  /// How often a term is followed by its neighbour, at most `parameters.pairDistance` further.
  package func pairFrequency(_ index: Int) -> Double {
    if positions[index].isEmpty || positions[index + 1].isEmpty { return 0 }
    positions[index].sort()
    positions[index + 1].sort()
    let following = positions[index + 1]
    var frequency = 0.0
    var next = 0
    for place in positions[index] {
      while next < following.count, following[next] <= place { next += 1 }
      if next == following.count { break }
      if following[next] - place <= parameters.pairDistance {
        frequency += weights[place >> 32]
      }
    }
    return frequency
  }
}

extension Scorer {
  /// What each part of the query brings to the score of the one work that this scorer has taken in.
  ///
  /// - Parameter whole: the scorer that has taken in all works, which knows how rare pairs are.
  package func parts(in whole: Scorer) -> [ScorePart] {
    guard let row = rows.first else { return [] }
    var parts = zip(terms, scores).map { term, score in
      ScorePart(
        text: term.text, documentFrequency: term.documentFrequency, idf: term.idf, score: score)
    }
    let gain = gainOfSubstitutes()
    if gain > 0 { parts.append(ScorePart(text: "as abbreviated", score: gain)) }
    let idfs = whole.pairIDFs()
    let pairScore = pairs.reduce(0) { $0 + self.pairScore($1, idfs) }
    if pairScore > 0 { parts.append(ScorePart(text: "words side by side", score: pairScore)) }
    let prior = lengths.prior(row.work) * (row.score + pairScore)
    if prior > 0 { parts.append(ScorePart(text: "annotated or often cited", score: prior)) }
    return parts
  }
}
