import ReferenceFormats
import References
import Search

/// Prints an annotated bibliography: each work as its style prints it, below it what was written
/// about it, as quotations with their source.
///
/// ```
/// - Orlando, E. J. et al. Genetic mechanisms of target antigen loss… *Nat. Med.* **24**, 1504–1506 (2018).
///   `orlando2018genetic`
///
///   > Loss of CD19 in the children and young adults studied had a plain cause…
///   >
///   > — `Index/References/antigen-escape.txt`, line 21
/// ```
final class MarkdownWriter: WorkWriter {
  private let output: any Output
  private let options: WriterOptions

  init(_ options: WriterOptions, _ output: any Output) {
    self.output = output
    self.options = options
  }

  func begin(_ head: PrintedHead) {
    guard let title = options.title ?? head.query else { return }
    let total = head.summary?.total ?? head.count
    let part = head.count < total ? "\(head.count) of " : ""
    output.write("# \(title.markdown)\n\n\(part)\(counted(total, "work"))\n", end: "\n")
  }

  func write(_ hit: Hit) {
    let work = hit.work
    var lines = ["- " + options.style.printed(work.reference).markdown]
    if let page = work.reference.page { lines.append("  <\(page.linkMarkdown)>") }
    if !options.hidesKeys { lines.append("  " + work.key.description.codeMarkdown) }
    for annotation in work.annotations {
      lines.append("")
      let paragraphs = annotation.text.split(whereSeparator: \.isNewline)
      lines += Array(paragraphs.map { ["  > " + String($0).markdown] }.joined(separator: ["  >"]))
      let place = annotation.source.isEmpty ? "" : annotation.source.codeMarkdown + ", "
      let author = annotation.annotator.map { $0.markdown + ", " } ?? ""
      lines += ["  >", "  > — \(author)\(place)line \(annotation.line)"]
    }
    output.write(lines.joined(separator: "\n") + "\n", end: "\n")
  }
}

extension ReferenceText {
  /// With the emphasis of the style.
  fileprivate var markdown: String {
    pieces.enumerated().map { index, piece in
      let text = piece.text.markdown(startsLine: index == 0)
      return switch piece.emphasis {
      case .italic?: "*\(text)*"
      case .bold?: "**\(text)**"
      case nil: text
      }
    }.joined()
  }
}

extension String {
  /// Text in which no character means anything to CommonMark.
  fileprivate var markdown: String { markdown(startsLine: true) }

  /// - Parameter startsLine: whether nothing stands before it.
  fileprivate func markdown(startsLine: Bool) -> String {
    let scalars = Array(unicodeScalars)
    var text = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      let isBlock = startsLine && Self.beginsBlock(scalars[...index])
      if scalar.isMark(before: next) || isBlock { text.append("\\") }
      text.append(scalar.value < 0x20 ? " " : scalar)
    }
    return String(text)
  }

  /// Whether a line would become an item of a list, a heading or a quotation by its last character.
  private static func beginsBlock(_ line: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let last = line.last else { return false }
    let line = line.drop { $0 == " " }
    if line.count == 1 { return "-+=#>".unicodeScalars.contains(last) }
    let isNumber = line.count <= 10 && line.dropLast().allSatisfy { ("0"..."9").contains($0) }
    return isNumber && (last == "." || last == ")")
  }

  /// In as many backquotes as are needed.
  fileprivate var codeMarkdown: String {
    let scalars = unicodeScalars.map { $0.value < 0x20 ? " " : $0 }
    let text = String(String.UnicodeScalarView(scalars))
    guard scalars.contains("`") else { return "`\(text)`" }
    let longest = scalars.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(text) \(fence)"
  }

  /// An address between `<` and `>`.
  fileprivate var linkMarkdown: String {
    replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("\\", with: "%5C")
  }
}

extension Unicode.Scalar {
  /// Whether it means something wherever it stands.
  fileprivate func isMark(before next: Unicode.Scalar) -> Bool {
    switch self {
    case "\\", "`", "*", "_", "[", "]", "<", "$": true
    case "&": next == "#" || next.properties.isAlphabetic
    case "~": next == "~"
    default: false
    }
  }
}
