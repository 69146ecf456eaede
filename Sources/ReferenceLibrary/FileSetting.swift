import Diagnostics
import Foundation
import Index
import Yams

/// A setting allowed in a file: a saved query, or config.yaml. The program that uses the setting
/// defines its values.
public struct FileSetting: Sendable {
  /// The key in the file.
  public let name: String
  /// Whether it takes several values, which are joined with commas.
  let isList: Bool
  let check: @Sendable (String) throws(ValueProblem) -> Void

  /// - Parameter check: refuses a value.
  public init(
    _ name: String, isList: Bool = false,
    check: @escaping @Sendable (String) throws(ValueProblem) -> Void
  ) {
    self.name = name
    self.isList = isList
    self.check = check
  }
}

/// A setting from a file; its value was accepted by its `FileSetting`.
public struct WrittenSetting: Equatable, Sendable {
  /// The key that was set.
  public let name: String
  /// The value as text; the values of a list are joined with commas.
  public let text: String
  /// Of the file, from 1.
  public let line: Int
}

/// What can be wrong with a value, in a file or on the command line.
public enum ValueProblem: Problem {
  case unknown(String, known: [String])
  /// "a year": what it is to be.
  case expected(String)
  case notADate(String)
  /// Of a list with commas.
  case missingName
  case repeatedName(String)

  /// One line that quotes the value.
  public var message: String {
    switch self {
    case .unknown(let value, _): "unknown value '\(value)'"
    case .expected(let what): "expected \(what)"
    case .notADate(let text): "invalid date '\(text)'"
    case .missingName: "expected a name"
    case .repeatedName(let name): "'\(name)' is listed twice"
    }
  }

  /// The known values, or an example.
  public var hint: String? {
    switch self {
    case .unknown(_, let known): "known values: \(known.joined(separator: ", "))"
    case .expected: nil
    case .notADate: "type a date like " + AdditionDate.examples.joined(separator: ", ")
    case .missingName: "separate names with commas: year,journal"
    case .repeatedName: "remove one"
    }
  }
}

/// A file of settings, a line each:
///
/// ```yaml
/// limit: 50
/// sort: newest
/// pager: less -S
/// ```
public enum SettingsFile {
  /// A person's own: `$XDG_CONFIG_HOME/ibid/config.yaml`, by default in `~/.config`.
  public static func location(_ environment: [String: String]) -> URL {
    let folder = UserFolders.folder("XDG_CONFIG_HOME", usual: ".config", environment)
    return folder.appendingPathComponent("ibid/config.yaml")
  }

  /// Reads the text of a file.
  ///
  /// - Throws: a diagnostic with the place of what is wrong.
  public static func read(
    _ source: SourceText, _ known: [FileSetting]
  ) throws(Diagnostic<ConfigurationProblem>) -> [WrittenSetting] {
    let reader = ConfigurationReader(source)
    guard let root = try reader.root() else { return [] }
    var written: [WrittenSetting] = []
    for (name, node) in try reader.mapping(root, keys: known.map(\.name)) {
      guard let setting = known.first(where: { $0.name == name }) else { continue }
      written.append(try reader.setting(node, setting))
    }
    return written
  }
}

extension ConfigurationReader {
  func setting(
    _ node: Node, _ setting: FileSetting
  ) throws(Diagnostic<ConfigurationProblem>) -> WrittenSetting {
    var texts: [(text: String, node: Node)]
    if setting.isList {
      texts = try self.texts(node, else: .expected("a list of names"))
    } else {
      texts = [(try text(node), node)]
    }
    for (text, node) in texts {
      do throws(ValueProblem) {
        try setting.check(text)
      } catch {
        throw self.error(.value(error), at: node)
      }
    }
    return WrittenSetting(
      name: setting.name, text: texts.map(\.text).joined(separator: ","),
      line: node.mark?.line ?? 1)
  }
}
