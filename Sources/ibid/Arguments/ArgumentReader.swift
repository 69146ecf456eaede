import ArgumentParser
import Diagnostics
import Foundation
import References

/// Reads the words of a command line one by one, as the commands declare them, before the argument
/// parser does: what is wrong is told in the program's own words, and the line that is handed on can
/// be read in one way.
///
/// ```
/// search -review --limit 5       →  search --limit=5 -- -review
/// show --template '- {title}' k  →  show '--template=- {title}' -- k
/// help queries                   →  queries --help
/// ```
///
/// A word with one minus before it is part of the query where a command takes one, but for `-h` and
/// `-0`; one letter is refused, as it was meant as an option. The word behind an option is its value, unless it is an option of the command itself.
struct ArgumentReader {
  typealias Argument = CommandDescription.Argument

  /// The command and those above it, `ibid` first.
  private(set) var commands: [any ParsableCommand.Type] = [Ibid.self]
  private(set) var description = CommandDescription.family
  private(set) var options: [(option: Argument, value: String?)] = []
  private(set) var operands: [String] = []
  /// The option whose value comes next.
  private(set) var awaited: Argument?
  /// Behind `--`, where every word is an operand.
  private(set) var isLiteral = false
  private(set) var isHelp = false
  /// The word behind the one that is read.
  private var next: String?
  private var isVersion = false

  /// What the argument parser is to read, and which command it is to read it as.
  struct Line {
    let command: any ParsableCommand.Type
    let words: [String]
  }

  static func line(_ words: [String]) throws(ArgumentProblem) -> Line {
    var reader = ArgumentReader()
    for (index, word) in words.enumerated() {
      reader.next = words.indices.contains(index + 1) ? words[index + 1] : nil
      try reader.take(word)
    }
    return try reader.finished()
  }

  mutating func take(_ word: String) throws(ArgumentProblem) {
    if isLiteral { return operands.append(word) }
    if let option = awaited {
      if isOption(word) { throw .missingValue(option.usage) }
      awaited = nil
      return try add(option, word)
    }
    if word == "--" {
      enterUsualCommand()
      isLiteral = true
    } else if word.hasPrefix("--") {
      try takeLong(word)
    } else if word.hasPrefix("-"), word != "-", description.takesQuery || !isText(word) {
      try takeShort(word)
    } else if command.configuration.subcommands.isEmpty {
      operands.append(word)
    } else {
      try enter(word)
    }
  }

  /// The whole line; all that is required stands there.
  mutating func finished() throws(ArgumentProblem) -> Line {
    if let awaited { throw .missingValue(awaited.usage) }
    // The help names the commands above its own.
    if isHelp { return Line(command: Ibid.self, words: path + ["--help"]) }
    if isVersion { return Line(command: Ibid.self, words: ["--version"]) }
    enterUsualCommand()
    if !command.configuration.subcommands.isEmpty { return Line(command: Ibid.self, words: path) }
    try checkOperands()
    let words = options.flatMap { option, value in
      // The argument parser takes no value for an empty one.
      value == "" ? [option.flag, ""] : [option.flag + (value.map { "=\($0)" } ?? "")]
    }
    return Line(command: command, words: words + ["--"] + operands)
  }

  // MARK: Commands

  private var command: any ParsableCommand.Type { commands[commands.count - 1] }

  /// The names of the commands below `ibid`.
  private var path: [String] { commands.dropFirst().map { $0.commandName } }

  private var fullName: String { commands.map { $0.commandName }.joined(separator: " ") }

  private mutating func enter(_ name: String) throws(ArgumentProblem) {
    if commands.count == 1, name == "help", !isHelp {
      isHelp = true
      return
    }
    guard let next = command.configuration.subcommands.first(where: { $0.isCalled(name) }) else {
      let topics = commands.count == 1 ? ["help"] + HelpTopic.names : []
      throw .unknownCommand(name, known: command.namesOfSubcommands + topics)
    }
    enter(next)
  }

  private mutating func enter(_ next: any ParsableCommand.Type) {
    commands.append(next)
    description =
      next.configuration.subcommands.isEmpty ? CommandDescription(of: next) : .family
  }

  /// Of a command that is only a family of others, the one that is meant where none is named.
  private mutating func enterUsualCommand() {
    if let usual = command.configuration.defaultSubcommand { enter(usual) }
  }

  // MARK: Options

  private var knownOptions: [Argument] {
    description.options + CommandDescription.family.options
  }

  private func option(_ text: some StringProtocol) -> Argument? {
    knownOptions.first { $0.names?.contains { $0.text == text } ?? false }
  }

  /// Whether a word is text that begins with a dash, `-5 degrees`: no option holds a blank before its
  /// value.
  private func isText(_ word: String) -> Bool {
    !isOption(word) && word.contains(where: \.isWhitespace)
  }

  private func isOption(_ word: String) -> Bool {
    option(word.prefix { $0 != "=" }) != nil
  }

