import Diagnostics
import QueryLanguage
import Search

/// A saved query, as stored in `Queries/NAME.query`. The front matter is optional, and every key in
/// it.
///
/// ```
/// ---
/// description: How tumours lose the antigen
/// parameters:
///   since: {type: year, default: 2015, description: the first year}
///   topic:                # no default: a value is required
/// sort: newest
/// limit: 50
/// format: keys
/// fields: [key, title]    # of what json and jsonl print
/// expect: {at-least: 5, at-most: 200, includes: [orlando2018genetic]}
/// language: 1
/// ---
/// # a comment
/// annotation:(escape OR loss)
/// title:{topic} year:{since}..
/// ```
public struct SavedQuery: Sendable {
  /// The supported version of the query language.
  public static let language = 1

  /// The path below `Queries`, without `.query`.
  public let name: String
  /// The whole file, to which all places refer.
  public let source: SourceText
  public internal(set) var description: String?
  public internal(set) var parameters: [SavedQueryParameter] = []
  /// How it is answered and printed.
  public internal(set) var settings: [WrittenSetting] = []
  var expectation = SavedQueryExpectation()
  /// With its placeholders.
  let parsed: ParsedQuery

  init(name: String, source: SourceText, parsed: ParsedQuery) {
    self.name = name
    self.source = source
    self.parsed = parsed
  }

  /// The query with its parameters replaced by values.
  ///
  /// - Parameter values: as `bind` gives them.
  public func question(_ values: [String: String]) throws(QueryError) -> Question {
    let query = try parsed.query.substituting(values)
    return Question(source, ParsedQuery(query: query, notes: parsed.notes), savedName: name)
  }
}

extension SavedQuery {
  /// The expectation of a run; empty if a parameter has another value than its default, for which
  /// the file states nothing.
  public func expectation(_ values: [String: String]) -> SavedQueryExpectation {
    let isUsual = parameters.allSatisfy {
      $0.defaultValue == nil || $0.defaultValue == values[$0.name]
    }
    return isUsual ? expectation : SavedQueryExpectation()
  }
}

/// The results that a run of a saved query is expected to have.
public struct SavedQueryExpectation: Equatable, Sendable {
  /// The smallest number of works that passes; nil for no minimum.
  public var atLeast: Int?
  /// The greatest number of works that passes; nil for no maximum.
  public var atMost: Int?
  /// Keys of works.
  public var includes: [String] = []

  /// Whether every result passes.
  public var isEmpty: Bool { self == SavedQueryExpectation() }

  /// One line for each failed expectation, with the actual result.
  public func failures(total: Int, holds: (String) -> Bool) -> [String] {
    var failures: [String] = []
    if let atLeast, total < atLeast {
      failures.append("expected at least \(atLeast), found \(total)")
    }
    if let atMost, total > atMost {
      failures.append("expected at most \(atMost), found \(total)")
    }
    for key in includes where !holds(key) {
      failures.append("expected '\(key)' among \(total), not found")
    }
    return failures
  }
}

extension SavedQuery {
  /// The names of the parameters that have no default.
  public var requiredParameters: [String] {
    parameters.filter { $0.defaultValue == nil }.map(\.name)
  }

  /// The names of parameters that the query does not use.
  public var unusedParameters: [String] {
    parameters.map(\.name).filter { name in
      (try? question(sampleValues.filter { $0.key != name })) != nil
    }
  }

  /// Whether the query names another one: `@name`.
  public func uses(_ name: String) -> Bool { parsed.query.savedNames.contains(name) }
}
