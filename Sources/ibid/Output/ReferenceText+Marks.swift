import ReferenceFormats
import Search

extension ReferenceText {
  /// What a query matched, in bytes of UTF-8 of the whole text; in order.
  func marks(_ highlighter: Highlighter?) -> [Range<Int>] {
    guard let highlighter else { return [] }
    var start = 0
    var marks: [Range<Int>] = []
    for piece in pieces {
      marks += piece.marks(highlighter).map { start + $0.lowerBound..<start + $0.upperBound }
      start += piece.text.utf8.count
    }
    return marks
  }
}

extension ReferenceText.Piece {
  /// What a query matched of the piece, in bytes of its text.
  func marks(_ highlighter: Highlighter?) -> [Range<Int>] {
    guard let highlighter, let role else { return [] }
    return switch role {
    case .names: highlighter.ranges(in: text, of: "author")
    case .title: highlighter.ranges(in: text, of: "title")
    case .container: highlighter.ranges(in: text, of: "journal")
    case .volume: []
    }
  }
}
