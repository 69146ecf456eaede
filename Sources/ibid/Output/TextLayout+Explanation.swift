import Diagnostics
import Search

/// How a query was read, and what its words brought to a score.
extension TextLayout {
  func text(of explanation: QueryExplanation) -> String {
    let terms = explanation.terms.map {
      "  \(visible($0.text)): \($0.forms.map(visible).joined(separator: ", "))"
    }
    let slow = explanation.slowParts.map { "slow:  \($0) is looked for in the text of every work" }
    let lines =
      ["query: \(visible(explanation.query))"] + (terms.isEmpty ? [] : ["terms:"] + terms)
      + ["match: \(visible(explanation.match))", "sql:   \(visible(explanation.sql))"] + slow
    return lines.joined(separator: "\n") + "\n"
  }

  /// What each word of the query brought to a hit's score.
  func scoreText(of hit: Hit) -> String {
    let parts = hit.scoreParts.map { part in
      let origin =
        if let n = part.documentFrequency, let idf = part.idf {
          ": in \(counted(n, "work")), idf \(rounded(idf))"
        } else { "" }
      return "    \(rounded(part.score))  \(visible(part.text))\(origin)"
    }
    return (["  score \(rounded(hit.score))"] + parts).joined(separator: "\n") + "\n"
  }

  private func rounded(_ number: Double) -> String {
    let thousandths = (number * 1000).rounded() / 1000
    return String(thousandths)
  }
}
