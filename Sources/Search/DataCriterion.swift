import Index
import References

/// What is asked of a work's data, not of its words.
enum DataCriterion: Equatable {
  /// Both ends included.
  case number(Field.Number, ClosedRange<Int>)
  /// A source cites the work whose path holds this text.
  case source(String)
  /// An annotation of the work is of somebody whose name holds this text.
  case annotator(String)
  /// The work is filed under a name one part of which is this: `rct` of `method/rct`.
  case filed(Field.Filing, String, isPrefix: Bool)
  /// An annotation of the work has a detail that holds this text, or is it.
  case detail(String, String, isWhole: Bool)
  case has(Knowledge)
  /// Words of a fact, in order.
  case holds(Fact, String, isPrefix: Bool)
  /// A number of a scheme, or its prefix.
  case identifier(Identifier.Scheme, String, isPrefix: Bool)
  case key(String)
  /// A key in which `*` stands for any letters, `?` for one.
  case keyLike(String)
  /// The work was added to the library in this period.
  case added(AdditionPeriod)
  /// Where a work is in the web, without scheme: `aclanthology.org/p18-1001`.
  case address(String)
  case type(ReferenceType)
  case status(PublicationStatus)
  /// A regular expression stands somewhere in the text of one of the fields.
  case matches(String, fields: [Field])

  /// The condition on `work`.
  var sql: SQLCondition {
    switch self {
    case .number(.year, let range):
      SQLCondition(
        """
        (work.year BETWEEN ? AND ? \
        OR work.id IN (SELECT work_id FROM other_year WHERE year BETWEEN ? AND ?))
        """,
        [range.lowerBound, range.upperBound, range.lowerBound, range.upperBound]
          .map(SQLCondition.Argument.integer))
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
    // Not anybody whose name holds these letters.
    case .annotator("me"):
      SQLCondition(
        """
        EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source_id \
        JOIN annotation ON annotation.citation_id = citation.id \
        WHERE citation.work_id = work.id AND substr(source.path, 1, ?) = ?)
        """, [.integer(OwnNotes.folder.count), .text(OwnNotes.folder)])
    case .annotator(let name):
      SQLCondition(
        """
        EXISTS (SELECT 1 FROM citation JOIN source ON source.id = citation.source_id \
        JOIN annotation ON annotation.citation_id = citation.id \
        WHERE citation.work_id = work.id \
        AND instr(lower(coalesce(annotation.annotator, source.stated_annotator, source.annotator)), lower(?)))
        """, [.text(name)])
    case .filed(let kind, let name, let isPrefix):
      SQLCondition(
        """
        work.id IN (SELECT work_id FROM citation JOIN filing ON citation.id = citation_id \
        WHERE \(kind.condition) AND instr('/' || form || '/', ?))
        """, [.text("/" + name + (isPrefix ? "" : "/"))])
    case .detail(let name, let text, let isWhole):
      SQLCondition(
        """
        work.id IN (SELECT work_id FROM citation JOIN annotation ON citation.id = citation_id \
        WHERE \(isWhole ? "annotation.\(name) = ? COLLATE NOCASE" : "instr(lower(annotation.\(name)), lower(?))"))
        """, [.text(text)])
    case .has(let knowledge): Self.inCitation(SQLCondition(knowledge.sql))
    case .holds(let fact, let words, let isPrefix):
      Self.inCitation(Self.condition(on: fact, holding: words, isPrefix))
    case .identifier(let scheme, let value, let isPrefix):
      SQLCondition(
        """
        work.id IN (SELECT work_id FROM citation JOIN identifier ON citation.id = citation_id \
        WHERE scheme = ? AND value >= ? AND value \(isPrefix ? "<" : "<=") ?)
        """,
        [
          .text(scheme.rawValue), .text(value), .text(isPrefix ? value + "\u{10FFFF}" : value),
        ])
    case .key(let key):
      SQLCondition(
        """
        (work.key = ? COLLATE NOCASE \
        OR work.id IN (SELECT work_id FROM citation WHERE source_key = ?))
        """, [.text(key), .text(key)])
    case .keyLike(let pattern):
      SQLCondition(
        """
        (lower(work.key) GLOB ? \
        OR work.id IN (SELECT work_id FROM citation WHERE lower(source_key) GLOB ?))
        """, Array(repeating: .text(pattern.lowercased().replacing("[", with: "[[]")), count: 2))
    case .added(let period):
      SQLCondition(
        "(work.added >= ? AND work.added < ?)", [.integer(period.from), .integer(period.end)])
    case .address(let address):
      Self.inCitation(
        SQLCondition(
          "lower(rtrim(citation.url, '/')) IN (?, ?, ?, ?)",
          ["https://", "http://", "https://www.", "http://www."].map { .text($0 + address) }))
    case .type(let type):
      Self.inCitation(SQLCondition("type = ?", [.text(type.rawValue)]))
    case .status(let status):
      Self.inCitation(SQLCondition("status = ?", [.text(status.rawValue)]))
    case .matches(let pattern, let fields):
      SQLCondition(
        """
        EXISTS (SELECT 1 FROM work_text WHERE work_text.id = work.id AND \
        (\(fields.map { "ibid_matches(?, \($0.name))" }.joined(separator: " OR "))))
        """, fields.map { _ in .text(pattern) })
    }
  }

