import Diagnostics
import Index
import References

/// A word of a question that no work contains, and its replacement.
public struct Correction: Equatable, Sendable {
  /// As typed.
  public let word: String
  /// One word, or two that were joined.
  public let replacement: String
}

extension Criterion {
  /// The criterion with misspelled words of prose corrected to words of the index.
  ///
  /// Most unknown words of a question are names and special terms, so only words of five or more
  /// lower-case letters are corrected, by one edit or by splitting.
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
    // Words that were not typed are not corrected.
    case .not, .related: return self
    default: return try mapParts { try $0.corrected(vocabulary, &corrections) }
    }
  }
}

extension TextCriterion {
  /// Nil if the word is known, or may be a name.
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
