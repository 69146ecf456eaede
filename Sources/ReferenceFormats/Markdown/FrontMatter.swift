import Diagnostics
import Yams

/// The head of a Markdown file, YAML between two lines of `---`, and the text below it.
///
/// ```
/// ---
/// tags: [toread, car-t]
/// ---
/// The first to show it in patients.
/// ```
package struct FrontMatter {
  /// Empty if there is no head, or one that cannot be read.
  package let facts: YAMLFacts
  package let body: Substring
  /// On which the body begins, from 1.
  package let bodyLine: Int
  /// Why the head could not be read; then the body is the whole text.
  package let problem: String?

  package init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isMark = { (line: Substring) in line.prefix { $0 != " " && $0 != "\t" } == "---" }
    guard let first = lines.first, isMark(first),
      let end = lines.dropFirst().firstIndex(where: { isMark($0) || $0 == "..." })
    else {
      (facts, body, bodyLine, problem) = (YAMLFacts(), text[...], 1, nil)
      return
    }
    let head = lines[1..<end].joined(separator: "\n")
    do {
      facts = try YAMLFacts(head)
      body = end + 1 < lines.count ? text[lines[end + 1].startIndex...] : ""
      (bodyLine, problem) = (end + 2, nil)
    } catch {
      (facts, body, bodyLine, problem) = (YAMLFacts(), text[...], 1, error.reason)
    }
  }

  /// What the head lists under `tags`: a list, or words with commas or blanks between.
  package var tags: [String] {
    (facts.list("tags") + facts.list("tag"))
      .flatMap { $0.split { $0 == "," || $0.isWhitespace } }
      .map { String($0.drop { $0 == "#" }) }.filter { !$0.isEmpty }
  }
}
