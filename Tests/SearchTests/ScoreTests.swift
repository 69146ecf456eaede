import Foundation
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Ranking
@testable import Search

/// Scores of whole searches against a count that knows no index: words joined by AND and OR to any
/// depth, boosts, abbreviations, feedback, and what speaks for a work whatever is asked.
@Suite struct ScoreTests {
  /// - Parameter synonym: what "zab kor" is short for; nil if nothing is.
  @Test(arguments: [nil, "mip"])
  func scoresEqualANaiveCount(_ synonym: String?) throws {
    var random = SplitMix64(seed: 43)
    let library = try CountedLibrary(works: 50, using: &random)
    for _ in 0..<150 {
      let question = CountedQuestion(synonym: synonym, using: &random)
      let usesFeedback = Int.random(in: 0...3, using: &random) == 0
      let hits = try library.hits(question, usesFeedback: usesFeedback)
      let expected = try library.expected(question, usesFeedback: usesFeedback)
      let name = "\(question.text), \(usesFeedback ? "with" : "without") feedback"
      #expect(Set(hits.map(\.title)) == Set(expected.keys), "\(name)")
      for hit in hits {
        #expect(abs(hit.score - (expected[hit.title] ?? 0)) < 1e-6, "\(name): \(hit.title)")
        #expect(abs(hit.parts - hit.score) < 1e-6, "\(name): \(hit.title)")
      }
      #expect(hits.map(\.score) == hits.map(\.score).sorted(by: >))
    }
  }
}

// MARK: Questions

/// Words under AND and OR, and a year.
private struct CountedQuestion {
  indirect enum Node {
    case word(String, boost: Int)
    /// All of some parts, and not a word.
    case all([Node], without: String?)
    case any([Node])
  }

  let node: Node
  let year: Int?
  let synonym: String?

  /// Synonyms stand for words side by side, so with one a question has one level.
  init(synonym: String?, using random: inout SplitMix64) {
    self.synonym = synonym
    let depth = Int.random(in: synonym == nil ? 0...3 : 1...1, using: &random)
    node = .random(depth: depth, using: &random)
    year = Int.random(in: 0...4, using: &random) == 0 ? 2001 : nil
  }

  var text: String { node.text + (year.map { " year:\($0)" } ?? "") }

  /// What ranks, in order.
  var terms: [CountedTerm] {
    var terms = node.words.map { CountedTerm(word: $0.word, boost: Double($0.boost)) }
    guard let synonym else { return terms }
    let isAsked = terms.contains { $0.word == synonym }
    for index in terms.indices where terms[index].word == synonym {
      terms[index].phrase = Self.spelledOut
    }
    guard case .all = node else { return terms }
    for index in terms.indices.dropLast()
    where [terms[index].word, terms[index + 1].word] == Self.spelledOut {
      terms[index].substitute = CountedTerm.Substitute(
        word: synonym, phrase: isAsked ? Self.spelledOut : [], boost: terms[index].boost)
    }
    return terms
  }

  static let spelledOut = ["zab", "kor"]

  func holds(for work: CountedWork) -> Bool {
    guard year == nil || work.year == year else { return false }
    guard synonym != nil else { return node.holds { work.holds($0) } }
    var terms = terms
    var isHeld: [Bool] = []
    while let term = terms.popLast() {
      // The second of the words that are spelled out goes with the first.
      if let first = terms.last, let substitute = first.substitute {
        isHeld.append(
          term.stands(in: work) && first.stands(in: work) || substitute.stands(in: work))
        terms.removeLast()
      } else {
        isHeld.append(term.stands(in: work))
      }
    }
    switch node {
    case .word: return isHeld[0]
    case .any: return isHeld.contains(true)
    case .all(_, let without):
      return isHeld.allSatisfy { $0 } && !(without.map(work.holds) ?? false)
    }
  }
}

