import GRDB
import References
import TextAnalysis

/// Finds the works that notes are about.
///
/// The citation of a note does not describe its work, but names one that other sources describe
/// (`Citation.subject`). So it belongs to that work only while another source describes it, and to
/// none if the name is unknown or ambiguous: its text is kept, and `IndexDatabase.unresolvedNotes`
/// lists it.
struct SubjectResolver {
  let db: Database
  let ftsExtension: FTS5Extension

  /// Resolves every note again: an added or removed source may change any of them.
  func resolveAll() throws {
    let update = try db.makeStatement(sql: "UPDATE citation SET work_id = ? WHERE id = ?")
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, source_id, work_id, subject FROM citation WHERE subject IS NOT NULL")
    var changed: Set<Int64> = []
    var due = try DueMentions(db, ftsExtension.analyzer)
    for row in rows {
      let former: Int64 = try row.value("work_id")
      let works = try self.works(
        ofSubject: try row.value("subject"), in: try row.value("source_id"))
      let work = works.count == 1 ? works[0] : 0
      guard work != former else { continue }
      try update.execute(arguments: [work, try row.value("id", as: Int64.self)])
      changed.formUnion([former, work])
      due.add(source: try row.value("source_id"))
    }
    changed.remove(0)
    if changed.isEmpty { return }
    var texts = try TextTable(db, ftsExtension)
    for id in changed.sorted() {
      if let work = try WorkStore(db).work(id) { try texts.replace(with: work, id) }
    }
    try texts.save()
    for id in changed { try due.add(work: id) }
    try due.mark()
  }
}

extension SubjectResolver {
  /// The works that a note's subject names, by key, DOI, or author and year.
  func works(ofSubject subject: String, in source: Int64) throws -> [Int64] {
    let ids = try WorkStore(db).ids(ofSubject: subject)
    guard ids.isEmpty, case .named? = MentionFinder.mentions(in: subject).first?.target else {
      return ids
    }
    var resolver = MentionResolver(db: db, analyzer: ftsExtension.analyzer)
    return try resolver.works(named: subject, in: source)
  }
}

extension WorkStore {
  /// The works that a note's subject names: by their own key before the keys of sources, or by a DOI.
  func ids(ofSubject subject: String) throws -> [Int64] {
    let own = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT id FROM work WHERE key = ?"), arguments: [subject])
    let ids = try own.isEmpty ? ids(of: CitationKey(subject)) : own
    if !ids.isEmpty { return ids }
    guard let doi = Identifier.doi(in: subject) else { return [] }
    return try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT work_id FROM identifier JOIN citation ON citation.id = citation_id
          WHERE scheme = ? AND value = ?
          """), arguments: [Identifier.Scheme.doi.rawValue, doi])
  }
}

/// A note of the user, as stored in the index.
public struct IndexedNote: Equatable, Sendable {
  /// The path of its file, as the index stores it.
  public let path: String
  /// The line on which its text starts, from 1.
  public let line: Int
  /// The name of the work in its file.
  public let subject: String
  /// The work; nil if the name is unknown or ambiguous.
  public let key: CitationKey?
  /// Of the work.
  public let title: String?
  /// Nil if there are only tags.
  public let text: String?
  /// Without `#`, in the order of the file.
  public let tags: [String]
  /// The author, if the file names one.
  public let annotator: String?
  /// When its file was changed last, in seconds since 1970.
  public let modified: Double
}

/// A note about a work that the library does not have.
public struct UnresolvedNote: Equatable, Sendable {
  /// The path of its file, as the index stores it.
  public let path: String
  /// The line that names the work, from 1.
  public let line: Int
  /// The name of the work in the note.
  public let subject: String
  /// The works with this name, if it is ambiguous.
  public let candidates: [CitationKey]
}

extension IndexDatabase {
  /// The library's own notes, newest first.
  public func ownNotes() throws(IndexError) -> [IndexedNote] {
    try read { db in
      let store = WorkStore(db)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT citation.id, path, line, subject, citation.work_id, modified, source.annotator
          FROM citation JOIN source ON source.id = source_id
          WHERE subject IS NOT NULL AND substr(path, 1, ?) = ? ORDER BY modified DESC, path
          """, arguments: [OwnNotes.folder.count, OwnNotes.folder]
      ).map { row in
        let id: Int64 = try row.value("id")
        let work = try store.work(try row.value("work_id"))
        let texts = try String.fetchAll(
          db, sql: "SELECT annotation FROM annotation WHERE citation_id = ? ORDER BY id",
          arguments: [id])
        return IndexedNote(
          path: try row.value("path"), line: try row.value("line"),
          subject: try row.value("subject"), key: work?.key, title: work?.reference.title,
          text: texts.isEmpty ? nil : texts.joined(separator: "\n\n"),
          tags: try store.names(.tag, of: id),
          annotator: try row.value("annotator"), modified: try row.value("modified"))
      }
    }
  }

  /// The notes without a work in the library, by place.
  public func unresolvedNotes() throws(IndexError) -> [UnresolvedNote] {
    try read { db in
      let store = WorkStore(db)
      let resolver = SubjectResolver(db: db, ftsExtension: ftsExtension)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT path, line, subject, source_id FROM citation JOIN source ON source.id = source_id
          WHERE subject IS NOT NULL AND work_id = 0 ORDER BY path, position
          """
      ).map { row in
        let subject: String = try row.value("subject")
        return UnresolvedNote(
          path: try row.value("path"), line: try row.value("line"), subject: subject,
          candidates: try resolver.works(ofSubject: subject, in: try row.value("source_id"))
            .compactMap { try store.keyed($0)?.key })
      }
    }
  }

  /// The path of the user's note on a work, as stored in the index; nil if there is none.
  public func ownNotePath(of key: CitationKey) throws(IndexError) -> String? {
    try read { db in
      try String.fetchOne(
        db,
        sql: """
          SELECT path FROM citation JOIN source ON source.id = source_id
          JOIN work ON work.id = work_id
          WHERE work.key = ? AND subject IS NOT NULL AND substr(path, 1, ?) = ? ORDER BY path
          """, arguments: [key.description, OwnNotes.folder.count, OwnNotes.folder])
    }
  }
}
