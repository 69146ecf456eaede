import Foundation
import Index
import ProgramTestSupport
import ReferenceLibrary
import Testing

@testable import ibid

/// `serve`: a library as a site.
@Suite struct ServeTests {
  private static let sources = [
    "Index/References/a.bib": """
    @article{a1, author = {Keller, Ann and Obst, B.}, title = {Soil acidity in beech woods}, journal = {Soils}, volume = {9}, pages = {12--20}, year = {2019}, doi = {10.1000/acid}, annote = {The first to measure acidity, unlike Roe (2018).}}
    @article{b1, author = {Roe, R.}, title = {Salts of the coastal plain}, journal = {Tides \\& Shores}, volume = {1}, pages = {3--9}, year = {2018}, abstract = {Salts move with the acidity of soils.}}
    @book{c1, author = {Ek, S.}, title = {Woods <img> & "Men"}, publisher = {Norr}, year = {2001}}

    """
  ]

  private func site(_ library: TemporaryLibrary) throws -> LibrarySite {
    LibrarySite(
      try OpenLibrary(Library(folder: library.folder), StandardConsole()), person: Settings())
  }

  private func keys(_ page: String) -> [String] {
    page.components(separatedBy: "<p class=\"key\"><a href=\"/work/").dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
  }

  @Test(arguments: [
    ("", "ek2001woods keller2019soil roe2018salts"), ("q=acidity", "keller2019soil roe2018salts"),
    ("q=acidity&year=2018", "roe2018salts"),
    ("q=acidity&year=2018&year=2019", "keller2019soil roe2018salts"),
    ("q=*&year=2001..2018", "ek2001woods roe2018salts"),
    ("q=*&journal=Tides+%26+Shores", "roe2018salts"), ("q=*&author=Keller,+Ann", "keller2019soil"),
    ("q=Roe+2018", "keller2019soil roe2018salts"), ("q=*&type=book", "ek2001woods"),
    ("q=*&limit=1&sort=oldest", "ek2001woods"),
    ("q=*&limit=1&offset=1&sort=oldest", "roe2018salts"), ("q=acidity&year=1999", ""),
  ])
  func findsAsTheCommandDoes(_ query: String, _ expected: String) throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let answer = try site(library).answer(WebRequest(path: "/search", query: query))
    #expect(answer.status == .ok)
    #expect(keys(answer.body).sorted().joined(separator: " ") == expected)
  }

  /// Another process may name sources and rule on works meanwhile; both stay in the index.
  @Test func aChangedConfigurationIsFollowed() throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let site = try site(library)
    func found() throws -> Int {
      keys(try site.answer(WebRequest(path: "/search", query: "q=*")).body).count
    }
    #expect(try found() == 3)
    try library.write(
      "@book{d1, author = {Berg, T.}, title = {Larks}, year = 1999}\n", to: "more.bib")
    #expect(try library.run("index", "more.bib").status == 0)
    #expect(try found() == 4)
    #expect(try library.run("merge", "ek2001woods", "berg1999larks").status == 0)
    #expect(try found() == 3)
    #expect(try library.run("search", "*", "--count").output == "3\n")
  }

  /// What `--format` prints comes for every format, byte for byte.
  @Test(arguments: OutputFormat.all.map(\.name).filter { $0 != "html" })
  func answersInEveryFormat(_ format: String) throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let printed = try library.run("search", "acidity", "--format", format).output
    let query = "q=acidity&limit=all&format=\(format)"
    let answer = try site(library).answer(WebRequest(path: "/search", query: query))
    // Paths are relative to where each was started.
    let folder = library.folder.path + "/"
    #expect(answer.body.replacing(folder, with: "") == printed)
    let work = try library.run("show", "roe2018salts", "--format", format).output
    let shown = try site(library).answer(
      WebRequest(path: "/work/roe2018salts", query: "format=\(format)"))
    #expect(shown.body.replacing(folder, with: "") == work)
    #expect(!answer.mediaType.contains("html"))
  }

  @Test(arguments: [
    ("/search", "q=\"open", 400, "to match this"),
    ("/search", "q=authr:roe", 400, "did you mean &#39;author:&#39;?"),
    ("/search", "q=x&limit=0.5", 400, "limit: expected"),
    ("/search", "q=x&limt=3", 400, "did you mean &#39;limit&#39;?"),
    ("/search", "q=x&sort=up", 400, "sort:"), ("/work/nobody", "", 404, "unknown key"),
    ("/work/roe2018slats", "", 404, "did you mean &#39;roe2018salts&#39;?"),
    ("/nothing", "", 404, "there is no page"),
    ("/../etc/passwd", "", 404, "there is no page"),
    ("/work/../../etc/passwd", "", 404, "unknown key"),
    ("/work/", "", 404, ""), ("/search", "q=acidty", 200, "searched for &#39;acidity&#39;"),
    (
      "/search", "q=acidty&match=all", 200,
      "Did you mean <a href=\"/search?match=all&amp;q=acidity\">"
    ),
    ("/search", "q=a*&format=nothing", 400, "format"), ("/search", "q=@nothing", 400, ""),
    // What is wrong with a value of a facet is shown in it, not in the query.
    ("/search", "q=acidity&year=soon", 400, "year:1:6: error: &#39;soon&#39; is not a year"),
    ("/search", "q=acidity&type=poem", 400, "type:1:6: error: unknown value &#39;poem&#39;"),
    ("/search", "q=acidity&year=&journal=", 200, "<p id=\"count\">2 works</p>"),
  ])
  func errorsSayWhatToDo(_ path: String, _ query: String, _ status: Int, _ expected: String) throws
  {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let answer = try site(library).answer(WebRequest(path: path, query: query))
    #expect(answer.status.rawValue == status, "\(answer.body)")
    #expect(expected.isEmpty || answer.body.contains(expected), "\(answer.body)")
    // Programs get the same as JSON.
    let json = try site(library).answer(WebRequest(path: path, query: query + "&format=json"))
    if status != 200, !query.contains("format") {
      #expect(json.status == answer.status)
      #expect(JSON(parsing: json.body)?["messages"] != nil)
    }
  }

  /// A site keeps nothing of a configuration that another process has changed since.
  @Test func theConfigurationIsReadAgainWhenItChanges() throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let site = try site(library)
    func count() throws -> Int {
      let request = WebRequest(path: "/search", query: "q=*&format=keys")
      return try site.answer(request).body.split(separator: "\n").count
    }
    let before = try count()
    let elsewhere = try TemporaryLibrary(["more.bib": "@book{more, title={On more}, year=2003}\n"])
    let file = elsewhere.folder.appendingPathComponent("more.bib").path
    #expect(try library.run("index", file).status == 0)
    #expect(try count() == before + 1)
    // Nor does it take back what the other has read.
    #expect(try library.run("sources").output.contains("more.bib"))
  }

  /// Whatever is asked, it becomes text of the page and nothing else.
  @Test func hostileQueriesAreText() throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let site = try site(library)
    let queries = [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE work; --",
      "title:\"<b>\"", "\u{0}\u{1B}[31m", String(repeating: "(", count: 4000), "a AND (b",
      "javascript:alert(1)", String(repeating: "a OR ", count: 1000), "\u{202E}evil", "/(a+)+$/",
    ]
    for query in queries {
      for name in ["q", "sort", "journal", "style", "format", "title", "since"] {
        let encoded = "\(name)=\(WebAddress.encoded(query))" + (name == "q" ? "" : "&q=*")
        let answer = site.answer(WebRequest(path: "/search", query: encoded))
        #expect([200, 400].contains(answer.status.rawValue), "\(name)=\(query)")
        let isPage = answer.mediaType.hasPrefix("text/html")
        #expect(!isPage || !answer.body.contains("<script>"), "\(name)=\(query)")
        #expect(!isPage || !answer.body.contains("<img"), "\(name)=\(query)")
        #expect(!answer.body.contains("\u{1B}"), "\(name)=\(query)")
      }
      let work = site.answer(WebRequest(path: "/work/" + WebAddress.encoded(query)))
      #expect(work.status == .notFound)
      #expect(!work.body.contains("<script>") && !work.body.contains("<img"))
    }
    let page = site.answer(WebRequest(path: "/work/ek2001woods")).body
    #expect(page.contains("&quot;Men&quot;") && !page.contains("<img"))
  }

  /// Only names that lead to this machine alone, whoever says so.
  @Test(arguments: [
    ("localhost", true), ("localhost:8421", true), ("127.0.0.1:80", true), ("[::1]:8421", true),
    ("192.168.0.7", true), ("LOCALHOST", true), ("evil.example", false),
    ("evil.example:8421", false),
    ("localhost.evil.example", false), ("127.0.0.1.evil.example", false), ("", false), (nil, false),
    ("127.0.0.1:99999", false), ("[::1]evil", false), ("[evil.example]", false), ("desk", false),
    ("localhost:80:80", false), ("2130706433", false),
  ])
  func otherNamesAreRefused(_ host: String?, _ isAllowed: Bool) throws {
    #expect(HostRule().allows(host) == isAllowed)
    #expect(HostRule(names: ["desk"]).allows("Desk:8421"))
  }

  @Test func aRefusalNamesTheHost() throws {
    let site = try site(try TemporaryLibrary.indexed(Self.sources))
    let answer = site.answer(WebRequest(path: "/", host: "evil.example"))
    #expect(answer.status == .misdirected)
    #expect(answer.body.contains("&#39;evil.example&#39; is not a name of this site"))
  }

  /// However many journals are chosen, those of the library are read once.
  @Test func journalsAreReadOnce() throws {
    let names = (0..<500).map { "journal=J\($0)" }.joined(separator: "&")
    var readings = 0
    func journals() -> [String] {
      readings += 1
      return ["J7", "Tides & Shores"]
    }
    let asked = try SearchParameters(WebRequest(path: "/search", query: "q=*&\(names)"))
    #expect(asked.narrowing(journals).map(\.facet) == [.journal] && readings == 1)
    let others = try SearchParameters(WebRequest(path: "/search", query: "q=*&year=2018"))
    #expect(others.narrowing(journals).map(\.facet) == [.year] && readings == 1)
  }

  /// A query that is stopped is not one that finds nothing.
  @Test func whatIsStoppedIsUnavailable() throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let site = try site(library)
    let request = WebRequest(path: "/search", query: "q=*")
    #expect(site.failed(.stopped, request).status == .unavailable)
    #expect(site.failed(.stopped, request).body.contains("the answer took too long"))
    #expect(IndexError.interrupted.failure(at: "").isStopped)
    #expect(!Failure(.nothingFound, "no works match").isStopped)
  }

  @Test func onlyReadingIsAllowed() throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let site = try site(library)
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
      let answer = site.answer(WebRequest(method: method, path: "/search", query: "q=*"))
      #expect(answer.status == .methodNotAllowed)
      #expect(answer.headers.contains { $0 == ("Allow", "GET, HEAD") })
    }
    let got = site.answer(WebRequest(path: "/search", query: "q=*"))
    let head = site.answer(WebRequest(method: "HEAD", path: "/search", query: "q=*"))
    #expect(head.body.isEmpty && head.status == .ok)
    #expect(head.headers.contains { $0 == ("Content-Length", "\(got.body.utf8.count)") })
  }

  @Test func aWorkHasAPage() throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let site = try site(library)
    let page = site.answer(WebRequest(path: "/work/keller2019soil")).body
    for part in [
      "<dt>doi</dt><dd>10.1000/acid</dd>", "<a href=\"https://doi.org/10.1000/acid\">Soil acidity",
      "unlike <a href=\"/work/roe2018salts\">Roe (2018)</a>", "Index/References/a.bib:1",
      "/work/keller2019soil?format=bibtex",
    ] {
      #expect(page.contains(part), "\(part) in \(page)")
    }
    #expect(
      site.answer(WebRequest(path: "/work/roe2018salts")).body.contains("<h2>Mentioned by</h2>"))
  }

  /// Each bar leads to as many works as it says.
  @Test func facetsCountWhatTheyLeadTo() throws {
    let library = try TemporaryLibrary.shipped()
    let site = try site(library)
    let page = site.answer(WebRequest(path: "/search", query: "q=antigen&year=2018&limit=all")).body
    let bars = page.components(separatedBy: "<a class=\"bar\" href=\"").dropFirst()
    #expect(bars.count > 10)
    for bar in bars where !bar.contains("aria-current") {
      let address = bar.prefix { $0 != "\"" }.replacing("&amp;", with: "&")
      let works = bar.components(separatedBy: "<b>")[1].prefix { $0.isNumber }
      let query = address.split(separator: "?")[1]
      // Values of one field are alternatives; the year that is chosen counts besides.
      let parts = query.split(separator: "&")
      let years = parts.filter { $0.hasPrefix("year=") }
      let alone = parts.filter { years.count < 2 || $0 != "year=2018" }.joined(separator: "&")
      let led = site.answer(WebRequest(path: "/search", query: String(alone)))
      #expect("\(keys(led.body).count)" == works, "\(address)")
    }
  }

  @Test func aChangedLibraryIsSeen() throws {
    let library = try TemporaryLibrary.indexed(Self.sources)
    let site = try site(library)
    #expect(keys(site.answer(WebRequest(path: "/search", query: "q=peat")).body).isEmpty)
    try library.write(
      "@book{d, author = {Moss, P.}, title = {Peat}, year = {1999}}\n",
      to: "Index/References/b.bib")
    #expect(
      keys(site.answer(WebRequest(path: "/search", query: "q=peat")).body) == ["moss1999peat"])
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", "/ a"), ("GET /x?q=a+b HTTP/1.0\n\n", "/x "),
    ("GET / HTTP/2\r\n\r\n", "malformed"), ("GET  / HTTP/1.1\r\n\r\n", "malformed"),
    ("get / HTTP/1.1\r\n\r\n", "malformed"), ("GET http://a/ HTTP/1.1\r\n\r\n", "malformed"),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "malformed"),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", "malformed"),
    ("GET / HTTP/1.1\r\n folded: a\r\n\r\n", "malformed"),
    ("\r\n\r\n", "malformed"),
  ])
  func readsHeads(_ text: String, _ expected: String) {
    #expect(RequestHead.end(in: Array(text.utf8)) == text.utf8.count)
    do throws(RequestHead.Refusal) {
      let request = try RequestHead(Array(text.utf8)).request
      #expect("\(request.path) \(request.host ?? "")" == expected)
    } catch {
      #expect("\(error)" == expected)
    }
  }
}

