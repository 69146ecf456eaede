import Foundation
import References
import TestSupport
import Testing

@testable import Ranking

/// Both passes over an index against a count that follows the definition word by word.
@Suite struct ScorerTests {
  @Test func bothPassesScoreAsDefined() {
    var random = SplitMix64(seed: 7)
    let table = ListPass.Table()
    for _ in 0..<150 {
      let library = InventedLibrary(using: &random)
      let query = InventedQuery(hasSubstitutes: false, using: &random)
      let expected = library.scores(query)
      #expect(isNearly(library.workPass(query), expected))
      #expect(isNearly(library.listPass(query, table), expected))
    }
  }

  @Test func theBetterOfShortAndLongFormCounts() {
    var random = SplitMix64(seed: 8)
    for _ in 0..<150 {
      let library = InventedLibrary(using: &random)
      let query = InventedQuery(hasSubstitutes: true, using: &random)
      #expect(isNearly(library.workPass(query), library.scores(query)))
      #expect(isNearly(library.listPass(query, ListPass.Table()), library.scores(query)))
    }
  }

  /// Pairs of the best works count, however they were counted.
  @Test func onlyTheBestAreLookedAtForPairs() {
    var random = SplitMix64(seed: 9)
    for _ in 0..<10 {
      let works = Scorer.mostWithPairs + Int.random(in: 1...90, using: &random)
      let library = InventedLibrary(works: works, using: &random)
      let query = InventedQuery(hasSubstitutes: false, using: &random)
      let expected = library.scores(query)
      #expect(isNearly(library.workPass(query), expected))
      #expect(isNearly(library.listPass(query, ListPass.Table()), expected))
    }
  }

  @Test func partsAddUpToTheScore() {
    var random = SplitMix64(seed: 10)
    for _ in 0..<60 {
      let library = InventedLibrary(using: &random)
      let query = InventedQuery(hasSubstitutes: true, using: &random)
      let scorer = library.scorer(query)
      let whole = library.pass(query)
      for row in scorer.scored(whole.tally) {
        let single = WorkPass(scorer)
        single.add(row.work) { library.read(query.phrases[$0], in: row.work, into: &$1) }
        let parts = single.parts(in: whole.tally)
        #expect(abs(parts.reduce(0) { $0 + $1.score } - row.score) < 1e-9)
      }
    }
  }

  private func isNearly(_ rows: [Scorer.Row], _ expected: [Int: Double]) -> Bool {
    rows.count == expected.count
      && rows.allSatisfy { abs($0.score - (expected[$0.work] ?? .infinity)) < 1e-9 }
  }
}

/// Words of a query as a scorer gets them, over phrases of one or two words.
private struct InventedQuery {
  var phrases: [[String]] = []
  var terms: [Scorer.Term] = []
  var substitutes: [Scorer.Substitute] = []

  init(hasSubstitutes: Bool, using random: inout SplitMix64) {
    let count = Int.random(in: 1...5, using: &random)
    for index in 0..<count {
      let hasNeighbour = index + 1 < count && Bool.random(using: &random)
      terms.append(term(hasNeighbour: hasNeighbour, using: &random))
    }
    guard hasSubstitutes else { return }
    let split = Int.random(in: 0..<count, using: &random)
    for words in [0..<split, split..<count] where !words.isEmpty {
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        substitutes.append(
          Scorer.Substitute(term: term(hasNeighbour: false, using: &random), words: words))
      }
    }
  }

  private mutating func term(hasNeighbour: Bool, using random: inout SplitMix64) -> Scorer.Term {
    let spellings = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        let length = Int.random(in: 1...2, using: &random)
        phrases.append((0..<length).map { _ in InventedLibrary.word(using: &random) })
        return phrases.count - 1
      }
    }
    return Scorer.Term(
      text: "t", spellings: spellings, documentFrequency: Int.random(in: 0...9, using: &random),
      hasNeighbour: hasNeighbour, boost: [1, 1, 3, 0.2].randomElement(using: &random)!)
  }
}

/// Works of a few words in each field. A word is "a", "b", …
private struct InventedLibrary {
  /// Fields of words, by work; the first has none, as ids begin with 1.
  let works: [[[String]]]
  let parameters: RankingParameters
  let lengths: Scorer.Lengths

  static func word(using random: inout SplitMix64) -> String {
    ["a", "b", "c", "d", "e", "f"].randomElement(using: &random)!
  }

  init(works count: Int? = nil, using random: inout SplitMix64) {
    works = (0...(count ?? Int.random(in: 0...12, using: &random))).map { work in
      Field.indexed.map { _ in
        let length = work == 0 ? 0 : Int.random(in: 0...4, using: &random)
        return (0..<length).map { _ in Self.word(using: &random) }
      }
    }
    var parameters = RankingParameters()
    parameters.weights = Field.indexed.map { _ in [0, 1, 2, 0.5].randomElement(using: &random)! }
    parameters.pairDistance = Int.random(in: 1...3, using: &random)
    self.parameters = parameters
    let weighted = works.map { fields in
      zip(fields, parameters.weights).reduce(0) { $0 + $1.1 * Double($1.0.count) }
    }
    let count = works.count - 1
    lengths = Scorer.Lengths(
      works: weighted.map(Float.init),
      priors: works.map { _ in [0, 0.5].randomElement(using: &random)! },
      average: max(weighted.reduce(0, +) / Double(max(count, 1)), 1), workCount: count)
  }

  // MARK: As an index shows them

  func scorer(_ query: InventedQuery) -> Scorer {
    Scorer(
      terms: query.terms, substitutes: query.substitutes, parameters: parameters,
      lengths: lengths)
  }

