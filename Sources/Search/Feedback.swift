import GRDB
import Index
import Ranking
import References
import TextAnalysis

/// The most characteristic words of some works, for "more like these".
///
/// Each work is a vector of the BM25 scores of its words; the heaviest words of the mean vector are
/// added to the question.
///
/// Source: Rocchio (1971), Relevance Feedback in Information Retrieval, without non-relevant works,
/// of which none are known.
struct Feedback {
  /// The number of best works that expand a question.
  static let workCount = 5
  /// The number of their heaviest words.
  private static let wordCount = 40
  /// The weight of the heaviest word relative to a word of the question, if the works score
  /// equally.
  private static let weight = 0.3

  let db: Database
  let analyzer: Analyzer
  let parameters: RankingParameters
  let lengths: Scorer.Lengths

  /// A criterion of the words of the best works of a search; nil if they have none.
  ///
  /// - Parameter best: the first `workCount` works. The less the last of them scores beside the
  ///   first, the less their words count.
  func broadening(_ best: [Scorer.Row]) throws -> MatchExpression? {
    guard let first = best.first, let last = best.last, first.score > 0 else { return nil }
    return try expression(best.map(\.work), weight: Self.weight * last.score / first.score)
  }

  /// A criterion of the words of a work.
  func likeness(to work: Int) throws -> MatchExpression? {
    let tags = try WorkStore(db).work(Int64(work))?.tags ?? []
    let tagged = Set(tags.flatMap { analyzer.compounds(in: $0) }.map { folded($0) })
    return try expression([work], weight: 1) { word in
      Self.isTelling(word) && !tagged.contains(word)
    }
  }

  /// Whether a word may characterize a work: three letters or more, one Chinese character; not the
  /// `et al.`, initials and numbers of citations in notes.
  private static func isTelling(_ form: String) -> Bool {
    form.contains(where: \.isLetter)
      && (form.count > 2 || form.unicodeScalars.contains { $0.value > 0x2E80 })
  }

  private func expression(
    _ works: [Int], weight: Double, of isWanted: (String) -> Bool = { _ in true }
  ) throws -> MatchExpression? {
    let words = try heaviestWords(of: works, isWanted)
    guard let heaviest = words.first?.weight else { return nil }
    return .any(
      words.map { word in
        let phrase = FTS5Phrase(terms: ["~" + word.stem])
        return .term(
          MatchTerm(
            text: word.form, fields: Field.indexed,
            columns: [.init(fields: Field.indexed, spellings: [[phrase]])], statistic: word.stem,
            boost: weight * word.weight / heaviest, standsAlone: true))
      })
  }

  private struct Word {
    let stem: String
    /// As one of the works prints it.
    let form: String
    var weight: Double
  }

  private func heaviestWords(
    of works: [Int], _ isWanted: (String) -> Bool
  ) throws -> [Word] {
    let bm25 = BM25(averageLength: lengths.average, parameters)
    var words: [String: Word] = [:]
    for work in works {
      guard lengths.holds(work) else { throw IndexError.damaged }
      for (stem, occurrence) in try occurrences(in: work) where isWanted(occurrence.form) {
        let n = try TermStatistics.documentFrequency(of: stem, in: db)
        let idf = BM25.idf(documentFrequency: n, workCount: lengths.workCount)
        let score = bm25.score(
          frequency: occurrence.frequency, length: lengths[work], idf: idf)
        words[stem, default: Word(stem: stem, form: occurrence.form, weight: 0)].weight += score
      }
    }
    let sorted = words.values.sorted { ($0.weight, $1.stem) > ($1.weight, $0.stem) }
    return Array(sorted.prefix(Self.wordCount))
  }

  /// The stems of a work's prose, function words left out, each with its weighted frequency.
  private func occurrences(
    in work: Int
  ) throws -> [String: (form: String, frequency: Double)] {
    let texts = try WorkStore(db).readableTexts(of: Int64(work)) ?? []
    var occurrences: [String: (form: String, frequency: Double)] = [:]
    for (index, (field, text)) in zip(Field.indexed, texts).enumerated()
    where field.textKind == .prose {
      var text = text
      text.withUTF8 { bytes in
        var form = ""
        analyzer.analyze(bytes, as: .prose) { term, _, isColocated in
          let text = String(decoding: term, as: UTF8.self)
          guard term[0] == Analyzer.stemMark else {
            form = text
            return
          }
          if term.count < 3 || StopWords.english.contains(form) { return }
          let stem = String(text.dropFirst())
          occurrences[stem, default: (form, 0)].frequency += parameters.weights[index]
        }
      }
    }
    return occurrences
  }
}
