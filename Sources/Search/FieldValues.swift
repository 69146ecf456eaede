import GRDB
import Index
import References

extension IndexDatabase {
  /// Values of a field with a prefix, for completion; most common first where that is known. Every
  /// look-up uses an index, a table of sources or memory.
  ///
  /// - Parameter name: the field's name or one of its aliases.
  public func values(
    of name: String, beginning prefix: String, limit: Int = 50
  ) throws(IndexError) -> [String] {
    guard let field = Field.named(name) else { return [] }
    let start = folded(prefix)
    return try read { db in
      let values =
        switch field.kind {
        case .number(.year): try years(db)
        case .source: try sources(db)
        case .key, .relation: try keys(beginning: prefix, limit, db)
        case .filing(let kind): try names(kind, db)
        case .type: ReferenceType.allCases.map(\.rawValue)
        case .presence:
          Knowledge.names
        case .property:
          Field.Property.allCases.map(\.rawValue) + ReferenceType.allCases.map(\.rawValue)
        case .text(.containers, _): try journals(beginning: start, limit, db)
        case .text(.names, _), .combination(["author", "editor"]):
          try names(beginning: prefix, in: field, limit, db)
        default: [String]()
        }
      return Array(values.lazy.filter { folded($0).hasPrefix(start) }.prefix(limit))
    }
  }

  /// Every value of a field with a closed vocabulary.
  func values(of name: String, _ db: Database) throws -> [String] {
    switch name {
    case "key": try String.fetchAll(db, sql: "SELECT key FROM work ORDER BY key")
    case "source": try sources(db)
    case "tag": try names(.tag, db)
    case "collection": try names(.collection, db)
    case "decision":
      ScreeningDecision.Verdict.allCases.map(\.rawValue)
        + (try names(.decision, db)).filter { $0.contains("/") }
    case "annotator":
      try String.fetchAll(
        db,
        sql: """
          SELECT annotator FROM annotation WHERE annotator IS NOT NULL
          UNION SELECT annotator FROM source WHERE annotator IS NOT NULL
          UNION SELECT stated_annotator FROM source WHERE stated_annotator IS NOT NULL
          """)
    case "grade":
      try String.fetchAll(
        db, sql: "SELECT DISTINCT CAST(grade AS TEXT) FROM citation WHERE grade IS NOT NULL")
    case "journal":
      try String.fetchAll(
        db, sql: "SELECT DISTINCT container FROM citation WHERE container IS NOT NULL")
    default: []
    }
  }

  /// In the most frequent spelling; most common first.
  private func names(_ kind: Field.Filing, _ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT min(name) FROM filing WHERE kind = ? GROUP BY form ORDER BY count(*) DESC, form
        """, arguments: [kind.rawValue])
  }

  /// Newest first; a look-up a year, not a row.
  private func years(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        WITH RECURSIVE known (year) AS (
          SELECT max(year) FROM work
          UNION ALL SELECT (SELECT max(year) FROM work WHERE year < known.year) FROM known
          WHERE known.year IS NOT NULL)
        SELECT CAST(year AS TEXT) FROM known WHERE year IS NOT NULL
        """)
  }

  /// The names of the files, without folder and extension, as `source:` takes them.
  private func sources(_ db: Database) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT path FROM source ORDER BY path").map { path in
      let name = path.split(separator: "/").last ?? ""
      return String(name.split(separator: ".").first ?? name)
    }
  }

  /// Names as printed, in any case and with any accents. Of names with another prefix only the
  /// first is looked up, however many there are.
  private func journals(
    beginning start: String, _ limit: Int, _ db: Database
  ) throws -> [String] {
    let next = try db.cachedStatement(
      sql: "SELECT min(container) FROM citation WHERE container > ?")
    var names: [String] = []
    var (last, previous) = ("", "")
    while names.count < limit, let name = try String.fetchOne(next, arguments: [last]) {
      // No text comes after itself; damage does, a blob comes after every text.
      guard name != previous else { throw IndexError.damaged }
      previous = name
      if folded(name).hasPrefix(start) { names.append(name) }
      last = differingStart(of: name, from: start).map { $0 + "\u{10FFFF}" } ?? name
    }
    return names
  }

  /// The prefix of a name up to the first differing letter; nil if there is none.
  private func differingStart(of name: String, from start: String) -> String? {
    var beginning = ""
    for scalar in name.unicodeScalars {
      beginning.unicodeScalars.append(scalar)
      let form = folded(beginning)
      if form.hasPrefix(start) { return nil }
      if !start.hasPrefix(form) { return beginning }
    }
    return nil
  }

  private func keys(beginning prefix: String, _ limit: Int, _ db: Database) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT key FROM work WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
      arguments: [prefix.lowercased(), prefix.lowercased() + "\u{10FFFF}", limit])
  }

  /// Words of names, from the vocabulary: folded, and among those of all names and journals, so
  /// each is looked up in the field.
  private func names(
    beginning prefix: String, in field: Field, _ limit: Int, _ db: Database
  ) throws -> [String] {
    let start = "@" + folded(prefix)
    guard start.count > 2 else { return [] }
    let terms = try String.fetchAll(
      db,
      sql: """
        SELECT term FROM work_vocabulary WHERE term >= ? AND term < ? AND length(term) > 3
        ORDER BY doc DESC LIMIT ?
        """, arguments: [start, start + "\u{10FFFF}", 2 * limit])
    return try terms.filter { term in
      try Bool.fetchOne(
        db, sql: "SELECT 1 FROM work_index WHERE work_index MATCH ? LIMIT 1",
        arguments: [FTS5Phrase.any([FTS5Phrase(terms: [term])], in: field.texts)]) ?? false
    }.map { String($0.dropFirst()) }
  }
}
