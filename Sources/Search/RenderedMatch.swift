import Index
import References

/// An expression in FTS5's language, in which every term is quoted, and what each of its phrases
/// means: FTS5 numbers them as they appear.
struct RenderedMatch: Equatable {
  struct Phrase: Equatable {
    var phrase: FTS5Phrase
    /// Where it is looked for.
    var fields: [Field]
    /// Whether it only finds works: what ranks them holds it again.
    var isRepeated = false
  }

  struct Term: Equatable {
    var term: MatchTerm
    /// Numbers of phrases; those of one spelling add up.
    var spellings: [[Int]]
    /// The part of the expression that finds this term alone.
    var match: String
  }

  /// A term equivalent to several others. The better score of both counts.
  struct Substitute: Equatable {
    var term: Term
    /// In `terms`.
    var words: Range<Int>
  }

  let expression: MatchExpression
  private(set) var text = ""
  private(set) var phrases: [Phrase] = []
  /// What ranks, in the order of the query; nothing under NOT does.
  private(set) var terms: [Term] = []
  private(set) var substitutes: [Substitute] = []

  init(_ expression: MatchExpression) {
    self.expression = expression
    text = render(expression)
  }

  private mutating func render(_ expression: MatchExpression) -> String {
    switch expression {
    case .term(let term):
      terms.append(render(term))
      return terms[terms.count - 1].match
    case .all(let required, let excluded):
      let text = Self.join(required.map { render($0) }, by: "AND")
      return excluded.reduce(text) { "(\($0)) NOT (\(renderUnranked($1)))" }
    case .any(let alternatives): return Self.join(alternatives.map { render($0) }, by: "OR")
    case .either(let words, let forms):
      let first = terms.count
      let text = render(words)
      let range = first..<terms.count
      let added = forms.map { Substitute(term: render($0), words: range) }
      substitutes += added
      return Self.join([text] + added.map(\.term.match), by: "OR")
    case .ranked(let works, let ranking):
      let first = phrases.count
      let text = renderUnranked(works)
      for index in phrases[first...].indices { phrases[index].isRepeated = true }
      return Self.join([text, render(ranking)], by: "AND")
    }
  }

  private mutating func renderUnranked(_ expression: MatchExpression) -> String {
    let ranked = (terms, substitutes)
    defer { (terms, substitutes) = ranked }
    return render(expression)
  }

  private static func join(_ parts: [String], by name: String) -> String {
    parts.count == 1 ? parts[0] : parts.map { "(\($0))" }.joined(separator: " \(name) ")
  }

  private mutating func render(_ term: MatchTerm) -> Term {
    var spellings: [[Int]] = []
    let groups = term.columns.map { columns in
      for (index, spelling) in columns.spellings.enumerated() {
        if index == spellings.count { spellings.append([]) }
        spellings[index].append(phrases.count)
        phrases += spelling.map { Phrase(phrase: $0, fields: columns.fields) }
      }
      return FTS5Phrase.any(
        columns.spellings.map { Self.text(of: $0, distance: term.distance) }, in: columns.fields)
    }
    return Term(term: term, spellings: spellings, match: groups.joined(separator: " OR "))
  }

  private static func text(of spelling: [FTS5Phrase], distance: Int?) -> String {
    let text = spelling.map(\.text).joined(separator: " ")
    return distance.map { "NEAR(\(text), \($0))" } ?? text
  }
}

extension RenderedMatch {
  /// Whether its posting lists are better read one by one than by FTS5: those of plain words, and all
  /// where each adds works by itself. Those of a prefix are merged again each time.
  var isCheaperByList: Bool {
    if expression.hasDistance || phrases.contains(where: \.phrase.isPrefix) { return false }
    return phrases.allSatisfy(\.phrase.isPlainWord) || expression.isUnion && phrases.count > 1
  }

  /// Whether two terms are words beside each other that are looked for in the same fields.
  func areNeighbours(_ index: Int, _ next: Int) -> Bool {
    guard next < terms.count else { return false }
    let (first, second) = (terms[index].term, terms[next].term)
    return first.statistic != nil && second.statistic != nil && first.fields == second.fields
      && !second.standsAlone
  }
}
