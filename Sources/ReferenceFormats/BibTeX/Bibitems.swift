import Diagnostics
import References

extension ReferenceFormat {
  static let bibitems = ReferenceFormat(
    name: "bbl", fileExtensions: ["bbl"],
    summary: "\\bibitem entries of a .bbl file or LaTeX document",
    recognizes: Bibitems.recognizes, read: { source, emit in Bibitems.read(source, to: emit) })
}

/// Reads bibliographies as LaTeX prints them: a key, then a citation in any style.
///
/// ```
/// \bibitem[Quill(2012)]{quill2012}
/// B.~Quill.
/// \newblock {\em Boats of Tin}.
/// \newblock Invented Press, Leeds, 2012.
/// ```
enum Bibitems {
  /// Also a document in which the bibliography may come later.
  static func recognizes(_ beginning: Substring) -> Bool {
    ["\\bibitem", "\\begin{thebibliography}", "\\documentclass", "\\begin{document}"].contains {
      beginning.contains($0)
    } && !beginning.drop(while: \.isWhitespace).hasPrefix("@")
  }

  private struct Item {
    let key: String
    /// In bytes, from `\bibitem` on.
    let range: Range<Int>
    /// What `\newblock` divides, each as one line of text.
    let blocks: [String]

    var text: String { blocks.joined(separator: " ") }
  }

  static func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    source.text.withBytes { bytes in
      let items = items(in: bytes)
      guard !items.isEmpty else {
        let foreign = ForeignFormat.of(source.text)
        return emit(
          .diagnostic(
            foreign.map {
              Diagnostic(.error, .foreign(name: $0.name, remedy: $0.remedy), at: 0..<0)
            }
              ?? Diagnostic(.warning, .noRecords, at: 0..<min(1, bytes.count))))
      }
      var (citations, problems) = citations(printedBy: items)
      var lines = LineCounter(bytes)
      for (index, item) in items.enumerated() {
        var citation = citations[index] ?? Citation(position: 0, line: 0, raw: "", confidence: 0.2)
        citation.position = index + 1
        citation.line = lines.line(of: item.range.lowerBound)
        citation.raw = bytes.string(bytes.trimmed(item.range))
        citation.sourceKey = item.key.isEmpty ? nil : item.key
        if citation.confidence < 0.8, let read = BibitemBlocks(item.blocks) {
          (citation.reference, citation.confidence) = (read.reference, 0.8)
          problems[index] = []
        }
        // They are places in the line that was read.
        citation.fields = []
        emit(.citation(citation))
        for problem in problems[index] {
          emit(.diagnostic(Diagnostic(.warning, problem, at: item.range)))
        }
      }
    }
  }

  /// Reads the items as the lines of a pasted list, which come back with the numbers of their lines.
  private static func citations(
    printedBy items: [Item]
  ) -> ([Citation?], problems: [[ReadingProblem]]) {
    var citations = [Citation?](repeating: nil, count: items.count)
    var problems = [[ReadingProblem]](repeating: [], count: items.count)
    let list = SourceText(name: "list", text: items.map { "• \($0.text)\n" }.joined())
    let reading = ReferenceFormat.list.read(list)
    for citation in reading.citations where citations.indices.contains(citation.line - 1) {
      citations[citation.line - 1] = citation
    }
    for diagnostic in reading.diagnostics {
      let line = list.position(of: diagnostic.range.lowerBound).line
      if problems.indices.contains(line - 1) { problems[line - 1].append(diagnostic.kind) }
    }
    return (citations, problems)
  }

  // MARK: Items

  private static func items(in bytes: TextBytes) -> [Item] {
    let starts = places(of: "\\bibitem", in: bytes).filter { !isComment($0, bytes) }
    var latex = LaTeXText()
    return starts.enumerated().compactMap { index, start in
      let next = index + 1 < starts.count ? starts[index + 1] : bytes.count
      let end = places(of: "\\end{thebibliography}", in: bytes.slice(start..<next)).first
      let range = start..<(end.map { start + $0 } ?? next)
      guard let key = key(in: bytes, from: start + "\\bibitem".utf8.count, to: range.upperBound)
      else { return nil }
      let blocks = bytes.string(key.end..<range.upperBound).blocks.map { block in
        Array(block.utf8).withBytes { latex.text(of: $0) }.singleSpaced
      }.filter { !$0.isEmpty }
      return blocks.isEmpty ? nil : Item(key: key.name, range: range, blocks: blocks)
    }
  }

  private static func places(of word: StaticString, in bytes: TextBytes) -> [Int] {
    var places: [Int] = []
    word.withBytes { word in
      var index = 0
      while index + word.count <= bytes.count {
        if bytes[index] == word[0], bytes.slice(index..<index + word.count).elementsEqual(word) {
          places.append(index)
          index += word.count
        } else {
          index += 1
        }
      }
    }
    return places
  }

  /// Whether a `%` precedes it on its line.
  private static func isComment(_ place: Int, _ bytes: TextBytes) -> Bool {
    var index = place
    while index > 0, bytes[index - 1] != 0x0A, place - index < 1_000 {
      index -= 1
      if bytes[index] == UInt8(ascii: "%"), index == 0 || bytes[index - 1] != UInt8(ascii: "\\") {
        return true
      }
    }
    return false
  }

  /// The text in braces after a label in brackets, which may contain braces and brackets.
  private static func key(in bytes: TextBytes, from start: Int, to end: Int) -> (
    name: String, end: Int
  )? {
    var index = start
    func skipBlanks() {
      while index < end, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "%") {
        if bytes[index] == UInt8(ascii: "%") {
          while index < end, bytes[index] != 0x0A { index += 1 }
        } else {
          index += 1
        }
      }
    }
    skipBlanks()
    if index < end, bytes[index] == UInt8(ascii: "[") {
      var depth = 0
      while index < end {
        switch bytes[index] {
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"): depth -= 1
        default: break
        }
        index += 1
        if depth == 0, bytes[index - 1] == UInt8(ascii: "]") { break }
      }
      skipBlanks()
    }
    guard index < end, bytes[index] == UInt8(ascii: "{"),
      let close = bytes[index..<end].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return (bytes.string(bytes.trimmed(index + 1..<close)), close + 1)
  }
}

extension String {
  /// What `\newblock` divides, without comments.
  fileprivate var blocks: [String] {
    let text = replacing(/(^|[^\\])%[^\n]*/) { String($0.1) }
    return text.split(separator: /\\newblock\b/).map(String.init)
  }
}
