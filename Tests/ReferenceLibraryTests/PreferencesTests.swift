import Diagnostics
import Foundation
import Testing

@testable import ReferenceLibrary

@Suite struct PreferencesTests {
  private static let output = OutputNames(
    formats: ["text", "json"], fields: ["key"], styles: ["nature", "apa"])

  private func read(
    _ text: String?, _ environment: [String: String] = [:]
  ) throws -> Preferences {
    try Preferences(
      text.map { SourceText(name: "config.yaml", text: $0) }, environment, Self.output)
  }

  @Test(arguments: [nil, "", "# nothing\n", "limit:\n"])
  func nothingWrittenChangesNothing(_ text: String?) throws {
    let preferences = try read(text)
    #expect(preferences.values.allSatisfy { $0.origin == .usual && $0.text == $0.preference.usual })
    #expect(Set(preferences.values.map(\.preference.name)).count == preferences.values.count)
  }

  /// What holds of a preference, and why: the file's line, a variable, or nothing.
  private static let values:
    [(text: String, environment: [String: String], name: String, value: String, Preferences.Origin)] =
      [
        ("limit: 50", [:], "limit", "50", .file(line: 1)),
        ("# mine\nsort: newest\n", [:], "sort", "newest", .file(line: 2)),
        ("history: off", [:], "history", "off", .file(line: 1)),
        ("library: ~/papers", [:], "library", "~/papers", .file(line: 1)),
        ("library: ~/papers", ["IBID_LIBRARY": "/x"], "library", "/x", .variable("IBID_LIBRARY")),
        ("library: ~/papers", ["IBID_LIBRARY": ""], "library", "~/papers", .file(line: 1)),
        ("color: always", ["NO_COLOR": "1"], "color", "never", .variable("NO_COLOR")),
        ("color: always", ["NO_COLOR": ""], "color", "always", .file(line: 1)),
        ("", ["CLICOLOR_FORCE": "1"], "color", "always", .variable("CLICOLOR_FORCE")),
        ("", ["CLICOLOR_FORCE": "0"], "color", "auto", .usual),
        ("", ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], "color", "never", .variable("NO_COLOR")),
        ("", ["CLICOLOR": "0"], "color", "never", .variable("CLICOLOR")),
        ("pager: most", ["PAGER": "more"], "pager", "most", .file(line: 1)),
        ("", ["PAGER": "more"], "pager", "more", .variable("PAGER")),
        ("pager: most", ["IBID_PAGER": ""], "pager", "", .variable("IBID_PAGER")),
      ]

  @Test(arguments: values)
  func holds(
    _ text: String, _ environment: [String: String], _ name: String, _ value: String,
    _ origin: Preferences.Origin
  ) throws {
    let preferences = try read(text, environment)
    let found = try #require(preferences.values.first { $0.preference.name == name })
    #expect(found.text == value)
    #expect(found.origin == origin)
    #expect(preferences[name] == value)
  }

  private static let refused: [(text: String, error: String)] = [
    (
      "limti: 5",
      "config.yaml:1:1: error: unknown key 'limti'\n  limti: 5\n  ^^^^^\n  hint: known keys here: library, limit, sort, match, format, style, color, hyperlinks, pager, history"
    ),
    (
      "limit: few",
      "config.yaml:1:8: error: expected a whole number, 0 or more\n  limit: few\n         ^^^"
    ),
    (
      "\nformat: pdf",
      "config.yaml:2:9: error: unknown value 'pdf'\n  format: pdf\n          ^^^\n  hint: known are: text, json"
    ),
    (
      "style: mla",
      "config.yaml:1:8: error: unknown value 'mla'\n  style: mla\n         ^^^\n  hint: known are: nature, apa"
    ),
    ("- a", "config.yaml:1:1: error: expected 'key: value' lines\n  - a\n  ^"),
    ("pager: [a]", "config.yaml:1:8: error: expected a text\n  pager: [a]\n         ^"),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ expected: String) throws {
    let error = try #require(throws: Diagnostic<ConfigurationProblem>.self) { try read(text) }
    #expect(error.rendered(in: SourceText(name: "config.yaml", text: text)) == expected)
  }

  @Test(arguments: [
    (["XDG_CONFIG_HOME": "/x"], "/x/ibid/config.yaml"),
    (["XDG_CONFIG_HOME": "relative"], "/.config/ibid/config.yaml"),
    ([:], "/.config/ibid/config.yaml"),
  ])
  func liesInTheConfigurationFolder(_ environment: [String: String], _ end: String) {
    #expect(Preferences.file(environment).path.hasSuffix(end))
  }
}
