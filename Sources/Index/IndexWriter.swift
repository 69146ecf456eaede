import Foundation
import GRDB
import References
import TextAnalysis

/// A source as the index knows it: enough to tell whether the file has changed.
public struct IndexedSource: Equatable, Sendable {
  /// Relative to the library's folder where the file lies inside.
  public var path: String
  /// In bytes.
  public var size: Int
  /// Seconds since 1970.
  public var modified: Double
  /// Of the file's bytes.
  public var digest: String
  /// Entries that were not fully understood.
  public var problems: Int
  /// Who wrote its annotations, where it says so.
  public var annotator: String?
  public var citations: Int
  public var annotations: Int

  public init(path: String, size: Int, modified: Double, digest: String, problems: Int) {
    self.path = path
    self.size = size
    self.modified = modified
    self.digest = digest
    self.problems = problems
    annotator = nil
    citations = 0
    annotations = 0
  }
}

/// An abbreviation, what it stands for, and which works say so.
public struct LearnedAbbreviation: Equatable, Sendable {
  public let short: String
  public let long: String
  /// Keys, in alphabetical order.
  public let works: [String]
}

/// Changes an index, one transaction a source: a process that dies leaves whole sources behind.
public struct IndexWriter {
  private let database: IndexDatabase
  private let rulings: IdentityRulings
  private let now: Date

  /// - Parameter now: when works that are new come in.
  public init(
    _ database: IndexDatabase, rulings: IdentityRulings = IdentityRulings(), now: Date = Date()
  ) {
    self.database = database
    self.rulings = rulings
    self.now = now
  }

  /// Puts a source's citations in the place of those that it had before.
  ///
  /// - Parameter advance: called now and then with how many citations are put in.
  public func replace(
    _ source: IndexedSource, with citations: [Citation], advance: (Int) -> Void = { _ in }
  ) throws(IndexError) {
    try database.write { db in
      var transaction = SourceTransaction(db, database.ftsExtension, rulings, now)
      try transaction.replace(source, with: citations, advance)
    }
  }

  /// Notes that a source's file was touched but not changed.
  public func touch(_ source: IndexedSource) throws(IndexError) {
    try database.write { db in
      try db.execute(
        sql: "UPDATE source SET size = ?, modified = ? WHERE path = ?",
        arguments: [source.size, source.modified, source.path])
    }
  }

  /// Finds out anew what the annotations' mentions mean; to be called when sources have changed.
  public func resolveMentions() throws(IndexError) {
    try database.write { db in
      try MentionResolver(db: db, analyzer: database.ftsExtension.analyzer).resolveAll()
      try db.execute(sql: "UPDATE library_state SET generation = generation + 1")
    }
  }

  /// Forgets a source and the works that only it cites.
  public func forget(_ path: String) throws(IndexError) {
    try database.write { db in
      var transaction = SourceTransaction(db, database.ftsExtension, rulings, now)
      try transaction.forget(path)
    }
  }
}

