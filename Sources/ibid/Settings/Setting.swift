import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceFormats
import ReferenceLibrary
import Search

/// Something that may be said of how queries are answered and works are printed. `Setting.all` is the
/// one table of them: options, saved queries, `config.yaml`, the environment, the shell, help,
/// completion and the manual read it.
struct Setting: Sendable {
  /// Where it may be said, besides the command line.
  struct Places: OptionSet {
    let rawValue: Int
    static let savedQuery = Places(rawValue: 1)
    static let configuration = Places(rawValue: 2)
    static let shell = Places(rawValue: 4)
    /// A request to `ibid serve`.
    static let request = Places(rawValue: 8)
  }

  /// A variable of the environment, and what it makes of its value; nil where it says nothing.
  struct Variable: Sendable {
    let name: String
    let value: @Sendable (String) -> String?
    /// Whether it says what other programs do, so that the configuration overrules it.
    var isGeneral = false
  }

  let name: String
  /// What it decides, in a few words.
  let summary: String
  /// The default, as text; nil for none.
  let usual: String?
  let places: Places
  let variables: [Variable]
  /// Whether it may be several values, with commas between.
  let isList: Bool
  /// How its values are read and written.
  let form: Form
  /// The same in the shell.
  let shellForm: Form
  /// Takes what is not said of it in the first from the second.
  let complete: @Sendable (inout Settings, Settings) -> Void

  /// How the values of one setting are written as text.
  struct Form: Sendable {
    /// What they may be; of lists, their parts.
    let known: [String]
    let read: @Sendable (String, inout Settings) throws(ValueProblem) -> Void
    /// Nil where it is not said.
    let text: @Sendable (Settings) -> String?

    fileprivate init<Value: Sendable>(
      _ path: WritableKeyPath<Settings, Value?> & Sendable, _ value: SettingValue<Value>
    ) {
      known = value.known
      read = { text, settings throws(ValueProblem) in
        settings[keyPath: path] = try value.read(text)
      }
      text = { $0[keyPath: path].map(value.text) }
    }
  }

  private init<Value: Sendable>(
    _ name: String, _ path: WritableKeyPath<Settings, Value?> & Sendable,
    _ value: SettingValue<Value>, inShell shellValue: SettingValue<Value>? = nil,
    isList: Bool = false, usual: String? = nil, _ summary: String, in places: Places = [],
    variables: [Variable] = []
  ) {
    (self.name, self.summary, self.usual) = (name, summary, usual)
    (self.places, self.variables, self.isList) = (places, variables, isList)
    form = Form(path, value)
    shellForm = Form(path, shellValue ?? value)
    complete = { settings, others in
      if settings[keyPath: path] == nil { settings[keyPath: path] = others[keyPath: path] }
    }
  }
}

