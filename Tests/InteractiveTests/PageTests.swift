import Foundation
import ProgramTestSupport
import Testing

private let browser = ["chromium", "chromium-browser", "google-chrome"].first(
  where: Program.isInstalled)

/// The page of results in a browser, without a network.
@Suite(.enabled(if: browser != nil, "needs chromium"))
struct PageTests {
  /// The page as it is after a script has used it.
  private func page(_ library: TemporaryLibrary, after script: String) throws -> String {
    let page = try library.run("search", "*", "--limit", "100", "--format", "html").output
    #expect(page.contains("</body>"))
    try library.write(
      page.replacing("</body>", with: "<script>\(script)</script></body>"), to: "page.html")
    let result = try library.shell(
      """
      \(browser!) --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" \
      --host-resolver-rules='MAP * ~NOTFOUND' --log-net-log="$PWD/net.json" \
      --dump-dom "file://$PWD/page.html" 2>/dev/null
      """)
    return result.output
  }

  private func library() throws -> TemporaryLibrary {
    let library = try TemporaryLibrary.shipped()
    try library.write(
      "• Smith, J. <script>document.title = 'broken'</script> & \"more\". Nature 1, 2–3 (2001). <img src=http://example.org/x>\n",
      to: "Index/References/hostile.txt")
    return library
  }

  private func count(_ page: String) -> (shown: Int, hidden: Int) {
    let articles = page.components(separatedBy: "<article ").dropFirst()
    let hidden = articles.count { $0.prefix { $0 != ">" }.contains("hidden") }
    return (articles.count - hidden, hidden)
  }

  @Test func theBoxNarrowsTheList() throws {
    let library = try library()
    let filter = "box.value = 'ORLANDO genétic mechanisms'; box.dispatchEvent(new Event('input'));"
    let page = try page(library, after: filter)
    #expect(count(page).shown == 1)
    #expect(page.contains("1 of 74 works"))
    let all = try self.page(library, after: "")
    #expect(count(all) == (74, 0))
    #expect(all.contains("<title>* – ibid</title>"), "no text of a source is obeyed")
    let loaded = try String(
      contentsOf: library.folder.appendingPathComponent("net.json"), encoding: .utf8)
    #expect(!loaded.contains("example.org"), "nothing is fetched")
  }

  /// Hyphens part words and join them; values of one field are alternatives.
  @Test func theBoxAndTheBarsAskAsPeopleMeanIt() throws {
    let library = try library()
    func shown(_ script: String) throws -> Int { count(try page(library, after: script)).shown }
    func typed(_ text: String) -> String {
      "box.value = '\(text)'; box.dispatchEvent(new Event('input'));"
    }
    let either = try shown(typed("PD-1"))
    for text in ["pd1", "\"pd 1\"", "\"PD-1\""] {
      let count = try shown(typed(text))
      #expect(count > 0 && count <= either, "\(text)")
    }
    let click = { (value: String) in
      "bars.find((bar) => bar.dataset.value === '\(value)').click();"
    }
    func found(_ query: String) throws -> Int {
      try library.run("search", query, "--format", "keys", "--limit", "100").lines.count
    }
    #expect(try shown(click("2018")) == found("year:2018"))
    #expect(try shown(click("2018") + click("2019")) == found("year:2018..2019"))
    #expect(
      try shown(click("2018") + click("Nat. Med.")) == found("year:2018 journal:=\"Nat. Med.\""))
  }

  @Test func barsNarrowTheListAndCountAgain() throws {
    let page = try page(
      library(),
      after: "bars.find((bar) => bar.dataset.value === 'Nat. Med.').click();")
    #expect(count(page) == (9, 65))
    #expect(page.contains("9 of 74 works"))
  }
}
