import ArgumentParser
import Foundation

/// A command with what it takes, as its declaration has it: the one description that lines are read
/// by, completed by, and that the manual prints.
struct CommandDescription: Decodable {
  struct Argument: Decodable, Hashable {
    struct Name: Decodable, Hashable {
      let kind: String
      let name: String

      /// As it is typed: `--limit`, `-0`.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    enum Kind: String, Decodable { case positional, option, flag }

    /// What a shell may propose; facts of the declaration alone.
    enum CompletionKind: Decodable, Hashable {
      case list(values: [String])
      case file(extensions: [String])
      case directory
      case shellCommand(command: String)
      case custom, customAsync, customDeprecated
    }

    let kind: Kind
    let shouldDisplay: Bool
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    /// The only values that it may have, where these are known.
    let allValues: [String]?
    let completionKind: CompletionKind?
    let isOptional: Bool
    let isRepeating: Bool

    /// Whether a value may be several, with commas between.
    var takesList: Bool { valueName == "fields" }
  }

  let commandName: String
  let shouldDisplay: Bool?
  let aliases: [String]?
  let abstract: String?
  let discussion: String?
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

}

extension CommandDescription {
  private struct Dump: Decodable {
    let serializationVersion: Int
    let command: CommandDescription
  }

  /// A command that is only a family of others, without these: it takes what every command does.
  static let family = CommandDescription(
    commandName: "", shouldDisplay: nil, aliases: nil, abstract: nil, discussion: nil,
    subcommands: nil, arguments: [.flag("help", short: "h"), .flag("version")])

  /// Reads what the argument parser prints for `--experimental-dump-help`, in the one shape there is.
  init(of command: any ParsableCommand.Type) {
    do {
      _ = try command.parseAsRoot(["--experimental-dump-help"])
      preconditionFailure("the argument parser describes no commands")
    } catch {
      let text = command.message(for: error)
      guard let dump = try? JSONDecoder().decode(Dump.self, from: Data(text.utf8)),
        dump.serializationVersion == 0
      else { preconditionFailure("the argument parser describes commands otherwise") }
      self = dump.command
    }
  }
}

extension CommandDescription {
  /// Options and flags that a user may type.
  var options: [Argument] { visible.filter { $0.kind != .positional } }
  var operands: [Argument] { visible.filter { $0.kind == .positional } }

  private var visible: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

  /// Whether a word that begins with a minus may be part of a query, or a tag that is taken back.
  var takesQuery: Bool { operands.contains { ["query", "tags"].contains($0.valueName) } }

  /// `ibid show <keys>...`
  func usage(after commands: [String]) -> String {
    (commands + operands.map(\.placeholder)).joined(separator: " ")
  }
}

extension CommandDescription.Argument {
  fileprivate static func flag(_ name: String, short: String? = nil) -> Self {
    let names =
      [Name(kind: "long", name: name)] + (short.map { [Name(kind: "short", name: $0)] } ?? [])
    return Self(
      kind: .flag, shouldDisplay: true, names: names, valueName: nil, abstract: nil, allValues: nil,
      completionKind: nil, isOptional: true, isRepeating: false)
  }

  /// Every program has it.
  var isHelp: Bool { has("help") || has("version") }

  func has(_ name: String) -> Bool { names?.contains { $0.name == name } ?? false }

  /// `--limit`, or `-0` if there is no long name.
  var flag: String {
    let names = names ?? []
    return (names.first { $0.kind == "long" } ?? names.first)?.text ?? ""
  }

  /// `--limit <n>`
  var usage: String {
    let names = (names ?? []).map(\.text).joined(separator: ", ")
    return kind == .option ? "\(names) <\(valueName ?? "value")>" : names
  }

  /// `[<query>...]`
  var placeholder: String {
    let text = "<\(valueName ?? "value")>" + (isRepeating ? "..." : "")
    return isOptional ? "[\(text)]" : text
  }
}
