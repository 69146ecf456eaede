import Diagnostics
import Foundation
import QueryLanguage
import Testing

@testable import ReferenceLibrary

@Suite struct SavedQueryTests {
  private static let settings = [
    setting("sort", among: ["relevance", "newest", "oldest", "author", "title", "key"]),
    FileSetting("limit") { text throws(ValueProblem) in
      guard Int(text).map({ $0 >= 0 }) == true else {
        throw .expected("a whole number, 0 or more")
      }
    },
    setting("format", among: ["text", "keys"]),
    setting("fields", isList: true, among: ["key", "title"]),
  ]

  private static func setting(
    _ name: String, isList: Bool = false, among known: [String]
  ) -> FileSetting {
    FileSetting(name, isList: isList) { text throws(ValueProblem) in
      for part in text.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) })
      where !known.contains(part) {
        throw .unknown(part, known: known)
      }
    }
  }

  private func read(_ text: String) throws(SavedQueryFault) -> SavedQuery {
    let source = SourceText(name: "a.query", text: text)
    return try SavedQueryReader(name: "a", source, Self.settings).read()
  }

  @Test(arguments: [
    ("a b", "(and a b)"), ("# one\na\n  # two\nb\n", "(and a b)"), ("---\n---\na", "a"),
    ("---\r\nlimit: 3\r\n---\r\na\r\nb\r\n", "(and a b)"),
    ("\n\n---\nlimit: 3\n---\na", "a"), ("\r\n---\r\nlimit: 3\r\n---\r\na", "a"),
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
    #expect(query.description == "All of it")
    #expect(
      query.settings.map { "\($0.name) \($0.text) \($0.line)" } == [
        "sort newest 7", "limit 5 8", "format keys 9", "fields key,title 10",
      ])
    #expect(query.parameters.map(\.name) == ["since", "topic", "word"])
    #expect(query.parameters.map(\.defaultValue) == ["2015", nil, "loss"])
    #expect(
      query.expectation == SavedQueryExpectation(atLeast: 1, atMost: 9, includes: ["a2020b"]))
  }

  @Test(arguments: [
    (
      "---\nlimt: 3\n---\na",
      "a.query:2:1: error: unknown key 'limt'\n  limt: 3\n  ^^^^\n  hint: known keys: description, parameters, sort, limit, format, fields, expect, language"
    ),
    (
      "---\nlimit: many\n---\na",
      "a.query:2:8: error: expected a whole number, 0 or more\n  limit: many\n         ^^^^"
    ),
    (
      "---\nsort: luck\n---\na",
      "a.query:2:7: error: unknown value 'luck'\n  sort: luck\n        ^^^^\n  hint: known values: relevance, newest, oldest, author, title, key"
    ),
    (
      "---\nformat: pdf\n---\na",
      "a.query:2:9: error: unknown value 'pdf'\n  format: pdf\n          ^^^\n  hint: known values: text, keys"
    ),
    (
      "---\nfields: [key, size]\n---\na",
      "a.query:2:15: error: unknown value 'size'\n  fields: [key, size]\n                ^^^^\n  hint: known values: key, title"
    ),
    (
      "---\nlanguage: 2\n---\na",
      "a.query:2:11: error: expected 1, the only version\n  language: 2\n            ^"
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
      "a.query:1:1: error: expected a second '---' line to end the front matter\n  ---\n  ^^^\n  hint: the query follows the second '---'"
    ),
    (
      "---\nparameters: {x: loss}\n---\n# ü\ntitle:{y}",
      "a.query:5:7: error: unknown parameter 'y'\n  title:{y}\n        ^^^\n  hint: known parameters: x"
    ),
    (
      "---\nlimit: 3\n---\na\n(b\n\n# end\n",
      "a.query:5:3: error: expected ')'\n  (b\n    ^\na.query:5:1: note: to match this '('"
    ),
    (
      "---\r\nlimt: 3\r\n---\r\na\r\n",
      "a.query:2:1: error: unknown key 'limt'\n  limt: 3\n  ^^^^\n  hint: known keys: description, parameters, sort, limit, format, fields, expect, language"
    ),
    (
      "---\r\nlimit: 3\r\n---\r\n(b\r\n",
      "a.query:4:3: error: expected ')'\n  (b\n    ^\na.query:4:1: note: to match this '('"
    ),
    (
      "\n \n---\nlimit: x\n---\na",
      "a.query:4:8: error: expected a whole number, 0 or more\n  limit: x\n         ^"
    ),
    (
      "\n---\nlimit: 3\na",
      "a.query:2:1: error: expected a second '---' line to end the front matter\n  ---\n  ^^^\n  hint: the query follows the second '---'"
    ),
    (
      "---\nlimit: 2\nlimit: 3\n---\na",
      "a.query:2:1: error: duplicate key 'limit'\n  limit: 2\n  ^"
    ),
    (
      "---\nparameters: {a: b, a: c}\n---\na",
      "a.query:2:14: error: duplicate key 'a'\n  parameters: {a: b, a: c}\n               ^"
    ),
    (
      "---\nlimit: -1\n---\na",
      "a.query:2:8: error: expected a whole number, 0 or more\n  limit: -1\n         ^^"
    ),
    (
      "---\nlimit: 99999999999999999999\n---\na",
      "a.query:2:8: error: expected a whole number, 0 or more\n  limit: 99999999999999999999\n         ^^^^^^^^^^^^^^^^^^^^"
    ),
    (
      "---\nlimit: *a\n---\na",
      "a.query:2:8: error: invalid YAML: found undefined alias\n  limit: *a\n         ^"
    ),
    (
      "---\nlimit 3\n---\na",
      "a.query:2:1: error: expected 'key: value' lines\n  limit 3\n  ^^^^^^^"
    ),
    (
      "---\ndescription: a: b\n---\na",
      "a.query:2:15: error: invalid YAML: mapping values are not allowed in this context\n  description: a: b\n                ^"
    ),
    (
      "---\ndescription: \"open\n---\na",
      "a.query:2:19: error: invalid YAML: found unexpected end of stream\n  description: \"open\n                    ^"
    ),
    (
      "---\ndescription: a\u{0}b\n---\na",
      "a.query:2:15: error: invalid YAML: control character\n  description: a\\u{0}b\n                ^"
    ),
    (
      "---\nfields: key, size\n---\na",
      "a.query:2:9: error: unknown value 'size'\n  fields: key, size\n          ^^^^^^^^^\n  hint: known values: key, title"
    ),
    (
      "---\nfields: {a: b}\n---\na",
      "a.query:2:9: error: expected a list of names\n  fields: {a: b}\n          ^"
    ),
    (
      "---\nexpect: 5\n---\na",
      "a.query:2:9: error: expected 'key: value' lines\n  expect: 5\n          ^"
    ),
    (
      "---\nexpect: {at-lest: 5}\n---\na",
      "a.query:2:10: error: unknown key 'at-lest'\n  expect: {at-lest: 5}\n           ^^^^^^^\n  hint: known keys: at-least, at-most, includes"
    ),
    (
      "---\nexpect: {at-most: 2, at-least: 5}\n---\na",
      "a.query:2:19: error: expected 5 or more, because of 'at-least'\n  expect: {at-most: 2, at-least: 5}\n                    ^"
    ),
    (
      "---\nexpect: {includes: {a: b}}\n---\na",
      "a.query:2:20: error: expected a list of citation keys\n  expect: {includes: {a: b}}\n                     ^"
    ),
    (
      "---\nlanguage: one\n---\na",
      "a.query:2:11: error: expected 1, the only version\n  language: one\n            ^^^"
    ),
    (
      "---\nparameters: [a]\n---\na",
      "a.query:2:13: error: expected 'key: value' lines\n  parameters: [a]\n              ^"
    ),
    (
      "---\nparameters: {a: [1]}\n---\na",
      "a.query:2:17: error: expected a text\n  parameters: {a: [1]}\n                  ^"
    ),
    (
      "---\nparameters: {a: {typ: year}}\n---\na",
      "a.query:2:18: error: unknown key 'typ'\n  parameters: {a: {typ: year}}\n                   ^^^\n  hint: known keys: type, default, description"
    ),
    (
      "---\nparameters: {a: {type: date}}\n---\na",
      "a.query:2:24: error: unknown value 'date'\n  parameters: {a: {type: date}}\n                         ^^^^\n  hint: known values: text, year, number"
    ),
    (
      "---\nparameters: {n: {type: number, default: 1.5}}\n---\na",
      "a.query:2:41: error: expected a whole number\n  parameters: {n: {type: number, default: 1.5}}\n                                          ^^^"
    ),
    (
      "---\nparameters: {a: ...}\n---\ntitle:{a}",
      "a.query:4:7: error: '...' has no letters or digits to search for\n  title:{a}\n        ^^^"
    ),
    (
      "{a}",
      "a.query:1:1: error: unknown parameter 'a'\n  {a}\n  ^^^\n  hint: the query takes no parameters"
    ),
    (
      "---\nlimit: 3\n---\n# nothing\n",
      "a.query:5:1: error: the query is empty\n  \n  ^\n  hint: type words to find works that contain all of them: antigen loss"
    ),
  ])
  func refuses(_ text: String, _ expected: String) {
    let fault = #expect(throws: SavedQueryFault.self) { try read(text) }
    #expect(fault?.message.description == expected)
  }

  @Test(arguments: [
    "", "---", "---\n---", "---\n: [\n---\na", "---\n*x\n---\na", "---\n- a\n---\na",
  ])
  func brokenFilesAreToldWithAPlace(_ text: String) {
    let fault = #expect(throws: SavedQueryFault.self) { try read(text) }
    #expect(fault?.message.description.hasPrefix("a.query:") == true)
  }

  @Test(arguments: [
    ("[", "too deeply nested"), ("{a: ", "too deeply nested"), ("- ", "too deeply nested"),
  ])
  func deepHeadsAreRefused(_ opening: String, _ expected: String) {
    let text = "---\n\(String(repeating: opening, count: 100_000))\n---\na"
    let fault = #expect(throws: SavedQueryFault.self) { try read(text) }
    #expect(fault?.message.description.contains(expected) == true)
  }

  /// A file of a megabyte is read, or refused with a line of a usual length.
  @Test(arguments: [
    ("---\ndescription: ", "x", "\n---\na", true), ("# ", "x", "\na", true),
    ("---\n", "#\n", "---\na", true), ("", "x", "", true),
    ("", "a ", "", false), ("", "(", "", false), ("\"", "a", "", false),
  ])
  func longFiles(_ start: String, _ filling: String, _ end: String, _ isRead: Bool) throws {
    let filled = String(repeating: filling, count: (1 << 20) / filling.utf8.count)
    do {
      _ = try read(start + filled + end)
      #expect(isRead)
    } catch {
      #expect(
        !isRead && error.message.description.utf8.count < 1000,
        "\(error.message.description.prefix(200))")
    }
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    let folder = SavedQueryFolder(Library(folder: URL(fileURLWithPath: "/nowhere")), Self.settings)
    #expect(try folder.decoded(Data([0xEF, 0xBB, 0xBF, 0x61]), as: "a") == "a")
    #expect(try folder.decoded(Data("\u{FFFD}ü".utf8), as: "a") == "\u{FFFD}ü")
    let fault = #expect(throws: SavedQueryFault.self) {
      try folder.decoded(Data("x\nM".utf8) + Data([0xFC]) + Data("ller".utf8), as: "a")
    }
    #expect(
      fault?.message.description == """
        Queries/a.query:2:2: error: not UTF-8
          M\u{FFFD}ller
           ^
          hint: save the file as UTF-8
        """)
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
      ([], "'a' requires a value for 'since'"),
      ([("since", "soon")], "invalid value 'soon' for 'since': expected a year"),
      ([("sinc", "2018")], "unknown parameter 'sinc'"),
      ([(nil, "2018"), (nil, "x")], "'a' takes at most 1 value"),
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
