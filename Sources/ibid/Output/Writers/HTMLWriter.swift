import Diagnostics
import Foundation
import ReferenceFormats
import References
import Search

/// Prints one page that needs nothing else: works with what was written about them, how many there are
/// of each year, journal and author, and a box that narrows them, without a network.
///
/// Text of sources is escaped, and the page's content security policy lets it load nothing.
final class HTMLWriter: WorkWriter {
  private static let barLimit = 12

  private let output: any Output
  private let options: WriterOptions
  private var style: any CitationStyle { options.style }
  private var head = PrintedHead()
  private var isEmpty = true
  /// How many works have each value of a field; the bars stand behind the works.
  private var values: [String: [String: Int]] = [:]

  init(_ options: WriterOptions, _ output: any Output) {
    self.output = output
    self.options = options
  }

  func begin(_ head: PrintedHead) {
    self.head = head
    let heading = options.title ?? head.query
    let title = heading.map { "\($0) – ibid" } ?? "ibid"
    output.write(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta name="referrer" content="no-referrer">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <title>\(title.html)</title>
      <style>
      \(String(decoding: PackageResources.page_css, as: UTF8.self))</style>
      </head>
      <body>
      <header>
      <h1>\((heading ?? "References").html)</h1>
      <p id="count">\(counted(head.count, "work"))\(beyond)</p>
      <input id="filter" type="search" placeholder="Only works with…" aria-label="Filter" hidden>
      </header>
      <div id="layout">
      <main>

      """)
  }

  func write(_ hit: Hit) {
    let work = hit.work
    isEmpty = false
    let values = Self.values(of: work)
    for (field, names) in values {
      for name in names { self.values[field, default: [:]][name, default: 0] += 1 }
    }
    let data = JSON.object(values.map { ($0.field, .array($0.names.map(JSON.string))) }).line
    output.write(
      """
      <article data-values="\(data.html)">
      \(entry(of: work))
      \(work.annotations.map(quotation(of:)).joined(separator: "\n"))
      \(abstract(of: work))
      </article>

      """)
  }

  func end() {
    output.write(
      """
      \(isEmpty ? "\n" : "")</main>
      <aside>
      \(Self.fields.map(bars(of:)).joined(separator: "\n"))
      </aside>
      </div>
      <script>
      \(String(decoding: PackageResources.page_js, as: UTF8.self))</script>
      </body>
      </html>

      """)
  }

  /// What the limit cut off.
  private var beyond: String {
    guard let total = head.summary?.total, total > head.count else { return "" }
    return ", the first of \(total)"
  }

  // MARK: Works

  private func entry(of work: Work) -> String {
    let text = html(of: style.text(of: work.reference), marks: marks(of: work.reference))
    let page = work.reference.page.map {
      " <a href=\"\($0.html)\" rel=\"noreferrer\">\($0.html)</a>"
    }
    let key = options.hidesKeys ? "" : "\n<p class=\"key\">\(work.key.description.html)</p>"
    return "<p><span data-text>\(text)</span>\(page ?? "")</p>\(key)"
  }

  private func quotation(of annotation: Annotation) -> String {
    let place = annotation.source.isEmpty ? "" : "\(annotation.source):\(annotation.line)"
    return "<blockquote><span data-text>\(marked(annotation.text, of: "annotation"))</span>"
      + "<footer>\(place.html)</footer></blockquote>"
  }

  private func abstract(of work: Work) -> String {
    guard let abstract = work.reference.abstract else { return "" }
    return "<details><summary>Abstract</summary>"
      + "<span data-text>\(marked(abstract, of: "abstract"))</span></details>"
  }

  /// What the query matched of a reference as its style prints it: in the title, the names and the
  /// journal, wherever these stand.
  private func marks(of reference: Reference) -> [Range<Int>] {
    guard let highlighter = head.summary?.highlighter else { return [] }
    let text = style.text(of: reference)
    let parts =
      [("title", reference.title), ("journal", reference.container)]
      + reference.authors.map { ("author", $0.familyName) }
    let ranges = parts.flatMap { field, part -> [Range<Int>] in
      guard let part, let place = text.range(of: part) else { return [] }
      let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
      return highlighter.ranges(in: part, of: field).map {
        start + $0.lowerBound..<start + $0.upperBound
      }
    }
    return Highlighter.merged(ranges)
  }

  private func marked(_ text: String, of field: String) -> String {
    html(of: text, marks: head.summary?.highlighter.ranges(in: text, of: field) ?? [])
  }

  private func html(of text: String, marks: [Range<Int>]) -> String {
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String {
      String(decoding: bytes[range], as: UTF8.self).html
    }
    var html = ""
    var start = 0
    for mark in marks {
      html += part(start..<mark.lowerBound) + "<mark>\(part(mark))</mark>"
      start = mark.upperBound
    }
    return html + part(start..<bytes.count)
  }

  // MARK: Counts

  private static let fields = ["year", "journal", "author", "type"]

  private static func values(of work: Work) -> [(field: String, names: [String])] {
    let reference = work.reference
    return [
      ("year", [reference.year.map(String.init)].compactMap(\.self)),
      ("journal", [reference.container].compactMap(\.self)),
      ("author", Array(Set(reference.authors.map(\.nameWithInitial))).sorted()),
      ("type", [reference.type.rawValue]),
    ]
  }

  /// Years in order, other values commonest first.
  private func bars(of field: String) -> String {
    let counts = values[field, default: [:]]
    guard !counts.isEmpty else { return "" }
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.barLimit)
    let shown = field == "year" ? counts.sorted { $0.key > $1.key } : Array(common)
    let most = shown.map(\.value).max() ?? 1
    let items = shown.map { value, works in
      """
      <li><button type="button" aria-pressed="false" data-field="\(field)" data-value="\(value.html)">\
      <i style="width:\(100 * works / most)%"></i><span>\(value.html)</span><b>\(works)</b></button></li>
      """
    }
    return "<h2>\(field.capitalized)</h2>\n<ol>\n\(items.joined(separator: "\n"))\n</ol>"
  }
}

extension String {
  /// Text in which no character means anything to HTML, in quotes too; control characters gone.
  fileprivate var html: String {
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
}
