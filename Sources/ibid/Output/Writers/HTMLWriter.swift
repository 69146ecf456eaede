import References
import Search

/// Prints one page that needs nothing else: works with what was written about them, how many there are
/// of each year, journal and author, and a box that narrows them, without a network.
///
/// Text of sources is escaped, and the page's content security policy lets it load nothing. Without
/// scripts the page can be read, not narrowed.
final class HTMLWriter: WorkWriter {
  private let output: any Output
  private let options: WriterOptions
  private var head = PrintedHead()
  private var isEmpty = true
  /// How many works have each value of a field; the bars stand behind the works.
  private var values: [String: [String: Int]] = [:]
  private var printed: Set<CitationKey> = []
  /// What annotations mention, in the order of the first mention of each.
  private var mentioned: [(text: String, target: CitationKey)] = []

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
      <meta name="viewport" content="width=device-width, initial-scale=1">
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
      <div class="tools">
      <input id="filter" type="search" placeholder="Only works with…" aria-label="Filter" hidden>
      \(PagePanel.button)
      </div>
      </header>
      <div id="layout">
      <main>

      """)
  }

  func write(_ hit: Hit) {
    let work = PageWork(
      work: hit.work, highlighter: head.summary?.highlighter, options: options,
      address: { "#\($0.anchor)" })
    isEmpty = false
    printed.insert(hit.work.key)
    mentioned += work.mentions
    let values = Self.values(of: hit.work)
    for (field, names) in values {
      for name in names { self.values[field, default: [:]][name, default: 0] += 1 }
    }
    let data = JSON.object(values.map { ($0.field, .array($0.names.map(JSON.string))) }).line
    let key = options.hidesKeys ? "" : "\n<p class=\"key\">\(hit.work.key.description.html)</p>"
    output.write(
      """
      <article id="\(hit.work.key.anchor.html)" data-values="\(data.html)">
      <p>\(work.reference)</p>\(key)
      \(work.annotations)
      \(work.abstract)
      </article>

      """)
  }

  func end() {
    let facets = Self.fields.map { PageFacet($0, values[$0, default: [:]]).html(.script) }
    output.write(
      """
      \(isEmpty ? "\n" : "")\(elsewhere)</main>
      \(PagePanel.html(facets))
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

  /// Works that are mentioned and not on the page, so that their links lead somewhere.
  private var elsewhere: String {
    var known = printed
    let items = mentioned.compactMap { text, target -> String? in
      guard known.insert(target).inserted else { return nil }
      let key = options.hidesKeys ? "" : " <span class=\"key\">\(target.description.html)</span>"
      return "<li id=\"\(target.anchor.html)\">\(text.html)\(key)</li>"
    }
    if items.isEmpty { return "" }
    return """
      <section id="elsewhere">
      <h2>Mentioned, but not on this page</h2>
      <ul>
      \(items.joined(separator: "\n"))
      </ul>
      </section>

      """
  }

  // MARK: Counts

  private static let fields = ["year", "journal", "author", "type", "tag"]

  private static func values(of work: Work) -> [(field: String, names: [String])] {
    let reference = work.reference
    return [
      ("year", [reference.year.map(String.init)].compactMap(\.self)),
      ("journal", [reference.container].compactMap(\.self)),
      ("author", Array(Set(reference.authors.map(\.nameWithInitial))).sorted()),
      ("type", [reference.type.rawValue]), ("tag", work.tags),
    ]
  }
}

/// The facets of a page: beside the works where there is room, on a telephone behind a button.
enum PagePanel {
  static let button = """
    <button id="facets-button" type="button" popovertarget="facets">Facets</button>
    """

  static func html(_ facets: [String]) -> String {
    """
    <aside id="facets" popover>
    <button class="close" type="button" popovertarget="facets" popovertargetaction="hide">Done</button>
    \(facets.filter { !$0.isEmpty }.joined(separator: "\n"))
    </aside>
    """
  }
}
