import Foundation
import Index
import References
import Search

/// The page of a work: every fact of it, what was written about it, what it mentions and what mentions
/// it, where it is cited, and works like it.
struct WorkPage {
  private static let similarLimit = 5

  let options: WriterOptions
  let searcher: Searcher

  static func address(of key: CitationKey) -> String {
    "/work/" + WebAddress.encoded(key.description)
  }

  /// - Parameter works: one, or several that a source calls by the same key.
  func html(of works: [(Work, WorkDetails)]) throws -> String {
    let title = works.first.map { $0.0.reference.title ?? $0.0.key.description } ?? ""
    let articles = try works.map { work, details in try html(of: work, details) }
    return SitePage(
      title: title,
      header: """
        <form action="/search" role="search"><div class="tools">
        <input type="search" name="q" aria-label="Query" placeholder="Search the library" autocapitalize="off" autocomplete="off" spellcheck="false">
        <button>Search</button>
        </div></form>
        """,
      contents: "<main>\n\(articles.joined(separator: "\n"))\n</main>"
    ).html
  }

  private func html(of work: Work, _ details: WorkDetails) throws -> String {
    let shown = PageWork(
      work: work, highlighter: nil, options: options, address: Self.address)
    return """
      <article class="whole">
      <h1>\((work.reference.title ?? work.key.description).html)</h1>
      <p>\(shown.reference)</p>
      <p class="key">\(work.key.description.html)</p>
      \(shown.annotations)
      <dl>
      \(facts(of: work).joined(separator: "\n"))
      </dl>
      \(list("Mentions", details.mentions.map(mention)))
      \(list("Mentioned by", details.mentionedBy.map(mentionedBy)))
      \(list("Cited in", work.places.map { "\($0.source):\($0.line)".html }))
      \(list("Similar works", try similar(to: work)))
      \(exports(of: work))
      </article>
      """
  }

  private func facts(of work: Work) -> [String] {
    let printed = PrintedHit(hit: Hit(work: work), highlighter: nil)
    return OutputField.all
      .filter { $0.isFact || ["tags", "collections", "notes"].contains($0.name) }
      .compactMap { field in
        let value = field.cell(of: printed)
        if value.isEmpty || value == "false" { return nil }
        return "<dt>\(field.name.replacing("_", with: " ").html)</dt><dd>\(value.html)</dd>"
      }
  }

  private func mention(_ mention: ResolvedMention) -> String {
    let candidates = ([mention.target].compactMap(\.self) + mention.candidates).map(link)
    return mention.text.html
      + (candidates.isEmpty ? " (not in the library)" : ": " + candidates.joined(separator: ", "))
  }

  private func mentionedBy(_ mention: ResolvedMention) -> String {
    "\(link(mention.work)) (\("\(mention.source):\(mention.line)".html))"
  }

  private func similar(to work: Work) throws -> [String] {
    var options = SearchOptions()
    options.limit = Self.similarLimit
    let result = try searcher.search(SearchRequest(.likeness(work.key), options))
    return result.hits.map { hit in
      let title = hit.work.reference.title.map { ": \($0.html)" } ?? ""
      return link(hit.work.key) + title
    }
  }

  private func link(_ key: CitationKey) -> String {
    "<a href=\"\(Self.address(of: key).html)\">\(key.description.html)</a>"
  }

  private func list(_ heading: String, _ items: [String]) -> String {
    if items.isEmpty { return "" }
    let lines = items.map { "<li>\($0)</li>" }.joined(separator: "\n")
    return "<h2>\(heading)</h2>\n<ul>\n\(lines)\n</ul>"
  }

  private func exports(of work: Work) -> String {
    let links = ["bibtex", "ris", "csl-json", "markdown", "json"].map { name in
      let address = WebAddress(
        path: Self.address(of: work.key), parameters: [("format", name)])
      return "<a href=\"\(address.text.html)\">\(name)</a>"
    }
    return "<p class=\"exports\">Export: \(links.joined(separator: ", "))</p>"
  }
}
