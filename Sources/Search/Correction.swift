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
  /// Most unknown words are names and special terms, so only words that are safe to correct are: five
  /// or more lower-case letters, or eight with a capital, by one edit or by splitting.
  func corrected(_ vocabulary: Vocabulary, _ corrections: inout [Correction]) throws -> Criterion {
    switch self {
    case .text(let text): return try text.corrected(vocabulary, &corrections)
    case .and(let parts):
      return .all(try parts.map { try $0.corrected(vocabulary, &corrections) })
    // Words that were not typed are not corrected.
    case .not, .related: return self
    default: return try mapParts { try $0.corrected(vocabulary, &corrections) }
    }
  }
}

extension TextCriterion {
  /// `feathred,dinosuars` is two words, `feathred-dinosuars` one with two misspelled parts.
  fileprivate func corrected(
    _ vocabulary: Vocabulary, _ corrections: inout [Correction]
  ) throws -> Criterion {
    guard wording == .word, anchor == nil, fields.contains(where: { $0.textKind == .prose }) else {
      return .text(self)
    }
    let before = corrections.count
    let words = try vocabulary.analyzer.compounds(in: text).flatMap { compound in
      let parts = compound.split(separator: "-", omittingEmptySubsequences: false)
      let spellings = try parts.map { part -> [String] in
        let word = String(part)
        guard let replacement = try vocabulary.correction(of: word, in: fields) else {
          return [word]
        }
        corrections.append(
          Correction(word: word, replacement: replacement.joined(separator: " ")))
        return replacement
      }
      return parts.count == 1 ? spellings[0] : [spellings.joined().joined(separator: "-")]
    }
    if corrections.count == before { return .text(self) }
    // Two joined words keep their neighbours.
    return .all(words.map { .text(worded($0)) })
  }
}

extension Vocabulary {
  /// A word with a capital is more often a name that the library does not know.
  private static let shortestCapitalized = 8

  /// Nil if the word is known, or may be a name.
  fileprivate func correction(of word: String, in fields: [Field]) throws -> [String]? {
    let isCapitalized = word.first?.isUppercase ?? false
    guard word.count >= (isCapitalized ? Self.shortestCapitalized : Self.shortestCorrected),
      word.allSatisfy(\.isLetter), !word.dropFirst().contains(where: \.isUppercase)
    else { return nil }
    let form = folded(word)
    guard try works(with: form) == 0 else { return nil }
    let nearest = try nearest(to: form, within: 1, in: fields, works: fewestWorks, limit: 1)
    if let nearest = nearest.first { return [nearest] }
    return isCapitalized ? nil : try split(form)
  }
}
