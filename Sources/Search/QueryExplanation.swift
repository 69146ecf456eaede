import Diagnostics

/// How a query was parsed and compiled.
public struct QueryExplanation: Sendable {
  /// A word or phrase, with every term that it is searched as: `~` before the stems of prose, `@`
  /// before the words of names and journals.
  public struct Term: Sendable {
    /// The word or phrase as typed.
    public let text: String
    /// The terms of the index that it is searched as.
    public let forms: [String]
  }

  /// The query as understood, as an s-expression.
  public let query: String
  /// The ranked terms, in the order of the query.
  public let terms: [Term]
  /// The FTS5 expression; empty if there is none.
  public let match: String
  /// The SQL that selects the works, with `?` for its arguments.
  public let sql: String
  /// Parts without an index, for which the text of every work is read.
  public let slowParts: [String]

  init(query: String, _ compiled: CompiledQuery) {
    self.query = query
    let scoring = compiled.scoring
    let all = (scoring?.terms ?? []) + (scoring?.substitutes.map(\.term) ?? [])
    terms = all.map { term in
      let forms = term.spellings.joined().map { number in
        let phrase = scoring!.phrases[number].phrase
        return phrase.terms.map(visible).joined(separator: " ") + (phrase.isPrefix ? "*" : "")
      }
      return Term(text: term.term.text, forms: forms)
    }
    match = compiled.match?.text ?? ""
    sql = compiled.hits.sql
    slowParts = compiled.hits.sql.contains("ibid_matches") ? ["a regular expression"] : []
  }
}
