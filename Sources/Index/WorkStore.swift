import GRDB
import References
import TextAnalysis

/// Reads works back from the index's tables.
package struct WorkStore {
  let db: Database

  package init(_ db: Database) {
    self.db = db
  }

  /// A work with all facts of its citations; nil if there is none with this id.
  package func work(_ id: Int64) throws -> Work? {
    let citations = try citations(of: id)
    // A work needs a citation that describes it; notes are not enough.
    if citations.allSatisfy({ $0.cited.citation.subject != nil }) { return nil }
    return try head(of: id).map { key, added in
      var work = Work(key: key, citations: citations.map(\.cited))
      work.added = added
      work.sourceKey = try ownKey(among: citations.compactMap(\.cited.citation.sourceKey), of: id)
      return work
    }
  }

  /// The most frequent source key that can be typed and names no other work.
  private func ownKey(among keys: [String], of id: Int64) throws -> String? {
    let counts = Dictionary(keys.map { ($0, 1) }, uniquingKeysWith: +)
    for (key, _) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let isTypeable =
        key.contains(where: \.isLetter) && !key.contains { " \t\n,{}\"%#~\\".contains($0) }
      guard isTypeable else { continue }
      let others = try BoundStatement(
        db,
        cached: """
          SELECT 1 FROM citation WHERE source_key = ?1 AND work_id != ?2
          UNION ALL SELECT 1 FROM work WHERE key = ?1 AND id != ?2 LIMIT 1
          """)
      others.bind(key)
      others.bind(id)
      if try others.integer() == nil { return key }
    }
    return nil
  }

  /// A work with only its key and its date of addition.
  package func keyed(_ id: Int64) throws -> Work? {
    try head(of: id).map { key, added in
      var work = Work(key: key, reference: Reference(), annotations: [], places: [])
      work.added = added
      return work
    }
  }

  private func head(of id: Int64) throws -> (key: CitationKey, added: Int?)? {
    var head: (key: CitationKey, added: Int?)?
    try rows("SELECT key, added FROM work WHERE id = ?", of: id) { row in
      head = (CitationKey(try row.value(at: 0)), try row.value(at: 1))
    }
    return head
  }

  /// Calls `body` with each row of a statement with one parameter.
  private func rows(
    _ sql: String, of id: Int64, _ body: (StatementRow) throws -> Void
  ) throws {
    let statement = try BoundStatement(db, cached: sql)
    statement.bind(id)
    try statement.forEachRow(body)
  }

  /// The works that a key names: the work of that key, those to which a source gives it, the work
  /// that had it before; where there are none, the same in any case of the letters.
  package func ids(of key: CitationKey) throws -> [Int64] {
    for comparison in ["", "COLLATE NOCASE"] {
      for sql in [
        """
        SELECT id FROM work WHERE key = ?1 \(comparison)
        UNION SELECT work_id FROM citation WHERE source_key = ?1 \(comparison)
        """,
        "SELECT id FROM work JOIN alias USING (key) WHERE alias = ?1 \(comparison)",
      ] {
        let ids = try Int64.fetchAll(
          db.cachedStatement(sql: sql), arguments: [key.description])
        if !ids.isEmpty { return ids }
      }
    }
    return []
  }

  /// The first of the works that a key names.
  package func id(of key: CitationKey) throws -> Int64? { try ids(of: key).first }

  /// A citation with its row.
  struct Stored {
    let id: Int64
    let work: Int64
    let cited: SourcedCitation
    let evidence: String?
  }

  /// The citations of a work in the order of their places, each with its evidence.
  func citations(of work: Int64) throws -> [Stored] { try stored("citation.work_id", work) }

  /// The citation of a row; nil if there is none.
  func citation(_ id: Int64) throws -> Stored? { try stored("citation.id", id).first }

  /// What is read of a citation beside its facts, in order after `columns`. Names would be looked
  /// up in every row.
  private enum Detail: Int {
    case work, evidence, position, line, raw, labels, confidence, sourceKey, subject, grade, notes,
      warnings, fixed, path

    private static let names = [
      "citation.work_id", "evidence", "citation.position", "line", "raw", "labels", "confidence",
      "source_key", "subject", "grade", "notes", "warnings", "fixed", "source.path",
    ]

    static let list = names.joined(separator: ", ")

    private static let first = 1 + FactColumns.names.count

    var index: Int { Self.first + rawValue }
  }

  private func stored(_ column: String, _ id: Int64) throws -> [Stored] {
    var citations: [Stored] = []
    try rows(
      """
      SELECT \(Self.columns), \(Detail.list) FROM citation
      JOIN source ON source.id = citation.source_id
      WHERE \(column) = ? ORDER BY path, citation.position
      """, of: id
    ) { row in
      citations.append(
        Stored(
          id: try row.value(at: 0), work: try row.value(at: Detail.work.index),
          cited: SourcedCitation(
            source: try row.value(at: Detail.path.index), try citation(row)),
          evidence: try row.value(at: Detail.evidence.index)))
    }
    return citations
  }

  private func citation(_ row: StatementRow) throws -> Citation {
    func items(_ detail: Detail) throws -> [String] {
      FactColumns.items(try row.value(at: detail.index))
    }
    let id: Int64 = try row.value(at: 0)
    var citation = Citation(
      position: try row.value(at: Detail.position.index),
      line: try row.value(at: Detail.line.index), raw: try row.value(at: Detail.raw.index),
      reference: try reference(row), labels: try items(.labels),
      confidence: try row.value(at: Detail.confidence.index))
    citation.annotations = try annotations(of: id)
    citation.sourceKey = try row.value(at: Detail.sourceKey.index)
    citation.subject = try row.value(at: Detail.subject.index)
    citation.tags = try names(.tag, of: id)
    citation.collections = try names(.collection, of: id)
    citation.decision = try names(.decision, of: id).first.flatMap(ScreeningDecision.init)
    citation.grade = try row.value(at: Detail.grade.index)
    citation.notes = try items(.notes)
    citation.warnings = try items(.warnings)
    citation.fixed = try items(.fixed)
    return citation
  }

  private static let annotationsQuery = """
    SELECT annotation, coalesce(annotation.annotator, stated_annotator),
      \(AnnotationDetails.all.map { "annotation.\($0.name)" }.joined(separator: ", "))
    FROM annotation JOIN citation ON citation.id = citation_id
    JOIN source ON source.id = source_id WHERE citation_id = ? ORDER BY annotation.id
    """

  private func annotations(of citation: Int64) throws -> [CitedAnnotation] {
    var annotations: [CitedAnnotation] = []
    try rows(Self.annotationsQuery, of: citation) { row in
      var annotation = CitedAnnotation(try row.value(at: 0), annotator: try row.value(at: 1))
      for (index, detail) in AnnotationDetails.all.enumerated() {
        annotation.details[keyPath: detail.path] = try row.value(at: 2 + index)
      }
      annotations.append(annotation)
    }
    return annotations
  }

  /// In the order of their forms.
  func names(_ kind: Field.Filing, of citation: Int64) throws -> [String] {
    let statement = try BoundStatement(
      db, cached: "SELECT name FROM filing WHERE citation_id = ? AND kind = ? ORDER BY form")
    statement.bind(citation)
    statement.bind(kind.rawValue)
    var names: [String] = []
    try statement.forEachRow { names.append(try $0.value(at: 0)) }
    return names
  }

  /// What a citation says that its work is.
  package func reference(ofCitation id: Int64) throws -> Reference? {
    var found: Reference?
    try rows("SELECT \(Self.columns) FROM citation WHERE id = ?", of: id) { row in
      found = try reference(row)
    }
    return found
  }

  /// A citation as printed; nil if there is none.
  func raw(ofCitation id: Int64) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT raw FROM citation WHERE id = ?"), arguments: [id])
  }

  /// The text of a work as it should be indexed, in `Field.indexed` order.
  ///
  /// - Parameter languages: languages to stem besides that of the work.
  static func texts(of work: Work, in languages: StemmingLanguages) -> [String] {
    let languages = languages.union(work.languages)
    return Field.indexed.map { field in
      let isComplete = field.name != "author" || !work.reference.hasMoreAuthors
      let texts = work.texts(of: field)
      return ColumnText.compose(
        field.textKind == .names ? texts.map(Creator.withLeadingParticles) : texts,
        as: field.textKind!, in: languages, isComplete: isComplete)
    }
  }

  /// The text of a work as it is indexed, in `Field.indexed` order; nil if it is not.
  package func indexedTexts(of id: Int64) throws -> [String]? {
    let columns = Field.indexed.map(\.name).joined(separator: ", ")
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(columns) FROM work_text WHERE id = ?"), arguments: [id])
    return try row.map { row in try Field.indexed.indices.map { try row.value(at: $0) } }
  }

  /// The titles under which a work is known, in every spelling that is searched.
  package func titles(of id: Int64) throws -> [String] {
    let text = try String.fetchOne(
      db.cachedStatement(sql: "SELECT title FROM work_text WHERE id = ?"), arguments: [id])
    return ColumnText.items(of: text ?? "").map(String.init)
  }

  /// The same without the marks for languages.
  package func readableTexts(of id: Int64) throws -> [String]? {
    try indexedTexts(of: id)?.map { String(ColumnText.withoutLanguages($0)) }
  }

  /// The facts of a row that begins with `columns`.
  private func reference(_ row: StatementRow) throws -> Reference {
    var reference = try FactColumns.reference(in: row, from: 1)
    try rows(
      """
      SELECT role, family, given, suffix, literal FROM creator
      WHERE citation_id = ? ORDER BY role, position
      """, of: try row.value(at: 0)
    ) { row in
      let role: String = try row.value(at: 0)
      guard let (_, path) = FactColumns.creators.first(where: { $0.role == role }) else { return }
      reference[keyPath: path].append(try creator(row))
    }
    return reference
  }

  private func creator(_ row: StatementRow) throws -> Creator {
    if let literal: String = try row.value(at: 4) { return .literal(literal) }
    return .person(
      PersonalName(
        family: try row.value(at: 1), given: try row.value(at: 2), suffix: try row.value(at: 3)))
  }

  /// What `reference` reads, before anything else of a row.
  private static let columns = "citation.id, \(FactColumns.list)"
}
