import Diagnostics
import Foundation
import Index
import ReferenceLibrary
import References
import Search

/// The page of a search: the query in its box, notes on how it was read, works with their annotations,
/// facets that narrow them, exports. It works without its script, which only answers while one types.
struct SearchPage {
  private static let facets: [Facet] = [.year, .journal, .author, .type, .tag, .source]
  private static let valueLimit = 12

  let asked: SearchParameters
  let source: SourceText
  let context: Context
  private let narrowing: [SearchParameters.Narrowing]
  private let options: WriterOptions

  init(
    _ asked: SearchParameters, _ source: SourceText, _ context: Context,
    _ journals: () throws -> [String]
  ) throws {
    (self.asked, self.source, self.context) = (asked, source, context)
    narrowing = try asked.narrowing(journals)
    options = WriterOptions(style: context.settings.style.style)
  }

  // MARK: Asking

  func answer(_ searcher: Searcher, _ library: Library) throws -> WebResponse {
    var request = try SearchRequest(source, context.settings.searchOptions)
    request.narrowing = narrowing.map(\.query)
    request.facets = Self.facets.map(Self.request)
    let result = try searcher.search(request)
    // What a click would add is counted, so a field's own choice does not.
    var counts: [Facet: [FacetCount]] = [:]
    for facet in result.facets { counts[facet.facet] = facet.counts }
    for own in narrowing where Self.facets.contains(own.facet) {
      var others = request
      others.narrowing = narrowing.filter { $0.facet != own.facet }.map(\.query)
      others.facets = [Self.request(own.facet)]
      others.options.limit = 0
      counts[own.facet] = try searcher.search(others).facets[0].counts
    }
    var options = options
    for hit in result.hits {
      options.mentions[hit.work.key] = try searcher.database.links(of: hit.work.key).mentions
    }
    let works = result.hits.map { html(of: $0, result.highlighter, options) }
    let facets = Self.facets.map { bars($0, counts[$0] ?? []) }
    return WebResponse(
      body: Self.html(
        of: asked, result.summary.messages(source, .none), count: count(of: result),
        nothing: nothing(result.summary), works: works + [pages(of: result)], facets: facets,
        exports: result.total == 0 ? "" : exports))
  }

  /// The commonest values, of years all.
  private static func request(_ facet: Facet) -> FacetRequest {
    FacetRequest(facet, limit: facet == .year ? .max : valueLimit)
  }

  // MARK: Parts

  private func html(
    of hit: Hit, _ highlighter: Highlighter, _ options: WriterOptions
  ) -> String {
    let work = PageWork(
      work: hit.work, highlighter: highlighter, options: options, address: WorkPage.address)
    return """
      <article>
      <p>\(work.reference)</p>
      <p class="key"><a href="\(WorkPage.address(of: hit.work.key).html)">\(hit.work.key.description.html)</a></p>
      \(work.annotations)
      \(work.abstract)
      </article>
      """
  }

  private func bars(_ facet: Facet, _ counts: [FacetCount]) -> String {
    let works = Dictionary(counts.map { ($0.value, $0.works) }) { $0 + $1 }
    let first = asked.address.setting("offset")
    return PageFacet(facet.rawValue, works).html(
      .link(
        to: { first.toggling(facet.rawValue, $0.value).text },
        isChosen: { asked.isChosen(facet, $0.value) }))
  }

  /// `21–40 of 81 works`
  private func count(of result: SearchResult) -> String {
    let shown = result.hits.count
    guard shown < result.total else { return counted(result.total, "work") }
    let offset = context.settings.offset
    let range = shown == 0 ? "none" : "\(offset + 1)–\(offset + shown)"
    return "\(range) of \(counted(result.total, "work"))"
  }

