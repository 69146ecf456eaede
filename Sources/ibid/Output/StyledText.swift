import Diagnostics

/// A line for people, in pieces that look different. What stands in a piece is data: only where the
/// line is printed are colours and links put around it, and control characters shown.
///
/// ```swift
/// StyledText("june2018chimeric", .key) + "  June, C. H. (2018)"
/// ```
struct StyledText: Equatable, Sendable {
  enum Style: Sendable { case plain, key, title, faint, match }

  fileprivate struct Piece: Equatable {
    var text: String
    var style: Style
    var page: String?
  }

  fileprivate var pieces: [Piece]

  init(_ text: some StringProtocol, _ style: Style = .plain) {
    pieces = text.isEmpty ? [] : [Piece(text: String(text), style: style)]
  }

  /// Columns that it takes on a terminal.
  var displayWidth: Int { pieces.reduce(0) { $0 + $1.text.displayWidth } }

  /// As a link that a click opens, on terminals that know such links.
  ///
  /// - Parameter page: an address in printable ASCII; nil for none.
  func linked(to page: String?) -> StyledText {
    var text = self
    for index in text.pieces.indices { text.pieces[index].page = page }
    return text
  }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var text = left
    text += right
    return text
  }

  static func += (left: inout StyledText, right: StyledText) { left.pieces += right.pieces }
}

extension StyledText: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self.init(text) }
}

extension StyledText {
  /// The line as a terminal, or a file, is to have it.
  func printable(on terminal: Terminal) -> String {
    var text = ""
    for (index, piece) in pieces.enumerated() {
      let page = terminal.hasHyperlinks ? piece.page : nil
      let isLinkBegun = index > 0 && pieces[index - 1].page == page
      let isLinkContinued = index + 1 < pieces.count && pieces[index + 1].page == page
      if let page, !isLinkBegun { text += "\u{1B}]8;;\(page)\u{1B}\\" }
      text += terminal.hasColor ? piece.coloured : visible(piece.text)
      if page != nil, !isLinkContinued { text += "\u{1B}]8;;\u{1B}\\" }
    }
    return text
  }
}

extension StyledText.Piece {
  /// Attributes that are legible on light and dark backgrounds: bold, dim and a few plain colours.
  fileprivate var coloured: String {
    let code =
      switch style {
      case .plain: ""
      case .key: "36"
      case .title: "1"
      case .faint: "2"
      case .match: "1;31"
      }
    return code.isEmpty ? visible(text) : "\u{1B}[\(code)m\(visible(text))\u{1B}[0m"
  }
}
