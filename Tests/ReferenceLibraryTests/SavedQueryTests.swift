import Diagnostics
import Foundation
import QueryLanguage
import Testing

@testable import ReferenceLibrary

@Suite struct SavedQueryTests {
  private static let output = OutputNames(formats: ["text", "keys"], fields: ["key", "title"])

  private func read(_ text: String) throws(SavedQueryFault) -> SavedQuery {
    let source = SourceText(name: "a.query", text: text)
    return try SavedQueryReader(name: "a", source, Self.output).read()
  }

  @Test(arguments: [
    ("a b", "(and a b)"), ("# one\na\n  # two\nb\n", "(and a b)"), ("---\n---\na", "a"),
    ("---\r\nlimit: 3\r\n---\r\na\r\nb\r\n", "(and a b)"),
    ("--- \n# nothing\n---\na", "a"), ("---\nparameters: {x: loss}\n---\n{x}", "loss"),
  ])
  func readsQueries(_ text: String, _ expected: String) throws {
    let query = try read(text)
    #expect(try query.question(query.bind([])).parsed.query.description == expected)
  }

  @Test func readsEveryKey() throws {
    let query = try read(
      """
      ---
      description: All of it
      parameters:
        since: {type: year, default: 2015, description: the first year}
        topic:
        word: loss
      sort: newest
      limit: 5
      format: keys
      fields: [key, title]
      expect: {at-least: 1, at-most: 9, includes: [a2020b]}
      language: 1
      ---
      {topic} {word} year:{since}..
      """)
    #expect(query.description == "All of it" && query.limit == 5 && query.sort == .newest)
    #expect(query.format == "keys" && query.fields == ["key", "title"])
    #expect(query.parameters.map(\.name) == ["since", "topic", "word"])
    #expect(query.parameters.map(\.defaultValue) == ["2015", nil, "loss"])
    #expect(
      query.expectation == SavedQueryExpectation(atLeast: 1, atMost: 9, includes: ["a2020b"]))
  }

  @Test(arguments: [
    (
      "---\nlimt: 3\n---\na",
      "a.query:2:1: error: unknown key 'limt'\n  limt: 3\n  ^^^^\n  hint: known keys here: description, parameters, sort, limit, format, fields, expect, language"
    ),
    (
      "---\nlimit: many\n---\na",
      "a.query:2:8: error: expected a whole number, 0 or more\n  limit: many\n         ^^^^"
    ),
    (
      "---\nsort: luck\n---\na",
      "a.query:2:7: error: unknown value 'luck'\n  sort: luck\n        ^^^^\n  hint: known are: relevance, newest, oldest, author, title, key"
    ),
    (
      "---\nformat: pdf\n---\na",
      "a.query:2:9: error: unknown value 'pdf'\n  format: pdf\n          ^^^\n  hint: known are: text, keys"
    ),
    (
      "---\nfields: [key, size]\n---\na",
      "a.query:2:15: error: unknown value 'size'\n  fields: [key, size]\n                ^^^^\n  hint: known are: key, title"
    ),
    (
      "---\nlanguage: 2\n---\na",
      "a.query:2:11: error: expected 1, the only version so far\n  language: 2\n            ^"
    ),
    (
      "---\nexpect: {at-least: some}\n---\na",
      "a.query:2:20: error: expected a whole number, 0 or more\n  expect: {at-least: some}\n                     ^^^^"
    ),
    (
      "---\nparameters: {since: {type: year, default: soon}}\n---\n{since}",
      "a.query:2:43: error: expected a year\n  parameters: {since: {type: year, default: soon}}\n                                            ^^^^"
    ),
    (
      "---\nparameters: {1x: a}\n---\na",
      "a.query:2:14: error: expected a name: a letter, then letters, digits, '-', '_'\n  parameters: {1x: a}\n               ^^"
    ),
    (
      "---\ndescription: [a]\n---\na",
      "a.query:2:14: error: expected a text\n  description: [a]\n               ^"
    ),
    (
      "---\nlimit: 3\na",
      "a.query:1:1: error: no second '---' line ends what this one begins\n  ---\n  ^^^\n  hint: the query follows after it"
    ),
    (
      "---\nparameters: {x: loss}\n---\n# ü\ntitle:{y}",
      "a.query:5:7: error: there is no parameter 'y'\n  title:{y}\n        ^^^\n  hint: known are: x"
    ),
    (
      "---\nlimit: 3\n---\na\n(b\n\n# end\n",
      "a.query:5:3: error: expected ')'\n  (b\n    ^\na.query:5:1: note: to match this '('"
    ),
  ])
  func refuses(_ text: String, _ expected: String) {
    let fault = #expect(throws: SavedQueryFault.self) { try read(text) }
    #expect(fault?.message == expected)
  }

  @Test(arguments: [
    "", "---", "---\n---", "---\n: [\n---\na", "---\n*x\n---\na", "---\n- a\n---\na",
  ])
  func brokenFilesAreToldWithAPlace(_ text: String) {
    let fault = #expect(throws: SavedQueryFault.self) { try read(text) }
    #expect(fault?.message.hasPrefix("a.query:") == true)
  }

  @Test(arguments: [
    ("a", true), ("a/b-c_1", true), ("", false), ("..", false), ("../a", false), ("/a", false),
    ("a/", false), ("a//b", false), ("a.b", false), ("a b", false), ("ü", false), ("a\u{0}", false),
  ])
  func namesLeadNowhereElse(_ name: String, _ isValid: Bool) {
    #expect(SavedQueryFolder.isValid(name) == isValid)
  }

  @Test(
    arguments: [
      ([("since", "2018")], nil), ([(nil, "2018")], nil),
      ([], "'a' needs a value for 'since'"),
      ([("since", "soon")], "'soon' cannot be 'since', which is a year"),
      ([("sinc", "2018")], "there is no parameter 'sinc'"),
      ([(nil, "2018"), (nil, "x")], "'a' takes no more than 1 values"),
    ] as [([(String?, String)], String?)])
  func bindsValues(_ given: [(String?, String)], _ expected: String?) throws {
    let query = try read("---\nparameters: {since: {type: year}}\n---\nyear:{since}..")
    do {
      let values = try query.bind(given.map { SavedQueryValue(name: $0.0, text: $0.1) })
      #expect(expected == nil && values == ["since": "2018"])
    } catch {
      #expect(error.kind.message == expected)
    }
  }
}
