import Diagnostics
import Foundation
import QueryLanguage
import Search
import Yams

/// Reads the text of a saved query.
struct SavedQueryReader {
  private let name: String
  private let source: SourceText
  private let settings: [FileSetting]
  private let reader: ConfigurationReader
  private let parts: SavedQueryParts

  init(name: String, _ source: SourceText, _ settings: [FileSetting]) throws(SavedQueryFault) {
    self.name = name
    self.source = source
    self.settings = settings
    do throws(Diagnostic<ConfigurationProblem>) {
      parts = try SavedQueryParts(source.text)
    } catch {
      throw SavedQueryFault(error.message(in: source))
    }
    reader = ConfigurationReader(SourceText(name: source.name, text: parts.head))
  }

  func read() throws(SavedQueryFault) -> SavedQuery {
    do {
      let parsed = try QueryParser.parse(SourceText(name: source.name, text: parts.query))
      var query = SavedQuery(name: name, source: source, parsed: parsed)
      if let node = try reader.root() { try read(node, into: &query) }
      try checkPlaceholders(query)
      return query
    } catch let error as QueryError {
      throw SavedQueryFault(error.message(in: source))
    } catch let error as Diagnostic<ConfigurationProblem> {
      throw SavedQueryFault(error.message(in: source))
    } catch {
      throw SavedQueryFault("\(error)")
    }
  }

  /// A placeholder without a parameter is reported before the query runs.
  private func checkPlaceholders(_ query: SavedQuery) throws(QueryError) {
    _ = try query.question(query.sampleValues)
  }

  private func read(
    _ node: Node, into query: inout SavedQuery
  ) throws(Diagnostic<ConfigurationProblem>) {
    let keys =
      ["description", "parameters"] + settings.map(\.name) + ["expect", "language"]
    for (key, value) in try reader.mapping(node, keys: keys) {
      if let setting = settings.first(where: { $0.name == key }) {
        query.settings.append(try reader.setting(value, setting))
        continue
      }
      switch key {
      case "description": query.description = try reader.text(value)
      case "parameters": query.parameters = try parameters(value)
      case "expect": query.expectation = try expectation(value)
      default:
        guard value.int == SavedQuery.language else {
          throw reader.error(
            .expected("\(SavedQuery.language), the only version"), at: value)
        }
      }
    }
  }

  private func expectation(
    _ node: Node
  ) throws(Diagnostic<ConfigurationProblem>) -> SavedQueryExpectation {
    var expectation = SavedQueryExpectation()
    var lastMost: Node?
    for (key, value) in try reader.mapping(node, keys: ["at-least", "at-most", "includes"]) {
      switch key {
      case "at-least": expectation.atLeast = try reader.count(value)
      case "at-most":
        expectation.atMost = try reader.count(value)
        lastMost = value
      default:
        expectation.includes = try reader.strings(value, else: .expected("a list of citation keys"))
      }
    }
    if let least = expectation.atLeast, let most = expectation.atMost, most < least, let lastMost {
      throw reader.error(.expected("\(least) or more, because of 'at-least'"), at: lastMost)
    }
    return expectation
  }

  // MARK: Parameters

  private func parameters(
    _ node: Node
  ) throws(Diagnostic<ConfigurationProblem>) -> [SavedQueryParameter] {
    var parameters: [SavedQueryParameter] = []
    for (key, value) in try reader.entries(node) {
      let name = try reader.text(key)
      guard ParameterName.isValid(name) else {
        throw reader.error(.expected("a name: a letter, then letters, digits, '-', '_'"), at: key)
      }
      parameters.append(try parameter(name, value))
    }
    return parameters
  }

  private func parameter(
    _ name: String, _ node: Node
  ) throws(Diagnostic<ConfigurationProblem>) -> SavedQueryParameter {
    var parameter = SavedQueryParameter(name: name)
    if node.null != nil { return parameter }
    guard node.mapping != nil else {
      parameter.defaultValue = try reader.text(node)
      return parameter
    }
    var defaultNode: Node?
    for (key, value) in try reader.mapping(node, keys: ["type", "default", "description"]) {
      switch key {
      case "type":
        let kind = try reader.choice(value, of: SavedQueryParameter.Kind.allCases.map(\.rawValue))
        parameter.kind = .init(rawValue: kind)!
      case "default": defaultNode = value
      default: parameter.description = try reader.text(value)
      }
    }
    guard let defaultNode else { return parameter }
    let text = try reader.text(defaultNode)
    guard parameter.kind.accepts(text) else {
      throw reader.error(.expected(parameter.kind.noun), at: defaultNode)
    }
    parameter.defaultValue = text
    return parameter
  }
}