  private mutating func takeLong(_ word: String) throws(ArgumentProblem) {
    let name = word.prefix { $0 != "=" }
    if option(name) == nil { enterUsualCommand() }
    guard let option = option(name) else {
      throw fieldAsOption(name, word) ?? unknownOption(String(name))
    }
    let value = name.endIndex < word.endIndex ? String(word[name.endIndex...].dropFirst()) : nil
    switch (option.kind, value) {
    case (.option, nil): awaited = option
    case (.option, let value?): try add(option, value)
    case (_, nil): try add(option, nil)
    case (_, _?): throw .unexpectedValue(option.flag)
    }
  }

  private mutating func takeShort(_ word: String) throws(ArgumentProblem) {
    if option(word) == nil { enterUsualCommand() }
    let flags = word.dropFirst().compactMap { option("-\($0)") }
    let isOptions = flags.count == word.count - 1
    if description.takesQuery, !isOptions || word.count > 2 {
      // Nobody leaves out works with a letter; other programs' options have one.
      if word.count == 2, word.last!.isASCII, word.last!.isLetter {
        throw .shortOption(word, option(beginningWith: word.last!)?.flag)
      }
      if let meant = optionWithValue(word) { throw .shortOption(word, meant) }
      return operands.append(word)
    }
    guard isOptions else { throw unknownOption(word) }
    for flag in flags { try add(flag, nil) }
  }

  /// `-n5` and `-fjson`, as other programs take them; `-p53` leaves out a gene.
  private func optionWithValue(_ word: String) -> String? {
    let value = word.dropFirst(2)
    if word.hasPrefix("-n"), value.allSatisfy(\.isNumber) {
      return option(beginningWith: "n").map { "\($0.flag) \(value)" }
    }
    guard word.hasPrefix("-f"), OutputFormat.all.contains(where: { $0.name == value }) else {
      return nil
    }
    return knownOptions.first { $0.flag == "--format" }.map { "\($0.flag) \(value)" }
  }

  private func option(beginningWith letter: Character) -> Argument? {
    let long = letter == "n" ? "limit" : String(letter)
    return knownOptions.first { $0.flag.hasPrefix("--" + long) }
  }

  /// `--year 2019`, `--author=june`, where a command takes a query.
  private func fieldAsOption(_ name: Substring, _ word: String) -> ArgumentProblem? {
    guard description.takesQuery, let field = Field.named(name.dropFirst(2)) else { return nil }
    let value = name.endIndex < word.endIndex ? String(word[name.endIndex...].dropFirst()) : next
    guard let value, !value.hasPrefix("-"), !value.isEmpty else {
      return .fieldAsOption(String(name), meant: field.example)
    }
    let text = value.contains(where: \.isWhitespace) ? "\"\(value)\"" : value
    return .fieldAsOption(String(name), meant: "\(field.name):\(text)")
  }

  private func unknownOption(_ name: String) -> ArgumentProblem {
    let names = knownOptions.flatMap { ($0.names ?? []).map(\.text) }
    let meant =
      MeantWord.option(withValue: String(name.drop { $0 == "-" }), among: description.options)
      ?? MeantWord.meant(by: name, among: names)
    return .unknownOption(name, meant: meant, of: fullName)
  }

  private mutating func add(_ option: Argument, _ value: String?) throws(ArgumentProblem) {
    if option.has("help") { isHelp = true }
    if option.has("version") { isVersion = true }
    let value = try value.map { text throws(ArgumentProblem) in try known(text, option, option.flag)
    }
    options.append((option, value))
  }

  /// A value as the argument spells it, which may be one of a few.
  private func known(
    _ value: String, _ argument: Argument, _ name: String
  ) throws(ArgumentProblem) -> String {
    guard let values = argument.allValues, !values.isEmpty else { return value }
    let parts = argument.takesList ? value.components(separatedBy: ",") : [value]
    return try parts.map { part throws(ArgumentProblem) in
      let typed = part.lowercased()
      let others = [typed, OutputFormat.otherNames[typed] ?? typed]
      guard let known = others.first(where: values.contains) else {
        throw .unknownValue(part, of: name, known: values)
      }
      return known
    }.joined(separator: ",")
  }

  // MARK: Operands

  private mutating func checkOperands() throws(ArgumentProblem) {
    let declared = description.operands
    let usage = description.usage(after: commands.map { $0.commandName })
    for (index, argument) in declared.enumerated() {
      guard operands.indices.contains(index) else {
        if argument.isOptional { continue }
        throw .missingOperand(argument.placeholder, usage: usage)
      }
      operands[index] = try known(operands[index], argument, argument.placeholder)
    }
    if declared.last?.isRepeating != true, operands.count > declared.count {
      throw .unexpectedOperand(operands[declared.count], usage: usage)
    }
  }
}

extension ParsableCommand {
  static var commandName: String { configuration.commandName ?? "" }

  fileprivate static func isCalled(_ name: String) -> Bool {
    commandName == name || configuration.aliases.contains(name)
  }

  /// Of those that a user may call.
  fileprivate static var namesOfSubcommands: [String] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap {
      [$0.commandName] + $0.configuration.aliases
    }
  }
}