  private func pages(of result: SearchResult) -> String {
    let offset = context.settings.offset
    let limit = max(context.settings.limit, 1)
    func link(_ name: String, to offset: Int, _ relation: String) -> String {
      let address = asked.address.setting("offset", to: "\(offset)")
      return "<a rel=\"\(relation)\" href=\"\(address.text.html)\">\(name)</a>"
    }
    let links = [
      offset > 0 ? link("Previous", to: max(offset - limit, 0), "prev") : nil,
      offset + result.hits.count < result.total && !result.hits.isEmpty
        ? link("Next", to: offset + result.hits.count, "next") : nil,
    ].compactMap(\.self)
    return links.isEmpty ? "" : "<nav class=\"pages\">\(links.joined(separator: " "))</nav>"
  }

  /// Why nothing was found, with links to what may have been meant.
  private func nothing(_ summary: SearchSummary) -> String {
    guard summary.total == 0 else { return "" }
    var message = summary.nothing(remedy: .none)
    message.hints = []
    var links: [String] = []
    for suggestion in summary.nothingFound?.suggestions ?? [] where suggestion.field == nil {
      guard let word = suggestion.replacements.first,
        let place = source.text.range(of: suggestion.word, options: .caseInsensitive)
      else { continue }
      let text = source.text.replacingCharacters(in: place, with: word)
      links.append(
        "Did you mean <a href=\"\(asked.address.setting("q", to: text).text.html)\">\(text.html)</a>?"
      )
    }
    if let any = summary.nothingFound?.totalOfAny {
      let address = asked.address.setting("match", to: "any").text
      links.append(
        "<a href=\"\(address.html)\">\(counted(any, "work")) with some of the words</a>")
    }
    if !narrowing.isEmpty {
      let address = Self.facets.reduce(asked.address) { $0.setting($1.rawValue) }
      links.append("<a href=\"\(address.text.html)\">Search without the chosen values</a>")
    }
    return SitePage.html([message]) + links.map { "<p>\($0)</p>" }.joined(separator: "\n")
  }

  private var exports: String {
    let all = asked.address.setting("offset").setting("limit", to: "all")
    let links = ["bibtex", "ris", "csl-json", "csv", "markdown", "json"].map { name in
      "<a href=\"\(all.setting("format", to: name).text.html)\">\(name)</a>"
    }
    return "<p class=\"exports\">Export: \(links.joined(separator: ", "))</p>"
  }

  // MARK: The page

  /// - Parameters:
  ///   - messages: on how the query was read, or what is wrong with it.
  ///   - count: how many works there are.
  static func html(
    of asked: SearchParameters, _ messages: [Message], count: String = "", nothing: String = "",
    works: [String] = [], facets: [String] = [], exports: String = ""
  ) -> String {
    let query = asked.query
    return SitePage(
      title: query.isEmpty ? "Library" : query, header: form(asked),
      contents: """
        <div id="status" role="status">
        <p id="count">\(count.html)</p>
        \(SitePage.html(messages))
        \(nothing)
        </div>
        <div id="layout">
        <main id="works">
        \(works.joined(separator: "\n"))
        \(exports)
        </main>
        \(PagePanel.html(facets))
        </div>
        """
    ).html
  }

  private static func form(_ asked: SearchParameters) -> String {
    let sorts = HitOrder.allCases.map { order in
      let chosen = asked.settings.sort == order ? " selected" : ""
      return "<option\(chosen)>\(order.rawValue)</option>"
    }
    let kept = asked.address.parameters
      .filter { !["q", "sort", "offset"].contains($0.name) }
      .map {
        "<input type=\"hidden\" name=\"\($0.name.html)\" value=\"\($0.value.html)\">"
      }
    return """
      <form id="search" action="/search" role="search">
      <div class="tools">
      <input type="search" name="q" value="\(asked.query.html)" placeholder="author:june &quot;antigen loss&quot; year:2018.." aria-label="Query" autocapitalize="off" autocomplete="off" spellcheck="false">
      <select name="sort" aria-label="Order">\(sorts.joined())</select>
      <button>Search</button>
      \(PagePanel.button)
      </div>
      \(kept.joined(separator: "\n"))
      </form>
      """
  }
}