extension CountedQuestion.Node {
  fileprivate static func random(depth: Int, using random: inout SplitMix64) -> Self {
    if depth == 0 {
      return .word(
        CountedWork.vocabulary.randomElement(using: &random)!,
        boost: [1, 1, 1, 3].randomElement(using: &random)!)
    }
    let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in
      Self.random(depth: Int.random(in: 0..<depth, using: &random), using: &random)
    }
    if Bool.random(using: &random) { return .any(parts) }
    return .all(parts, without: Int.random(in: 0...3, using: &random) == 0 ? "pun" : nil)
  }

  var text: String {
    switch self {
    case .word(let word, let boost): boost == 1 ? word : "\(word)^\(boost)"
    case .all(let parts, let without):
      "("
        + (parts.map(\.text) + [without.map { "-\($0)" }].compactMap(\.self))
        .joined(separator: " ") + ")"
    case .any(let parts): "(" + parts.map(\.text).joined(separator: " OR ") + ")"
    }
  }

  /// Those under no NOT.
  var words: [(word: String, boost: Int)] {
    switch self {
    case .word(let word, let boost): [(word, boost)]
    case .all(let parts, _), .any(let parts): parts.flatMap(\.words)
    }
  }

  func holds(_ isHeld: (String) -> Bool) -> Bool {
    switch self {
    case .word(let word, _): isHeld(word)
    case .all(let parts, let without):
      parts.allSatisfy { $0.holds(isHeld) } && !(without.map(isHeld) ?? false)
    case .any(let parts): parts.contains { $0.holds(isHeld) }
    }
  }
}

/// A word that ranks.
private struct CountedTerm {
  struct Substitute {
    var word: String
    var phrase: [String]
    var boost: Double
  }

  var word: String
  /// What else counts as the word where it stands side by side.
  var phrase: [String] = []
  var boost = 1.0
  /// What stands for this and the next term.
  var substitute: Substitute?
  /// No user put it beside another.
  var standsAlone = false

  func stands(in work: CountedWork) -> Bool {
    work.fields.contains { !places(in: $0.words).isEmpty }
  }

  /// Where it stands in a field, in all spellings.
  func places(in words: [String]) -> [Int] {
    words.indices.filter { words[$0] == word || words.stands(phrase, at: $0) }
  }

  /// Of the commonest spelling.
  func frequency(in work: CountedWork) -> Double {
    let words = work.weighted { words in words.count { $0 == word } }
    let phrases = work.weighted { words in words.indices.count { words.stands(phrase, at: $0) } }
    return max(words, phrases)
  }
}

extension CountedTerm.Substitute {
  fileprivate var term: CountedTerm { CountedTerm(word: word, phrase: phrase, boost: boost) }

  fileprivate func stands(in work: CountedWork) -> Bool { term.stands(in: work) }
}

extension [String] {
  fileprivate func stands(_ phrase: [String], at place: Int) -> Bool {
    !phrase.isEmpty && self[place...].starts(with: phrase)
  }
}

// MARK: Works

/// A work of words that no stemmer changes.
private struct CountedWork {
  static let vocabulary = ["zab", "kor", "mip", "tud", "vex", "lom", "pun"]

  let title: String
  let note: String
  let year: Int
  /// How many lists cite it.
  let sources: Int
  /// Title and annotation, with their weights.
  let fields: [(words: [String], weight: Double)]
  let length: Double

  init(_ number: Int, using random: inout SplitMix64) {
    func words(_ count: ClosedRange<Int>) -> [String] {
      (0..<Int.random(in: count, using: &random)).map { _ in
        Self.vocabulary.randomElement(using: &random)!
      }
    }
    title = (words(1...5) + ["w\(100 + number)"]).joined(separator: " ")
    note = Bool.random(using: &random) ? words(1...8).joined(separator: " ") : ""
    year = Int.random(in: 2000...2002, using: &random)
    sources = Int.random(in: 1...3, using: &random)
    fields = [(title, 2), (note, 1)].map { text, weight in
      (text.split(separator: " ").map(String.init), weight)
    }
    length = fields.reduce(0) { $0 + $1.weight * Double($1.words.count) }
  }

  func holds(_ word: String) -> Bool { fields.contains { $0.words.contains(word) } }

  func weighted(_ count: ([String]) -> Int) -> Double {
    fields.reduce(0) { $0 + $1.weight * Double(count($1.words)) }
  }

  /// What speaks for it whatever is asked.
  var prior: Double { (note.isEmpty ? 0 : 0.05) + 0.05 * log2(Double(sources)) }
}

private struct CountedLibrary {
  struct Hit {
    let title: String
    let score: Double
    /// What its explanation adds up to.
    let parts: Double
  }

  let works: [CountedWork]
  private let index: TemporaryIndex
  private let parameters = RankingParameters()

