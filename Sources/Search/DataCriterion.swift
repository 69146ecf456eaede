import References

/// What is asked of a work's data, not of its words.
enum DataCriterion: Equatable {
  /// Both ends included.
  case number(Field.Number, ClosedRange<Int>)
  /// A source cites the work whose path holds this text.
  case source(String)
  /// An annotation of the work is of somebody whose name holds this text.
  case annotator(String)
  /// The text of a field, or a fact, is known.
  case hasText(of: Field)
  case has(Field.Presence)
  /// An identifier, or its beginning.
  case identifier(Field, String, isPrefix: Bool)
  case key(String)
  case type(ReferenceType)
  /// The work came into the library then or later; seconds since 1970.
  case addedSince(Int)
  /// A regular expression stands somewhere in the text of one of the fields.
  case matches(String, fields: [Field])

  /// The condition on `work`.
  var sql: SQLCondition {
    switch self {
    case .number(let number, let range):
      SQLCondition(
        "\(Self.count(number)) BETWEEN ? AND ?",
        [.integer(range.lowerBound), .integer(range.upperBound)])
    case .source(let text):
      SQLCondition(
        """
        EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source_id \
        WHERE citation.work_id = work.id AND instr(lower(source.path), lower(?)))
        """, [.text(text)])
    case .annotator(let name):
      SQLCondition(
        """
        EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source_id \
        WHERE citation.work_id = work.id AND citation.annotation IS NOT NULL \
        AND instr(lower(source.annotator), lower(?)))
        """, [.text(name)])
    case .hasText(let field):
      SQLCondition(
        "EXISTS (SELECT 1 FROM work_text WHERE work_text.id = work.id AND \(field.name) <> '')")
    case .has(let presence): Self.exists(Self.condition(presence))
    case .identifier(let field, let value, let isPrefix):
      SQLCondition(
        """
        work.id IN (SELECT work_id FROM citation \
        WHERE \(field.name) >= ? AND \(field.name) \(isPrefix ? "<" : "<=") ?)
        """, [.text(value), .text(isPrefix ? value + "\u{10FFFF}" : value)])
    case .key(let key):
      SQLCondition(
        """
        (work.key = ? COLLATE NOCASE \
        OR work.id IN (SELECT work_id FROM citation WHERE source_key = ?))
        """, [.text(key), .text(key)])
    case .type(let type):
      SQLCondition(
        "EXISTS (SELECT 1 FROM citation WHERE citation.id = work.citation_id AND type = ?)",
        [.text(type.rawValue)])
    case .addedSince(let seconds): SQLCondition("work.added >= ?", [.integer(seconds)])
    case .matches(let pattern, let fields):
      SQLCondition(
        """
        EXISTS (SELECT 1 FROM work_text WHERE work_text.id = work.id AND \
        (\(fields.map { "ibid_matches(?, \($0.name))" }.joined(separator: " OR "))))
        """, fields.map { _ in .text(pattern) })
    }
  }

  private static func count(_ number: Field.Number) -> String {
    switch number {
    case .year: "work.year"
    case .grade: "(SELECT max(grade) FROM citation WHERE work_id = work.id)"
    case .lists: "(SELECT count(DISTINCT source_id) FROM citation WHERE work_id = work.id)"
    case .highlighted:
      """
      (SELECT count(DISTINCT source_id) FROM citation \
      WHERE work_id = work.id AND annotation IS NOT NULL)
      """
    }
  }

  private static func condition(_ presence: Field.Presence) -> String {
    switch presence {
    case .pages: "(citation.pages IS NOT NULL OR citation.article_number IS NOT NULL)"
    default: "citation.\(presence.rawValue) IS NOT NULL"
    }
  }

  private static func exists(_ condition: String) -> SQLCondition {
    SQLCondition(
      "EXISTS (SELECT 1 FROM citation WHERE citation.work_id = work.id AND \(condition))")
  }
}
