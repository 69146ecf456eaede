import GRDB
import References

/// What else words of a query stand for: abbreviations that the library itself explains, and the
/// user's synonyms.
///
/// Keys and values are terms as the index has them, a compound joined: `axicel`, and
/// `axicabtagene ciloleucel`.
struct Expansions {
  private var terms: [[String]: [[String]]] = [:]

  /// Nothing stands for anything else.
  static let none = Expansions()

  private static let mostForms = 4

  private init() {}

  /// Looks up the words and phrases of a criterion.
  ///
  /// - Parameter synonyms: groups of texts that mean the same.
  init(
    _ criterion: Criterion, _ db: Database, _ analyzer: Analyzer, synonyms: [[String]]
  ) throws {
    let groups = synonyms.map { $0.map { Self.key($0, analyzer) } }
    for text in criterion.expandable {
      let key = Self.key(text, analyzer)
      guard !key.isEmpty, terms[key] == nil else { continue }
      let stored = key.joined(separator: " ")
      let learned = try String.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT long_terms AS terms, count(*) AS works FROM abbreviation WHERE short_terms = ?1
            GROUP BY terms
            UNION ALL
            SELECT short_terms, count(*) FROM abbreviation WHERE long_terms = ?1 GROUP BY 1
            ORDER BY works DESC LIMIT \(Self.mostForms)
            """), arguments: [stored])
      let own = groups.filter { $0.contains(key) }.joined().filter { $0 != key }
      let all = own + learned.map { $0.split(separator: " ").map(String.init) }
      if !all.isEmpty { terms[key] = all }
    }
  }

  /// The terms of a text, compounds joined.
  static func key(_ text: String, _ analyzer: Analyzer) -> [String] {
    analyzer.words(in: text, as: .prose).map(\.joined)
  }

  /// Everything that some terms also stand for.
  func forms(of key: [String]) -> [[String]] {
    terms[key] ?? []
  }
}

extension TextCriterion {
  /// Abbreviations and synonyms stand in prose.
  fileprivate var isExpandable: Bool {
    (form == .word || form == .phrase) && fields.contains { $0.textKind == .prose }
  }
}

extension Criterion {
  /// The texts that may stand for something else: words, phrases, and neighbours that are required
  /// together.
  fileprivate var expandable: [String] {
    switch self {
    case .text(let text): text.isExpandable ? [text.text] : []
    case .and(let parts): parts.flatMap(\.expandable) + wordRuns(parts).map(\.text)
    case .or(let parts): parts.flatMap(\.expandable)
    case .not(let part): part.expandable
    case .years, .source, .all: []
    }
  }

  /// Runs of two to six words that stand side by side and are looked for in the same fields.
  fileprivate func wordRuns(_ parts: [Criterion]) -> [(range: Range<Int>, text: String)] {
    var runs: [(Range<Int>, String)] = []
    for start in parts.indices {
      guard case .text(let first) = parts[start], first.form == .word, first.isExpandable
      else { continue }
      var text = first.text
      for end in parts.indices[start...].dropFirst().prefix(5) {
        guard case .text(let next) = parts[end], next.form == .word, next.fields == first.fields
        else { break }
        text += " " + next.text
        runs.append((start..<end + 1, text))
      }
    }
    return runs
  }

  /// The criterion with runs of words that spell out an abbreviation as alternatives to it.
  func spelledOut(_ expansions: Expansions, _ analyzer: Analyzer) -> Criterion {
    switch self {
    case .and(let parts):
      for run in wordRuns(parts).sorted(by: { $0.range.count > $1.range.count }) {
        let forms = expansions.forms(of: Expansions.key(run.text, analyzer))
        guard !forms.isEmpty, case .text(let first) = parts[run.range.lowerBound] else { continue }
        let short = forms.map {
          Criterion.text(
            TextCriterion(form: .phrase, text: $0.joined(separator: " "), fields: first.fields))
        }
        let words = Criterion.and(Array(parts[run.range]))
        let rest = Array(parts[..<run.range.lowerBound]) + Array(parts[run.range.upperBound...])
        let either = Criterion.or([words] + short)
        return rest.isEmpty
          ? either
          : Criterion.and([either] + [Criterion.and(rest).spelledOut(expansions, analyzer)])
      }
      return .and(parts.map { $0.spelledOut(expansions, analyzer) })
    case .or(let parts): return .or(parts.map { $0.spelledOut(expansions, analyzer) })
    case .not(let part): return .not(part.spelledOut(expansions, analyzer))
    case .text, .years, .source, .all: return self
    }
  }

  /// Whether some text is looked for in journals alone.
  var asksForJournals: Bool {
    switch self {
    case .text(let text): text.fields.allSatisfy { $0.textKind == .containers }
    case .and(let parts), .or(let parts): parts.contains(where: \.asksForJournals)
    case .not(let part): part.asksForJournals
    case .years, .source, .all: false
    }
  }
}
