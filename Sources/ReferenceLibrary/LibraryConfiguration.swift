import Diagnostics
import Foundation
import References
import SearchEngine
import Yams

/// What `Index/index.yaml` says. Every key has a default; an empty file is valid.
///
/// ```yaml
/// sources:            # files, folders and patterns, relative to Index/
///   - References
/// ranking:
///   k1: 2.0           # how soon further occurrences of a word stop counting
///   b: 0.45           # how much long works are held back, from 0 to 1
///   pairs: 0.2        # what neighbouring words count beside the words
///   pair-distance: 3  # how far apart these may stand
///   annotated: 0.05   # by what part an annotated work scores more
///   cited: 0.05       # the same with each doubling of the sources that cite it
///   weights:          # what an occurrence counts, a field
///     title: 2
/// same:               # works that are one, by keys, keys of sources or places
///   - [wang2022coadministration, wang2023coadministration]
/// different:          # citations that are of different works
///   - [wang2023coadministration, References/list.txt:12]
/// ```
public struct LibraryConfiguration: Equatable, Sendable {
  /// The library's own folder of sources; it need not exist.
  static let ownFolder = "References"

  public var sources = [ownFolder]
  public var ranking = RankingParameters()
  public var rulings = IdentityRulings()

  public init() {}

  /// Reads the file's text.
  ///
  /// - Throws: a diagnostic with the place of what is wrong.
  public init(_ source: SourceText) throws(Diagnostic<ConfigurationProblem>) {
    let node: Node?
    do {
      node = try Yams.compose(yaml: source.text)
    } catch {
      throw Self.syntaxError(error, in: source)
    }
    guard let node, node.null == nil else { return }
    try read(node, ConfigurationReader(source))
  }

