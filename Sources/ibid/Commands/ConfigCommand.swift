import ArgumentParser
import Diagnostics
import Foundation
import ReferenceLibrary

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Show your own defaults, and where each comes from.",
    discussion: """
      They are kept in $XDG_CONFIG_HOME/ibid/config.yaml, a line each: 'limit: 50'. 'ibid help formats' \
      tells what each may be.
      """)

  @Option(help: "Output: text, json, jsonl.")
  var format = ListFormat.text

  func run() throws {
    let preferences = try Preferences.loaded()
    let file = Preferences.file(ProcessInfo.processInfo.environment)
    let names = preferences.values.map(\.preference.name.count).max() ?? 0
    let texts = preferences.values.map { visible($0.text).displayWidth }.max() ?? 0
    format.write(
      preferences.values,
      line: { value in
        value.preference.name.padding(toLength: names + 2, withPad: " ", startingAt: 0)
          + visible(value.text)
          + String(repeating: " ", count: texts + 2 - visible(value.text).displayWidth)
          + value.origin.text(file)
      },
      json: { value in
        [
          "name": .string(value.preference.name), "value": .string(value.text),
          "origin": .string(value.origin.text(file)),
        ]
      })
    if format == .text, !FileManager.default.fileExists(atPath: file.path) {
      Terminal.note("note: '\(visible(file.path))' does not exist; nothing in it is needed")
    }
  }
}

extension Preferences.Origin {
  /// `default`, the file's place, or the variable.
  fileprivate func text(_ file: URL) -> String {
    switch self {
    case .usual: "default"
    case .file(let line): "\(visible(file.path)):\(line)"
    case .variable(let name): "environment, \(name)"
    }
  }
}
