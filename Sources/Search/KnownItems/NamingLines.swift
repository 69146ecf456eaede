import Diagnostics
import References

/// A list of works, one per line, by identifier, link, key or `Family 2018`.
///
/// ```
/// 10.1056/NEJMoa1700001
/// https://pubmed.ncbi.nlm.nih.gov/21700001/
/// harlow2003memory
/// Dupont & Park (2011)
/// ```
public enum NamingLines {
  /// The lines with their numbers, counted from 1; nil if the text is not such a list.
  public static func of(_ source: SourceText) -> [(line: Int, text: String)]? {
    var lines: [(line: Int, text: String)] = []
    var naming = 0
    for (index, line) in source.text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let item = Self.item(line)
      // The name of a column.
      if item.isEmpty || lines.isEmpty && columns.contains(item.lowercased()) { continue }
      lines.append((index + 1, item))
      if names(item) { naming += 1 }
    }
    // Of short lines that are no references, some may be anything.
    let isMost = naming * 5 >= lines.count * 4
    let areShort = lines.allSatisfy { $0.text.utf8.count < 60 && !isReference($0.text) }
    return naming > 0 && (isMost || naming * 2 >= lines.count && areShort) ? lines : nil
  }

  private static func isReference(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    return CitedText.isReference(text, words.map(String.init))
  }

  private static let columns: Set<String> = [
    "doi", "dois", "pmid", "pmids", "pubmed id", "pmcid", "isbn", "arxiv", "key", "url", "id",
  ]

  /// Without the marks of a list, and the brackets around it: `- `, `1. `, `[ ]`, `(Maude et al., 2018)`.
  private static func item(_ line: Substring) -> String {
    var text = line.drop { $0.isWhitespace || "-*•+".contains($0) }
    if let mark = text.prefixMatch(of: /(?:\[[ xX]\]|\d{1,3}[.)]|\[\d{1,3}\])\s+/) {
      text = text[mark.range.upperBound...]
    }
    while let last = text.last, last.isWhitespace || ",;".contains(last) { text.removeLast() }
    let isBracketed =
      text.first == "(" && text.last == ")"
      && !text.dropFirst().dropLast().contains { "()".contains($0) }
    return String(isBracketed ? text.dropFirst().dropLast() : text)
  }

  private static func names(_ text: String) -> Bool {
    if KnownItem.identifier(text) != nil || KnownItem.cited(text) != nil { return true }
    let words = text.split(separator: " ")
    if words.count == 1 {
      return text.contains(where: \.isLetter) && text.contains(where: \.isWholeNumber)
    }
    if isPlace(words) { return true }
    let last = words.last!.drop { "([".contains($0) }.prefix { $0.isLetter || $0.isWholeNumber }
    return words.count <= 8 && Year(last) != nil && text.first?.isLetter == true
      && !text.dropLast(6).contains { ":;".contains($0) || $0.isWholeNumber }
  }
}

extension NamingLines {
  /// `Nature 609, 174 (2022)`, `nejm 378 439`: a journal of a few words, then two numbers or more.
  private static func isPlace(_ words: [Substring]) -> Bool {
    let journal = words.prefix { !$0.contains(where: \.isWholeNumber) }
    let numbers = words.dropFirst(journal.count)
    return (1...6).contains(journal.count) && (2...4).contains(numbers.count)
      && numbers.allSatisfy { $0.contains(where: \.isWholeNumber) && !$0.contains("/") }
  }
}

extension Searcher {
  /// The most works that a line may mean.
  private static let mostCandidates = 10
  /// Shorter beginnings of keys name too many.
  private static let shortestBeginning = 3

  /// The works that a text names otherwise than by a key: by a number, a citation or a title, else
  /// those whose keys begin with it.
  ///
  /// - Parameter limit: the most works.
  /// - Returns: without a naming where only their keys begin so.
  /// - Throws: as `answer`.
  public func hits(naming text: String, limit: Int) throws -> [Hit] {
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return [] }
    var options = SearchOptions()
    options.matching = .auto
    options.limit = limit
    let source = SourceText(name: "name", text: text)
    let named = try search(SearchRequest(.query(try Question(source, as: .text)), options)).hits
      .filter { $0.naming != nil }
    if !named.isEmpty { return named }
    guard text.count >= Self.shortestBeginning, !text.contains(where: \.isWhitespace) else {
      return []
    }
    return try database.values(of: "key", beginning: text.lowercased(), limit: limit)
      .compactMap { try work(CitationKey($0)).map { Hit(work: $0) } }
  }

  /// The work that a line of such a list names.
  ///
  /// - Throws: as `answer`.
  public func lookUp(naming text: String) throws -> ReferenceLookup {
    var options = SearchOptions()
    options.matching = .auto
    options.limit = Self.mostCandidates
    let source = SourceText(name: "reference", text: text)
    let hits = try search(SearchRequest(.query(try Question(source, as: .text)), options)).hits
      .filter { $0.naming != nil }
    guard let hit = hits.first, let naming = hit.naming else {
      return ReferenceLookup(verdict: .missing, work: nil, evidence: "", differences: [])
    }
    // Several works of an author and year may be meant.
    let isSure = naming.reading != .citation || hits.count == 1
    let evidence = naming.evidence.isEmpty ? [naming.reading.name] : naming.evidence
    return ReferenceLookup(
      verdict: isSure ? .held : .likely, work: hit.work,
      evidence: evidence.joined(separator: ", "), differences: [],
      others: isSure ? [] : hits.dropFirst().map(\.work.key))
  }
}
