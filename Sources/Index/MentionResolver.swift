import Foundation
import GRDB
import References
import TextAnalysis

/// Resolves the mentions in annotations to works.
///
/// A number is a position in the source's own list, a key that of a work or of its source. Names
/// and a year are resolved in the same source first, then in the library; if several works match,
/// the most likely is chosen and the others are kept as candidates.
struct MentionResolver {
  let db: Database
  let analyzer: Analyzer
  /// The words of the last annotation: one may contain thousands of mentions.
  private var words: (annotation: Int64, words: Set<String>)?

  init(db: Database, analyzer: Analyzer) { (self.db, self.analyzer) = (db, analyzer) }

  /// Resolves the mentions whose meaning may have changed (`DueMentions`).
  mutating func resolveDue() throws {
    let update = try db.makeStatement(
      sql: "UPDATE mention SET target_id = ?, candidates = ?, is_due = 0 WHERE id = ?")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT mention.*, citation.source_id, citation.position, citation.work_id
        FROM mention JOIN citation ON citation.id = mention.citation_id
        WHERE mention.is_due = 1 ORDER BY mention.annotation_id
        """)
    for row in rows {
      let works = try self.works(for: try Place(row))
      let candidates = works.dropFirst().prefix(5).map(String.init).joined(separator: " ")
      try update.execute(arguments: [works.first, candidates, try row.value("id", as: Int64.self)])
    }
  }

  /// A mention and what surrounds it.
  fileprivate struct Place {
    let families: [String]
    let hasOthers: Bool
    let year: Int?
    let number: Int?
    let key: String?
    let source: Int64
    let position: Int
    let work: Int64
    /// Nil for a single mention.
    let annotation: Int64?
  }

  /// The works that `Smith et al. (2018)` may mean in a source, likeliest first.
  mutating func works(named name: String, in source: Int64) throws -> [Int64] {
    guard
      case .named(let families, let hasOthers, let year)? =
        MentionFinder.mentions(in: name).first?.target
    else { return [] }
    return try works(
      for: Place(
        families: families, hasOthers: hasOthers, year: year, number: nil, key: nil, source: source,
        position: 0, work: 0, annotation: nil))
  }

  /// The works that a mention may mean, likeliest first.
  private mutating func works(for place: Place) throws -> [Int64] {
    if let number = place.number {
      return try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT work_id FROM citation WHERE source_id = ? AND position = ? AND work_id <> ?"),
        arguments: [place.source, number, place.work])
    }
    if let key = place.key {
      return try WorkStore(db).ids(of: CitationKey(key)).filter { $0 != place.work }
    }
    guard let first = place.families.first, let year = place.year else { return [] }
    let works = try self.works(ofFirstAuthor: first, from: year, to: year)
    // Published online one year, in print the next.
    let near =
      try works.isEmpty ? self.works(ofFirstAuthor: first, from: year - 1, to: year + 1) : works
    var fitting: [(work: Int64, likelihood: Double)] = []
    for work in near where work != place.work {
      if let likelihood = try likelihood(of: work, place) { fitting.append((work, likelihood)) }
    }
    let sorted = fitting.sorted { ($1.likelihood, $0.work) < ($0.likelihood, $1.work) }
    // Works cited by the same list take precedence.
    let isCitedThere = (sorted.first?.likelihood ?? 0) >= Self.sameSource
    return sorted.filter { !isCitedThere || $0.likelihood >= Self.sameSource }.map(\.work)
  }

  private func works(ofFirstAuthor family: String, from: Int, to: Int) throws -> [Int64] {
    let forms = analyzer.words(in: family, as: .names).flatMap { $0.parts.map { "@" + $0.form } }
    guard !forms.isEmpty else { return [] }
    let names = [Analyzer.boundary, Analyzer.lastBoundary].map {
      FTS5Phrase(terms: [String(UnicodeScalar($0))] + forms, isFirst: true)
    }
    let match = FTS5Phrase.any(names, in: [Field.named("author")!])
    return try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT work.id FROM work_index JOIN work ON work.id = work_index.rowid
          WHERE work_index MATCH ? AND work.year BETWEEN ? AND ? LIMIT 50
          """), arguments: [match, from, to])
  }

  private static let sameSource = 100.0

  /// The likelihood that a work is meant; nil if its authors rule it out.
  private mutating func likelihood(of work: Int64, _ place: Place) throws -> Double? {
    guard let reference = try WorkStore(db).work(work)?.reference else { return nil }
    let authors = reference.authors.map { folded($0.familyName) }
    if place.families.count == 2 {
      guard authors.count > 1, authors[1].hasSuffix(folded(place.families[1])) else { return nil }
    }
    var likelihood = 0.0
    let positions = try Int.fetchAll(
      db.cachedStatement(sql: "SELECT position FROM citation WHERE work_id = ? AND source_id = ?"),
      arguments: [work, place.source])
    if let nearest = positions.map({ abs($0 - place.position) }).min() {
      likelihood += Self.sameSource + 10 / (1 + Double(nearest) / 10)
    }
    let isLong = authors.count > 2 || reference.hasMoreAuthors
    if place.hasOthers == isLong || (place.hasOthers && authors.count == 2) { likelihood += 5 }
    let shared = try words(of: place.annotation).intersection(tellingWords(reference.title ?? ""))
    return likelihood + Double(shared.count)
  }

  private mutating func words(of annotation: Int64?) throws -> Set<String> {
    guard let annotation else { return [] }
    if let words, words.annotation == annotation { return words.words }
    let text = try String.fetchOne(
      db.cachedStatement(sql: "SELECT annotation FROM annotation WHERE id = ?"),
      arguments: [annotation])
    let found = tellingWords(text ?? "")
    words = (annotation, found)
    return found
  }

  private func tellingWords(_ text: String) -> Set<String> {
    Set(
      analyzer.words(in: text, as: .prose).map { analyzer.stem(of: $0.joined) ?? $0.joined }
        .filter { $0.count > 3 && !StopWords.english.contains($0) })
  }
}

extension MentionResolver.Place {
  fileprivate init(_ row: Row) throws(IndexError) {
    self.init(
      families: try row.value("families", as: String?.self)?.split(separator: "\t")
        .map(String.init) ?? [],
      hasOthers: try row.value("has_others"), year: try row.value("year"),
      number: try row.value("number"), key: try row.value("key"),
      source: try row.value("source_id"), position: try row.value("position"),
      work: try row.value("work_id"), annotation: try row.value("annotation_id"))
  }
}
