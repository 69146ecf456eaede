import Foundation
import ProgramTestSupport
import References
import Testing

@testable import ibid

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

  /// What a script finds in the page, in a window of some size: a frame, because windows of a browser
  /// are never as narrow as a telephone.
  private func written(
    _ script: String, _ library: TemporaryLibrary, size: String = "1440,900"
  ) throws -> String {
    let page = try library.run("search", "*", "--limit", "100", "--format", "html").output
    let message = "<script>parent.postMessage((() => { \(script) })(), '*')</script></body>"
    try library.write(page.replacing("</body>", with: message), to: "page.html")
    let sides = size.split(separator: ",")
    try library.write(
      """
      <body><iframe src="page.html" width="\(sides[0])" height="\(sides[1])" style="border:0"></iframe>
      <script>
      addEventListener("message", (event) => {
        const result = document.createElement("pre");
        result.id = "result";
        result.textContent = event.data;
        document.body.append(result);
      });
      </script></body>
      """, to: "frame.html")
    let text = try library.shell(
      """
      \(browser!) --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" \
      --virtual-time-budget=5000 --dump-dom "file://$PWD/frame.html" 2>/dev/null
      """
    ).output.components(separatedBy: "<pre id=\"result\">").dropFirst().first
    return try #require(text).components(separatedBy: "</pre>")[0]
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }

  /// The page's folding and that of the index, letter by letter.
  @Test func theBoxFoldsAsASearchDoes() throws {
    let letters = [0xC0...0x24F, 0x250...0x2AF, 0x370...0x3FF, 0x1E00...0x1EFF, 0x2010...0x2024]
      .joined().compactMap { Unicode.Scalar(UInt32($0)) }
      .filter { $0.properties.generalCategory != .unassigned }
    let library = try library()
    let numbers = letters.map { "\($0.value)" }.joined(separator: ",")
    let folded = try written(
      "return [\(numbers)].map((code) => fold(String.fromCodePoint(code))).join('\\u{1f}');",
      library
    ).components(separatedBy: "\u{1F}")
    #expect(folded.count == letters.count)
    for (letter, folded) in zip(letters, folded) {
      #expect(folded == References.folded(letter), "\(letter)")
    }
  }

  @Test(arguments: [
    ("IFNγ", "IFNg IFN-gamma IFNγ ifngamma ifn"),
    ("TGF-β1", "TGFb TGF-beta TGFβ tgf"),
    ("Müller", "muller mueller Müller MÜLLER"), ("Łódź", "lodz Łodz"), ("Straße", "strasse Straße"),
    ("Mu\u{308}ller", "mueller muller müller"),
    ("α-Synuclein", "alpha-synuclein asynuclein synuclein"),
    ("O’Reilly", "o'reilly oreilly O’Reilly"), ("ﬁbrosis", "fibrosis"), ("CD8⁺ H₂O", "CD8+ h2o"),
    ("PD‑1", "PD-1 pd1"),
  ])
  func theBoxFinds(_ text: String, _ typed: String) throws {
    let library = try TemporaryLibrary.indexed([
      "Index/References/a.txt": "• Roe, R. On \(text) in wide use. Nature 1, 2–3 (2001).\n"
    ])
    let words = typed.split(separator: " ").map { "'\($0.replacing("'", with: "\\'"))'" }
    let missing = try written(
      """
      return [\(words.joined(separator: ","))].filter((word) => {
        box.value = word;
        update();
        return works[0].element.hidden;
      }).join(" ");
      """, library)
    #expect(missing == "")
  }

  /// On a telephone the facets are behind a button; beside the works they are always there.
  @Test(arguments: [("390,844", "none block"), ("768,1024", "none block"), ("1440,900", "block")])
  func facetsAreBehindAButton(_ size: String, _ expected: String) throws {
    let shown = try written(
      """
      const display = () => getComputedStyle(document.querySelector("#facets")).display;
      const button = document.querySelector("#facets-button");
      const before = display();
      if (getComputedStyle(button).display === "none") return before;
      button.click();
      return `${before} ${display()}`;
      """, library(), size: size)
    #expect(shown == expected)
  }

  /// Nothing of the page is wider than the window.
  @Test(arguments: ["390,844", "768,1024", "1440,900"])
  func thePageFitsTheWindow(_ size: String) throws {
    let wide = try written(
      """
      return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.outerHTML.slice(0, 80)).join("\\n");
      """, library(), size: size)
    #expect(wide == "")
  }

  @Test func linksLeadSomewhere() throws {
    let library = try library()
    let links = try written(
      """
      const links = [...document.querySelectorAll('article a[href^="#"]')];
      const dead = links.filter((link) => !document.getElementById(link.hash.slice(1)));
      return `${links.length > 20} ${dead.length}`;
      """, library)
    #expect(links == "true 0")
    // A work that the box hides is shown when a mention of it is followed.
    let followed = try written(
      """
      box.value = "together with";
      update();
      const link = [...document.querySelectorAll('article:not([hidden]) a[href^="#work-"]')]
        .find((link) => document.getElementById(link.hash.slice(1)).hidden);
      link.click();
      return `${box.value}|${document.getElementById(link.hash.slice(1)).hidden}`;
      """, library)
    #expect(followed == "|false")
    let numbered = try TemporaryLibrary.indexed([
      "Index/References/a.bib":
        "@article{a, author = {Roe, R.}, title = {Salts}, journal = {Tides}, year = {2001}, doi = {10.1000/x}}\n"
    ])
    let titles = try numbered.run("search", "*", "--format", "html").output
    #expect(titles.contains("<a href=\"https://doi.org/10.1000/x\">Salts</a>"))
  }

  /// Without scripts everything can be read, and nothing looks as if it could be clicked.
  @Test func thePageIsReadWithoutScripts() throws {
    let page = try library().run("search", "*", "--format", "html").output
    #expect(page.components(separatedBy: "<article ").count == 75)
    #expect(page.contains("<input id=\"filter\" type=\"search\""))
    let bars = page.components(separatedBy: "data-field=").count - 1
    #expect(bars > 20)
    #expect(page.components(separatedBy: "<button type=\"button\" disabled").count - 1 == bars)
    #expect(page.contains("popovertarget=\"facets\""), "shown by the browser itself")
  }

  /// Every year has a bar, also where no work is of it; of many years the bars are spans of them.
  @Test(arguments: [
    ([2001, 2003, 2003], "2001 1, 2002 0, 2003 2"), ([2001], "2001 1"),
    ([1905, 2001], "1905..1909 1, 1910..1914 0"), ([1665, 2024], "1665..1679 1, 1680..1699 0"),
  ])
  func yearsAreAHistogram(_ years: [Int], _ expected: String) {
    let counts = Dictionary(grouping: years, by: \.self).map { ("\($0)", $1.count) }
    let bars = PageFacet("year", Dictionary(uniqueKeysWithValues: counts)).bars
    #expect(bars.count <= 37)
    #expect(bars.reduce(0) { $0 + $1.works } == years.count)
    #expect(bars.map { "\($0.value) \($0.works)" }.joined(separator: ", ").hasPrefix(expected))
  }
}

