import Foundation
import GRDB
import Ranking
import References

/// The posting lists of an index in one state of it, and which works they do not cover.
package final class Postings {
  /// The last work in the lists; 0 where there are none.
  let covered: Int
  /// Works up to `covered` that have changed since; ascending.
  let due: [Int32]
  /// Whether there are works behind `covered`.
  let hasNewer: Bool
  let profiles: OccurrenceProfiles
  /// By fields, of the weights asked for last.
  private var frequencies: (weights: [Double], byFields: [[Field]: [Double]]) = ([], [:])

  init(_ db: Database) throws {
    let row = try Row.fetchOne(db, sql: "SELECT covered, profiles FROM library_state")
    guard let row, let profiles = OccurrenceProfiles(try row.value("profiles", as: Data.self))
    else { throw IndexError.damaged }
    self.profiles = profiles
    covered = try row.value("covered")
    guard covered >= 0, covered < Int32.max else { throw IndexError.damaged }
    due = try Int32.fetchAll(db, sql: "SELECT work_id FROM posting_due ORDER BY work_id")
    let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM work") ?? 0
    hasNewer = last > covered
  }

  /// - Throws: `IndexError.damaged`.
  func works(_ bytes: RawSpan) throws(IndexError) -> PostingBytes.Works {
    try PostingBytes.Works(bytes, below: covered + 1, profileCount: profiles.all.count)
  }

  /// By profile; less than 0 for those that are in none of the fields.
  func frequencies(in fields: [Field], _ weights: [Double]) -> [Double] {
    if frequencies.weights != weights { frequencies = (weights, [:]) }
    if let known = frequencies.byFields[fields] { return known }
    let made = profiles.frequencies(in: fields, weights)
    frequencies.byFields[fields] = made
    return made
  }
}

