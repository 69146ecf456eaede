import Foundation
import ReferenceLibrary

extension Manual {
  /// The commands with their options, from their own declarations.
  static let commands = Manual(
    name: "ibid", chapter: 1, topic: nil, summary: "full-text search over annotated references",
    sections: { CommandManual.sections })
}

private enum CommandManual {
  static var sections: [Manual.Section] {
    let root = CommandDescription(of: Ibid.self)
    let common = root.commonOptions
    return [
      Manual.Section(
        heading: "Synopsis",
        blocks: [.paragraph("ibid COMMAND [OPTION...] [ARGUMENT...]")]),
      Manual.Section(
        heading: "Description",
        blocks: root.paragraphs.filter { !$0.isExitStatus } + [
          .paragraph(
            "Results go to standard output; notes, progress and errors go to standard error.")
        ]),
      Manual.Section(
        heading: "Common options", blocks: common.map(\.block)),
      Manual.Section(
        heading: "Commands",
        blocks: root.shown.flatMap { $0.blocks(within: "ibid", without: common) }),
      Manual.Section(
        heading: "Exit status",
        blocks: Failure.Status.table.map { .entry(["\($0.code)"], $0.meaning) }),
      Manual.Section(
        heading: "Environment",
        blocks: Setting.all.filter { !$0.variables.isEmpty }.map {
          .entry([$0.variables.map(\.name).joined(separator: ", ")], $0.summary)
        } + [
          .entry(["COLUMNS"], "width of the terminal"),
          .entry(["VISUAL, EDITOR"], "editor for notes, corrections and saved queries"),
          .entry(
            ["XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME"],
            "folders of the settings, the default library and the history"),
        ]),
    ]
  }
}

extension CommandDescription {
  /// The public commands, without `help`.
  fileprivate var shown: [CommandDescription] {
    (subcommands ?? []).filter { $0.shouldDisplay ?? true && $0.commandName != "help" }
  }

  /// Options of several commands, described once.
  var commonOptions: [Argument] {
    var counts: [Argument: Int] = [:]
    let options = shown.flatMap(\.ownOptions)
    for option in options { counts[option, default: 0] += 1 }
    // An option with the same name but another meaning is described with its command.
    var told: Set<String> = []
    return options.filter { counts[$0]! >= 3 && told.insert($0.usage).inserted }
  }

  /// The discussion, paragraph by paragraph; an indented or multi-line paragraph is an example.
  var paragraphs: [Manual.Block] {
    (discussion ?? "").components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { text in
      let lines = text.split(separator: "\n").map(String.init)
      return lines.count > 1 || text.hasPrefix(" ") || text.hasPrefix("ibid ")
        ? .example(lines.map { $0.trimmingCharacters(in: .whitespaces) }) : .paragraph(text)
    }
  }

  func blocks(within parent: String, without common: [Argument]) -> [Manual.Block] {
    let name = "\(parent) \(commandName)"
    let others = (aliases ?? []).map { "; also \(parent) \($0)" }.joined()
    let usage = usage(after: [name]) + others
    let shared = ownOptions.filter(common.contains)
    let own = ownOptions.filter { !common.contains($0) }
    let names = shared.compactMap { $0.names?.first?.text }.joined(separator: ", ")
    return [.subheading(usage), .paragraph(abstract ?? "")] + paragraphs
      + operands.map { .entry([$0.placeholder], $0.text) } + own.map(\.block)
      + (names.isEmpty ? [] : [.paragraph("Also: \(names).")])
      + shown.flatMap { $0.blocks(within: name, without: common) }
  }

  /// Without the help, which every command has.
  fileprivate var ownOptions: [Argument] { options.filter { !$0.isHelp } }
}

extension Manual.Block {
  /// Exit statuses have their own section.
  fileprivate var isExitStatus: Bool {
    if case .paragraph(let text) = self { text.hasPrefix("Exit status:") } else { false }
  }
}

extension CommandDescription.Argument {
  fileprivate var block: Manual.Block { .entry([usage], text) }

  /// The summary and the allowed values.
  fileprivate var text: String {
    let values = allValues ?? []
    let list = values.isEmpty ? nil : "(values: \(values.joined(separator: ", ")))"
    return [abstract, list].compactMap(\.self).joined(separator: " ")
  }
}