  private mutating func read(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(Diagnostic<ConfigurationProblem>) {
    let keys = ["sources", "ranking", "same", "different"]
    for (key, value) in try reader.mapping(node, keys: keys) {
      switch key {
      case "sources": sources = try reader.strings(value)
      case "same": rulings.same = try reader.groups(value)
      case "different": rulings.different = try reader.groups(value)
      default: try readRanking(value, reader)
      }
    }
  }

  private mutating func readRanking(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(Diagnostic<ConfigurationProblem>) {
    let keys = ["k1", "b", "pairs", "pair-distance", "annotated", "cited", "weights"]
    for (key, value) in try reader.mapping(node, keys: keys) {
      switch key {
      case "k1": ranking.k1 = try reader.number(value, in: 0...100)
      case "b": ranking.b = try reader.number(value, in: 0...1)
      case "pairs": ranking.pairWeight = try reader.number(value, in: 0...10)
      case "pair-distance": ranking.pairDistance = Int(try reader.number(value, in: 1...100))
      case "annotated": ranking.annotatedPrior = try reader.number(value, in: 0...10)
      case "cited": ranking.citedPrior = try reader.number(value, in: 0...10)
      default:
        let names = Field.indexed.map(\.name)
        for (name, weight) in try reader.mapping(value, keys: names) {
          ranking.weights[names.firstIndex(of: name)!] = try reader.number(weight, in: 0...1000)
        }
      }
    }
  }

  private static func syntaxError(
    _ error: any Error, in source: SourceText
  ) -> Diagnostic<ConfigurationProblem> {
    var offset = 0
    var what = "it cannot be read"
    if case .parser(_, let problem, let mark, _)? = error as? YamlError {
      offset = source.offset(line: mark.line, column: mark.column)
      what = problem
    } else if case .scanner(_, let problem, let mark, _)? = error as? YamlError {
      offset = source.offset(line: mark.line, column: mark.column)
      what = problem
    }
    return Diagnostic(.error, .notYAML(what), at: offset..<offset)
  }

  /// What `ibid init` writes.
  static let template = """
    # What this library indexes, and how it ranks. Every key may be left out.
    #
    # sources: files, folders and patterns (*.txt), relative to this folder.
    sources:
      - References

    # ranking:
    #   k1: 2.0            # how soon further occurrences of a word stop counting
    #   b: 0.45            # how much long works are held back, from 0 to 1
    #   pairs: 0.2         # what neighbouring words count beside the words
    #   pair-distance: 3   # how far apart these may stand
    #   annotated: 0.05    # by what part an annotated work scores more
    #   cited: 0.05        # the same with each doubling of the sources that cite it
    #   weights:           # what an occurrence counts, a field
    #     title: 2
    #     author: 2
    #
    # Works that are one, and citations that are of different works, by keys or places.
    # same:
    #   - [smith2019loss, smith2019loss-a]
    # different:
    #   - [smith2019loss, Index/References/list.txt:12]

    """
}

/// What can be wrong in `index.yaml`.
public enum ConfigurationProblem: Problem {
  case notYAML(String)
  case notAMapping
  case unknownKey(String, known: [String])
  case notAListOfTexts
  case notGroups
  case notANumber(ClosedRange<Double>)

  public var message: String {
    switch self {
    case .notYAML(let what): "not valid YAML: \(what)"
    case .notAMapping: "expected 'key: value' lines"
    case .unknownKey(let key, _): "unknown key '\(key)'"
    case .notAListOfTexts: "expected a list of files, folders or patterns"
    case .notGroups: "expected a list of groups of names, two or more in each"
    case .notANumber(let range):
      "expected a number from \(range.lowerBound.formatted) to \(range.upperBound.formatted)"
    }
  }

  public var hint: String? {
    switch self {
    case .unknownKey(_, let known): "known keys here: \(known.joined(separator: ", "))"
    case .notAListOfTexts: "sources: [References, ../reading.txt]"
    case .notGroups: "- [schuster2017chimeric, Index/References/list.txt:12]"
    case .notYAML, .notAMapping, .notANumber: nil
    }
  }
}

extension Double {
  fileprivate var formatted: String {
    self == rounded() ? String(Int(self)) : String(self)
  }
}

/// Reads YAML nodes and knows their places.
private struct ConfigurationReader {
  private let source: SourceText

  init(_ source: SourceText) {
    self.source = source
  }

  func mapping(
    _ node: Node, keys: [String]
  ) throws(Diagnostic<ConfigurationProblem>) -> [(String, Node)] {
    guard let mapping = node.mapping else { throw error(.notAMapping, at: node) }
    var pairs: [(String, Node)] = []
    for (key, value) in mapping {
      guard let name = key.string, keys.contains(name) else {
        throw error(.unknownKey(key.string ?? "", known: keys), at: key)
      }
      if value.null == nil { pairs.append((name, value)) }
    }
    return pairs
  }

  func strings(_ node: Node) throws(Diagnostic<ConfigurationProblem>) -> [String] {
    if let text = node.string, node.sequence == nil { return [text] }
    guard let sequence = node.sequence else { throw error(.notAListOfTexts, at: node) }
    var texts: [String] = []
    for item in sequence {
      guard let text = item.string, item.sequence == nil, item.mapping == nil else {
        throw error(.notAListOfTexts, at: item)
      }
      texts.append(text)
    }
    return texts
  }

  /// A list of lists of two texts or more.
  func groups(_ node: Node) throws(Diagnostic<ConfigurationProblem>) -> [[String]] {
    guard let sequence = node.sequence else { throw error(.notGroups, at: node) }
    var groups: [[String]] = []
    for item in sequence {
      guard item.sequence != nil else { throw error(.notGroups, at: item) }
      let group = try strings(item)
      guard group.count > 1 else { throw error(.notGroups, at: item) }
      groups.append(group)
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

  private func error(
    _ problem: ConfigurationProblem, at node: Node
  ) -> Diagnostic<ConfigurationProblem> {
    let offset = node.mark.map { source.offset(line: $0.line, column: $0.column) } ?? 0
    let length = node.scalar?.string.utf8.count ?? 0
    return Diagnostic(.error, problem, at: offset..<offset + length)
  }
}
