import Diagnostics
import Search

/// How a query was read, and what its words brought to a score.
extension TextLayout {
  func explanation(_ explanation: QueryExplanation) -> [StyledText] {
    let terms = explanation.terms.map { "  \($0.text): \($0.forms.joined(separator: ", "))" }
    let slow = explanation.slowParts.map { "slow:  \($0) is matched against every work" }
    let lines =
      ["query: \(explanation.query)"] + (terms.isEmpty ? [] : ["terms:"] + terms)
      + ["match: \(explanation.match)", "sql:   \(explanation.sql)"] + slow
    return lines.map { StyledText($0) }
  }

  /// What each word of the query brought to a hit's score.
  func score(of hit: Hit) -> [StyledText] {
    let parts = hit.scoreParts.map { part in
      let origin =
        if let n = part.documentFrequency, let idf = part.idf {
          ": in \(counted(n, "work")), idf \(rounded(idf))"
        } else { "" }
      return "    \(rounded(part.score))  \(part.text)\(origin)"
    }
    return (["  score \(rounded(hit.score))"] + parts).map { StyledText($0) }
  }

  private func rounded(_ number: Double) -> String {
    let thousandths = (number * 1000).rounded() / 1000
    return String(thousandths)
  }
}