  func read(_ phrase: [String], in work: Int, into occurrences: inout [Occurrence]) {
    for (column, words) in works[work].enumerated() {
      for position in words.indices where words[position...].starts(with: phrase) {
        occurrences.append(Occurrence(column: column, position: position))
      }
    }
  }

  func posting(_ phrase: [String]) -> [(Int, [Occurrence])] {
    works.indices.compactMap { work in
      var occurrences: [Occurrence] = []
      read(phrase, in: work, into: &occurrences)
      return occurrences.isEmpty ? nil : (work, occurrences)
    }
  }

  func pass(_ query: InventedQuery) -> WorkPass {
    let pass = WorkPass(scorer(query))
    for work in works.indices where query.phrases.contains(where: { holds($0, work) }) {
      pass.add(work) { read(query.phrases[$0], in: work, into: &$1) }
    }
    return pass
  }

  func workPass(_ query: InventedQuery) -> [Scorer.Row] {
    let scorer = scorer(query)
    return scorer.scored(scorer.settled(pass(query).tally))
  }

  /// Some works are looked up that have none of the words.
  func listPass(_ query: InventedQuery, _ table: ListPass.Table) -> [Scorer.Row] {
    let lists = query.phrases.map { phrase in
      let posting = posting(phrase)
      return PostingList(
        works: posting.map { Int32($0.0) },
        frequencies: posting.map { _, places in
          places.reduce(0) { $0 + parameters.weights[$1.column] }
        })
    }
    let scorer = scorer(query)
    let works = [Int32].union(lists.map(\.works), capacity: works.count)
    let tally = ListPass(scorer, phrases: lists).tally(of: works, table) { phrase, work, places in
      read(query.phrases[phrase], in: work, into: &places)
    }
    return scorer.scored(scorer.settled(tally))
  }

  // MARK: As defined

  private func holds(_ phrase: [String], _ work: Int) -> Bool {
    works[work].contains { words in
      words.indices.contains { words[$0...].starts(with: phrase) }
    }
  }

  func scores(_ query: InventedQuery) -> [Int: Double] {
    let holding = works.indices.filter { work in query.phrases.contains { holds($0, work) } }
    let sums = holding.map { work in (work: work, sum: sum(of: work, query)) }
    func withPrior(_ row: (work: Int, sum: Double)) -> Double {
      row.sum * (1 + Double(lengths.priors[row.work]))
    }
    let best = sums.sorted { (withPrior($1), $0.work) < (withPrior($0), $1.work) }
      .prefix(Scorer.mostWithPairs).map(\.work)
    let pairs = pairs(query, in: best)
    return Dictionary(
      uniqueKeysWithValues: sums.map { work, sum in
        (work, (sum + (pairs[work] ?? 0)) * (1 + Double(lengths.priors[work])))
      })
  }

  /// Of words and what they stand for.
  private func sum(of work: Int, _ query: InventedQuery) -> Double {
    let terms = query.terms.map { score(of: $0, in: work, query) }
    var gains: [Range<Int>: Double] = [:]
    for substitute in query.substitutes {
      let gain = score(of: substitute.term, in: work, query) - terms[substitute.words].reduce(0, +)
      gains[substitute.words] = max(gains[substitute.words] ?? 0, gain)
    }
    return terms.reduce(0, +) + gains.values.reduce(0, +)
  }

  /// Of all pairs, by work.
  private func pairs(_ query: InventedQuery, in works: [Int]) -> [Int: Double] {
    var scores: [Int: Double] = [:]
    for first in query.terms.indices where query.terms[first].hasNeighbour {
      let frequencies = works.map { pairFrequency(first, in: $0, query) }
      for (work, frequency) in zip(works, frequencies) {
        scores[work, default: 0] +=
          parameters.pairWeight
          * bm25(frequency, in: work, documentFrequency: frequencies.count { $0 > 0 })
      }
    }
    return scores
  }

  private func score(of term: Scorer.Term, in work: Int, _ query: InventedQuery) -> Double {
    let frequency = term.spellings.map { spelling in
      spelling.reduce(0) { sum, phrase in
        sum + places(query.phrases[phrase], in: work).reduce(0) { $0 + parameters.weights[$1.0] }
      }
    }.max()!
    return term.boost * bm25(frequency, in: work, documentFrequency: term.documentFrequency)
  }

  private func pairFrequency(_ first: Int, in work: Int, _ query: InventedQuery) -> Double {
    func places(_ term: Int) -> [(Int, Int)] {
      query.terms[term].spellings.joined().flatMap { self.places(query.phrases[$0], in: work) }
    }
    let second = places(first + 1)
    return places(first).reduce(0) { sum, place in
      let isFollowed = second.contains { column, position in
        column == place.0 && (1...parameters.pairDistance).contains(position - place.1)
      }
      return sum + (isFollowed ? parameters.weights[place.0] : 0)
    }
  }

  private func places(_ phrase: [String], in work: Int) -> [(Int, Int)] {
    works[work].enumerated().flatMap { column, words in
      words.indices.filter { words[$0...].starts(with: phrase) }.map { (column, $0) }
    }
  }

  private func bm25(
    _ frequency: Double, in work: Int, documentFrequency: Int
  ) -> Double {
    if frequency == 0 { return 0 }
    let (n, count) = (Double(min(documentFrequency, works.count - 1)), Double(works.count - 1))
    let idf = log(1 + (count - n + 0.5) / (n + 0.5))
    let norm = 1 - parameters.b + parameters.b * Double(lengths.works[work]) / lengths.average
    return idf * frequency * (parameters.k1 + 1) / (frequency + parameters.k1 * norm)
  }
}
