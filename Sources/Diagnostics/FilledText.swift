extension String {
  /// Lines of at most `width` columns, each indented; a longer word gets its own line.
  public func filled(width: Int, indent: Int = 0) -> [String] {
    let width = max(width, 20)
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var columns = 0
    for word in split(separator: " ") {
      let wordColumns = word.displayWidth
      if !lines.isEmpty, columns + 1 + wordColumns <= width {
        lines[lines.count - 1] += " " + word
        columns += 1 + wordColumns
      } else {
        lines.append(margin + word)
        columns = indent + wordColumns
      }
    }
    return lines
  }
}