/// The pages that `serve` answers with, in a browser.
@Suite(.enabled(if: browser != nil, "needs chromium"))
struct SitePageTests {
  /// - Returns: the page after it was loaded, and what the browser says against it.
  private func loaded(
    _ address: String, _ library: TemporaryLibrary
  ) throws -> Program.Result {
    try library.shell(
      """
      \(browser!) --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" \
      --enable-logging=stderr --virtual-time-budget=5000 --dump-dom "\(address)"
      """)
  }

  /// The browser obeys the page's own policy, and finds nothing against it.
  @Test func theBrowserLoadsEveryPartOfIt() throws {
    let served = try ServedLibrary(try TemporaryLibrary.shipped())
    for path in ["", "search?q=antigen&year=2018", "work/orlando2018genetic", "search?q=%22open"] {
      let page = try loaded(served.url + path, served.library)
      #expect(page.output.contains("</html>"))
      #expect(!page.errors.contains("CONSOLE"), "\(page.errors)")
    }
  }

  /// Typing asks, and the page takes over what is answered, what is wrong included.
  @Test func typingSearches() throws {
    let served = try ServedLibrary(try TemporaryLibrary.shipped())
    let page = try served.get("/search?q=antigen").body
    let answers = try ["orlando", "\"open"].map { query in
      let encoded = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      return try served.get("/search?q=\(encoded)").body
    }
    let script = try served.get("/site.js").body
    let data = try JSONEncoder().encode(answers).base64EncodedString()
    // A page of a file, whose requests are answered with what the server said.
    let test = """
      <script>
      const answers = JSON.parse(new TextDecoder().decode(
        Uint8Array.from(atob("\(data)"), (letter) => letter.charCodeAt())));
      const asked = [];
      fetch = async (address) => {
        asked.push(new URL(address).searchParams.get("q"));
        return { text: async () => answers[asked.length - 1] };
      };
      History.prototype.replaceState = () => {};
      \(script)
      (async () => {
        const found = [];
        for (const query of ["orlando", '"open']) {
          form.elements.q.value = query;
          form.dispatchEvent(new Event("input"));
          await new Promise((done) => setTimeout(done, 400));
          found.push(document.querySelectorAll("article").length);
        }
        const result = document.createElement("pre");
        result.id = "result";
        result.textContent = [asked.join(), found.join(),
          document.querySelector("#status").textContent.includes("to match this")].join("|");
        document.body.append(result);
      })();
      </script></body>
      """
    try served.library.write(
      page.replacing("<script src=\"/site.js\" defer></script>", with: "")
        .replacing("</body>", with: test), to: "site.html")
    let result = try loaded("file://\(served.library.folder.path)/site.html", served.library).output
    let count = try served.library.run("search", "orlando", "--count").lines[0]
    #expect(
      result.contains("<pre id=\"result\">orlando,\"open|\(count),0|true</pre>"), "\(result)")
  }
}
