import References

/// The terms of a text, in order, as the analyzer found them: one value that can be counted and
/// handed on as often as needed.
package struct AnalyzedText {
  private struct Token {
    /// Of the term, in `bytes`; it begins where the one before it ends.
    let end: Int32
    /// In the text, in bytes.
    let place: Range<Int32>
    let isColocated: Bool
  }

  /// Terms at positions of their own; boundaries between items are none.
  package private(set) var length = 0
  private var tokens: [Token] = []
  /// The terms, one after another.
  private var bytes: [UInt8] = []

  package init(
    _ text: UnsafeBufferPointer<UInt8>, as kind: Field.TextKind,
    in languages: StemmingLanguages = [], _ analyzer: Analyzer
  ) {
    bytes.reserveCapacity(3 * text.count)
    tokens.reserveCapacity(text.count / 2)
    analyzer.analyze(text, as: kind, in: languages) { term, place, isColocated in
      bytes.append(contentsOf: term)
      tokens.append(
        Token(
          end: Int32(bytes.count), place: Int32(place.lowerBound)..<Int32(place.upperBound),
          isColocated: isColocated))
      if !isColocated, !Analyzer.isBoundary(term) { length += 1 }
    }
  }

  /// Calls `body` with each term, its place in the text, and whether it shares the position of the
  /// term before it, until it returns false.
  package func forEachTerm(
    _ body: (UnsafeBufferPointer<UInt8>, Range<Int32>, _ isColocated: Bool) -> Bool
  ) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for token in tokens {
        let term = UnsafeBufferPointer(rebasing: bytes[start..<Int(token.end)])
        guard body(term, token.place, token.isColocated) else { return }
        start = Int(token.end)
      }
    }
  }

  /// Calls `body` with each term that plain words ask for, without its mark.
  package func forEachPlainTerm(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    forEachTerm { term, _, _ in
      if Analyzer.isMarked(term) { body(UnsafeBufferPointer(rebasing: term.dropFirst())) }
      return true
    }
  }
}
