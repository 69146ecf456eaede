/// Takes the markup of Markdown off the lines of a list; what a line says stays.
///
/// ```
/// Orlando, E. J. (2018). [Genetic mechanisms](https://doi.org/10.1038/x). *Nature Medicine*, *24*, 1504.
/// Orlando, E. J. (2018). Genetic mechanisms. Nature Medicine, 24, 1504. https://doi.org/10.1038/x
/// ```
enum MarkdownText {
  /// Whether a page is Markdown: by its name, or by emphasis and links that are closed.
  static func isUsed(in lines: [PageLine], name: String) -> Bool {
    let name = name.lowercased()
    if name.hasSuffix(".md") || name.hasSuffix(".markdown") { return true }
    return lines.contains { line in
      line.printed.contains("](http") || emphasis("*", in: line.text).count >= 2
    }
  }

  static func plain(_ lines: [PageLine]) -> [PageLine] {
    var plainLines: [PageLine] = []
    var isAfterBlank = false
    for var line in lines {
      guard let text = plain(line.printed) else {
        isAfterBlank = true
        continue
      }
      line.text = text
      line.isAfterBlank = line.isAfterBlank || isAfterBlank
      isAfterBlank = false
      plainLines.append(line)
    }
    return plainLines
  }

  /// The line without markup; nil for headings, rules, and the keys and places that ibid's own
  /// bibliographies print.
  private static func plain(_ line: Printed) -> [Unicode.Scalar]? {
    if isHeading(line) || isOwnPlace(line) || line.allSatisfy({ $0 == "`" || $0 == "~" }) {
      return nil
    }
    if line.first == "`", line.last == "`", line.filter({ $0 == "`" }).count == 2 { return nil }
    let dropped = Set(emphasis("*", in: Array(line)) + emphasis("_", in: Array(line)))
    var text: [Unicode.Scalar] = []
    var links: [Unicode.Scalar] = []
    let scalars = Array(line)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\\", index + 1 < scalars.count, isMark(scalars[index + 1]) {
        text.append(scalars[index + 1])
        index += 2
      } else if dropped.contains(index) || scalar == "`" {
        index += 1
      } else if scalar == "[", let link = link(at: index, in: scalars) {
        text += link.label
        if !link.label.elementsEqual(link.address) { links += [" "] + link.address }
        index = link.end
      } else if scalar == "<", let end = scalars[index...].firstIndex(of: ">"),
        scalars[(index + 1)...].has("http", at: index + 1)
      {
        text += scalars[(index + 1)..<end]
        index = end + 1
      } else {
        text.append(scalar)
        index += 1
      }
    }
    text = withoutFootnoteMark(text)
    return text.isEmpty ? nil : text + links
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && !scalar.isLetter && !scalar.isDigit && !scalar.isBlank
  }

  private static func isHeading(_ line: Printed) -> Bool {
    let marks = line.prefix { $0 == "#" }
    return (1...6).contains(marks.count) && line.at(marks.endIndex)?.isBlank == true
  }

  /// "— `Index/References/list.txt`, line 21".
  private static func isOwnPlace(_ line: Printed) -> Bool {
    let rest = line.drop { $0 == ">" || $0.isBlank }
    guard rest.first == "—", let word = rest.first("line ") else { return rest.isEmpty }
    let digits = rest[(word + 5)...]
    return !digits.isEmpty && digits.allSatisfy(\.isDigit)
      && (rest.contains("`") || rest.count < 16)
  }

  /// The places of the marks of emphasis that are opened and closed on a line.
  private static func emphasis(_ mark: Unicode.Scalar, in line: [Unicode.Scalar]) -> [Int] {
    var places: [Int] = []
    var runs = 0
    var index = 0
    while index < line.count {
      let run = line[index...].prefix { $0 == mark }
      guard !run.isEmpty else {
        index += 1
        continue
      }
      let before = index > 0 ? line[index - 1] : " "
      let after = run.endIndex < line.count ? line[run.endIndex] : " "
      let isLoose = before.isBlank && after.isBlank
      let isInside =
        mark == "_" && (before.isLetter || before.isDigit) && (after.isLetter || after.isDigit)
      if before != "\\", !isLoose, !isInside, run.count <= 3 {
        places += run.indices
        runs += 1
      }
      index = run.endIndex
    }
    return runs.isMultiple(of: 2) ? places : []
  }

  private static func link(
    at start: Int, in line: [Unicode.Scalar]
  ) -> (label: ArraySlice<Unicode.Scalar>, address: ArraySlice<Unicode.Scalar>, end: Int)? {
    var depth = 0
    for index in start..<line.count {
      if line[index] == "[" { depth += 1 }
      if line[index] == "]" { depth -= 1 }
      guard depth == 0 else { continue }
      guard index + 1 < line.count, line[index + 1] == "(",
        let end = line[(index + 2)...].firstIndex(where: { $0 == ")" || $0.isBlank }),
        line[end] == ")"
      else { return nil }
      return (line[(start + 1)..<index], line[(index + 2)..<end], end + 1)
    }
    return nil
  }

  /// "[^3]: Doe" is "[3] Doe"; "- [ ] Doe" is "- Doe".
  private static func withoutFootnoteMark(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let line = text[...]
    if line.has("[^", at: 0), let close = line.prefix(24).firstIndex(of: "]"),
      line.at(close + 1) == ":"
    {
      return ["["] + Array(text[2...close]) + Array(text[(close + 2)...])
    }
    for box: StaticString in ["- [ ] ", "- [x] ", "* [ ] ", "* [x] "] where line.has(box, at: 0) {
      return Array(text[..<2]) + Array(text[6...])
    }
    return text
  }
}
