import Diagnostics
import Yams

/// What can be wrong in a file of YAML: `index.yaml`, the head of a saved query.
public enum ConfigurationProblem: Problem {
  case notYAML(String)
  case tooManyAliases
  case notUTF8
  case notAMapping
  case repeatedKey(String)
  case unknownKey(String, known: [String])
  case notAListOfTexts
  case notGroups
  case notLanguages
  /// A name of a ruling that nothing in the library has.
  case unknownName(String)
  case notANumber(ClosedRange<Double>)
  case value(ValueProblem)
  /// The line `---` that ends the head of a saved query.
  case unclosedHead

  /// One line about the key or value in the range.
  public var message: String {
    switch self {
    case .notYAML(let what): "invalid YAML: \(what)"
    case .tooManyAliases: "too many anchors and aliases"
    case .notUTF8: "not UTF-8"
    case .repeatedKey(let key): "duplicate key '\(key)'"
    case .notAMapping: "expected 'key: value' lines"
    case .unknownKey(let key, _): "unknown key '\(key)'"
    case .notAListOfTexts: "expected a list of files, folders or patterns"
    case .notGroups: "expected a list of groups, each of two or more names"
    case .notLanguages: "expected a language or a list of languages"
    case .unknownName(let name): "no work or citation is named '\(name)'"
    case .notANumber(let range):
      "expected a number from \(range.lowerBound.formatted) to \(range.upperBound.formatted)"
    case .value(let problem): problem.message
    case .unclosedHead: "expected a second '---' line to end the front matter"
    }
  }

  /// The known keys, or an example of a valid value.
  public var hint: String? {
    switch self {
    case .unknownKey(_, let known): "known keys: \(known.joined(separator: ", "))"
    case .value(let problem): problem.hint
    case .notAListOfTexts:
      "sources: [References, ../reading.txt, {path: b.bib, annotator: Ann Lee}]"
    case .unclosedHead: "the query follows the second '---'"
    case .notGroups: "- [schuster2017chimeric, Index/References/list.txt:12]"
    case .tooManyAliases: "replace '*name' with its value; quote text that starts with '*' or '&'"
    case .notLanguages: "language: [german, french]"
    case .notUTF8: "save the file as UTF-8"
    case .unknownName: "write a key, or the place of a citation as printed by 'ibid show'"
    case .notYAML, .notAMapping, .repeatedKey, .notANumber: nil
    }
  }
}

extension ConfigurationProblem {
  /// "expected a year": what a value is to be.
  static func expected(_ what: String) -> ConfigurationProblem { .value(.expected(what)) }
}

extension Double {
  fileprivate var formatted: String {
    self == rounded() ? String(Int(self)) : String(self)
  }
}

/// Reads YAML nodes and knows their places.
struct ConfigurationReader {
  private let source: SourceText

  init(_ source: SourceText) {
    self.source = source
  }

  /// The root node; nil if the text contains only comments.
  func root() throws(Diagnostic<ConfigurationProblem>) -> Node? {
    try checkAliases()
    let node: Node?
    do {
      node = try Yams.compose(yaml: source.text)
    } catch {
      throw syntaxError(error)
    }
    guard let node, node.null == nil else { return nil }
    return node
  }

  /// A few lines of nested aliases can expand to more than any memory.
  private static let mostAliases = 16

  private func checkAliases() throws(Diagnostic<ConfigurationProblem>) {
    let bytes = Array(source.text.utf8)
    let marks = bytes.indices.dropLast().filter { index in
      (bytes[index] == UInt8(ascii: "*") || bytes[index] == UInt8(ascii: "&"))
        && (index == 0 || " \n\t[,{:-?".utf8.contains(bytes[index - 1]))
        && !" \n\t*&".utf8.contains(bytes[index + 1])
    }
    guard marks.count > Self.mostAliases else { return }
    let offset = marks[Self.mostAliases]
    throw Diagnostic(.error, .tooManyAliases, at: offset..<offset + 1)
  }

  /// Keys with their values, those left out that have none.
  func mapping(
    _ node: Node, keys: [String]
  ) throws(Diagnostic<ConfigurationProblem>) -> [(String, Node)] {
    var pairs: [(String, Node)] = []
    for (key, value) in try entries(node) {
      guard let name = key.string, keys.contains(name) else {
        throw error(.unknownKey(key.string ?? "", known: keys), at: key)
      }
      if value.null == nil { pairs.append((name, value)) }
    }
    return pairs
  }