  init(works count: Int, using random: inout SplitMix64) throws {
    works = (0..<count).map { CountedWork($0, using: &random) }
    index = try TemporaryIndex()
    for source in 1...3 {
      let cited = works.filter { $0.sources >= source }
      try index.replace(
        "\(source).bib",
        with: cited.enumerated().map { position, work in
          var citation = Citation(
            work.title, position: position + 1, year: work.year,
            annotation: source == 1 && !work.note.isEmpty ? work.note : nil)
          citation.reference.doi = "10.1000/\(work.title.suffix(4))"
          return citation
        })
    }
  }

  func hits(_ question: CountedQuestion, usesFeedback: Bool) throws -> [Hit] {
    var options = SearchOptions()
    options.limit = works.count
    options.isExplaining = true
    options.usesFeedback = usesFeedback
    let synonyms = question.synonym.map { [["zab kor", $0]] } ?? []
    let searcher = Searcher(index.database, synonyms: synonyms)
    let request = try SearchRequest(.init(name: "query", text: question.text), options)
    return try searcher.search(request).hits.map { hit in
      Hit(
        title: hit.work.reference.title ?? "", score: hit.score,
        parts: hit.scoreParts.reduce(0) { $0 + $1.score })
    }
  }

  // MARK: As defined

  /// The score of every work that is to be found.
  func expected(_ question: CountedQuestion, usesFeedback: Bool) throws -> [String: Double] {
    var terms = question.terms
    var found = works.filter(question.holds)
    if usesFeedback, !found.isEmpty {
      let words = feedback(try hits(question, usesFeedback: false).prefix(5))
      terms += words
      // What is not text stays required, and then no other work is found.
      if question.year == nil {
        found = works.filter { work in
          question.holds(for: work) || words.contains { $0.stands(in: work) }
        }
      }
    }
    let scores = found.map { ($0.title, score(of: $0, terms, among: found)) }
    return Dictionary(uniqueKeysWithValues: scores)
  }

  private func score(
    of work: CountedWork, _ terms: [CountedTerm], among found: [CountedWork]
  ) -> Double {
    let scores = terms.map { score(of: $0, in: work) }
    let gains = terms.indices.compactMap { index in
      terms[index].substitute.map {
        max(0, score(of: $0.term, in: work) - scores[index] - scores[index + 1])
      }
    }
    let pairs = terms.indices.dropLast().filter { !terms[$0 + 1].standsAlone }.map { first in
      let frequencies = found.map { pairFrequency(terms[first], terms[first + 1], in: $0) }
      let frequency = pairFrequency(terms[first], terms[first + 1], in: work)
      return parameters.pairWeight
        * bm25(frequency, in: work, documentFrequency: frequencies.count { $0 > 0 })
    }
    return (scores + gains + pairs).reduce(0, +) * (1 + work.prior)
  }

  private func score(of term: CountedTerm, in work: CountedWork) -> Double {
    let documentFrequency = works.count { $0.holds(term.word) }
    return term.boost
      * bm25(term.frequency(in: work), in: work, documentFrequency: documentFrequency)
  }

  /// In each field, places of the first that have the second at most three further on.
  private func pairFrequency(
    _ first: CountedTerm, _ second: CountedTerm, in work: CountedWork
  ) -> Double {
    work.weighted { words in
      let following = second.places(in: words)
      return first.places(in: words).count { place in
        following.contains { (1...parameters.pairDistance).contains($0 - place) }
      }
    }
  }

  private func bm25(
    _ frequency: Double, in work: CountedWork, documentFrequency: Int
  ) -> Double {
    if frequency == 0 { return 0 }
    let (n, count) = (Double(documentFrequency), Double(works.count))
    let average = works.reduce(0) { $0 + $1.length } / count
    let norm = 1 - parameters.b + parameters.b * work.length / average
    return log(1 + (count - n + 0.5) / (n + 0.5)) * frequency * (parameters.k1 + 1)
      / (frequency + parameters.k1 * norm)
  }

  /// The heaviest words of the best hits.
  private func feedback(_ best: ArraySlice<Hit>) -> [CountedTerm] {
    guard let first = best.first, let last = best.last, first.score > 0 else { return [] }
    let bestWorks = best.compactMap { hit in works.first { $0.title == hit.title } }
    var weights: [String: Double] = [:]
    for work in bestWorks {
      for word in Set(work.fields.flatMap(\.words)) {
        weights[word, default: 0] += score(of: CountedTerm(word: word), in: work)
      }
    }
    let heaviest = weights.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(40)
    return heaviest.map { word, weight in
      CountedTerm(
        word: word, boost: 0.3 * last.score / first.score * weight / heaviest[0].value,
        standsAlone: true)
    }
  }
}
