import ArgumentParser
import References

/// What the word at the end of a command line may become.
struct CommandLineCompletion {
  struct Candidate: Equatable {
    /// The whole word.
    let text: String
    /// What it does, in the program's own words; nil for what comes from a library.
    var summary: String?

    /// Whether something belongs right after it, so that no space does.
    var isOpen: Bool { text.hasSuffix(":") || text.hasSuffix("=") }
  }

  /// What the shell itself knows better.
  enum Paths: String { case none, files, folders }

  private(set) var candidates: [Candidate]
  private(set) var paths: Paths

  init(candidates: [Candidate] = [], paths: Paths = .none) {
    self.candidates = candidates
    self.paths = paths
  }

  /// - Parameters:
  ///   - word: what was typed of it.
  ///   - words: those between the program's name and it.
  init(of word: String, after words: [String]) {
    self.init()
    var reader = ArgumentReader()
    // Earlier errors are reported when the line runs.
    for word in words { try? reader.take(word) }
    if let option = reader.awaited {
      complete(word, of: option, reader)
    } else if word.hasPrefix("--"), !reader.isLiteral {
      completeOption(word, reader)
    } else if !reader.commandsBelow.isEmpty {
      candidates = Self.commands(in: reader).filter { $0.text.hasPrefix(word) }
    } else if let operand = reader.nextOperand {
      complete(word, of: operand, reader)
    }
  }

  private static func commands(in reader: ArgumentReader) -> [Candidate] {
    let commands = reader.commandsBelow.map {
      Candidate(text: $0.commandName, summary: $0.configuration.abstract)
    }
    if reader.commands.count > 1 { return commands }
    let topics = reader.isHelp ? HelpTopic.names : ["help"]
    return commands + topics.map { Candidate(text: $0) }
  }

  private mutating func completeOption(_ word: String, _ reader: ArgumentReader) {
    let name = word.prefix { $0 != "=" }
    guard name.endIndex < word.endIndex else {
      candidates = reader.description.options.map {
        Candidate(text: $0.flag, summary: $0.abstract)
      }.filter { $0.text.hasPrefix(word) }
      return
    }
    guard let option = reader.description.options.first(where: { $0.flag == name }) else { return }
    complete(String(word[name.endIndex...].dropFirst()), of: option, reader)
    candidates = candidates.map { Candidate(text: "\(name)=\($0.text)", summary: $0.summary) }
  }

  /// The name of an argument determines its candidates.
  private mutating func complete(
    _ word: String, of argument: CommandDescription.Argument, _ reader: ArgumentReader
  ) {
    let library = { CompletedLibrary(reader.value(of: "library")) }
    let texts: [String]
    switch (argument.valueName, argument.completionKind) {
    case ("query", _): texts = library().queries(from: word)
    case ("key", _), ("keys", _): texts = library().values(of: "key", beginning: word)
    case ("tags", _):
      let sign = word.prefix { "+-".contains($0) }
      texts = library().values(of: "tag", beginning: String(word.dropFirst(sign.count)))
        .map { (sign.isEmpty ? "+" : sign) + $0 }
    case ("saved-query", _): texts = library().savedQueries(after: reader.operands)
    case ("fields", .list(let names)?), ("names", .list(let names)?):
      texts = Self.lists(of: names, from: word)
    case (_, .list(let values)?): texts = values
    case (_, .file?):
      paths = .files
      return
    case (_, .directory?):
      paths = .folders
      return
    default: return
    }
    candidates = texts.map { Candidate(text: $0.spelled(as: word)) }
    // A query may start with a quote before the typed text.
    if argument.valueName != "query" { candidates.removeAll { !$0.text.hasPrefix(word) } }
  }

  /// `year,jou` may become `year,journal`.
  private static func lists(of names: [String], from word: String) -> [String] {
    let start = word.lastIndex(of: ",").map { word[...$0] } ?? ""
    let chosen = start.split(separator: ",").map(String.init)
    return names.filter { !chosen.contains($0) }.map { start + $0 }
  }
}

extension ArgumentReader {
  /// Those that may be named next.
  fileprivate var commandsBelow: [any ParsableCommand.Type] {
    commands[commands.count - 1].configuration.subcommands.filter { $0.configuration.shouldDisplay }
  }

  /// What the next word that is not an option would be.
  fileprivate var nextOperand: CommandDescription.Argument? {
    let declared = description.operands
    if operands.count < declared.count { return declared[operands.count] }
    return declared.last.flatMap { $0.isRepeating ? $0 : nil }
  }

  fileprivate func value(of option: String) -> String? {
    options.last { $0.option.has(option) }?.value
  }
}

extension String {
  /// With the beginning as it was typed: shells compare byte for byte, the fields do not.
  fileprivate func spelled(as typed: String) -> String {
    folded(String(prefix(typed.count))) == folded(typed) ? typed + dropFirst(typed.count) : self
  }
}
