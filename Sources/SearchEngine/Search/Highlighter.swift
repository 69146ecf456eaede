import References

/// Finds the words of a query in the text of a hit, by the analysis that found the hit.
public struct Highlighter {
  private struct Pattern {
    var terms: [String]
    var isPrefix: Bool
    var kinds: Set<Field.TextKind>
    var fields: Set<String>
  }

  private let patterns: [Pattern]
  private let analyzer: Analyzer

  init(_ expression: MatchExpression?, _ analyzer: Analyzer) {
    self.analyzer = analyzer
    patterns = (expression?.phrases ?? []).map { phrase in
      Pattern(
        // What is shown has no boundaries.
        terms: phrase.terms.filter { !Analyzer.isBoundary($0) }, isPrefix: phrase.isPrefix,
        kinds: Set(phrase.fields.compactMap(\.textKind)), fields: Set(phrase.fields.map(\.name)))
    }
  }

  /// The ranges of the text, in bytes of UTF-8, that the query matched; in order, none overlapping.
  ///
  /// - Parameter field: the name of the field that the text is of.
  public func ranges(in text: String, of field: String) -> [Range<Int>] {
    guard let kind = Field.named(field)?.textKind else { return [] }
    let patterns = patterns.filter { $0.fields.contains(field) }
    guard !patterns.isEmpty else { return [] }
    let occurrences = occurrences(in: text, as: kind)
    return Self.merged(patterns.flatMap { Self.places(of: $0, in: occurrences) })
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
      analyzer.analyze(bytes, as: kind) { term, place, isColocated in
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
    return lists[0].compactMap { first in
      var end = first.place
      for (offset, list) in lists.enumerated().dropFirst() {
        guard let next = list.first(where: { $0.position == first.position + offset }) else {
          return nil
        }
        end = next.place
      }
      return first.place.lowerBound..<max(first.place.upperBound, end.upperBound)
    }
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
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