  /// Keys of any name, also those without a value.
  func entries(_ node: Node) throws(Diagnostic<ConfigurationProblem>) -> [(Node, Node)] {
    guard let mapping = node.mapping else { throw error(.notAMapping, at: node) }
    return mapping.map { ($0.key, $0.value) }
  }

  func strings(
    _ node: Node, else problem: ConfigurationProblem = .notAListOfTexts
  ) throws(Diagnostic<ConfigurationProblem>) -> [String] {
    try texts(node, else: problem).map(\.0)
  }

  /// A list of texts, or one by itself, each with its node.
  func texts(
    _ node: Node, else problem: ConfigurationProblem
  ) throws(Diagnostic<ConfigurationProblem>) -> [(String, Node)] {
    if let text = node.scalar?.string { return [(text, node)] }
    guard let sequence = node.sequence else { throw error(problem, at: node) }
    var texts: [(String, Node)] = []
    for item in sequence {
      guard let text = item.scalar?.string else { throw error(problem, at: item) }
      texts.append((text, item))
    }
    return texts
  }

  func text(_ node: Node) throws(Diagnostic<ConfigurationProblem>) -> String {
    guard let text = node.scalar?.string else { throw error(.expected("a text"), at: node) }
    return text
  }

  /// One of some words.
  func choice(
    _ node: Node, of known: [String]
  ) throws(Diagnostic<ConfigurationProblem>) -> String {
    let text = try text(node)
    guard known.contains(text) else { throw error(.value(.unknown(text, known: known)), at: node) }
    return text
  }

  /// A list of lists of two texts or more, each with its node.
  func groups(
    _ node: Node
  ) throws(Diagnostic<ConfigurationProblem>) -> [(texts: [(String, Node)], node: Node)] {
    guard let sequence = node.sequence else { throw error(.notGroups, at: node) }
    var groups: [(texts: [(String, Node)], node: Node)] = []
    for item in sequence {
      guard item.sequence != nil else { throw error(.notGroups, at: item) }
      let texts = try texts(item, else: .notGroups)
      guard texts.count > 1 else { throw error(.notGroups, at: item) }
      groups.append((texts, item))
    }
    return groups
  }

  func number(
    _ node: Node, in range: ClosedRange<Double>
  ) throws(Diagnostic<ConfigurationProblem>) -> Double {
    guard let number = node.float ?? node.int.map(Double.init), range.contains(number) else {
      throw error(.notANumber(range), at: node)
    }
    return number
  }

  /// A whole number, zero or more.
  func count(_ node: Node) throws(Diagnostic<ConfigurationProblem>) -> Int {
    guard let number = node.int, number >= 0 else {
      throw error(.expected("a whole number, 0 or more"), at: node)
    }
    return number
  }

  func error(
    _ problem: ConfigurationProblem, at node: Node
  ) -> Diagnostic<ConfigurationProblem> {
    Diagnostic(.error, problem, at: range(of: node))
  }

  /// The range of a node in bytes; empty, at its start, for a node that is not a scalar.
  func range(of node: Node) -> Range<Int> {
    let offset = node.mark.map { source.offset(line: $0.line, column: $0.column) } ?? 0
    return offset..<offset + (node.scalar?.string.utf8.count ?? 0)
  }

  private func syntaxError(_ error: any Error) -> Diagnostic<ConfigurationProblem> {
    switch error as? YamlError {
    case .parser(_, let problem, let mark, _)?, .scanner(_, let problem, let mark, _)?,
      .composer(_, let problem, let mark, _)?:
      let isDeep = problem.hasPrefix("Maximum nesting level")
      return syntaxError(.notYAML(isDeep ? "too deeply nested" : problem), mark)
    case .duplicatedKeysInMapping(let keys, let context)?:
      return syntaxError(.repeatedKey(keys.first ?? ""), context.mark)
    case .reader(_, let offset?, _, _)?:
      return Diagnostic(.error, .notYAML("control character"), at: offset..<offset)
    default: return Diagnostic(.error, .notYAML("unreadable"), at: 0..<0)
    }
  }

  private func syntaxError(
    _ problem: ConfigurationProblem, _ mark: Mark
  ) -> Diagnostic<ConfigurationProblem> {
    let offset = source.offset(line: mark.line, column: mark.column)
    return Diagnostic(.error, problem, at: offset..<offset)
  }
}
