/// Scores the rows of one query; made once a query, asked once a row.
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
  }

  let terms: [Term]
  private let parameters: RankingParameters
  private let lengths: [Float]
  private let averageLength: Double

  init(
    terms: [Term], parameters: RankingParameters, lengths: [Float], averageLength: Double
  ) {
    self.terms = terms
    self.parameters = parameters
    self.lengths = lengths
    self.averageLength = averageLength
  }

  /// What `ibid_score` is told; valid as long as the scorer lives.
  var address: Int { Int(bitPattern: Unmanaged.passUnretained(self).toOpaque()) }

  /// A scorer of one term, for a match expression that holds no other.
  func alone(_ term: Term) -> Scorer {
    let first = term.spellings.joined().min() ?? 0
    let alone = Term(
      text: term.text, spellings: term.spellings.map { $0.map { $0 - first } },
      documentFrequency: term.documentFrequency, idf: term.idf)
    return Scorer(
      terms: [alone], parameters: parameters, lengths: lengths, averageLength: averageLength)
  }

  /// The score of a work.
  ///
  /// - Parameter visit: calls its second argument with the column of each occurrence of the phrase
  ///   that its first names.
  func score(of work: Int, visit: (Int, (Int) -> Void) -> Void) -> Double {
    terms.reduce(0) { $0 + score(of: $1, in: work, visit: visit) }
  }

  /// The part of the score that one term brings.
  func score(of term: Term, in work: Int, visit: (Int, (Int) -> Void) -> Void) -> Double {
    var frequency = 0.0
    for spelling in term.spellings {
      var occurrences = 0.0
      for phrase in spelling { visit(phrase) { occurrences += parameters.weights[$0] } }
      frequency = max(frequency, occurrences)
    }
    return BM25.score(
      frequency: frequency, length: Double(work < lengths.count ? lengths[work] : 0),
      averageLength: averageLength, idf: term.idf, parameters)
  }
}
