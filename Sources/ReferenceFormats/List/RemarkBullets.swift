/// Tells bullets before remarks from bullets before citations.
///
/// ```
/// Doe, J. (2004). A study of salt. Gut, 1, 2–3.
/// • small sample
/// Roe, A. (2011). A second study of salt. Gut, 8, 4–9.
/// • the better one
/// ```
enum RemarkBullets {
  /// As many lines decide.
  private static let sampleSize = 400

  /// Whether the bullets of a page stand before what is said about the citations above them: nothing
  /// behind them begins as citations do, and other lines do.
  ///
  /// - Parameter lines: without white space at their ends.
  static func areUsed(in lines: some Sequence<Printed>) -> Bool {
    var remarks = 0
    var dashes = 0
    var items = 0
    var citations = 0
    for line in lines.lazy.filter({ !$0.isEmpty }).prefix(sampleSize) {
      guard let end = end(in: line) else {
        let start = LineNumber.read(line)?.end ?? line.startIndex
        if isCitation(line[start...]) { citations += 1 }
        continue
      }
      // Two bullets grade a work; a rule says nothing.
      if line.at(line.startIndex + 1) == line.first, line.first?.isDash == false { return false }
      if !line.contains(where: \.isLetter) { continue }
      // What stands above the first citation is about none.
      if citations == 0 || isCitation(line[end...]) {
        items += 1
        continue
      }
      remarks += 1
      if line.first?.isDash == true { dashes += 1 }
    }
    // A single star may be a grade.
    return (remarks > 1 || dashes > 0) && citations > 0 && items * 5 <= remarks
      && citations * 2 >= remarks
  }

  /// Where the words behind a bullet begin.
  static func end(in line: Printed) -> Int? {
    guard let first = line.first, bullets.contains(first) else { return nil }
    let after = line.drop { $0 == first }
    guard after.startIndex - line.startIndex < 3, after.first?.isBlank == true else { return nil }
    return line.skippingBlanks(after.startIndex)
  }

  private static func isCitation(_ text: Printed) -> Bool {
    CitationStart.begins(text) || LineStart.isSameAuthor(text)
  }

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "●", "▪", "‣", "◦", "·", "■", "○", "*", "-", "–", "—", "+", "o",
  ]
}
