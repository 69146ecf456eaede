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
  private var frequencies: (weights: [Double], byFields: [FieldSet: [Double]]) = ([], [:])

  init(_ db: Database) throws {
    let row = try Row.fetchOne(db, sql: "SELECT covered, profiles FROM library_state")
    guard let row, let profiles = OccurrenceProfiles(try row.value("profiles", as: Data.self))
    else { throw IndexError.damaged }
    self.profiles = profiles
    covered = try row.value("covered")
    guard covered >= 0, covered < Int32.max else { throw IndexError.damaged }
    due = try Int64.fetchAll(db, sql: "SELECT work_id FROM posting_due ORDER BY work_id")
      .map { work throws(IndexError) in
        guard let work = Int32(exactly: work) else { throw .damaged }
        return work
      }
    let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM work") ?? 0
    hasNewer = last > covered
  }

  /// - Throws: `IndexError.damaged`.
  func works(_ bytes: RawSpan) throws(IndexError) -> PostingBytes.Works {
    try PostingBytes.Works(bytes, below: covered + 1, profileCount: profiles.all.count)
  }

  /// Whether a work that the lists cover has changed since.
  func isDue(_ work: Int32) -> Bool {
    if due.isEmpty { return false }
    let index = due.firstIndex(from: 0, notBelow: work)
    return index < due.count && due[index] == work
  }

  /// By profile; less than 0 for those that are in none of the fields.
  func frequencies(in fields: FieldSet, _ weights: [Double]) -> [Double] {
    if frequencies.weights != weights { frequencies = (weights, [:]) }
    if let known = frequencies.byFields[fields] { return known }
    let made = profiles.frequencies(in: fields, weights)
    frequencies.byFields[fields] = made
    return made
  }
}

/// The posting lists of phrases: those of frequent words from the table, all others from FTS5.
package final class PhraseLists {
  private let db: Database
  private let postings: Postings
  let weights: [Double]
  /// Read once, however many parts of a question ask for them.
  private let read = Memo<Phrase, PhrasePlaces>()

  private struct Phrase: Hashable {
    let phrase: FTS5Phrase
    let fields: FieldSet
  }

  /// More works that have changed are not looked up one by one.
  private static let mostDue = 32

  /// - Parameter weights: of fields, in `Field.indexed` order.
  init(_ db: Database, _ postings: Postings, _ weights: [Double]) {
    (self.db, self.postings, self.weights) = (db, postings, weights)
  }

  /// Where a phrase stands in some fields.
  package func places(of phrase: FTS5Phrase, in fields: [Field]) throws -> PhrasePlaces {
    try read.value(of: Phrase(phrase: phrase, fields: FieldSet(fields))) {
      try stored(phrase, fields) ?? occurring(phrase, fields)
    }
  }

  /// From FTS5 alone.
  private func occurring(_ phrase: FTS5Phrase, _ fields: [Field]) throws -> PhrasePlaces {
    let occurrences = try db.occurrences(of: phrase, in: fields)
    return PhrasePlaces(occurrences.list(weights), occurrences)
  }

  /// From the table, and of works that it does not cover from FTS5; nil if the table has no such list.
  private func stored(_ phrase: FTS5Phrase, _ fields: [Field]) throws -> PhrasePlaces? {
    guard phrase.isPlainWord, postings.covered > 0, postings.due.count <= Self.mostDue else {
      return nil
    }
    let term = phrase.terms[0]
    let statement = try BoundStatement(db, cached: "SELECT works FROM posting WHERE term = ?")
    statement.bind(term)
    var works: PostingBytes.Works?
    try statement.forEachRow { works = try $0.withBytes(at: 0, postings.works) }
    guard let works else { return nil }
    let set = FieldSet(fields)
    let stored = PhrasePlaces.Stored(works: works, postings: postings, fields: set) {
      [db] in try Self.readPlaces(of: term, db)
    }
    let list = list(works, set)
    if !postings.hasNewer && postings.due.isEmpty { return PhrasePlaces(list, nil, stored) }
    let newer = try db.occurrences(
      of: phrase, in: fields, behind: postings.covered, and: postings.due)
    return PhrasePlaces(list.merged(with: newer.list(weights), +), newer, stored)
  }

  private static func readPlaces(of term: String, _ db: Database) throws -> [UInt8] {
    let statement = try BoundStatement(db, cached: "SELECT places FROM posting WHERE term = ?")
    statement.bind(term)
    var places: [UInt8] = []
    try statement.forEachRow { row in
      places = try row.withBytes(at: 0) { $0.withUnsafeBytes { Array($0) } }
    }
    return places
  }

  /// Without works that are due.
  private func list(_ stored: PostingBytes.Works, _ fields: FieldSet) -> PostingList {
    let frequencies = postings.frequencies(in: fields, weights)
    if postings.due.isEmpty && fields == .all {
      return PostingList(
        works: stored.works, frequencies: stored.profiles.map { frequencies[Int($0)] })
    }
    let places = stored.works.indices.filter {
      frequencies[Int(stored.profiles[$0])] >= 0 && !postings.isDue(stored.works[$0])
    }
    return PostingList(
      works: places.map { stored.works[$0] },
      frequencies: places.map { frequencies[Int(stored.profiles[$0])] })
  }
}

/// The posting list of a phrase, with the places of each work when they are asked for.
package final class PhrasePlaces {
  package let list: PostingList
  /// From FTS5: all works, or those that the table does not cover.
  private let occurrences: PhraseOccurrences?
  private let stored: Stored?
  private var bytes: [UInt8]?

  /// What the table holds.
  struct Stored {
    let works: PostingBytes.Works
    let postings: Postings
    let fields: FieldSet
    let places: () throws -> [UInt8]
  }

  init(_ list: PostingList, _ occurrences: PhraseOccurrences?, _ stored: Stored? = nil) {
    (self.list, self.occurrences, self.stored) = (list, occurrences, stored)
  }

  /// Appends the places in a work.
  package func append(of work: Int, to places: inout [Occurrence]) throws {
    if let occurrences { places += occurrences.places(in: work) }
    let work = Int32(truncatingIfNeeded: work)
    guard let stored, !stored.postings.isDue(work) else { return }
    let index = stored.works.works.firstIndex(from: 0, notBelow: work)
    guard index < stored.works.works.count, stored.works.works[index] == work else { return }
    let bytes = try self.bytes ?? stored.places()
    self.bytes = bytes
    try PostingBytes.appendPlaces(
      of: index, in: stored.works, bytes.span.bytes, stored.postings.profiles, stored.fields,
      to: &places)
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
