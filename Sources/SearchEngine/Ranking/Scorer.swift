/// Scores the rows of one query; made once a query, shown each row once.
///
/// A work's score is the sum over the query's words and phrases of their BM25, and over neighbouring
/// words of that of their ordered pair. The document frequency of a pair is known only when all rows
/// have been seen, so rows are collected and scored at the end.
final class Scorer {
  /// One word or phrase of the query, in every spelling.
  struct Term {
    /// What the user typed.
    let text: String
    /// Spellings; each is the numbers of phrases of the match expression whose occurrences add up.
    /// The work has the term as often as its commonest spelling.
    let spellings: [[Int]]
    let documentFrequency: Int
    let idf: Double
    /// The next term of the query is its neighbour.
    let hasNeighbour: Bool
  }

  /// The lengths of all works, weighted by field, in order of work id.
  struct Lengths {
    let works: [Float]
    let average: Double
    let workCount: Int
  }

  /// A work with its score.
  struct Row: Equatable {
    let work: Int
    var score: Double
  }

  private struct PairOccurrence {
    let row: Int
    let pair: Int
    let frequency: Double
  }

  /// A term as the rows see it: plain numbers, so that a row allocates and counts nothing.
  private struct Plan {
    /// In `spellings`.
    let spellings: Range<Int>
    let idf: Double
    let hasNeighbour: Bool
    /// It or the term before it has a neighbour, so its positions are wanted.
    let isPaired: Bool
  }

  let terms: [Term]
  private let plans: [Plan]
  /// Ranges of `phrases`.
  private let spellings: [Range<Int>]
  private let phrases: [Int]
  private let weights: [Double]
  private let parameters: RankingParameters
  private let lengths: Lengths
  // Touched for every row; nothing else can reach them meanwhile, so no access is checked.
  @exclusivity(unchecked) private var rows: [Row] = []
  @exclusivity(unchecked) private var pairs: [PairOccurrence] = []
  /// Where each term stands in the row at hand: columns in the upper half, positions in the lower.
  @exclusivity(unchecked) private var positions: [[Int]]

  init(terms: [Term], parameters: RankingParameters, lengths: Lengths) {
    self.terms = terms
    self.parameters = parameters
    self.lengths = lengths
    weights = parameters.weights
    positions = terms.map { _ in [] }
    var phrases: [Int] = []
    var spellings: [Range<Int>] = []
    var plans: [Plan] = []
    for (index, term) in terms.enumerated() {
      let first = spellings.count
      for numbers in term.spellings {
        spellings.append(phrases.count..<phrases.count + numbers.count)
        phrases += numbers
      }
      let followsNeighbour = index > 0 && terms[index - 1].hasNeighbour
      plans.append(
        Plan(
          spellings: first..<spellings.count, idf: term.idf, hasNeighbour: term.hasNeighbour,
          isPaired: term.hasNeighbour || followsNeighbour))
    }
    (self.phrases, self.spellings, self.plans) = (phrases, spellings, plans)
  }

  /// What `ibid_score` is told; valid as long as the scorer lives.
  var address: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

  /// A scorer of one term, for a match expression that holds no other.
  func alone(_ term: Term) -> Scorer {
    let first = term.spellings.joined().min() ?? 0
    let alone = Term(
      text: term.text, spellings: term.spellings.map { $0.map { $0 - first } },
      documentFrequency: term.documentFrequency, idf: term.idf, hasNeighbour: false)
    return Scorer(terms: [alone], parameters: parameters, lengths: lengths)
  }

  /// Takes in a work.
  ///
  /// - Parameter visit: calls its second argument with the column and position of each occurrence of
  ///   the phrase that its first names.
  /// - Returns: the score so far, without pairs.
  @inline(__always)
  func collect(_ work: Int, visit: (Int, (Int, Int) -> Void) -> Void) -> Double {
    let length = Double(work < lengths.works.count ? lengths.works[work] : 0)
    var score = 0.0
    for index in plans.indices {
      let frequency = frequency(of: index, visit: visit)
      if frequency > 0 { score += bm25(frequency, length, plans[index].idf) }
    }
    for index in plans.indices where plans[index].hasNeighbour {
      let frequency = pairFrequency(index)
      if frequency > 0 { pairs.append(.init(row: rows.count, pair: index, frequency: frequency)) }
    }
    rows.append(Row(work: work, score: score))
    return score
  }

  /// Every work with its whole score, in the order in which they were taken in.
  func scoredRows() -> [Row] {
    var frequencies = terms.map { _ in 0 }
    for occurrence in pairs { frequencies[occurrence.pair] += 1 }
    var rows = rows
    for occurrence in pairs {
      let idf = BM25.idf(
        documentFrequency: frequencies[occurrence.pair], workCount: lengths.workCount)
      let work = rows[occurrence.row].work
      let length = Double(work < lengths.works.count ? lengths.works[work] : 0)
      rows[occurrence.row].score +=
        parameters.pairWeight * bm25(occurrence.frequency, length, idf)
    }
    return rows
  }

  private func bm25(_ frequency: Double, _ length: Double, _ idf: Double) -> Double {
    BM25.score(
      frequency: frequency, length: length, averageLength: lengths.average, idf: idf,
      k1: parameters.k1, b: parameters.b)
  }

  /// Occurrences of a term in the row at hand, each counted with its field's weight; notes where
  /// they stand if the term has a neighbour.
  @inline(__always)
  private func frequency(of index: Int, visit: (Int, (Int, Int) -> Void) -> Void) -> Double {
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
  private func pairFrequency(_ index: Int) -> Double {
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
