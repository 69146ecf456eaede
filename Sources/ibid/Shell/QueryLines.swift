/// Whether a query goes on in the next line: a bracket or a quote is open.
enum QueryLines {
  private static let quotes: Set<Character> = ["\"", "“", "”", "„"]

  static func isOpen(_ text: String) -> Bool {
    var depth = 0
    var isQuoted = false
    for character in text {
      if quotes.contains(character) { isQuoted.toggle() }
      if isQuoted { continue }
      if character == "(" { depth += 1 }
      if character == ")" { depth = max(0, depth - 1) }
    }
    return isQuoted || depth > 0
  }
}
