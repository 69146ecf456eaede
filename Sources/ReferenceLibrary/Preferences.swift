import Diagnostics
import Foundation
import Search
import Yams

/// Something that a person may want otherwise than it usually is. `Preference.all` is the one table
/// of them: the reader of `config.yaml`, `ibid config` and the manual read it.
public struct Preference: Sendable {
  public enum Kind: Sendable {
    case choice([String])
    /// A whole number, not negative.
    case count
    case text
  }

  public let name: String
  public let summary: String
  public let kind: Kind
  /// What holds where nothing is said.
  public let usual: String
  /// A variable that says what is usual for other programs too.
  let usualVariable: String?
  /// Variables of the environment that overrule the file, and what each makes of its value; nil where
  /// it says nothing.
  let variables: [(name: String, value: @Sendable (String) -> String?)]

  /// Every variable of the environment that has a say.
  public var variableNames: [String] {
    variables.map(\.name) + [usualVariable].compactMap(\.self)
  }

  private init(
    _ name: String, _ kind: Kind, usual: String, or usualVariable: String? = nil,
    _ summary: String,
    variables: [(name: String, value: @Sendable (String) -> String?)] = []
  ) {
    (self.name, self.kind, self.summary) = (name, kind, summary)
    (self.usual, self.usualVariable, self.variables) = (usual, usualVariable, variables)
  }

  /// - Parameter output: the names that the program's output knows.
  public static func all(_ output: OutputNames) -> [Preference] {
    let choices = ["auto", "always", "never"]
    return [
      Preference(
        "library", .text, usual: "", "the library that is used outside of one",
        variables: [("IBID_LIBRARY", filled)]),
      Preference("limit", .count, usual: "20", "how many works a search shows"),
      Preference(
        "sort", .choice(HitOrder.allCases.map(\.rawValue)), usual: "relevance",
        "the order of hits"),
      Preference(
        "match", .choice(Matching.allCases.map(\.rawValue)), usual: "all",
        "how many of the words side by side a work must hold"),
      Preference("format", .choice(output.formats), usual: "text", "how works are printed"),
      Preference(
        "style", .choice(output.styles), usual: "nature",
        "how markdown and html print references"),
      Preference(
        "color", .choice(choices), usual: "auto", "when colours are printed",
        variables: [
          ("NO_COLOR", { $0.isEmpty ? nil : "never" }),
          ("CLICOLOR_FORCE", { $0.isEmpty || $0 == "0" ? nil : "always" }),
          ("CLICOLOR", { $0 == "0" ? "never" : nil }),
        ]),
      Preference(
        "hyperlinks", .choice(choices), usual: "auto", "when titles are links to their pages"),
      Preference(
        "pager", .text, usual: "less", or: "PAGER",
        "the program that shows long output; '' for none",
        variables: [("IBID_PAGER", \.self)]),
      Preference(
        "history", .choice(["on", "off"]), usual: "on",
        "whether the shell keeps its lines for later sessions"),
    ]
  }

  private static let filled: @Sendable (String) -> String? = { $0.isEmpty ? nil : $0 }
}

/// A person's own defaults: those of the environment, else of the file, else the usual ones.
///
/// ```yaml
/// limit: 50
/// sort: newest
/// pager: less -S
/// ```
public struct Preferences: Sendable {
  public enum Origin: Equatable, Sendable {
    case usual
    /// The line counts from 1.
    case file(line: Int)
    case variable(String)
  }

  /// A preference with what holds now.
  public struct Value: Sendable {
    public let preference: Preference
    public let text: String
    public let origin: Origin
  }

  public let values: [Value]

  /// - Parameter source: the file's text; nil where there is none.
  /// - Throws: a diagnostic with the place of what is wrong.
  public init(
    _ source: SourceText?, _ environment: [String: String], _ output: OutputNames
  ) throws(Diagnostic<ConfigurationProblem>) {
    let all = Preference.all(output)
    let written =
      try source.map { source throws(Diagnostic<ConfigurationProblem>) in
        try Self.read(source, all)
      } ?? [:]
    values = all.map { preference in
      for variable in preference.variables {
        if let text = environment[variable.name].flatMap(variable.value) {
          return Value(preference: preference, text: text, origin: .variable(variable.name))
        }
      }
      if let (text, line) = written[preference.name] {
        return Value(preference: preference, text: text, origin: .file(line: line))
      }
      if let name = preference.usualVariable, let text = environment[name] {
        return Value(preference: preference, text: text, origin: .variable(name))
      }
      return Value(preference: preference, text: preference.usual, origin: .usual)
    }
  }

  public subscript(name: String) -> String {
    guard let value = values.first(where: { $0.preference.name == name }) else {
      preconditionFailure("there is no preference '\(name)'")
    }
    return value.text
  }

  /// `$XDG_CONFIG_HOME/ibid/config.yaml`, by default in `~/.config`.
  public static func file(_ environment: [String: String]) -> URL {
    let folder = UserFolders.folder("XDG_CONFIG_HOME", usual: ".config", environment)
    return folder.appendingPathComponent("ibid/config.yaml")
  }

  private static func read(
    _ source: SourceText, _ all: [Preference]
  ) throws(Diagnostic<ConfigurationProblem>) -> [String: (text: String, line: Int)] {
    let reader = ConfigurationReader(source)
    guard let root = try reader.root() else { return [:] }
    var written: [String: (String, Int)] = [:]
    for (name, node) in try reader.mapping(root, keys: all.map(\.name)) {
      let preference = all.first { $0.name == name }!
      let text =
        switch preference.kind {
        case .choice(let known): try reader.choice(node, of: known)
        case .count: String(try reader.count(node))
        case .text: try reader.text(node)
        }
      written[name] = (text, node.mark?.line ?? 1)
    }
    return written
  }
}