extension Setting {
  static let all: [Setting] = [
    Setting(
      "library", \.library, .text, usual: "", "library to use outside a library folder",
      in: .configuration, variables: [Variable(name: "IBID_LIBRARY", value: filled)]),
    Setting(
      "limit", \.limit, .count(), inShell: .count(from: 1, none: "auto"), usual: "20",
      "number of works that a search shows on a terminal (in a pipe all of them)",
      in: [.savedQuery, .configuration, .shell, .request]),
    Setting(
      "offset", \.offset, .offset, usual: "0", "number of works to skip",
      in: .request),
    Setting(
      "count", \.isCounting, .flag, usual: "off", "whether to print only the number of works",
      in: .request),
    Setting(
      "sort", \.sort, .choice { HitOrder(meaning: $0) }, usual: "relevance", "order of the results",
      in: [.savedQuery, .configuration, .shell, .request]),
    Setting(
      "match", \.matching, .choice, usual: "auto",
      "how many words of the query a work must contain; saved queries require all by default",
      in: [.savedQuery, .configuration, .shell, .request]),
    Setting(
      "timeout", \.timeout, .seconds, usual: "10",
      "seconds that a query may take, or 'none'", in: [.savedQuery, .configuration, .shell]),
    Setting(
      "expand", \.isExpanding, .flag, usual: "on",
      "whether to expand abbreviations and synonyms", in: [.shell, .request]),
    Setting(
      "feedback", \.usesFeedback, .flag, usual: "off",
      "whether to use relevance feedback", in: [.shell, .request]),
    Setting(
      "explain", \.isExplaining, .flag, usual: "off",
      "whether to explain queries and scores",
      in: .request),
    Setting(
      "since", \.since, .date, "only works added to the library since this date",
      in: .request),
    Setting(
      "format", \.format, .choice, usual: "text", "output format",
      in: [.savedQuery, .configuration, .shell, .request]),
    Setting(
      "fields", \.fields, .list(of: OutputField.all, \.name), isList: true,
      "fields that json, jsonl, csv and tsv print", in: [.savedQuery, .request]),
    Setting(
      "brief", \.isBrief, .flag, usual: "off",
      "whether text, json, jsonl, csv and tsv print only what identifies a work",
      in: [.shell, .request]),
    Setting(
      "template", \.template, .text, "template to print each work with",
      in: .request),
    Setting(
      "style", \.style, .choice, usual: "nature", "citation style of markdown and html",
      in: [.configuration, .request]),
    Setting(
      "keys", \.keys, .choice, usual: "source",
      "citation keys in bibtex, biblatex, ris and csl-json: the source's, or ibid's",
      in: [.configuration, .request]),
    Setting(
      "title", \.title, .text, "heading of markdown and html",
      in: .request),
    Setting(
      "no-keys", \.hidesKeys, .flag, usual: "off", "whether markdown and html omit keys",
      in: .request),
    Setting(
      "facets", \.facets, .list(of: Facet.allCases, \.rawValue), isList: true,
      "fields to count the works by",
      in: .request),
    Setting(
      "null", \.isNullTerminated, .flag, usual: "off",
      "whether keys, raw citations and templates end with NUL"),
    Setting(
      "raw-cells", \.keepsFormulas, .flag, usual: "off",
      "whether csv and tsv leave cells that look like formulas unescaped",
      in: .request),
    Setting(
      "color", \.color, .choice, usual: "auto", "when to print colours", in: .configuration,
      variables: [
        Variable(name: "NO_COLOR") { $0.isEmpty ? nil : "never" },
        Variable(name: "CLICOLOR_FORCE") { $0.isEmpty || $0 == "0" ? nil : "always" },
        Variable(name: "CLICOLOR") { $0 == "0" ? "never" : nil },
      ]),
    Setting(
      "width", \.width, .width, usual: "terminal",
      "columns to wrap text at: the terminal's, or 'auto' for COLUMNS, in pipes too",
      in: .configuration),
    Setting(
      "hyperlinks", \.hyperlinks, .choice, usual: "auto", "when to print titles as links",
      in: .configuration),
    Setting(
      "pager", \.pager, .text, inShell: .switchedOff, usual: "less",
      "program that shows long output; '' for none", in: [.configuration, .shell],
      variables: [
        Variable(name: "IBID_PAGER", value: \.self),
        Variable(name: "PAGER", value: \.self, isGeneral: true),
      ]),
    Setting(
      "history", \.keepsHistory, .flag, usual: "on",
      "whether the shell keeps a history file", in: .configuration),
    Setting(
      "timing", \.isTiming, .flag, usual: "off", "whether the shell prints how long a search took",
      in: .shell),
    Setting(
      "name", \.name, .text, usual: "", "signature of your notes; '' for none",
      in: .configuration),
  ]

  private static let filled: @Sendable (String) -> String? = { $0.isEmpty ? nil : $0 }

  static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// Those that may be said in a place.
  static func all(in place: Places) -> [Setting] { all.filter { $0.places.contains(place) } }
}

extension Setting.Variable {
  init(name: String, value: @escaping @Sendable (String) -> String?) {
    self.init(name: name, value: value, isGeneral: false)
  }
}

extension SettingValue where Value == AdditionDate {
  fileprivate static var date: SettingValue {
    SettingValue(
      known: [],
      read: { text throws(ValueProblem) in
        guard let date = AdditionDate(text, option: "--since") else { throw .notADate(text) }
        return date
      },
      text: \.text)
  }
}

extension FileSetting {
  /// Those that a saved query may say.
  static let ofSavedQueries = Setting.all(in: .savedQuery).map(FileSetting.init)

  init(_ setting: Setting) {
    self.init(setting.name, isList: setting.isList) { text throws(ValueProblem) in
      var settings = Settings()
      try setting.form.read(text, &settings)
    }
  }
}
