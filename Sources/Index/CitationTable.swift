import GRDB
import References
import TextAnalysis

/// Writes and removes the rows of citations, with all that belongs to each: creators, numbers,
/// blocks, the index of its annotation and the mentions in it.
struct CitationTable {
  let db: Database

  /// - Parameter evidence: why the citation was taken for the work; nil for the first of a work.
  func insert(
    _ citation: Citation, source: Int64, work: Int64, evidence: String?, blocks: [Int64]
  ) throws {
    let reference = citation.reference
    try db.cachedStatement(
      sql: """
        INSERT INTO citation (source_id, work_id, evidence, digest, position, line, raw,
          \(FactColumns.names.joined(separator: ", ")),
          source_key, notes, grade, labels, confidence)
        VALUES (?, ?, ?, ?, ?, ?, ?, \(FactColumns.names.map { _ in "?" }.joined(separator: ", ")),
          ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        source, work, evidence, citation.digest, citation.position, citation.line, citation.raw,
      ] + StatementArguments(FactColumns.values(of: reference)) + [
        citation.sourceKey, FactColumns.joined(citation.notes),
        citation.grade, FactColumns.joined(citation.labels) ?? "", citation.confidence,
      ])
    let id = db.lastInsertedRowID
    for (role, path) in FactColumns.creators {
      try insert(reference[keyPath: path], role: role, of: id)
    }
    try insertIdentifiers(of: reference, id)
    let insertBlock = try db.cachedStatement(sql: "INSERT INTO block VALUES (?, ?)")
    for block in blocks { try insertBlock.execute(arguments: [block, id]) }
    for annotation in citation.annotations { try insert(annotation, of: id) }
  }

  private func insert(_ annotation: CitedAnnotation, of citation: Int64) throws {
    try db.cachedStatement(
      sql: "INSERT INTO annotation (citation_id, annotation, annotator) VALUES (?, ?, ?)"
    ).execute(arguments: [citation, annotation.text, annotation.annotator])
    let id = db.lastInsertedRowID
    try db.cachedStatement(
      sql: "INSERT INTO annotation_index (rowid, annotation) VALUES (?, ?)"
    ).execute(arguments: [id, annotation.text])
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO mention
          (citation_id, annotation_id, start, end, text, families, has_others, year, number, key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for mention in MentionFinder.mentions(in: annotation.text) {
      let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
      switch mention.target {
      case .named(let families, let hasOthers, let year):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, families.joined(separator: "\t"), hasOthers,
          year, nil, nil,
        ])
      case .numbered(let number):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, nil, false, nil, number, nil,
        ])
      case .keyed(let key):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, nil, false, nil, nil, key,
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

  /// - Parameter blocks: those of the citation.
  func delete(_ id: Int64, blocks: [Int64]) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO annotation_index (annotation_index, rowid, annotation)
        SELECT 'delete', id, annotation FROM annotation WHERE citation_id = ?
        """
    ).execute(arguments: [id])
    for table in ["annotation", "mention", "creator", "identifier"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE citation_id = ?")
        .execute(arguments: [id])
    }
    for block in blocks {
      try db.cachedStatement(sql: "DELETE FROM block WHERE hash = ? AND citation_id = ?")
        .execute(arguments: [block, id])
    }
    try db.cachedStatement(sql: "DELETE FROM citation WHERE id = ?").execute(arguments: [id])
  }
}

extension Citation {
  /// A hash of everything but where the citation stands: one that is still there keeps its row.
  var digest: Int64 {
    var parts: [String] = [raw, sourceKey ?? "", String(confidence)]
    parts += annotations.flatMap { [$0.text, $0.annotator ?? ""] }
    parts += [String(grade ?? 0), labels.joined(separator: "\t"), notes.joined(separator: "\t")]
    for fact in Fact.all { parts += reference.texts(of: fact.value) + [""] }
    return StableHash.of(parts.joined(separator: "\u{1F}"))
  }
}
