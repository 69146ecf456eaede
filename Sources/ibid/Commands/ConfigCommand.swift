import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct ConfigCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show your settings, and where each value comes from.",
    discussion: """
      ibid config
      ibid config --format json

      Settings are stored in $XDG_CONFIG_HOME/ibid/config.yaml, one per line: 'limit: 50'. 'ibid \
      help formats' lists their values.
      """)

  @Option(help: "Output format of the list.")
  var format = ListFormat.text

  func run(in context: Context) throws {
    let preferences = try Preferences.loaded()
    let file = SettingsFile.location(ProcessInfo.processInfo.environment)
    let names = preferences.values.map(\.setting.name.count).max() ?? 0
    let texts = preferences.values.map(\.text.displayWidth).max() ?? 0
    format.print(
      preferences.values, to: context.console,
      lines: { value in
        let name = value.setting.name.padding(toLength: names + 2, withPad: " ", startingAt: 0)
        let padding = String(repeating: " ", count: texts + 2 - value.text.displayWidth)
        return [StyledText(name + value.text + padding + value.origin.text(file))]
      },
      json: { value in
        [
          "name": .string(value.setting.name), "value": .string(value.text),
          "origin": value.origin.json(file),
        ]
      })
    if format == .text, !FileManager.default.fileExists(atPath: file.path) {
      context.console.note(.note("'\(file.path)' does not exist; all settings have defaults"))
    }
  }
}

extension Preferences.Origin {
  fileprivate func json(_ file: URL) -> JSON {
    switch self {
    case .usual: ["kind": .string("default")]
    case .file(let line):
      ["kind": .string("file"), "path": .string(file.path), "line": .integer(line)]
    case .variable(let name): ["kind": .string("environment"), "variable": .string(name)]
    }
  }

  /// `default`, the file's place, or the variable.
  fileprivate func text(_ file: URL) -> String {
    switch self {
    case .usual: "default"
    case .file(let line): "\(file.path):\(line)"
    case .variable(let name): "environment, \(name)"
    }
  }
}
