import Diagnostics
import QueryLanguage
import Testing

@Suite struct SubstitutionTests {
  private func substituted(_ text: String, _ values: [String: String]) throws(QueryError) -> String
  {
    let source = SourceText(name: "query", text: text)
    return try QueryParser.parse(source).query.substituting(values).description
  }

  @Test(arguments: [
    ("{x}", "loss", "loss"),
    ("title:{x}", "loss", "(field title loss)"),
    ("\"antigen {x}\"", "loss", "(phrase \"antigen loss\")"),
    ("year:{x}..", "2018", "(field year 2018..)"),
    ("year:[{x} TO 2020]", "2018", "(field year (range \"2018 TO 2020\"))"),
    ("pre-{x}", "clinical", "pre-clinical"),
    ("={x}", "tumor", "(exact tumor)"),
    ("author:^{xx}", "june", "(field author (first june))"),
    ("{xx}*", "immun", "(prefix immun)"),
    ("{x}^2", "loss", "(boost 2 loss)"),
    ("\"a {x}\"~5", "b", "(near 5 (exact a) (exact b))"),
    ("title:/a{2}{x}/", "b+", "(field title (matches \"a{2}b\\\\+\"))"),
    ("@other({x}, y={x})", "a, b", "(saved other \"a, b\" (y \"a, b\"))"),
    ("{x}[ti]", "loss", "(field title loss)"),
    ("{2} {", "loss", "(and {2} {)"),
  ])
  func replaces(_ text: String, _ value: String, _ expected: String) throws {
    #expect(try substituted(text, ["x": value, "xx": value]) == expected)
  }

  /// Whatever a value holds, it is one piece of text.
  @Test(arguments: [
    ("\" OR *", "(phrase \"\\\" OR *\")"), (") OR *", "(phrase \") OR *\")"), ("a)", "\"a)\""),
    ("year:2020", "year:2020"), ("-a", "-a"), ("@x", "@x"), ("{y}", "{y}"), ("{x}", "{x}"),
    ("a AND NOT b", "(phrase \"a AND NOT b\")"), ("immun*", "immun*"), ("a~2^3", "a~2^3"),
    ("=a", "=a"), ("a[au]", "a[au]"), ("title:/a/", "title:/a/"), ("a\nb", "(phrase \"a\nb\")"),
  ])
  func valuesAreText(_ value: String, _ expected: String) throws {
    #expect(try substituted("{x}", ["x": value]) == expected)
    #expect(try substituted("c {x}", ["x": value]) == "(and c \(expected))")
  }

  @Test(arguments: [
    ("a {y}", "loss", "unknown parameter 'y'"),
    ("a {x}", "*", "'*' has no letters or digits to search for"),
    ("a {x}", "", "'' has no letters or digits to search for"),
    ("a -{x}", "\"", "'\"' has no letters or digits to search for"),
    ("{xx}*", "a", "'a*' matches too many words"),
  ])
  func refuses(_ text: String, _ value: String, _ expected: String) {
    let error = #expect(throws: QueryError.self) {
      try substituted(text, ["x": value, "xx": value])
    }
    #expect(error?.kind.message == expected)
  }
}

@Suite struct QueryExpanderTests {
  private func expanded(_ text: String, _ saved: [String: String]) throws -> String {
    var expander = QueryExpander { name, _ in
      guard let text = saved[name.text] else {
        throw QueryError(.error, .unknownSaved(name.text), at: name.range)
      }
      let source = SourceText(name: name.text, text: text)
      return SavedText(name: name.text, query: try QueryParser.parse(source).query, source: source)
    } check: { _, _ in
    }
    let source = SourceText(name: "query", text: text)
    return try expander.expand(QueryParser.parse(source).query).description
  }

  @Test(arguments: [
    ("@a", "(or x y)"), ("@b z", "(and (not (or x y)) z)"),
    ("title:(@a)", "(field title (or x y))"),
    ("@a @a", "(and (or x y) (or x y))"),
  ])
  func expands(_ text: String, _ expected: String) throws {
    #expect(try expanded(text, ["a": "x OR y", "b": "-@a"]) == expected)
  }

  @Test func cyclesAreRefusedWithTheirNames() {
    let fault = #expect(throws: SavedQueryFault.self) {
      try expanded("@a", ["a": "x @b", "b": "@c", "c": "y OR @b"])
    }
    #expect(
      fault?.message.description == """
        c:1:6: error: saved queries refer to each other in a cycle: b → c → b
          y OR @b
               ^^
        """)
  }

  @Test func growthIsBounded() {
    var saved = ["q0": "a b c d"]
    for number in 1..<9 {
      saved["q\(number)"] = Array(repeating: "@q\(number - 1)", count: 9).joined(separator: " ")
    }
    #expect(throws: (any Error).self) { try expanded("@q8", saved) }
    for number in 9..<40 { saved["q\(number)"] = "@q\(number - 1)" }
    #expect(throws: (any Error).self) { try expanded("@q39", saved) }
  }
}