/// The posting lists of the phrases of a query: those of frequent words from the table, all others from
/// FTS5, each read when it is asked for first.
package final class PhraseLists {
  private let db: Database
  private let postings: Postings
  private let weights: [Double]
  private var phrases: [Key: Phrase] = [:]

  private struct Key: Hashable {
    let phrase: FTS5Phrase
    let fields: [Field]
  }

  private struct Phrase {
    var list: PostingList
    /// From the table.
    var stored: PostingBytes.Works?
    /// From FTS5: all places, or those of works that the table does not cover.
    var occurrences: PhraseOccurrences?
    var places: Data?
  }

  /// More works that have changed are not looked up one by one.
  private static let mostDue = 32

  /// - Parameter weights: of fields, in `Field.indexed` order.
  package init(_ db: Database, _ postings: Postings, _ weights: [Double]) {
    (self.db, self.postings, self.weights) = (db, postings, weights)
  }

  /// The list of a phrase in some fields.
  package func list(of phrase: FTS5Phrase, in fields: [Field]) throws -> PostingList {
    try known(phrase, fields).list
  }

  /// Appends the places of a phrase in a work.
  package func appendPlaces(
    of phrase: FTS5Phrase, in fields: [Field], _ work: Int, to places: inout [Occurrence]
  ) throws {
    let known = try known(phrase, fields)
    if let occurrences = known.occurrences { places += occurrences.places(in: work) }
    guard let stored = known.stored, !isDue(work) else { return }
    let work = Int32(truncatingIfNeeded: work)
    let index = stored.works.firstIndex(from: 0, notBelow: work)
    guard index < stored.works.count, stored.works[index] == work else { return }
    let bytes = try known.places ?? readPlaces(of: phrase, fields)
    try PostingBytes.appendPlaces(
      of: index, in: stored, bytes.bytes, postings.profiles,
      Field.indexed.map(fields.contains), to: &places)
  }

  private func isDue(_ work: Int) -> Bool {
    let work = Int32(truncatingIfNeeded: work)
    let index = postings.due.firstIndex(from: 0, notBelow: work)
    return index < postings.due.count && postings.due[index] == work
  }

  private func known(_ phrase: FTS5Phrase, _ fields: [Field]) throws -> Phrase {
    let key = Key(phrase: phrase, fields: fields)
    if let known = phrases[key] { return known }
    let read = try stored(phrase, fields) ?? occurring(phrase, fields)
    phrases[key] = read
    return read
  }

  /// From FTS5 alone.
  private func occurring(_ phrase: FTS5Phrase, _ fields: [Field]) throws -> Phrase {
    let occurrences = try db.occurrences(of: phrase, in: fields)
    return Phrase(list: occurrences.list(weights), occurrences: occurrences)
  }

  /// From the table, and of works that it does not cover from FTS5; nil if the table has no such list.
  private func stored(_ phrase: FTS5Phrase, _ fields: [Field]) throws -> Phrase? {
    guard phrase.isPlainWord, postings.covered > 0, postings.due.count <= Self.mostDue,
      let works = try storedWorks(phrase.terms[0])
    else { return nil }
    var stored = Phrase(list: list(works, fields), stored: works)
    if !postings.hasNewer && postings.due.isEmpty { return stored }
    let newer = try db.occurrences(
      of: phrase, in: fields, behind: postings.covered, and: postings.due)
    stored.occurrences = newer
    stored.list = stored.list.merged(with: newer.list(weights), +)
    return stored
  }

  private func storedWorks(_ term: String) throws -> PostingBytes.Works? {
    let statement = try BoundStatement(db, cached: "SELECT works FROM posting WHERE term = ?")
    statement.bind(term)
    var works: PostingBytes.Works?
    try statement.forEachRow { works = try $0.withBytes(at: 0, postings.works) }
    return works
  }

  private func readPlaces(of phrase: FTS5Phrase, _ fields: [Field]) throws -> Data {
    let statement = try BoundStatement(db, cached: "SELECT places FROM posting WHERE term = ?")
    statement.bind(phrase.terms[0])
    var places = Data()
    try statement.forEachRow { row in
      places = try row.withBytes(at: 0) { $0.withUnsafeBytes { Data($0) } }
    }
    phrases[Key(phrase: phrase, fields: fields)]?.places = places
    return places
  }

  /// Without works that are due.
  private func list(_ stored: PostingBytes.Works, _ fields: [Field]) -> PostingList {
    let frequencies = postings.frequencies(in: fields, weights)
    let isWhole = postings.due.isEmpty && fields == Field.indexed
    if isWhole {
      return PostingList(
        works: stored.works, frequencies: stored.profiles.map { frequencies[Int($0)] })
    }
    let places = stored.works.indices.filter {
      frequencies[Int(stored.profiles[$0])] >= 0 && !isDue(Int(stored.works[$0]))
    }
    return PostingList(
      works: places.map { stored.works[$0] },
      frequencies: places.map { frequencies[Int(stored.profiles[$0])] })
  }
}

extension FTS5Phrase {
  /// Whether it is what a plain word asks for: one term that is marked.
  package var isPlainWord: Bool {
    terms.count == 1 && !isPrefix && !isFirst && (terms[0].first == "~" || terms[0].first == "@")
  }
}

extension Database {
  /// Where a phrase stands in some fields, read from FTS5.
  func occurrences(of phrase: FTS5Phrase, in fields: [Field]) throws -> PhraseOccurrences {
    let occurrences = PhraseOccurrences()
    try run(
      "SELECT ibid_run(work_index, :pass) FROM work_index WHERE work_index MATCH ? LIMIT 1",
      arguments: [FTS5Phrase.any([phrase], in: fields)], pass: occurrences)
    return occurrences
  }

  /// The same in works behind one, and in some others before it, which are ascending.
  func occurrences(
    of phrase: FTS5Phrase, in fields: [Field], behind work: Int, and others: [Int32]
  ) throws -> PhraseOccurrences {
    let occurrences = PhraseOccurrences()
    let match = FTS5Phrase.any([phrase], in: fields)
    // In the result, where it is called for rows alone that meet the condition.
    let add = "SELECT ibid_add(work_index, :pass) FROM work_index WHERE work_index MATCH ?"
    for other in others {
      try run("\(add) AND rowid = ?", arguments: [match, other], pass: occurrences)
    }
    try run("\(add) AND rowid > ?", arguments: [match, work], pass: occurrences)
    return occurrences
  }
}
