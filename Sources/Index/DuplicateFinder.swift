import Diagnostics
import GRDB
import References

/// Two works that may be one, and why.
public struct LikelyDuplicate: Equatable, Sendable {
  public let first: CitationKey
  public let second: CitationKey
  /// What they have in common: `title nearly the same`, `same first author`, `year 2018`.
  public let reasons: [String]
  /// Where they differ: `DOI`, `volume`.
  public let differences: [String]
}

/// Finds works that are likely the same and not surely: the same first author, nearly the same title.
///
/// Only works of one first author are compared, and of these only such as share a rare word of their
/// titles, so that the time grows with the works and not with their square.
struct DuplicateFinder {
  private struct Candidate {
    let key: CitationKey
    let reference: Reference
    let words: Set<String>
  }

  /// How much of the words of two titles must be shared.
  private static let leastOverlap = 0.7
  /// A word of more titles of one author tells nothing.
  private static let mostTitles = 50

  let db: Database

  func pairs() throws -> [LikelyDuplicate] {
    var byAuthor: [String: [Candidate]] = [:]
    let store = WorkStore(db)
    for id in try Int64.fetchAll(db, sql: "SELECT id FROM work ORDER BY key") {
      guard let work = try store.work(id) else { continue }
      let reference = work.reference
      guard let title = reference.title,
        let author = reference.authors.first ?? reference.editors.first
      else { continue }
      let words = Set(folded(title).split { !$0.isLetter && !$0.isNumber }.map(String.init))
      byAuthor[folded(author.familyName), default: []].append(
        Candidate(key: work.key, reference: reference, words: words))
    }
    return byAuthor.values.flatMap(Self.pairs)
      .sorted {
        ($0.first.description, $0.second.description) < (
          $1.first.description, $1.second.description
        )
      }
  }

  private static func pairs(of works: [Candidate]) -> [LikelyDuplicate] {
    var byWord: [String: [Int]] = [:]
    for (index, work) in works.enumerated() {
      for word in work.words where word.count > 3 { byWord[word, default: []].append(index) }
    }
    var seen: Set<[Int]> = []
    var pairs: [LikelyDuplicate] = []
    for indices in byWord.values where indices.count <= mostTitles {
      for (offset, first) in indices.enumerated() {
        for second in indices[(offset + 1)...] where seen.insert([first, second]).inserted {
          if let pair = pair(works[first], works[second]) { pairs.append(pair) }
        }
      }
    }
    return pairs
  }

  private static func pair(_ first: Candidate, _ second: Candidate) -> LikelyDuplicate? {
    let shared = first.words.intersection(second.words).count
    let overlap = Double(shared) / Double(max(first.words.count, second.words.count))
    guard overlap >= leastOverlap else { return nil }
    let (one, other) = (first.reference, second.reference)
    let isSameTitle = folded(one.title ?? "") == folded(other.title ?? "")
    let years = [one.year, other.year].compactMap(\.self)
    // Titles that are only near name different works unless they are of about one time.
    guard isSameTitle || years.count < 2 || abs(years[0] - years[1]) <= 1 else { return nil }
    let facts: [(String, String?, String?)] = [
      ("year", one.year.map(String.init), other.year.map(String.init)),
      ("volume", one.volume, other.volume), ("pages", one.locator?.text, other.locator?.text),
      ("in", one.container, other.container), ("DOI", one.doi, other.doi),
      ("type", one.type.rawValue, other.type.rawValue),
    ]
    let same = facts.filter { $0.1 != nil && $0.1 == $0.2 && $0.0 != "type" }
    let different = facts.filter { $0.1 != nil && $0.2 != nil && $0.1 != $0.2 }
    return LikelyDuplicate(
      first: first.key, second: second.key,
      reasons: [isSameTitle ? "same title" : "title nearly the same", "same first author"]
        + same.map { "\($0.0) \($0.1 ?? "")" },
      differences: different.map { "\($0.0) \($0.1 ?? "") and \($0.2 ?? "")" })
  }
}

extension IndexDatabase {
  /// Pairs of works that are likely one and not surely; nothing is changed.
  public func likelyDuplicates() throws(IndexError) -> [LikelyDuplicate] {
    try read { db in try DuplicateFinder(db: db).pairs() }
  }
}
