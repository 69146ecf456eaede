import References
import TextAnalysis

/// Finds the words of a query in the text of a hit, by the analysis that found the hit.
public struct Highlighter {
  private struct Pattern {
    /// The index of the query word that it is a form of.
    var word: Int
    var terms: [String]
    var isPrefix: Bool
    var fields: Set<String>
  }

  private let patterns: [Pattern]
  private let analyzer: Analyzer
  private let languages: StemmingLanguages

  /// - Parameter languages: languages whose stems the index contains.
  init(_ expression: RenderedMatch?, _ analyzer: Analyzer, _ languages: StemmingLanguages) {
    (self.analyzer, self.languages) = (analyzer, languages)
    let words = Self.words(of: expression)
    let phrases = (expression?.phrases ?? []).enumerated().filter { !$1.isRepeated }
    patterns = phrases.map { number, phrase in
      Pattern(
        word: words[number] ?? -number,
        // Displayed text has no boundaries.
        terms: phrase.phrase.terms.filter { !Analyzer.isBoundary($0) },
        isPrefix: phrase.phrase.isPrefix,
        fields: Set(phrase.fields.map(\.name)))
    }
  }

  /// For each phrase the index of the query word that it is a form of. An abbreviation of several
  /// words counts as the first of them.
  private static func words(of expression: RenderedMatch?) -> [Int: Int] {
    guard let expression else { return [:] }
    let terms = expression.terms.enumerated().map { ($0 + 1, $1) }
    let substitutes = expression.substitutes.map { ($0.words.lowerBound + 1, $0.term) }
    let pairs = (terms + substitutes).flatMap { word, term in
      term.spellings.joined().map { ($0, word) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The ranges of the text, in bytes of UTF-8, that the query matched; in order, none overlapping.
  ///
  /// - Parameter field: the name of the field that the text is of.
  public func ranges(in text: String, of field: String) -> [Range<Int>] {
    Self.merged(matches(in: text, of: field).map(\.place))
  }

  /// Occurrences of the query's words in a text, in any form, unordered.
  func matches(in text: String, of field: String) -> [Match] {
    guard let kind = Field.named(field)?.textKind else { return [] }
    let patterns = patterns.filter { $0.fields.contains(field) }
    guard !patterns.isEmpty else { return [] }
    let occurrences = occurrences(in: text, as: kind)
    return patterns.flatMap { pattern in
      Self.places(of: pattern, in: occurrences).map { Match(word: pattern.word, place: $0) }
    }
  }

  /// A form of one of the query's words.
  struct Match {
    /// The number of the word in the query.
    let word: Int
    /// In bytes of UTF-8.
    let place: Range<Int>
  }

  /// A term's position in the text, and its place.
  private typealias Occurrence = (position: Int, place: Range<Int>)

  private func occurrences(
    in text: String, as kind: Field.TextKind
  ) -> [String: [Occurrence]] {
    var occurrences: [String: [Occurrence]] = [:]
    var position = -1
    var text = text
    text.withUTF8 { bytes in
      analyzer.analyze(bytes, as: kind, in: languages) { term, place, isColocated in
        if !isColocated { position += 1 }
        occurrences[String(decoding: term, as: UTF8.self), default: []].append((position, place))
      }
    }
    return occurrences
  }

  private static func places(
    of pattern: Pattern, in occurrences: [String: [Occurrence]]
  ) -> [Range<Int>] {
    let lists = pattern.terms.indices.map { index in
      let isPrefix = pattern.isPrefix && index == pattern.terms.count - 1
      return isPrefix
        ? occurrences.filter { $0.key.hasPrefix(pattern.terms[index]) }.flatMap(\.value)
        : occurrences[pattern.terms[index]] ?? []
    }
    guard let beginnings = lists.first else { return [] }
    let followers = lists.dropFirst().map { list in
      Dictionary(list.map { ($0.position, $0.place) }, uniquingKeysWith: { first, _ in first })
    }
    return beginnings.compactMap { first in
      var end = first.place
      for (offset, places) in followers.enumerated() {
        guard let next = places[first.position + offset + 1] else { return nil }
        end = next
      }
      return first.place.lowerBound..<max(first.place.upperBound, end.upperBound)
    }
  }

  /// In order, those that overlap as one.
  public static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      if let last = result.last, range.lowerBound < last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
