import GRDB
import Index
import QueryLanguage
import References

/// Fields to count matching works by. People are distinguished by their given names where these are
/// printed, else by the first initial; keywords are one in any case, journals in full or
/// abbreviated; of grades the highest of a work counts.
public enum Facet: String, CaseIterable, Sendable {
  case year, author, journal, source, type, grade, keyword, tag, collection, decision

  /// Rows of a value and a work; `hit` contains the works. Keywords are in one row, separated by
  /// tabs.
  fileprivate var rows: String {
    switch self {
    case .year:
      """
      SELECT year AS value, work.id AS id FROM hit JOIN work USING (id)
      UNION ALL SELECT year, work_id FROM hit JOIN other_year ON work_id = hit.id
      """
    case .author:
      """
      SELECT coalesce(family || char(31) || coalesce(given, ''), literal) AS value, hit.id AS id FROM \(Self.citations)
      JOIN creator ON creator.citation_id = citation.id AND role = 'authors'
      """
    case .journal: "SELECT container AS value, hit.id AS id FROM \(Self.citations)"
    case .type: "SELECT type AS value, hit.id AS id FROM \(Self.citations)"
    case .source:
      """
      SELECT path AS value, hit.id AS id FROM hit JOIN citation ON citation.work_id = hit.id
      JOIN source ON source.id = citation.source_id
      """
    case .grade:
      """
      SELECT max(grade) AS value, hit.id AS id FROM hit JOIN citation ON citation.work_id = hit.id
      GROUP BY hit.id
      """
    case .tag, .collection, .decision:
      """
      SELECT min(name) OVER (PARTITION BY form) AS value, hit.id AS id FROM \(Self.citations)
      JOIN filing ON filing.citation_id = citation.id AND \(Field.Filing(rawValue: rawValue)!.condition)
      """
    case .keyword: "SELECT keywords AS value, hit.id AS id FROM \(Self.citations)"
    }
  }

  private static let citations = "hit JOIN citation ON citation.work_id = hit.id"
}

/// A value of a facet and how many works have it.
public struct FacetCount: Equatable, Sendable {
  /// The value as it is printed.
  public let value: String
  /// How many of the matching works have the value.
  public let works: Int

  /// Creates a count of works.
  public init(value: String, works: Int) {
    self.value = value
    self.works = works
  }
}

/// The counts of one facet.
public struct FacetCounts: Equatable, Sendable {
  /// The facet that was asked for.
  public let facet: Facet
  /// Most common first.
  public let counts: [FacetCount]
}

extension RankedSearch {
  /// The values that most of the hits have.
  func counts(_ request: FacetRequest) throws -> FacetCounts {
    let counts =
      switch request.facet {
      case .author: try people()
      case .journal: try journals()
      case .keyword: try keywords()
      case .year, .source, .type, .grade, .tag, .collection, .decision: try values(of: request)
      }
    return FacetCounts(facet: request.facet, counts: Array(counts.prefix(request.limit)))
  }

  private func values(of request: FacetRequest) throws -> [FacetCount] {
    try Row.fetchAll(
      db,
      sql: """
        \(Self.withHits)
        SELECT CAST(value AS TEXT) AS value, count(DISTINCT id) AS works
        FROM (\(request.facet.rows))
        WHERE value IS NOT NULL GROUP BY value ORDER BY works DESC, value LIMIT ?
        """, arguments: [ids, request.limit]
    ).map { FacetCount(value: try $0.value("value"), works: try $0.value("works")) }
  }

