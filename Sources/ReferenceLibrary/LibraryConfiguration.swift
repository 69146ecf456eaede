import Diagnostics
import Foundation
import Index
import Ranking
import References
import TextAnalysis
import Yams

/// The author of the annotations in the files of an entry of `sources`.
public struct StatedAnnotator: Equatable, Sendable {
  let source: String
  let name: String
}

/// The contents of `Index/index.yaml`. Every key has a default; an empty file is valid.
///
/// ```yaml
/// sources:            # files, folders and patterns, relative to Index/
///   - References
///   - path: References/reading.txt
///     annotator: Jane Smith   # who wrote the annotations that do not say so themselves
/// language: [german, french]   # whose inflections find each other, beside those of English
/// ranking:
///   k1: 2.0           # how slowly repeated occurrences of a term saturate
///   b: 0.45           # length normalization, from 0 to 1
///   pairs: 0.2        # weight of neighbouring query words, relative to the words
///   pair-distance: 3  # maximum distance between neighbouring words
///   annotated: 0.05   # fraction added to the score of an annotated work
///   cited: 0.05       # fraction added for each doubling of the citing sources
///   weights:          # weight of an occurrence, by field
///     title: 2
/// same:               # works that are one, by keys, keys of sources or places
///   - [wang2022coadministration, wang2023coadministration]
/// different:          # citations that are of different works
///   - [wang2023coadministration, References/list.txt:12]
/// ```
public struct LibraryConfiguration: Equatable, Sendable {
  /// The default folder of sources; it need not exist.
  static let ownFolder = "References"

  /// Always a source, whatever `sources` lists.
  static let notesFolder = "Notes"

  /// Files, folders and patterns, relative to `Index`.
  public var sources = [ownFolder]
  /// Stated authors of annotations; if several entries match a file, the last one wins.
  public private(set) var annotators: [StatedAnnotator] = []
  /// The constants of the ranking function.
  public var ranking = RankingParameters()
  /// Languages to stem in all works besides English; a work's own language is always stemmed in
  /// that work.
  package private(set) var languages: StemmingLanguages = []
  /// The groups of `same` and `different`, in order.
  public private(set) var rulingGroups: [RulingGroup] = []

  /// The configuration of an empty `index.yaml`.
  public init() {}

  /// Reads the file's text.
  ///
  /// - Throws: a diagnostic with the range of the wrong key or value.
  public init(_ source: SourceText) throws(Diagnostic<ConfigurationProblem>) {
    let reader = ConfigurationReader(source)
    if let node = try reader.root() { try read(node, reader) }
  }

  private mutating func read(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(Diagnostic<ConfigurationProblem>) {
    let keys = ["sources", "language", "ranking", "same", "different"]
    for (key, value) in try reader.mapping(node, keys: keys) {
      switch key {
      case "sources": try readSources(value, reader)
      case "language": try readLanguages(value, reader)
      case "same": rulingGroups += try RulingGroup.all(in: value, areOne: true, reader)
      case "different": rulingGroups += try RulingGroup.all(in: value, areOne: false, reader)
      default: try readRanking(value, reader)
      }
    }
  }

  private mutating func readSources(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(Diagnostic<ConfigurationProblem>) {
    guard let items = node.sequence else {
      sources = try reader.strings(node)
      return
    }
    sources = []
    for item in items {
      if let path = item.scalar?.string {
        sources.append(path)
        continue
      }
      guard item.mapping != nil else { throw reader.error(.notAListOfTexts, at: item) }
      let facts = Dictionary(
        try reader.mapping(item, keys: ["path", "annotator"])
      ) { _, last in last }
      guard let path = facts["path"] else { throw reader.error(.notAListOfTexts, at: item) }
      sources.append(try reader.text(path))
      if let annotator = facts["annotator"] {
        annotators.append(
          StatedAnnotator(source: try reader.text(path), name: try reader.text(annotator)))
      }
    }
  }

  private mutating func readLanguages(
    _ node: Node, _ reader: ConfigurationReader
  ) throws(Diagnostic<ConfigurationProblem>) {
    for (name, node) in try reader.texts(node, else: .notLanguages) {
      let language = StemmingLanguages(named: name)
      let isKnown = !language.isEmpty || ["english", "en", "eng"].contains(name.lowercased())
      guard isKnown else {
        throw reader.error(.value(.unknown(name, known: StemmingLanguages.names)), at: node)
      }
      languages.formUnion(language)
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

  /// What `ibid init` writes.
  static let template = """
    # What this library indexes, and how it ranks. Every key is optional.
    #
    # sources: files, folders and patterns (*.txt), relative to this folder.
    # A source may name the author of its annotations:
    #   - path: References/reading.txt
    #     annotator: Jane Smith
    sources:
      - References

    # language: languages to stem besides English; one or a list.
    # language: [german, french]

    # ranking:
    #   k1: 2.0            # how slowly repeated occurrences of a term saturate
    #   b: 0.45            # length normalization, from 0 to 1
    #   pairs: 0.2         # weight of neighbouring query words, relative to the words
    #   pair-distance: 3   # maximum distance between neighbouring words
    #   annotated: 0.05    # fraction added to the score of an annotated work
    #   cited: 0.05        # fraction added for each doubling of the citing sources
    #   weights:           # weight of an occurrence, by field
    #     title: 2
    #     author: 2
    #
    # Works to merge, and works or citations to keep apart, by key or place.
    # same:
    #   - [smith2019loss, smith2019loss-a]
    # different:
    #   - [smith2019loss, Index/References/list.txt:12]

    """
}
