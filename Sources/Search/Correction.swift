import Diagnostics
import Index
import References

/// A word of a question that no work holds, and what was searched for in its place.
public struct Correction: Equatable, Sendable {
  /// As typed.
  public let word: String
  /// One word, or two that were closed up.
  public let replacement: String
}

extension Criterion {
  /// The criterion with misspelled words of prose in the spelling that the index knows.
  ///
  /// Of the words that a question holds and no work does, most are names and terms of their own; so
  /// only words of five small letters or more are corrected, by one edit, or cut in two.
  func corrected(_ vocabulary: Vocabulary, _ corrections: inout [Correction]) throws -> Criterion {
    switch self {
    case .text(let text):
      guard let replacement = try text.correction(vocabulary) else { return self }
      corrections.append(
        Correction(word: text.text, replacement: replacement.joined(separator: " ")))
      // Two joined words keep their neighbours.
      return .all(
        replacement.map { word in
          .text(
            TextCriterion(wording: .word, text: word, fields: text.fields, boost: text.boost))
        })
    case .and(let parts):
      return .all(try parts.map { try $0.corrected(vocabulary, &corrections) })
    // Nothing is left out that was not typed.
    case .not, .related: return self
    default: return try mapParts { try $0.corrected(vocabulary, &corrections) }
    }
  }
}

extension TextCriterion {
  /// Nil where the word is known, or may be a name.
  fileprivate func correction(_ vocabulary: Vocabulary) throws -> [String]? {
    guard wording == .word, anchor == nil, fields.contains(where: { $0.textKind == .prose }),
      text.count >= Vocabulary.shortestCorrected,
      text.allSatisfy({ $0.isLetter && !$0.isUppercase })
    else { return nil }
    let form = folded(text)
    guard try vocabulary.works(with: form) == 0 else { return nil }
    let works = try vocabulary.fewestWorks
    if let nearest = try vocabulary.nearest(
      to: form, within: 1, in: fields, works: works, limit: 1
    ).first {
      return [nearest]
    }
    return try vocabulary.split(form)
  }
}
