import Foundation
import GRDB
import References
import TextAnalysis

/// Writes the posting lists of the terms that plain words ask for, beside those of FTS5 from which they
/// follow: read as one blob, they are ranked without a step of SQLite for each work.
///
/// ```
/// FTS5, term by term → PhraseOccurrences → PostingBytes → posting
/// ```
///
/// They are not changed with every work. `library_state.covered` is the last work in them; what is newer
/// and what `posting_due` names is read from FTS5 until so much has gathered that all are written again.
struct PostingTable {
  /// Rarer terms have no list here; FTS5 reads theirs as fast.
  static let fewestWorks = 16
  /// So many works, or this part of all, may be missing before the lists are written again.
  private static let mostMissing = (works: 256, part: 0.05)

  private let db: Database

  init(_ db: Database) {
    self.db = db
  }

  /// The last work that the lists cover.
  static func covered(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT covered FROM library_state")) ?? 0
  }

  /// Writes the lists again if they lack too much.
  func writeIfDue() throws {
    let missing = try Int.fetchOne(
      db,
      sql: """
        SELECT (SELECT count(*) FROM posting_due)
          + (SELECT count(*) FROM work WHERE id > (SELECT covered FROM library_state))
        """)
    let works = try Int.fetchOne(db, sql: "SELECT count(*) FROM work")
    let allowed = max(
      Self.mostMissing.works, Int(Self.mostMissing.part * Double(works ?? 0)))
    if missing ?? 0 > allowed { try write() }
  }

  /// Writes the lists of all terms of so many works and more.
  func write(fewestWorks: Int = fewestWorks) throws {
    try db.execute(sql: "DELETE FROM posting; DELETE FROM posting_due")
    let terms = try ["@", "~"].flatMap { mark in
      try String.fetchAll(
        db, sql: "SELECT term FROM work_vocabulary WHERE term >= ? AND term < ? AND doc >= ?",
        arguments: [mark, mark + "\u{10FFFF}", fewestWorks])
    }
    var profiles = OccurrenceProfiles()
    let insert = try BoundStatement(db, into: "posting", ["term", "checksum", "works", "places"])
    for term in terms {
      let occurrences = try db.occurrences(of: FTS5Phrase(terms: [term]), in: Field.indexed)
      let bytes = PostingBytes(occurrences, &profiles)
      insert.bind(term)
      insert.bind(bytes.checksum)
      insert.bind(bytes.works)
      insert.bind(bytes.places)
      try insert.execute()
    }
    try db.execute(
      sql: """
        UPDATE library_state
        SET covered = (SELECT coalesce(max(id), 0) FROM work), profiles = ?
        """, arguments: [Data(profiles.bytes)])
  }

  /// Makes sure that all lists are as they were written, and, where they cover all works, of as many
  /// works as FTS5 has.
  ///
  /// - Throws: `IndexError.damaged`.
  func verify() throws {
    let postings = try Postings(db)
    let isWhole = postings.due.isEmpty && !postings.hasNewer
    let rows = try BoundStatement(
      db,
      """
      SELECT checksum, works, places,
        (SELECT doc FROM work_vocabulary WHERE work_vocabulary.term = posting.term)
      FROM posting
      """)
    try rows.forEachRow { row in
      let list = try row.withBytes(at: 1) { works in
        let checksum = try row.withBytes(at: 2) { PostingBytes.checksum(works, $0) }
        guard try row.value(at: 0) == checksum else { throw IndexError.damaged }
        return try postings.works(works)
      }
      if isWhole, try row.value(at: 3) != list.works.count { throw IndexError.damaged }
    }
  }
}
