/// The keywords of an entry, one by one, in the order of the file.
struct KeywordList {
  private(set) var words: [String] = []
  private var seen: Set<String> = []

  /// Adds the keywords of one line, each between two of the separators. An index marks its main
  /// headings with `*`, which is not a part of them; what was added before is not added again.
  mutating func add(_ line: String, separators: String) {
    for part in line.split(whereSeparator: separators.contains) {
      let word = String(part.filter { $0 != "*" }).singleSpaced
      if !word.isEmpty, seen.insert(word).inserted { words.append(word) }
    }
  }
}
