import Diagnostics
import Search

/// Lines that fit the terminal, with what the query matched marked in them.
extension TextLayout {
  /// Breaks text at spaces to the terminal's width and marks what the query matched.
  func wrapped(
    _ text: String, _ style: StyledText.Style = .plain, indent: String, of field: String = "",
    _ highlighter: Highlighter? = nil, linkedTo page: String? = nil
  ) -> [StyledText] {
    let marks = highlighter?.ranges(in: text, of: field) ?? []
    let limit = max((width ?? Int.max) - indent.count, 20)
    let source = SourceText(name: "", text: text)
    return Self.lines(of: text, limit: limit).map { line in
      StyledText(indent) + painted(source, line, marks, style).linked(to: page)
    }
  }

  func marked(_ text: String, of field: String, _ highlighter: Highlighter?) -> StyledText {
    let marks = highlighter?.ranges(in: text, of: field) ?? []
    return painted(SourceText(name: "", text: text), 0..<text.utf8.count, marks)
  }

  /// A line of the text, cut where marks begin and end.
  func painted(
    _ source: SourceText, _ line: Range<Int>, _ marks: [Range<Int>],
    _ style: StyledText.Style = .plain
  ) -> StyledText {
    var result: StyledText = ""
    var start = line.lowerBound
    for mark in marks.map({ $0.clamped(to: line) }) where !mark.isEmpty {
      result += StyledText(source[start..<mark.lowerBound], style)
      result += StyledText(source[mark], .match)
      start = mark.upperBound
    }
    return result + StyledText(source[start..<line.upperBound], style)
  }

  /// The lines of a reference as a style prints it, in bytes; further ones are to be indented by two
  /// columns.
  func reference(_ text: String) -> [Range<Int>] {
    guard let width else { return [0..<text.utf8.count] }
    return Self.lines(of: text, limit: max(width - 2, 20))
  }

  /// Ranges of bytes of lines that are at most `limit` columns wide, cut at spaces or between wide
  /// characters; a longer word gets its own line.
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
