import GRDB
import References

/// Reads works back from the index's tables.
package struct WorkStore {
  let db: Database

  package init(_ db: Database) {
    self.db = db
  }

  /// A work with everything that its citations say; nil where there is none of that id.
  package func work(_ id: Int64) throws -> Work? {
    let head = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT key, added FROM work WHERE id = ?"), arguments: [id])
    guard let head else { return nil }
    let citations = try citations(of: id)
    if citations.isEmpty { return nil }
    var work = Work(key: CitationKey(head["key"]), citations: citations.map(\.cited))
    work.added = head["added"]
    return work
  }

  /// The id of the work with a key, in any case, or with a key that a source gives it.
  package func id(of key: CitationKey) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM work WHERE key = ?1 COLLATE NOCASE
        UNION ALL SELECT work_id FROM citation WHERE source_key = ?1 LIMIT 1
        """, arguments: [key.description])
  }

  /// The citations of a work in the order of their places, each with why it was taken for the work.
  func citations(of work: Int64) throws -> [(cited: SourcedCitation, evidence: String?)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(Self.columns), citation.*, source.path FROM citation
          JOIN source ON source.id = citation.source_id
          WHERE work_id = ? ORDER BY path, position
          """), arguments: [work]
    ).map { (SourcedCitation(source: $0["path"], try citation($0)), $0["evidence"]) }
  }

  private func citation(_ row: Row) throws -> Citation {
    var citation = Citation(
      position: row["position"], line: row["line"], raw: row["raw"],
      reference: try reference(row), labels: FactColumns.items(row["labels"]),
      confidence: row["confidence"])
    citation.annotations = try annotations(of: row["id"])
    citation.sourceKey = row["source_key"]
    citation.grade = row["grade"]
    citation.notes = FactColumns.items(row["notes"])
    return citation
  }

  private func annotations(of citation: Int64) throws -> [CitedAnnotation] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT annotation, annotator FROM annotation WHERE citation_id = ? ORDER BY id"),
      arguments: [citation]
    ).map { CitedAnnotation($0["annotation"], annotator: $0["annotator"]) }
  }

  /// What each citation of a work says that it is.
  func references(of work: Int64) throws -> [Reference] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT \(Self.columns) FROM citation WHERE work_id = ?"),
      arguments: [work]
    ).map(reference)
  }

  /// The text of a work as it should be indexed, in `Field.indexed` order.
  static func texts(of work: Work) -> [String] {
    Field.indexed.map { field in
      let isComplete = field.name != "author" || !work.reference.hasMoreAuthors
      return ColumnText.compose(work.texts(of: field), as: field.textKind!, isComplete: isComplete)
    }
  }

  /// The text of a work as it is indexed, in `Field.indexed` order; nil where it is not.
  package func indexedTexts(of id: Int64) throws -> [String]? {
    let columns = Field.indexed.map(\.name).joined(separator: ", ")
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(columns) FROM work_text WHERE id = ?"), arguments: [id])
    return row.map { row in Field.indexed.indices.map { row[$0] } }
  }

  /// The facts of a row that begins with `columns`.
  func reference(_ row: Row) throws -> Reference {
    var reference = FactColumns.reference(in: row, from: 1)
    for (role, path) in FactColumns.creators {
      reference[keyPath: path] = try creators(of: row[0], role: role)
    }
    return reference
  }

  /// What `reference` reads, before anything else of a row.
  static let columns = "citation.id, \(FactColumns.list)"

  private func creators(of citation: Int64, role: String) throws -> [Creator] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT family, given, suffix, literal FROM creator
          WHERE citation_id = ? AND role = ? ORDER BY position
          """), arguments: [citation, role]
    ).map { row in
      if let literal = row["literal"] as String? { return .literal(literal) }
      return .person(
        PersonalName(family: row["family"], given: row["given"], suffix: row["suffix"]))
    }
  }
}