extension IndexDatabase {
  /// Every source of the index, by path, with its counts.
  public func sources() throws(IndexError) -> [IndexedSource] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT source.*, count(DISTINCT citation.id) AS citations,
            count(DISTINCT annotation.citation_id) AS annotations
          FROM source LEFT JOIN citation ON citation.source_id = source.id
            LEFT JOIN annotation ON annotation.citation_id = citation.id
          GROUP BY source.id ORDER BY path
          """
      ).map { row in
        var source = IndexedSource(row)
        source.citations = row["citations"]
        source.annotations = row["annotations"]
        return source
      }
    }
  }

  /// Every source of the index without its counts: what tells whether files have changed.
  public func sourceStamps() throws(IndexError) -> [IndexedSource] {
    try read { db in try Row.fetchAll(db, sql: "SELECT * FROM source").map(IndexedSource.init) }
  }

  /// The key of the work that each citation of a source cites, by the citation's position.
  public func keys(ofSource path: String) throws(IndexError) -> [Int: String] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT position, key FROM citation JOIN work ON work.id = work_id
          JOIN source ON source.id = source_id WHERE path = ?
          """, arguments: [path])
      return Dictionary(uniqueKeysWithValues: rows.map { ($0["position"], $0["key"]) })
    }
  }

  /// The abbreviations that the works' own texts explain, commonest first.
  public func abbreviations() throws(IndexError) -> [LearnedAbbreviation] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT min(short) AS short, min(long) AS long, group_concat(key, ' ') AS keys
          FROM abbreviation JOIN work ON work.id = work_id
          GROUP BY short_terms, long_terms ORDER BY count(*) DESC, short_terms, long_terms
          """
      ).map { row in
        LearnedAbbreviation(
          short: row["short"], long: row["long"],
          works: (row["keys"] as String).split(separator: " ").map(String.init).sorted())
      }
    }
  }

  public func workCount() throws(IndexError) -> Int {
    try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM work") ?? 0 }
  }
}

extension IndexedSource {
  fileprivate init(_ row: Row) {
    self.init(
      path: row["path"], size: row["size"], modified: row["modified"], digest: row["digest"],
      problems: row["problems"])
    annotator = row["annotator"]
  }
}

/// One source's change, from its citations to the full-text rows of every work that it touches.
private struct SourceTransaction {
  let db: Database
  let ftsExtension: FTS5Extension
  let rulings: IdentityRulings
  /// Seconds since 1970.
  let now: Int
  /// Of the source.
  private var path = ""
  private var lengths = FieldLengthsEditor()
  /// Works whose citations changed.
  private var touched: Set<Int64> = []
  /// Works of the source's former citations that nothing but their print tells from others, in order;
  /// by that print, so that a work that is still there keeps its key.
  private var unidentified: [String: [Int64]] = [:]
  /// Of the touched ones, works that are new and have one citation: what there is to know of them is here.
  private var made: [Int64: Citation] = [:]

  init(
    _ db: Database, _ ftsExtension: FTS5Extension, _ rulings: IdentityRulings, _ now: Date
  ) {
    self.db = db
    self.rulings = rulings
    self.now = Int(now.timeIntervalSince1970)
    self.ftsExtension = ftsExtension
    ftsExtension.recorder = TermRecorder()
  }

  /// Citations between two calls of `advance`.
  private static let stride = 200

  mutating func replace(
    _ source: IndexedSource, with citations: [Citation], _ advance: (Int) -> Void
  ) throws {
    path = source.path
    let old = try oldCitations(of: source.path)
    unidentified = try unidentifiedWorks(of: source.path)
    let sourceID = try insert(source)
    for (index, citation) in citations.enumerated() {
      try insert(citation, source: sourceID)
      if index.isMultiple(of: Self.stride) { advance(index) }
    }
    try delete(old)
    try finish()
  }

  mutating func forget(_ path: String) throws {
    try delete(oldCitations(of: path))
    try db.execute(sql: "DELETE FROM source WHERE path = ?", arguments: [path])
    try finish()
  }

  /// The ids of a source's citations; their works are touched.
  private mutating func oldCitations(of path: String) throws -> [Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT citation.id, work_id FROM citation JOIN source ON source.id = source_id
        WHERE source.path = ?
        """, arguments: [path])
    touched.formUnion(rows.map { $0["work_id"] })
    return rows.map { $0["id"] }
  }

  private func unidentifiedWorks(of path: String) throws -> [String: [Int64]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT raw, work_id FROM citation JOIN source ON source.id = source_id
        WHERE source.path = ? AND bucket = '' AND doi IS NULL AND pmid IS NULL AND arxiv IS NULL AND pmcid IS NULL
        ORDER BY position
        """, arguments: [path])
    return Dictionary(grouping: rows) { $0["raw"] as String }
      .mapValues { $0.map { $0["work_id"] as Int64 } }
  }

  private func insert(_ source: IndexedSource) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO source (path, size, modified, digest, problems, annotator)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
          digest = excluded.digest, problems = excluded.problems, annotator = excluded.annotator
        """,
      arguments: [
        source.path, source.size, source.modified, source.digest, source.problems,
        source.annotator,
      ])
    return try Int64.fetchOne(
      db, sql: "SELECT id FROM source WHERE path = ?", arguments: [source.path])!
  }

  // MARK: Citations

  private mutating func insert(_ citation: Citation, source: Int64) throws {
    let reference = citation.reference
    let identity = Identity(reference)
    let (work, evidence, isNew) = try work(for: citation, identity)
    made[work] = isNew ? citation : nil
    touched.insert(work)
    try db.cachedStatement(
      sql: """
        INSERT INTO citation (source_id, work_id, bucket, evidence, position, line, raw,
          \(FactColumns.names.joined(separator: ", ")),
          source_key, notes, grade, labels, confidence)
        VALUES (?, ?, ?, ?, ?, ?, ?, \(FactColumns.names.map { _ in "?" }.joined(separator: ", ")),
          ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        source, work, identity.bucket, evidence, citation.position, citation.line, citation.raw,
      ] + StatementArguments(FactColumns.values(of: reference)) + [
        citation.sourceKey, FactColumns.joined(citation.notes),
        citation.grade, FactColumns.joined(citation.labels) ?? "", citation.confidence,
      ])
    let id = db.lastInsertedRowID
    for (role, path) in FactColumns.creators {
      try insert(reference[keyPath: path], role: role, of: id)
    }
    try insertIdentifiers(of: reference, id)
    for annotation in citation.annotations { try insert(annotation, of: id) }
  }

  private func insert(_ annotation: CitedAnnotation, of citation: Int64) throws {
    try db.cachedStatement(
      sql: "INSERT INTO annotation (citation_id, annotation, annotator) VALUES (?, ?, ?)"
    ).execute(arguments: [citation, annotation.text, annotation.annotator])
    let id = db.lastInsertedRowID
    try ftsExtension.withoutRecording {
      try db.cachedStatement(
        sql: "INSERT INTO annotation_index (rowid, annotation) VALUES (?, ?)"
      ).execute(arguments: [id, annotation.text])
    }
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO mention
          (citation_id, annotation_id, start, end, text, families, has_others, year, number)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for mention in MentionFinder.mentions(in: annotation.text) {
      let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
      switch mention.target {
      case .named(let families, let hasOthers, let year):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, families.joined(separator: "\t"), hasOthers,
          year, nil,
        ])
      case .numbered(let number):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, nil, false, nil, number,
        ])
      }
    }
  }

  private func insertIdentifiers(of reference: Reference, _ citation: Int64) throws {
    let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO identifier VALUES (?, ?, ?)")
    for (scheme, value) in FactColumns.identifiers {
      for text in reference.texts(of: value) {
        try statement.execute(arguments: [scheme.rawValue, scheme.normalized(text), citation])
      }
    }
  }

  private func insert(_ creators: [Creator], role: String, of citation: Int64) throws {
    let statement = try db.cachedStatement(sql: "INSERT INTO creator VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (position, creator) in creators.enumerated() {
      switch creator {
      case .person(let name):
        try statement.execute(arguments: [
          citation, role, position, name.family, name.given, name.suffix, nil,
        ])
      case .literal(let name):
        try statement.execute(arguments: [citation, role, position, nil, nil, nil, name])
      }
    }
  }

  private func delete(_ citations: [Int64]) throws {
    let deleteCitation = try db.cachedStatement(sql: "DELETE FROM citation WHERE id = ?")
    let deleteCreators = try db.cachedStatement(sql: "DELETE FROM creator WHERE citation_id = ?")
    let deleteIdentifiers = try db.cachedStatement(
      sql: "DELETE FROM identifier WHERE citation_id = ?")
    let deleteMentions = try db.cachedStatement(sql: "DELETE FROM mention WHERE citation_id = ?")
    let unindexAnnotations = try db.cachedStatement(
      sql: """
        INSERT INTO annotation_index (annotation_index, rowid, annotation)
        SELECT 'delete', id, annotation FROM annotation WHERE citation_id = ?
        """)
    let deleteAnnotations = try db.cachedStatement(
      sql: "DELETE FROM annotation WHERE citation_id = ?")
    for id in citations {
      try ftsExtension.withoutRecording { try unindexAnnotations.execute(arguments: [id]) }
      try deleteAnnotations.execute(arguments: [id])
      try deleteMentions.execute(arguments: [id])
      try deleteCitation.execute(arguments: [id])
      try deleteCreators.execute(arguments: [id])
      try deleteIdentifiers.execute(arguments: [id])
    }
  }

  // MARK: Works

  /// The work that a citation names, and why; made where there is none yet, and then for no reason.
  private mutating func work(
    for citation: Citation, _ identity: Identity
  ) throws -> (id: Int64, evidence: String?, isNew: Bool) {
    let reference = citation.reference
    let store = WorkStore(db)
    let hasRulings = rulings != IdentityRulings()
    var names: Set<String> = []
    if hasRulings {
      names = Set([citation.sourceKey, "\(path):\(citation.line)"].compactMap(\.self))
      let key = try freeKey(for: reference).description
      for name in rulings.sameNames(as: names.union([key])) {
        if let work = try store.id(named: name) { return (work, "index.yaml", false) }
      }
    }
    for candidate in try candidates(for: reference, identity) {
      if hasRulings, rulings.areDifferent(names, try store.names(of: candidate)) { continue }
      for other in try store.references(of: candidate) {
        if let evidence = Identity(other).evidence(for: identity) {
          return (candidate, evidence, false)
        }
      }
    }
    if !identity.matches(identity), let work = takeUnidentified(citation.raw) {
      return (work, nil, false)
    }
    return (try insertWork(for: reference), nil, true)
  }

  /// The work of a citation that says too little to be known again, as the source had it before.
  private mutating func takeUnidentified(_ raw: String) -> Int64? {
    guard var works = unidentified[raw], !works.isEmpty else { return nil }
    let work = works.removeFirst()
    unidentified[raw] = works
    return work
  }

  /// A work whose key was here before has the date that the key had.
  private func insertWork(for reference: Reference) throws -> Int64 {
    let key = try freeKey(for: reference).description
    let former = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT added FROM former_work WHERE key = ?"), arguments: [key])
    try db.cachedStatement(
      sql: "INSERT INTO work (key, added) VALUES (?, ?)"
    ).execute(arguments: [key, former ?? now])
    let id = db.lastInsertedRowID
    if former == nil {
      try db.cachedStatement(sql: "INSERT INTO addition (key, added) VALUES (?, ?)")
        .execute(arguments: [key, now])
    }
    return id
  }

  /// Works that a reference may name: by its numbers, then by what it prints.
  private func candidates(for reference: Reference, _ identity: Identity) throws -> [Int64] {
    var candidates: [Int64] = []
    for (scheme, value) in FactColumns.identifiers where scheme.identifiesWorks {
      for text in reference.texts(of: value) {
        candidates += try Int64.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT DISTINCT work_id FROM identifier JOIN citation ON citation.id = citation_id
              WHERE scheme = ? AND value = ? ORDER BY work_id LIMIT 20
              """),
          arguments: [scheme.rawValue, scheme.normalized(text)])
      }
    }
    // Too little is printed to be compared.
    if identity.bucket.isEmpty { return candidates }
    return try candidates
      + Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT DISTINCT work_id FROM citation WHERE bucket = ? ORDER BY work_id LIMIT 50"),
        arguments: [identity.bucket])
  }

  private func freeKey(for reference: Reference) throws -> CitationKey {
    let wanted = CitationKey(for: reference)
    var key = wanted
    var ordinal = 0
    let taken = try db.cachedStatement(sql: "SELECT 1 FROM work WHERE key = ?")
    while try Int.fetchOne(taken, arguments: [key.description]) != nil {
      key = wanted.disambiguated(ordinal)
      ordinal += 1
    }
    return key
  }

  /// Brings works, full text and lengths up to date with the citations.
  private mutating func finish() throws {
    for work in touched.sorted() { try update(work) }
    try lengths.save(in: db)
    try ftsExtension.recorder.save(in: db)
    try db.execute(
      sql: "UPDATE library_state SET generation = generation + 1, rulings = ?",
      arguments: [rulings.digest])
  }

  private mutating func update(_ id: Int64) throws {
    if let citation = made[id] {
      let cited = SourcedCitation(source: path, citation)
      let work = Work(key: CitationKey(""), citations: [cited])
      try insertOrder(of: work, id, isNew: true)
      return try insertText(WorkStore.texts(of: work), of: id)
    }
    guard let work = try WorkStore(db).work(id) else {
      try removeText(of: id)
      try db.execute(
        sql: "INSERT OR REPLACE INTO former_work SELECT key, added FROM work WHERE id = ?",
        arguments: [id])
      try db.execute(sql: "DELETE FROM work WHERE id = ?", arguments: [id])
      try db.execute(sql: "DELETE FROM other_year WHERE work_id = ?", arguments: [id])
      return
    }
    try insertOrder(of: work, id, isNew: false)
    try replaceText(WorkStore.texts(of: work), of: id)
  }

  /// What a work is ordered by, and its years.
  private func insertOrder(of work: Work, _ id: Int64, isNew: Bool) throws {
    let reference = work.reference
    let creator = (reference.authors.first ?? reference.editors.first)?.familyName
    try db.cachedStatement(
      sql: "UPDATE work SET year = ?, author_order = ?, title_order = ? WHERE id = ?"
    ).execute(
      arguments: [
        reference.year, creator.map { folded($0) }, reference.title.map { folded($0) }, id,
      ])
    if isNew { return }
    try db.cachedStatement(sql: "DELETE FROM other_year WHERE work_id = ?").execute(arguments: [id])
    for year in work.conflicts where year.fact == "year" {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO other_year VALUES (?, ?)")
        .execute(arguments: [Int(year.value), id])
    }
  }

  // MARK: Full text

  private static let columns = Field.indexed.map(\.name).joined(separator: ", ")
  private static let marks = Field.indexed.map { _ in "?" }.joined(separator: ", ")

  /// FTS5 must be given the very text that it indexed to take it out again.
  private mutating func removeText(of work: Int64) throws {
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

  private mutating func replaceText(_ texts: [String], of work: Int64) throws {
    if let indexed = try WorkStore(db).indexedTexts(of: work) {
      if indexed == texts {
        return try lengths.set(sources: sourceCount(of: work), of: work, in: db)
      }
      try removeText(of: work)
    }
    try insertText(texts, of: work)
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

  private func sourceCount(of work: Int64) throws -> Int {
    if made[work] != nil { return 1 }
    return try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT count(DISTINCT source_id) FROM citation WHERE work_id = ?"),
      arguments: [work]) ?? 0
  }

  private mutating func insertText(_ texts: [String], of work: Int64) throws {
    let arguments = StatementArguments([work] + texts as [any DatabaseValueConvertible])
    try db.cachedStatement(
      sql: "INSERT INTO work_text (id, \(Self.columns)) VALUES (?, \(Self.marks))"
    ).execute(arguments: arguments)
    ftsExtension.recorder.begin(adding: 1)
    try db.cachedStatement(
      sql: "INSERT INTO work_index (rowid, \(Self.columns)) VALUES (?, \(Self.marks))"
    ).execute(arguments: arguments)
    try lengths.set(
      ftsExtension.recorder.columnLengths, sources: sourceCount(of: work), of: work, in: db)
    try insertAbbreviations(of: work, texts)
  }
}
