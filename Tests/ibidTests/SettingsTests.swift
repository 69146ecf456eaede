import Diagnostics
import Foundation
import ProgramTestSupport
import ReferenceLibrary
import Testing

@testable import ibid

@Suite struct SettingsTests {
  @Test(arguments: Setting.all.map(\.name))
  func everyUsualValueIsOne(_ name: String) throws {
    let setting = try #require(Setting.named(name))
    #expect(Setting.all.count { $0.name == name } == 1)
    #expect(!setting.summary.isEmpty && !setting.summary.hasSuffix("."))
    #expect(setting.form.text(.usual) == setting.usual)
  }

  /// A value of each setting other than the usual one.
  private static let values = [
    "library": "papers", "name": "Ann Lee", "limit": "7", "sort": "newest", "match": "any",
    "expand": "off", "timeout": "2.5",
    "feedback": "on", "explain": "on", "since": "2020-01-01", "format": "ris",
    "fields": "key,title", "template": "{key}", "style": "apa", "keys": "ibid",
    "facets": "year,type", "null": "on", "color": "never", "hyperlinks": "always", "pager": "more",
    "history": "off", "offset": "3", "count": "on", "raw-cells": "on", "brief": "on",
    "width": "72", "title": "Reading list", "no-keys": "on", "timing": "on",
  ]

  /// What is said nearer holds; what is said nowhere near, farther away.
  @Test(arguments: Setting.all.map(\.name))
  func whatIsSaidNearerHolds(_ name: String) throws {
    let setting = try #require(Setting.named(name))
    let text = try #require(Self.values[name])
    #expect(text != setting.usual)
    var said = Settings()
    try setting.form.read(text, &said)
    for (near, far) in [(said, Settings.usual), (Settings(), said), (said, Settings())] {
      let whole = near.over(far)
      for other in Setting.all {
        let expected = other.form.text(near) ?? other.form.text(far)
        #expect(other.form.text(whole) == expected, "\(other.name)")
      }
    }
  }

  private static let refused: [(name: String, text: String, problem: String)] = [
    ("timeout", "0", "expected a number of seconds above 0, or 'none'"),
    ("limit", "-1", "expected 'all' or a whole number, 0 or more"),
    ("sort", "luck", "unknown value 'luck'"),
    ("limit", "99999999999999999999", "expected 'all' or a whole number, 0 or more"),
    ("fields", "key,,title", "expected a name"), ("fields", "key,size", "unknown value 'size'"),
    ("facets", "year, year", "'year' is listed twice"), ("since", "soon", "invalid date 'soon'"),
    ("history", "yes", "unknown value 'yes'"),
    ("width", "19", "expected 'auto', 'terminal' or a number of columns, 20 or more"),
  ]

  @Test(arguments: refused)
  func refusesWhatIsNoValue(_ name: String, _ text: String, _ expected: String) throws {
    let setting = try #require(Setting.named(name))
    var settings = Settings()
    let problem = #expect(throws: ValueProblem.self) { try setting.form.read(text, &settings) }
    #expect(problem?.message == expected)
  }

  /// The line, the saved query, the environment, the file, nothing: each overrules those behind it.
  @Test func whatIsSaidOnTheLineOverrulesTheRest() throws {
    let works = (1...4).map { "@article{k\($0), title={Loss \($0)}, year={200\($0)}}\n" }
    let library = try TemporaryLibrary([
      "Index/References/a.bib": works.joined(),
      "Queries/loss.query": "---\nlimit: 2\nformat: keys\nsort: oldest\n---\nloss\n",
    ])
    func lines(_ arguments: String...) throws -> [Substring] {
      try Program.run(arguments, in: library.folder).lines
    }
    let template = ["--template", "{year}"]
    #expect(try lines("run", "loss", template[0], template[1]) == ["2001", "2002"])
    #expect(try lines("search", "loss", "--limit", "0", "--format", "keys").isEmpty)
    try library.write("limit: 3\nsort: newest\nformat: keys\n", to: "no-config/ibid/config.yaml")
    // A limit of one's own is for terminals.
    #expect(
      try lines("search", "loss", template[0], template[1]) == ["2004", "2003", "2002", "2001"])
    #expect(try lines("search", "loss", "--limit", "3").count == 3)
    #expect(
      try lines("search", "loss", "--offset", "1", "--limit", "2", template[0], template[1])
        == ["2003", "2002"])
    #expect(try lines("search", "loss", "--offset", "9").isEmpty)
    #expect(try lines("search", "loss", "--limit", "1", "--count") == ["4"])
    #expect(try lines("run", "loss", "--limit", "all").count == 4)
    #expect(try lines("run", "loss", template[0], template[1]) == ["2001", "2002"])
    #expect(
      try lines("run", "loss", "--sort", "newest", "--limit", "1", template[0], template[1])
        == ["2004"])
  }
}

@Suite struct PreferencesTests {
  private func read(
    _ text: String?, _ environment: [String: String] = [:]
  ) throws -> Preferences {
    try Preferences(
      text.map { SourceText(name: "config.yaml", text: $0) }, environment)
  }

  @Test(arguments: [nil, "", "# nothing\n", "limit:\n"])
  func nothingWrittenChangesNothing(_ text: String?) throws {
    let preferences = try read(text)
    #expect(preferences.values.allSatisfy { $0.origin == .usual && $0.text == $0.setting.usual })
    #expect(preferences.values.map(\.setting.name) == Setting.all(in: .configuration).map(\.name))
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
    let found = try #require(preferences.values.first { $0.setting.name == name })
    #expect(found.text == value)
    #expect(found.origin == origin)
  }

  private static let refused: [(text: String, error: String)] = [
    (
      "limti: 5",
      "config.yaml:1:1: error: unknown key 'limti'\n  limti: 5\n  ^^^^^\n  hint: known keys: library, limit, sort, match, timeout, format, style, keys, color, width, hyperlinks, pager, history, name"
    ),
    (
      "limit: few",
      "config.yaml:1:8: error: expected 'all' or a whole number, 0 or more\n  limit: few\n         ^^^"
    ),
    (
      "\nformat: pdf",
      "config.yaml:2:9: error: unknown value 'pdf'\n  format: pdf\n          ^^^\n  hint: known values: \(OutputFormat.all.map(\.name).joined(separator: ", "))"
    ),
    (
      "style: mla",
      "config.yaml:1:8: error: unknown value 'mla'\n  style: mla\n         ^^^\n  hint: known values: \(StyleName.allCases.map(\.rawValue).joined(separator: ", "))"
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
    #expect(SettingsFile.location(environment).path.hasSuffix(end))
  }
}
