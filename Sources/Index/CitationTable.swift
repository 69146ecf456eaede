import GRDB
import References
import TextAnalysis

/// Writes and removes the rows of citations, with all that belongs to each: creators, numbers,
/// blocks, the index of its annotation and the mentions in it.
struct CitationTable {
  private let db: Database
  private let analyzer: Analyzer
  private let citations: BoundStatement
  private let creators: BoundStatement
  private let identifiers: BoundStatement
  private let blocks: BoundStatement
  /// Blocks and numbers that are not written yet: in their own order, each page of their tables is
  /// written once.
  private var pending = Pending()

  private struct Pending {
    var blocks: [(hash: Int64, citation: Int64)] = []
    var identifiers: [(scheme: String, value: String, citation: Int64)] = []
  }

  init(_ db: Database, _ analyzer: Analyzer) throws {
    (self.db, self.analyzer) = (db, analyzer)
    let columns =
      [
        "source_id", "work_id", "evidence", "digest", "position", "line", "raw", "source_key",
        "subject", "notes", "warnings", "fixed", "grade", "labels", "confidence",
      ] + FactColumns.names
    citations = try BoundStatement(db, into: "citation", columns)
    creators = try BoundStatement(
      db, into: "creator",
      ["citation_id", "role", "position", "family", "given", "suffix", "literal"])
    identifiers = try BoundStatement(
      db, into: "identifier", ["scheme", "value", "citation_id"], otherwise: "IGNORE")
    blocks = try BoundStatement(db, into: "block", ["hash", "citation_id"])
  }

  /// Puts in a citation; what it is found by follows with `save`.
  ///
  /// - Parameter evidence: why the citation was taken for the work; nil for the first of a work.
  mutating func insert(
    _ citation: Citation, digest: Int64, source: Int64, work: Int64, evidence: String?,
    blocks: [Int64]
  ) throws {
    let reference = citation.reference
    citations.bind(source)
    citations.bind(work)
    citations.bind(evidence)
    citations.bind(digest)
    citations.bind(citation.position)
    citations.bind(citation.line)
    citations.bind(citation.raw)
    citations.bind(citation.sourceKey)
    citations.bind(citation.subject)
    citations.bind(FactColumns.joined(citation.notes))
    citations.bind(FactColumns.joined(citation.warnings))
    citations.bind(FactColumns.joined(citation.fixed))
    citations.bind(citation.grade)
    citations.bind(FactColumns.joined(citation.labels) ?? "")
    citations.bind(citation.confidence)
    FactColumns.bind(citation.subject == nil ? reference : nil, to: citations)
    try citations.execute()
    let id = db.lastInsertedRowID
    for (role, path) in FactColumns.creators {
      try insert(reference.value(at: path), role: role, of: id)
    }
    for (scheme, value) in Fact.identifiers {
      reference.forEachText(of: value) { text in
        pending.identifiers.append((scheme.rawValue, scheme.normalized(text), id))
      }
    }
    for block in blocks { pending.blocks.append((block, id)) }
    for annotation in citation.annotations {
      try insert(annotation, of: id, about: citation.subject)
    }
    for (kind, names) in [
      (Field.Filing.tag, citation.tags), (.collection, citation.collections),
      (.decision, citation.decision.map { [$0.name] } ?? []),
    ] {
      for name in names {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO filing VALUES (?, ?, ?, ?)")
          .execute(arguments: [kind.rawValue, folded(name), id, name])
      }
    }
  }

  /// - Parameter subject: what a note calls its own work, which is no mention of another.
  private func insert(
    _ annotation: CitedAnnotation, of citation: Int64, about subject: String?
  ) throws {
    let names = AnnotationDetails.all.map(\.name).joined(separator: ", ")
    let marks = AnnotationDetails.all.map { _ in "?" }.joined(separator: ", ")
    let details = AnnotationDetails.all.map { annotation.details[keyPath: $0.path] }
    try db.cachedStatement(
      sql: """
        INSERT INTO annotation (citation_id, annotation, annotator, \(names))
        VALUES (?, ?, ?, \(marks))
        """
    ).execute(
      arguments: [citation, annotation.text, annotation.annotator] + StatementArguments(details))
    let id = db.lastInsertedRowID
    try db.cachedStatement(
      sql: "INSERT INTO annotation_index (rowid, annotation) VALUES (?, ?)"
    ).execute(arguments: [id, annotation.text])
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO mention
          (citation_id, annotation_id, start, end, text, families, has_others, year, number, key,
            name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for mention in MentionFinder.mentions(in: annotation.text)
    where subject == nil || mention.target.name != subject {
      let name = DueMentions.name(of: mention.target, analyzer)
      let (start, end) = (mention.range.lowerBound, mention.range.upperBound)
      switch mention.target {
      case .named(let families, let hasOthers, let year):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, families.joined(separator: "\t"), hasOthers,
          year, nil, nil, name,
        ])
      case .numbered(let number):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, nil, false, nil, number, nil, nil,
        ])
      case .keyed(let key):
        try insert.execute(arguments: [
          citation, id, start, end, mention.text, nil, false, nil, nil, key, name,
        ])
      }
    }
  }

  /// Writes what the citations that were put in are found by.
  mutating func save() throws {
    for (hash, citation) in pending.blocks.sorted(by: <) {
      blocks.bind(hash)
      blocks.bind(citation)
      try blocks.execute()
    }
    for (scheme, value, citation) in pending.identifiers.sorted(by: <) {
      identifiers.bind(scheme)
      identifiers.bind(value)
      identifiers.bind(citation)
      try identifiers.execute()
    }
    pending = Pending()
  }

  private func insert(_ people: [Creator], role: String, of citation: Int64) throws {
    for (position, creator) in people.enumerated() {
      creators.bind(citation)
      creators.bind(role)
      creators.bind(position)
      switch creator {
      case .person(let name):
        creators.bind(name.family)
        creators.bind(name.given)
        creators.bind(name.suffix)
        creators.bindNull()
      case .literal(let name):
        for _ in 0..<3 { creators.bindNull() }
        creators.bind(name)
      }
      try creators.execute()
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
    for table in ["annotation", "mention", "creator", "identifier", "filing"] {
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
    var hash = StableHash()
    func add(_ part: String) {
      hash.add(part)
      hash.add("\u{1F}")
    }
    add(raw)
    add(sourceKey ?? "")
    if let subject { add("s" + subject) }
    for tag in tags { add("t" + tag) }
    for collection in collections { add("c" + collection) }
    if let decision { add("d" + decision.name) }
    add(String(confidence))
    for annotation in annotations {
      add(annotation.text)
      add(annotation.annotator ?? "")
      for (name, path) in AnnotationDetails.all {
        if let text = annotation.details[keyPath: path] { add(name + ":" + text) }
      }
    }
    add(String(grade ?? 0))
    for label in labels { add(label) }
    add("")
    for note in notes { add(note) }
    if !warnings.isEmpty { add("") }
    for warning in warnings { add(warning) }
    if !fixed.isEmpty { add("fixed") }
    for fact in Fact.all {
      add("")
      reference.forEachText(of: fact.value, add)
    }
    return hash.value
  }
}
