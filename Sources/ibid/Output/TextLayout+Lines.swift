import Diagnostics
import Search

/// Lines that fit the terminal, with what the query matched marked in them.
extension TextLayout {
  /// Breaks text at spaces to the terminal's width and marks what the query matched.
  func wrapped(
    _ text: String, indent: String, of field: String = "", _ highlighter: Highlighter? = nil,
    linkedTo page: String? = nil, style: (String) -> String = { $0 }
  ) -> [String] {
    let marks = highlighter?.ranges(in: text, of: field) ?? []
    let limit = max((width ?? Int.max) - indent.count, 20)
    let source = SourceText(name: "", text: text)
    return Self.lines(of: text, limit: limit).map { line in
      indent + linked(painted(source, line, marks, style), to: page)
    }
  }

  func marked(_ text: String, of field: String, _ highlighter: Highlighter?) -> String {
    let marks = highlighter?.ranges(in: text, of: field) ?? []
    return painted(SourceText(name: "", text: text), 0..<text.utf8.count, marks) { $0 }
  }

  /// A line of the text, cut where marks begin and end.
  func painted(
    _ source: SourceText, _ line: Range<Int>, _ marks: [Range<Int>], _ style: (String) -> String
  ) -> String {
    var result = ""
    var start = line.lowerBound
    for mark in marks.map({ $0.clamped(to: line) }) where !mark.isEmpty {
      result += style(visible(source[start..<mark.lowerBound]))
      result += palette.match(visible(source[mark]))
      start = mark.upperBound
    }
    return result + style(visible(source[start..<line.upperBound]))
  }

  /// A reference as a style prints it, its further lines indented.
  func text(ofReference text: String) -> String {
    guard let width else { return text }
    let lines = Self.lines(of: text, limit: max(width - 2, 20))
    let source = SourceText(name: "", text: text)
    return lines.map { visible(source[$0]) }.joined(separator: "\n  ")
  }

  /// Ranges of bytes of lines that are at most `limit` columns wide, cut at spaces or between wide
  /// characters; a longer word stands alone.
  private static func lines(of text: String, limit: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var lineStart = 0
    var lineWidth = 0
    var offset = 0
    var lastSpace: (offset: Int, widthAfter: Int)?
    for character in text {
      let width = character.displayWidth
      // Between wide characters, of scripts without spaces, a line may end anywhere.
      if lineWidth + width > limit, width == 2, lastSpace == nil, offset > lineStart {
        lines.append(lineStart..<offset)
        lineStart = offset
        lineWidth = 0
      }
      if lineWidth + width > limit, let space = lastSpace {
        lines.append(lineStart..<space.offset)
        lineStart = space.offset + 1
        lineWidth -= space.widthAfter
        lastSpace = nil
      }
      lineWidth += width
      if character == " " { lastSpace = (offset, lineWidth) }
      offset += character.utf8.count
    }
    lines.append(min(lineStart, offset)..<offset)
    return lines
  }
}
