import Diagnostics

/// Text of sources in a page, parts of it marked or made links.
///
/// ```swift
/// PageText("See Roe & Co", links: [.init(range: 4..<12, address: "#roe")]).html
/// // See <a href="#roe">Roe &amp; Co</a>
/// ```
struct PageText {
  struct Link {
    /// In bytes of UTF-8.
    let range: Range<Int>
    let address: String
  }

  let text: String
  /// In bytes of UTF-8; in order, none overlapping.
  var marks: [Range<Int>] = []
  /// None overlapping.
  var links: [Link] = []

  init(_ text: String, marks: [Range<Int>] = [], links: [Link] = []) {
    (self.text, self.marks, self.links) = (text, marks, links)
  }

  var html: String {
    var html = ""
    var start = 0
    for link in links.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      html += marked(start..<link.range.lowerBound)
      html += "<a href=\"\(link.address.html)\">\(marked(link.range))</a>"
      start = link.range.upperBound
    }
    return html + marked(start..<text.utf8.count)
  }

  private func marked(_ range: Range<Int>) -> String {
    let source = SourceText(name: "", text: text)
    var html = ""
    var start = range.lowerBound
    for mark in marks.map({ $0.clamped(to: range) }) where !mark.isEmpty {
      html += String(source[start..<mark.lowerBound]).html
      html += "<mark>\(String(source[mark]).html)</mark>"
      start = mark.upperBound
    }
    return html + String(source[start..<range.upperBound]).html
  }
}

extension String {
  /// Text in which no character means anything to HTML, in quotes too; control characters gone.
  var html: String {
    var html = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      case "\n", "\t": html.unicodeScalars.append(scalar)
      case _ where scalar.isObeyedByTerminals: html += "\u{FFFD}"
      default: html.unicodeScalars.append(scalar)
      }
    }
    return html
  }

  /// Where a part of the text stands, in bytes of UTF-8.
  func places(of part: String) -> [Range<Int>] {
    ranges(of: part).map { range in
      let start = utf8.distance(from: startIndex, to: range.lowerBound)
      return start..<start + utf8.distance(from: range.lowerBound, to: range.upperBound)
    }
  }
}
