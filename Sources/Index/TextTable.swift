import GRDB
import References
import TextAnalysis

/// Keeps what is searched of works: their texts, the full-text index, lengths, statistics, titles
/// and abbreviations.
///
/// A text is analyzed once (`WorkAnalysis`); every table gets what that found, and FTS5 does where it
/// asks for the terms.
struct TextTable {
  private static let columns = Field.indexed.map(\.name)

  private let db: Database
  private let ftsExtension: FTS5Extension
  private let texts: BoundStatement
  private let index: BoundStatement
  private let abbreviations: BoundStatement
  /// Hashes of titles and their works, not written yet: in their own order, each page of the table is
  /// written once.
  private var titles: [(form: Int64, work: Int64)] = []
  private var lengths = FieldLengthsEditor()
  private var statistics = TermStatistics()
  /// Whose inflections all prose may hold.
  let languages: StemmingLanguages
  /// The last work in the posting lists.
  private let covered: Int64
  private let due: BoundStatement
  /// Those that works name besides.
  private var named: StemmingLanguages = []

  init(_ db: Database, _ ftsExtension: FTS5Extension) throws {
    self.db = db
    self.ftsExtension = ftsExtension
    languages = try StemmingLanguages.configured(in: db)
    covered = try PostingTable.covered(in: db)
    due = try BoundStatement(db, into: "posting_due", ["work_id"], otherwise: "IGNORE")
    texts = try BoundStatement(db, into: "work_text", ["id"] + Self.columns)
    index = try BoundStatement(db, into: "work_index", ["rowid"] + Self.columns)
    abbreviations = try BoundStatement(
      db, into: "abbreviation", ["short_terms", "long_terms", "work_id", "short", "long"],
      otherwise: "IGNORE")
  }

  /// Puts in a work that has no texts yet; its terms are counted apart.
  mutating func insert(_ work: NewWork, of id: Int64) throws {
    named.formUnion(work.languages)
    try insert(work.analysis, of: id, sources: work.sources)
  }

  /// Counts the terms of works that were put in.
  mutating func count(_ terms: TermStatistics) { statistics.add(terms) }

  /// Puts a work's texts in the place of those that it had, if any.
  mutating func replace(with work: Work, _ id: Int64) throws {
    let texts = WorkStore.texts(of: work, in: languages)
    named.formUnion(work.languages)
    if let indexed = try WorkStore(db).indexedTexts(of: id) {
      if indexed == texts { return try lengths.set(sources: work.sourceCount, of: id, in: db) }
      try remove(id, indexed)
    }
    let analysis = WorkAnalysis(texts, ftsExtension.analyzer)
    try insert(analysis, of: id, sources: work.sourceCount)
    statistics.add(analysis, times: 1)
  }

  /// Takes out a work.
  mutating func remove(_ work: Int64) throws {
    guard let texts = try WorkStore(db).indexedTexts(of: work) else { throw IndexError.damaged }
    try remove(work, texts)
  }

  /// Writes what was gathered; to be called once, at the end.
  func save() throws {
    let title = try BoundStatement(db, into: "title", ["form", "work_id"], otherwise: "IGNORE")
    for (form, work) in titles.sorted(by: <) {
      title.bind(form)
      title.bind(work)
      try title.execute()
    }
    try lengths.save(in: db)
    try statistics.save(in: db)
    if !named.isEmpty { try named.recordStems(in: db) }
    try PostingTable(db).writeIfDue()
  }

  /// Notes that the posting lists do not tell of a work what FTS5 does.
  private func noteDue(_ work: Int64) throws {
    guard work <= covered else { return }
    due.bind(work)
    try due.execute()
  }

  private mutating func insert(
    _ analysis: WorkAnalysis, of work: Int64, sources: Int
  ) throws {
    let texts = analysis.columns.map(\.text)
    try noteDue(work)
    try write(texts, of: work, to: self.texts)
    try ftsExtension.replaying(analysis) { try write(texts, of: work, to: index) }
    try lengths.set(analysis.lengths, sources: sources, of: work, in: db)
    for form in analysis.titles { titles.append((form, work)) }
    for abbreviation in analysis.abbreviations {
      abbreviations.bind(abbreviation.shortTerms.joined(separator: " "))
      abbreviations.bind(abbreviation.longTerms.joined(separator: " "))
      abbreviations.bind(work)
      abbreviations.bind(abbreviation.printed.short)
      abbreviations.bind(abbreviation.printed.long)
      try abbreviations.execute()
    }
  }

  private func write(_ texts: [String], of work: Int64, to table: BoundStatement) throws {
    table.bind(work)
    for text in texts { table.bind(text) }
    try table.execute()
  }

  /// FTS5 must be given the very texts that it indexed to take them out again.
  private mutating func remove(_ work: Int64, _ texts: [String]) throws {
    try noteDue(work)
    let analysis = WorkAnalysis(texts, ftsExtension.analyzer)
    let delete = try db.cachedStatement(
      sql: """
        INSERT INTO work_index (work_index, rowid, \(Self.columns.joined(separator: ", ")))
        VALUES ('delete', ?, \(texts.map { _ in "?" }.joined(separator: ", ")))
        """)
    try ftsExtension.replaying(analysis) {
      try delete.execute(
        arguments: StatementArguments([work] + texts as [any DatabaseValueConvertible]))
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