  /// The works of each value as printed.
  private func works(of facet: Facet) throws -> [String: Set<Int>] {
    var works: [String: Set<Int>] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: "\(Self.withHits) SELECT value, id FROM (\(facet.rows)) WHERE value IS NOT NULL",
      arguments: [ids])
    while let row = try rows.next() {
      works[try row.value("value"), default: []].insert(try row.value("id"))
    }
    return works
  }

  /// Values with the same name, counted together.
  private static func counted(_ groups: [(name: String, works: Set<Int>)]) -> [FacetCount] {
    groups.map { FacetCount(value: $0.name, works: $0.works.count) }
      .sorted { ($1.works, $0.value) < ($0.works, $1.value) }
  }

  private func people() throws -> [FacetCount] {
    let printed = try works(of: .author)
    let families = Dictionary(grouping: printed) { folded($0.key.prefix { $0 != "\u{1F}" }) }
    return Self.counted(families.values.flatMap(FacetPeople.groups))
  }

  /// Spellings of one journal, under that of most works.
  private func journals() throws -> [FacetCount] {
    let printed = try works(of: .journal).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    var groups: [(name: ContainerName, printed: String, works: Set<Int>)] = []
    var byLetters: [String: Int] = [:]
    var byFirstLetters: [String: [Int]] = [:]
    for (name, works) in printed {
      let form = ContainerName(name)
      let same =
        byLetters[form.letters]
        ?? byFirstLetters[form.firstLetters]?.first { groups[$0].name.isSpelling(of: form) }
      if let same {
        groups[same].works.formUnion(works)
      } else {
        byLetters[form.letters] = groups.count
        byFirstLetters[form.firstLetters, default: []].append(groups.count)
        groups.append((form, name, works))
      }
    }
    return Self.counted(groups.map { ($0.printed, $0.works) })
  }

  /// Keywords that differ in case or accents alone are one, as most of the works print it.
  private func keywords() throws -> [FacetCount] {
    var spellings: [String: [String: Int]] = [:]
    let rows = try String.fetchCursor(
      db,
      sql: """
        \(Self.withHits) SELECT group_concat(value, char(31)) FROM (\(Facet.keyword.rows))
        WHERE value IS NOT NULL GROUP BY id
        """, arguments: [ids])
    while let row = try rows.next() {
      let keywords = FactColumns.items(row).map { (folded($0), $0) }
      for (key, keyword) in Dictionary(keywords, uniquingKeysWith: { first, _ in first }) {
        spellings[key, default: [:]][keyword, default: 0] += 1
      }
    }
    let counts = spellings.values.map { spellings in
      FacetCount(
        value: spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }!.key,
        works: spellings.values.reduce(0, +))
    }
    return counts.sorted { ($1.works, $0.value) < ($0.works, $1.value) }
  }
}

/// The people of one family name.
private enum FacetPeople {
  /// Full given names distinguish people; a bare initial belongs to the only person that it can
  /// mean, else to a separate one.
  static func groups(
    _ printed: [(key: String, value: Set<Int>)]
  ) -> [(name: String, works: Set<Int>)] {
    var groups: [String: (family: String, given: String, works: Set<Int>, most: Int)] = [:]
    for (name, works) in printed.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
      let given = parts.count > 1 ? firstName(parts[1]) : ""
      let form = folded(given)
      let known = groups[form]
      let isCommoner = works.count > known?.most ?? 0
      groups[form] = (
        isCommoner ? parts[0] : known!.family, isCommoner ? given : known!.given,
        works.union(known?.works ?? []), max(works.count, known?.most ?? 0)
      )
    }
    for initial in groups.keys where initial.count == 1 {
      let meant = groups.keys.filter { $0.count > 1 && $0.hasPrefix(initial) }
      if meant.count == 1, let works = groups.removeValue(forKey: initial)?.works {
        groups[meant[0]]!.works.formUnion(works)
      }
    }
    return groups.values.map { group in
      let given = group.given.count == 1 ? group.given + "." : group.given
      return (given.isEmpty ? group.family : "\(group.family), \(given)", group.works)
    }
  }

  /// The first given name in full, or the first initial.
  private static func firstName(_ given: String) -> String {
    let first = given.split { $0.isWhitespace || $0 == "." }.first.map(String.init) ?? ""
    let isInitials = first.count <= 3 && first.allSatisfy { $0.isUppercase || $0 == "-" }
    return isInitials ? String(first.prefix(1)) : first
  }
}
