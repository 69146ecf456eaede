import Diagnostics
import Search

/// What holds for every query of a session until it is changed.
struct ShellSettings {
  /// Hits a page; nil fills the terminal.
  var limit: Int?
  var sort: HitOrder
  var format: OutputFormat
  var matching: Matching
  var isExpanding = true
  var usesFeedback = false
  var usesPager = true

  init(_ settings: Settings) {
    (sort, format, matching) = (settings.sort, settings.format, settings.matching)
  }
}

/// A setting by its name; `ShellSetting.all` is the one table of them.
struct ShellSetting: Sendable {
  let name: String
  /// What it may be.
  let values: [String]
  let text: @Sendable (ShellSettings) -> String
  /// False where the value is none.
  let change: @Sendable (inout ShellSettings, String) -> Bool

  static let all: [ShellSetting] = [
    ShellSetting(
      name: "limit", values: ["auto", "a number above 0"],
      text: { $0.limit.map(String.init) ?? "auto" },
      change: { settings, value in
        guard value != "auto" else {
          settings.limit = nil
          return true
        }
        guard let number = Int(value), number > 0 else { return false }
        settings.limit = number
        return true
      }),
    choice("sort", \.sort), choice("format", \.format), choice("match", \.matching),
    flag("expand", \.isExpanding), flag("feedback", \.usesFeedback), flag("pager", \.usesPager),
  ]

  private static func choice<T: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: WritableKeyPath<ShellSettings, T> & Sendable
  ) -> ShellSetting {
    ShellSetting(
      name: name, values: T.allCases.map(\.rawValue), text: { $0[keyPath: path].rawValue },
      change: { settings, value in
        guard let value = T(rawValue: value) else { return false }
        settings[keyPath: path] = value
        return true
      })
  }

  private static func flag(
    _ name: String, _ path: WritableKeyPath<ShellSettings, Bool> & Sendable
  ) -> ShellSetting {
    ShellSetting(
      name: name, values: ["on", "off"], text: { $0[keyPath: path] ? "on" : "off" },
      change: { settings, value in
        guard value == "on" || value == "off" else { return false }
        settings[keyPath: path] = value == "on"
        return true
      })
  }
}

extension Shell {
  /// `:set`, `:set NAME` or `:set NAME VALUE`.
  func set(_ arguments: String) throws {
    let words = arguments.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = words.first else {
      for setting in ShellSetting.all { console.print("\(setting.name) \(setting.text(settings))") }
      return
    }
    try set(name, words.count > 1 ? words[1] : "")
  }

  /// Changes a setting; without a value, tells what it is.
  func set(_ name: String, _ value: String) throws {
    guard let setting = ShellSetting.all.first(where: { $0.name == name }) else {
      let names = ShellSetting.all.map(\.name).joined(separator: ", ")
      throw Failure.wrongRequest(
        "there is no setting '\(name)'", hint: "known settings: \(names)")
    }
    if value.isEmpty { return console.print("\(name) \(setting.text(settings))") }
    guard setting.change(&settings, value) else {
      throw Failure.wrongRequest(
        "'\(name)' cannot be '\(value)'", hint: setting.values.joined(separator: ", "))
    }
  }
}
