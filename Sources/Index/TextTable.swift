import GRDB
import Ranking
import References
import TextAnalysis

/// Keeps the texts of works, their full-text index, lengths, statistics and abbreviations.
struct TextTable {
  private static let columns = Field.indexed.map(\.name).joined(separator: ", ")
  private static let marks = Field.indexed.map { _ in "?" }.joined(separator: ", ")

  private let db: Database
  private let ftsExtension: FTS5Extension
  private var lengths = FieldLengthsEditor()

  init(_ db: Database, _ ftsExtension: FTS5Extension) {
    self.db = db
    self.ftsExtension = ftsExtension
    ftsExtension.recorder = TermRecorder()
  }

  /// Puts a work's texts in the place of those that it had.
  ///
  /// - Parameter isNew: whether it had none.
  mutating func replace(with work: Work, _ id: Int64, isNew: Bool) throws {
    let texts = WorkStore.texts(of: work)
    let sources = Set(work.places.map(\.source)).count
    if !isNew, let indexed = try WorkStore(db).indexedTexts(of: id) {
      if indexed == texts { return try lengths.set(sources: sources, of: id, in: db) }
      try remove(id)
    }
    try insert(texts, of: id, sources: sources)
  }

  /// FTS5 must be given the very text that it indexed to take it out again.
  mutating func remove(_ work: Int64) throws {
    ftsExtension.recorder.begin(adding: -1)
    try db.cachedStatement(
      sql: """
        INSERT INTO work_index (work_index, rowid, \(Self.columns))
        SELECT 'delete', id, \(Self.columns) FROM work_text WHERE id = ?
        """
    ).execute(arguments: [work])
    try db.cachedStatement(sql: "DELETE FROM work_text WHERE id = ?").execute(arguments: [work])
    try db.cachedStatement(sql: "DELETE FROM abbreviation WHERE work_id = ?")
      .execute(arguments: [work])
    try lengths.set(Field.indexed.map { _ in 0 }, sources: 0, of: work, in: db)
  }

  /// Writes what was gathered; to be called once, at the end.
  func save() throws {
    try lengths.save(in: db)
    try ftsExtension.recorder.save(in: db)
  }

  private mutating func insert(_ texts: [String], of work: Int64, sources: Int) throws {
    let arguments = StatementArguments([work] + texts as [any DatabaseValueConvertible])
    try db.cachedStatement(
      sql: "INSERT INTO work_text (id, \(Self.columns)) VALUES (?, \(Self.marks))"
    ).execute(arguments: arguments)
    ftsExtension.recorder.begin(adding: 1)
    try db.cachedStatement(
      sql: "INSERT INTO work_index (rowid, \(Self.columns)) VALUES (?, \(Self.marks))"
    ).execute(arguments: arguments)
    try lengths.set(ftsExtension.recorder.columnLengths, sources: sources, of: work, in: db)
    try insertAbbreviations(of: work, texts)
  }

  private func insertAbbreviations(of work: Int64, _ texts: [String]) throws {
    let insert = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO abbreviation VALUES (?, ?, ?, ?, ?)")
    for (field, text) in zip(Field.indexed, texts) where field.textKind == .prose {
      for pair in AbbreviationFinder.pairs(in: text) {
        let short = ftsExtension.analyzer.joinedForms(in: pair.short)
        let long = ftsExtension.analyzer.joinedForms(in: pair.long)
        if short.isEmpty || long.isEmpty || short == long { continue }
        try insert.execute(arguments: [
          short.joined(separator: " "), long.joined(separator: " "), work, pair.short, pair.long,
        ])
      }
    }
  }
}
