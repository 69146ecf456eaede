import Diagnostics
import Index
import ReferenceLibrary

extension OpenLibrary {
  /// Tells which corrections no longer apply because their source prints the citation differently now.
  ///
  /// - Returns: how many citations they are of.
  @discardableResult
  func tellLostFixes(_ database: IndexDatabase) throws(IndexError) -> Int {
    var printed: [String: Set<String>] = [:]
    var count = 0
    for (source, citation, facts) in ReadingFixes(library).corrected {
      if printed[source] == nil { printed[source] = try database.printedCitations(of: source) }
      // A source that is away may return.
      guard let citations = printed[source], !citations.contains(citation) else { continue }
      count += 1
      let words = citation.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      console.note(
        Message(
          "\(source): the correction of \(facts.joined(separator: ", ")) no longer applies: no citation reads '\(words.prefix(60))\(words.count > 60 ? "…" : "")'",
          severity: .warning,
          hint: "correct it again with 'ibid fix', or delete its lines from Index/fixes.jsonl"))
    }
    return count
  }
}
