import GRDB
import Index
import References
import TextAnalysis

/// Expansions of query words: abbreviations that the library defines, and the user's synonyms,
/// which overrule them.
struct Expansions {
  /// Expansions by the terms of the expanded text, compounds joined: `axicel`, or `axicabtagene`,
  /// `ciloleucel`.
  private var texts: [[String]: [String]] = [:]

  /// No expansions.
  static let none = Expansions()

  private static let mostForms = 4

  private init() {}

  /// Looks up the words and phrases of a criterion.
  ///
  /// - Parameter synonyms: groups of texts that mean the same; a group of one text means nothing
  ///   else.
  init(
    _ criterion: Criterion, _ db: Database, _ analyzer: Analyzer, _ lookups: WordLookups,
    synonyms: [[String]]
  ) throws {
    let groups = synonyms.map { $0.map { (key: analyzer.joinedForms(in: $0), text: $0) } }
    for text in criterion.expandable {
      let key = analyzer.joinedForms(in: text)
      guard !key.isEmpty, texts[key] == nil else { continue }
      let own = groups.filter { $0.contains { $0.key == key } }
      let forms =
        own.isEmpty
        ? try lookups.expansions.value(of: key) { try Self.learned(key, db) }
        : own.joined().filter { $0.key != key }.map(\.text)
      if !forms.isEmpty { texts[key] = forms }
    }
  }

  /// Abbreviations of the library's texts, most common first.
  private static func learned(_ key: [String], _ db: Database) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT min(long) AS text, count(*) AS works FROM abbreviation WHERE short_terms = ?1
          GROUP BY long_terms
          UNION ALL
          SELECT min(short), count(*) FROM abbreviation WHERE long_terms = ?1 GROUP BY short_terms
          ORDER BY works DESC, text LIMIT \(mostForms)
          """), arguments: [key.joined(separator: " ")])
  }

  /// All expansions of some terms.
  func forms(of key: [String]) -> [String] {
    texts[key] ?? []
  }
}

extension TextCriterion {
  /// Abbreviations and synonyms occur in prose.
  var isExpandable: Bool {
    (wording == .word || wording == .phrase) && anchor == nil
      && fields.contains { $0.textKind == .prose }
  }
}

extension Criterion {
  /// The texts that may have expansions: words, phrases, and required neighbours.
  fileprivate var expandable: [String] {
    fold { criterion, texts in
      switch criterion {
      case .text(let text): text.isExpandable ? [text.text] : []
      case .and(let parts): texts.flatMap(\.self) + Self.wordRuns(parts).map(\.text)
      default: texts.flatMap(\.self)
      }
    }
  }

  /// Runs of two to six adjacent words that are searched in the same fields.
  private static func wordRuns(_ parts: [Criterion]) -> [(range: Range<Int>, text: String)] {
    var runs: [(Range<Int>, String)] = []
    for start in parts.indices {
      guard case .text(let first) = parts[start], first.wording == .word, first.isExpandable
      else { continue }
      var text = first.text
      for end in parts.indices[start...].dropFirst().prefix(5) {
        guard case .text(let next) = parts[end], next.wording == .word, next.fields == first.fields
        else { break }
        text += " " + next.text
        runs.append((start..<end + 1, text))
      }
    }
    return runs
  }

  /// The criterion with abbreviations next to the runs of words that spell them out.
  func spelledOut(_ expansions: Expansions, _ analyzer: Analyzer) -> Criterion {
    guard case .and(let parts) = self,
      let (range, texts) = Self.longestSpelledOut(parts, expansions, analyzer)
    else { return mapParts { $0.spelledOut(expansions, analyzer) } }
    let either = Criterion.spelledOut(.and(Array(parts[range])), as: texts)
    let before = Criterion.and(Array(parts[..<range.lowerBound]))
    let after = Criterion.and(Array(parts[range.upperBound...]))
    return .and(
      before.spelledOut(expansions, analyzer).conjuncts + [either]
        + after.spelledOut(expansions, analyzer).conjuncts)
  }

  /// The longest run of adjacent words with an expansion, and the expansion.
  private static func longestSpelledOut(
    _ parts: [Criterion], _ expansions: Expansions, _ analyzer: Analyzer
  ) -> (Range<Int>, [TextCriterion])? {
    for run in wordRuns(parts).sorted(by: { $0.range.count > $1.range.count }) {
      let forms = expansions.forms(of: analyzer.joinedForms(in: run.text))
      guard !forms.isEmpty, case .text(let first) = parts[run.range.lowerBound] else { continue }
      return (
        run.range,
        forms.map { form in
          let isWord = analyzer.words(in: form, as: .prose).count == 1
          return TextCriterion(
            wording: isWord ? .word : .phrase, text: form, fields: first.fields,
            boost: first.boost)
        }
      )
    }
    return nil
  }
}
