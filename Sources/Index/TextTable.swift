import GRDB
import References
import TextAnalysis

/// Keeps what is searched of works: their texts, the full-text index, lengths, statistics, titles
/// and abbreviations.
///
/// A text is analyzed once (`WorkAnalysis`); every table gets what that found, and FTS5 does where it
/// asks for the terms.
struct TextTable {
  private static let columns = Field.indexed.map(\.name).joined(separator: ", ")
  private static let marks = Field.indexed.map { _ in "?" }.joined(separator: ", ")

  private let db: Database
  private let ftsExtension: FTS5Extension
  private var lengths = FieldLengthsEditor()
  private var statistics = TermStatistics()

  init(_ db: Database, _ ftsExtension: FTS5Extension) {
    self.db = db
    self.ftsExtension = ftsExtension
  }

  /// Puts a work's texts in the place of those that it had.
  ///
  /// - Parameter isNew: whether it had none.
  mutating func replace(with work: Work, _ id: Int64, isNew: Bool) throws {
    let texts = WorkStore.texts(of: work)
    let sources = Set(work.places.map(\.source)).count
    if !isNew, let indexed = try WorkStore(db).indexedTexts(of: id) {
      if indexed == texts { return try lengths.set(sources: sources, of: id, in: db) }
      try remove(id, indexed)
    }
    try insert(texts, of: id, sources: sources)
  }

  /// Takes out a work.
  mutating func remove(_ work: Int64) throws {
    guard let texts = try WorkStore(db).indexedTexts(of: work) else { throw IndexError.damaged }
    try remove(work, texts)
  }

  /// Writes what was gathered; to be called once, at the end.
  func save() throws {
    try lengths.save(in: db)
    try statistics.save(in: db)
  }

  private mutating func insert(_ texts: [String], of work: Int64, sources: Int) throws {
    let analysis = WorkAnalysis(texts, ftsExtension.analyzer)
    let row = StatementArguments([work] + texts as [any DatabaseValueConvertible])
    try db.cachedStatement(
      sql: "INSERT INTO work_text (id, \(Self.columns)) VALUES (?, \(Self.marks))"
    ).execute(arguments: row)
    try ftsExtension.replaying(analysis) {
      try db.cachedStatement(
        sql: "INSERT INTO work_index (rowid, \(Self.columns)) VALUES (?, \(Self.marks))"
      ).execute(arguments: row)
    }
    try lengths.set(analysis.lengths, sources: sources, of: work, in: db)
    statistics.add(analysis, times: 1)
    try insertTitles(texts[Self.titleIndex], of: work)
    let abbreviate = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO abbreviation VALUES (?, ?, ?, ?, ?)")
    for abbreviation in analysis.abbreviations {
      try abbreviate.execute(arguments: [
        abbreviation.shortTerms.joined(separator: " "),
        abbreviation.longTerms.joined(separator: " "), work, abbreviation.printed.short,
        abbreviation.printed.long,
      ])
    }
  }

  private static let titleIndex = Field.indexed.firstIndex { $0.name == "title" }!

  private func insertTitles(_ text: String, of work: Int64) throws {
    let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO title VALUES (?, ?)")
    for form in ColumnText.items(of: text).flatMap({ TitleForm.lookupForms(of: $0) }) {
      try insert.execute(arguments: [form, work])
    }
  }

  /// FTS5 must be given the very texts that it indexed to take them out again.
  private mutating func remove(_ work: Int64, _ texts: [String]) throws {
    let analysis = WorkAnalysis(texts, ftsExtension.analyzer)
    let row = StatementArguments([work] + texts as [any DatabaseValueConvertible])
    try ftsExtension.replaying(analysis) {
      try db.cachedStatement(
        sql: """
          INSERT INTO work_index (work_index, rowid, \(Self.columns))
          VALUES ('delete', ?, \(Self.marks))
          """
      ).execute(arguments: row)
    }
    try db.cachedStatement(sql: "DELETE FROM work_text WHERE id = ?").execute(arguments: [work])
    try lengths.set(Field.indexed.map { _ in 0 }, sources: 0, of: work, in: db)
    statistics.add(analysis, times: -1)
    for table in ["title", "abbreviation"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE work_id = ?")
        .execute(arguments: [work])
    }
  }
}
