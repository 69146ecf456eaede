import Diagnostics
import GRDB
import References
import TextAnalysis

/// The words of an index.
package struct Vocabulary {
  /// Shorter words have too many neighbours to guess which was meant.
  package static let shortestCorrected = 5

  let db: Database
  package let analyzer: Analyzer
  private let lookups: WordLookups

  init(_ db: Database, _ analyzer: Analyzer, _ lookups: WordLookups) {
    (self.db, self.analyzer, self.lookups) = (db, analyzer, lookups)
  }

  /// The number of works that must contain a word before it can be a correction: a rare word is
  /// seldom meant, and would score high.
  package var fewestWorks: Int {
    get throws { try min(max(lookups.workCount(db) / 1000, 1), 3) }
  }

  /// The number of works that contain a word, in any inflection.
  package func works(with form: String) throws -> Int {
    let works = try TermStatistics.documentFrequency(of: analyzer.stem(of: form) ?? form, in: db)
    if works > 0 { return works }
    return try stems(of: form).map { try TermStatistics.documentFrequency(of: $0, in: db) }.max()
      ?? 0
  }

  /// The stems of a word, in languages other than English, that occur in some work.
  package func stems(of word: String) throws -> [String] {
    let languages = try StemmingLanguages.stemmed(in: db)
    return try analyzer.stems(of: word, in: languages)
      .filter { try TermStatistics.documentFrequency(of: $0, in: db) > 0 }
  }

  /// The known words nearest to one that may be misspelled, nearest and commonest first.
  ///
  /// - Parameters:
  ///   - form: folded.
  ///   - distance: the most edits.
  ///   - fields: the fields of which one must contain the word; if prose is among them, prose.
  ///   - works: the smallest number of works that must contain a word.
  ///   - limit: the most words.
  package func nearest(
    to form: String, within distance: Int, in fields: [Field], works: Int = 1, limit: Int
  ) throws -> [String] {
    let neighbourhood = WordLookups.Neighbourhood(
      form: form, distance: distance, fields: FieldSet(fields), works: works, limit: limit)
    return try lookups.near.value(of: neighbourhood) {
      let sameStart = try beginning(with: form.prefix(1)).filter { word in
        // Bytes are no fewer than letters.
        abs(word.form.utf8.count - form.utf8.count) <= 4 * distance
          && editDistance(word.form, form) <= distance
      }
      let words = try sameStart.isEmpty ? otherBeginnings(of: form) : sameStart
      let sorted = words.filter { $0.form != form && $0.works >= works }
        .map { (form: $0.form, works: $0.works, distance: editDistance($0.form, form)) }
        .sorted { ($0.distance, -$0.works, $0.form) < ($1.distance, -$1.works, $1.form) }
      return try Array(sorted.map(\.form).filter { try stands($0, in: fields) }.prefix(limit))
    }
  }

  /// Two known words that occur next to each other and, joined, are this one.
  package func split(_ form: String) throws -> [String]? {
    var best: (words: [String], works: Int)?
    for index in form.indices.dropFirst(3).dropLast(2) {
      let words = [String(form[..<index]), String(form[index...])]
      if words.contains(where: StopWords.english.contains) { continue }
      guard try words.allSatisfy({ try self.works(with: $0) > 0 }) else { continue }
      let phrase = FTS5Phrase(terms: words).text
      let works = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT count(*) FROM work_index WHERE work_index MATCH ?"),
        arguments: [phrase])
      if let works, works > best?.works ?? 0 { best = (words, works) }
    }
    return best?.words
  }

  /// Every form with this prefix, with the works that contain it.
  package func beginning(with prefix: some StringProtocol) throws -> [(form: String, works: Int)] {
    // Above every character that a form can contain.
    let end = prefix + "\u{10FFFF}"
    let statement = try BoundStatement(
      db, cached: "SELECT term, doc FROM work_vocabulary WHERE term >= ? AND term < ?")
    statement.bind(String(prefix))
    statement.bind(String(end))
    var found: [(form: String, works: Int)] = []
    try statement.forEachRow { found.append((try $0.value(at: 0), try $0.value(at: 1))) }
    return found
  }

  /// The known words that differ at their start: another first letter, one more, one less, or the
  /// first two transposed.
  private func otherBeginnings(of form: String) throws -> [(form: String, works: Int)] {
    let letters = (97...122).map { String(UnicodeScalar($0)) }
    let rest = String(form.dropFirst())
    var candidates = letters.flatMap { [$0 + rest, $0 + form] } + [rest]
    if let second = rest.first {
      candidates.append("\(second)\(form.prefix(1))\(rest.dropFirst())")
    }
    return try candidates.compactMap { candidate in
      let works = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT doc FROM work_vocabulary WHERE term = ?"),
        arguments: [candidate])
      return works.map { (candidate, $0) }
    }
  }

  /// Whether a form occurs in prose, or, if no prose is searched, in names or journals.
  private func stands(_ form: String, in fields: [Field]) throws -> Bool {
    let isProse = fields.contains { $0.textKind == .prose }
    let term = isProse ? "~" + (analyzer.stem(of: form) ?? form) : "@" + form
    return try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM work_vocabulary WHERE term = ?"), arguments: [term])
      ?? false
  }
}
