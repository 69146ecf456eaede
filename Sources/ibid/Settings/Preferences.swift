import Diagnostics
import Foundation
import ReferenceLibrary

/// A person's own defaults: those of the environment, else of `config.yaml`, else the usual ones.
struct Preferences: Sendable {
  enum Origin: Equatable, Sendable {
    case usual
    /// The line counts from 1.
    case file(line: Int)
    case variable(String)
  }

  /// A setting with its current value.
  struct Value: Sendable {
    let setting: Setting
    let text: String
    let origin: Origin
  }

  /// In the order of the table.
  let values: [Value]

  /// - Parameter source: the file's text; nil if there is none.
  /// - Throws: a diagnostic with the range of the wrong key or value.
  init(
    _ source: SourceText?, _ environment: [String: String]
  ) throws(Diagnostic<ConfigurationProblem>) {
    let all = Setting.all(in: .configuration)
    let written: [WrittenSetting] =
      if let source { try SettingsFile.read(source, all.map(FileSetting.init)) } else { [] }
    values = all.map { setting in
      let said = setting.variables.compactMap { variable in
        environment[variable.name].flatMap(variable.value).map { text in
          (
            isGeneral: variable.isGeneral,
            Value(setting: setting, text: text, origin: .variable(variable.name))
          )
        }
      }
      if let own = said.first(where: { !$0.isGeneral }) { return own.1 }
      if let written = written.first(where: { $0.name == setting.name }) {
        return Value(setting: setting, text: written.text, origin: .file(line: written.line))
      }
      return said.first?.1 ?? Value(setting: setting, text: setting.usual ?? "", origin: .usual)
    }
  }

  /// Of the person who runs the program.
  ///
  /// - Throws: `Failure` with the range of an error in the file, or if it cannot be read.
  static func loaded() throws -> Preferences {
    let environment = ProcessInfo.processInfo.environment
    let file = SettingsFile.location(environment)
    var source: SourceText?
    if FileManager.default.fileExists(atPath: file.path) {
      guard let bytes = try? Data(contentsOf: file),
        let text = String(validating: bytes, as: UTF8.self)
      else {
        throw Failure.wrongRequest(
          "cannot read '\(file.path)'",
          hint: "it must be UTF-8 text; check its permissions")
      }
      source = SourceText(name: file.path, text: text)
    }
    do throws(Diagnostic<ConfigurationProblem>) {
      return try Preferences(source, environment)
    } catch {
      throw Failure(.wrongRequest, error.message(in: source ?? SourceText(name: "", text: "")))
    }
  }
}

extension Settings {
  init(_ preferences: Preferences) {
    self.init()
    // The file's values were read before; a variable that says nothing sensible says nothing.
    for value in preferences.values { try? value.setting.form.read(value.text, &self) }
    library = library.flatMap {
      $0.isEmpty ? nil : UserFolders.expanded($0, ProcessInfo.processInfo.environment)
    }
  }
}
