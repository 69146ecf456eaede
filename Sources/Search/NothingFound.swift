import Diagnostics
import GRDB
import Index
import QueryLanguage
import References

/// Why a query found nothing, and what to try instead.
public struct NothingFound: Sendable {
  /// A part of the query that is required, and how many works it finds alone.
  public struct Clause: Sendable {
    /// In the query language.
    public let text: String
    public let total: Int
  }

  /// A word that no work holds, and those spelled like it that some do, nearest first.
  public struct Suggestion: Sendable {
    public let word: String
    public let replacements: [String]
  }

  /// Empty where the query has one part.
  public let clauses: [Clause]
  public let suggestions: [Suggestion]
  /// How many works hold any of the words; nil where that is none, or they were asked for.
  public let totalOfAny: Int?
}

extension Criterion {
  /// Every text that is asked for, in order; none under NOT.
  var requiredTexts: [TextCriterion] {
    switch self {
    case .text(let text): if case .near(let parts, _) = text.form { parts } else { [text] }
    case .and(let parts), .or(let parts): parts.flatMap(\.requiredTexts)
    case .spelledOut(let words, _): words.requiredTexts
    case .inOneAnnotation(let part): part.requiredTexts
    case .not, .data, .related, .all: []
    }
  }
}

extension Vocabulary {
  private static let mostSuggestions = 3

  /// What the unknown words of some texts may have meant.
  func suggestions(for texts: [TextCriterion]) throws -> [NothingFound.Suggestion] {
    var seen: Set<String> = []
    return try texts.flatMap { text in
      try analyzer.compounds(in: text.text).compactMap { word in
        let form = folded(word)
        guard form.count >= 4, form.allSatisfy(\.isLetter), seen.insert(form).inserted,
          try works(with: form) == 0
        else { return nil }
        let words = try nearest(
          to: form, within: form.count < 6 ? 1 : 2, in: text.fields, limit: Self.mostSuggestions)
        return words.isEmpty ? nil : .init(word: word, replacements: words)
      }
    }
  }
}