/// The program that serves, over the network.
@Suite struct ServerTests {
  @Test func answersManyAtOnce() async throws {
    let served = try ServedLibrary(try TemporaryLibrary.shipped())
    let alone = try served.get("/search?q=antigen&format=keys").body
    #expect(alone.split(separator: "\n").count > 5)
    let answers = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<40 {
        group.addTask { try? served.get("/search?q=antigen&format=keys").body }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 40)
    #expect(answers.allSatisfy { $0 == alone })
    #expect(served.stop() == 0, "Ctrl-C is no failure")
  }

  @Test func refusesWhatIsNoQuestion() throws {
    let served = try ServedLibrary(try TemporaryLibrary.shipped())
    let long = String(repeating: "a", count: 9000)
    let requests = [
      ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421), ("GET / HTTP/1.1\r\n\r\n", 421),
      ("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
      ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", 413),
      ("GET /?q=\(long) HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: localhost\r\nX: \(long)\(long)\r\n\r\n", 413),
      ("nonsense\r\n\r\n", 400), ("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    ]
    for (request, status) in requests {
      #expect(try served.send(request).status == status, "\(request.prefix(80))")
    }
    let answer = try served.get("/search?q=antigen")
    #expect(answer.status == 200)
    for field in ["Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff"]
    {
      #expect(answer.head.contains(field))
    }
    let head = try served.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(head.status == 200 && head.body.isEmpty)
  }

  /// A client that goes on sending still gets the answer, and the connection ends in order.
  @Test(arguments: [
    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n", "GET / HTTP/1.1\r\nX: ",
  ])
  func refusesInOrder(_ head: String) throws {
    let served = try ServedLibrary(try TemporaryLibrary.shipped())
    let answer = try served.send(head + String(repeating: "a", count: 900_000))
    #expect(answer.status == 413 && !answer.isBroken)
    #expect(answer.body == "the request is too large\n")
  }

  @Test func aPortThatIsTakenIsSaid() throws {
    let served = try ServedLibrary(try TemporaryLibrary.shipped())
    let second = try served.library.run("serve", "--port", "\(served.port)")
    #expect(second.status == 2)
    #expect(second.errors.contains("port \(served.port) is in use"), "\(second.errors)")
    #expect(second.errors.contains("--port 0"))
    let elsewhere = try served.library.run("serve", "--address", "evil.example")
    #expect(elsewhere.errors.contains("not an IP address"))
  }
}
