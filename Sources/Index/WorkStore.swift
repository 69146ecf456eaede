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
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT citation.*, source.path FROM citation
          JOIN source ON source.id = citation.source_id
          WHERE work_id = ? ORDER BY path, position
          """), arguments: [id])
    guard let best = rows.max(by: { ($0["confidence"] as Double) < $1["confidence"] }) else {
      return nil
    }
    var work = Work(
      key: CitationKey(head["key"]), reference: try reference(best),
      annotations: rows.compactMap(annotation), places: rows.map(place))
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

  /// What each citation of a work says that it is, where, and why it was taken for the work.
  func citations(
    of work: Int64
  ) throws -> [(reference: Reference, place: Place, evidence: String?, confidence: Double)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT citation.*, source.path FROM citation JOIN source ON source.id = citation.source_id
        WHERE work_id = ? ORDER BY path, position
        """, arguments: [work]
    ).map { (try reference($0), place($0), $0["evidence"], $0["confidence"]) }
  }

  /// What each citation of a work says that it is.
  func references(of work: Int64) throws -> [Reference] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM citation WHERE work_id = ?"), arguments: [work]
    ).map(reference)
  }

  /// The text of a work as it should be indexed, in `Field.indexed` order.
  func texts(of id: Int64) throws -> [String] {
    guard let work = try work(id) else { return Field.indexed.map { _ in "" } }
    return Self.texts(work.reference, work.annotations.map(\.text))
  }

  /// The text of a work that one citation cites.
  static func texts(of citation: Citation) -> [String] {
    texts(citation.reference, [citation.annotation].compactMap(\.self))
  }

  private static func texts(_ reference: Reference, _ annotations: [String]) -> [String] {
    Field.indexed.map { field in
      let items = field.name == "annotation" ? annotations : reference.items(of: field)
      let isComplete = field.name != "author" || !reference.hasMoreAuthors
      return ColumnText.compose(items, as: field.textKind!, isComplete: isComplete)
    }
  }

  /// The text of a work as it is indexed, in `Field.indexed` order; nil where it is not.
  package func indexedTexts(of id: Int64) throws -> [String]? {
    let columns = Field.indexed.map(\.name).joined(separator: ", ")
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(columns) FROM work_text WHERE id = ?"), arguments: [id])
    return row.map { row in Field.indexed.indices.map { row[$0] } }
  }

  func reference(_ row: Row) throws -> Reference {
    var reference = Reference()
    reference.type = ReferenceType(rawValue: row["type"]) ?? .other
    reference.hasMoreAuthors = row["has_more_authors"]
    reference.title = row["title"]
    reference.container = row["container"]
    reference.volume = row["volume"]
    reference.issue = row["issue"]
    reference.locator =
      (row["pages"] as String?).map(Locator.pages)
      ?? (row["article_number"] as String?).map(Locator.articleNumber)
    reference.year = row["year"]
    reference.publisher = row["publisher"]
    reference.doi = row["doi"]
    reference.pmid = row["pmid"]
    reference.arxivID = row["arxiv"]
    reference.url = row["url"]
    reference.abstract = row["abstract"]
    let keywords = row["keywords"] as String?
    reference.keywords = keywords?.split(separator: "\t").map(String.init) ?? []
    reference.authors = try creators(of: row["id"], role: "author")
    reference.editors = try creators(of: row["id"], role: "editor")
    return reference
  }

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

  private func annotation(_ row: Row) -> Annotation? {
    (row["annotation"] as String?).map {
      Annotation(
        text: $0, source: row["path"], position: row["position"], line: row["line"],
        grade: row["grade"])
    }
  }

  private func place(_ row: Row) -> Place {
    Place(source: row["path"], position: row["position"], line: row["line"], raw: row["raw"])
  }
}

extension Reference {
  /// What is printed of a field, item by item.
  fileprivate func items(of field: Field) -> [String] {
    switch field.name {
    case "title": [title].compactMap(\.self)
    case "author": authors.map(\.searchText)
    case "editor": editors.map(\.searchText)
    case "journal": [container].compactMap(\.self)
    case "abstract": [abstract].compactMap(\.self)
    case "keyword": keywords
    default: []
    }
  }
}

extension Creator {
  /// The name in the order in which people search for it: `Powell D. J. Jr`.
  fileprivate var searchText: String {
    switch self {
    case .literal(let name): name
    case .person(let name):
      [name.family, name.given, name.suffix].compactMap(\.self).joined(separator: " ")
    }
  }
}