  /// A fact, or what stands in its place, has the words under one of their names.
  private static func condition(
    on fact: Fact, holding words: String, _ isPrefix: Bool
  ) -> SQLCondition {
    let names = fact.comparison == .language ? LanguageCode.names(of: words) : [words]
    var conditions: [String] = []
    var arguments: [SQLCondition.Argument] = []
    for fact in [fact] + fact.substitutes {
      for name in names {
        conditions.append(FactColumns.condition(on: fact) { "ibid_holds(\($0), ?, ?)" })
        arguments += [.text(name), .integer(isPrefix ? 1 : 0)]
      }
    }
    if fact.name == "collaboration" {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM creator WHERE creator.citation_id = citation.id \
        AND role = 'authors' AND literal IS NOT NULL AND ibid_holds(literal, ?, ?))
        """)
      arguments += [.text(words), .integer(isPrefix ? 1 : 0)]
    }
    return SQLCondition(conditions.joined(separator: " OR "), arguments)
  }

  private static func count(_ number: Field.Number) -> String {
    switch number {
    case .year: "work.year"
    case .grade: "(SELECT max(grade) FROM citation WHERE work_id = work.id)"
    case .confidence:
      "(SELECT CAST(round(min(confidence) * 100) AS INTEGER) FROM citation WHERE work_id = work.id)"
    case .lists:
      """
      (SELECT count(DISTINCT source_id) FROM citation WHERE work_id = work.id AND subject IS NULL)
      """
    case .highlighted:
      """
      (SELECT count(DISTINCT source_id) FROM citation \
      JOIN annotation ON annotation.citation_id = citation.id WHERE work_id = work.id)
      """
    }
  }

  /// Some citation of the work fulfils a condition.
  private static func inCitation(_ condition: SQLCondition) -> SQLCondition {
    SQLCondition(
      "EXISTS (SELECT 1 FROM citation WHERE citation.work_id = work.id AND (\(condition.sql)))",
      condition.arguments)
  }
}

/// What can be asked for with `has:` and `no:`.
enum Knowledge: Equatable {
  case fact(Fact)
  case annotation
  case note
  case filed(Field.Filing)
  /// Something was wrong with an entry of the work when it was read.
  case warning

  /// What a user calls so: a fact by its own name or as its field is called, `annotation`, `note`,
  /// `warning`.
  init?(_ name: String) {
    var name = name.lowercased()
    // Who asks for annotations may say so.
    if Self.isUnknown(name), name.hasSuffix("s") {
      let singular = String(name.dropLast(name.hasSuffix("ies") ? 3 : 1))
      name = name.hasSuffix("ies") ? singular + "y" : singular
    }
    if name == "warning" {
      self = .warning
      return
    }
    switch Field.named(name)?.origin {
    case .fact(let fact, _)?: self = .fact(Fact.named(fact)!)
    case .annotations?: self = .annotation
    case .notes?: self = .note
    case .numbers?: return nil
    case nil:
      if case .filing(let kind)? = Field.named(name)?.kind {
        self = .filed(kind)
        return
      }
      guard let fact = Fact.named(name) else { return nil }
      self = .fact(fact)
    }
  }

  private static func isUnknown(_ name: String) -> Bool {
    Field.named(name) == nil && Fact.named(name) == nil
  }

  /// The names that completion and messages offer: as fields are called, the others as in JSON.
  static let names =
    ["annotation", "note", "tag", "collection", "decision", "warning"]
    + Fact.all.filter(\.isOptional).map { $0.field?.name ?? $0.name }

  /// The condition on `citation`.
  fileprivate var sql: String {
    switch self {
    case .fact(let fact):
      ([fact] + fact.substitutes).map { FactColumns.condition(on: $0) { "\($0) IS NOT NULL" } }
        .joined(separator: " OR ")
    case .annotation: "EXISTS (SELECT 1 FROM annotation WHERE citation_id = citation.id)"
    case .note: "citation.notes IS NOT NULL"
    case .filed(let kind):
      """
      EXISTS (SELECT 1 FROM filing WHERE citation_id = citation.id AND kind = '\(kind.rawValue)')
      """
    case .warning: "citation.warnings IS NOT NULL"
    }
  }
}

extension Fact {
  /// Facts that stand in the place of this one: an article's number in that of pages.
  fileprivate var substitutes: [Fact] {
    Fact.all.filter { if case .unless(name) = $0.rule { true } else { false } }
  }
}
