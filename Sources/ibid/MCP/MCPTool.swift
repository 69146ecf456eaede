import Diagnostics

/// Something that a client of the Model Context Protocol can call. `MCPTool.all` is the one table of
/// them: the list that clients read, the checks of arguments and the manual come from it.
struct MCPTool: Sendable {
  /// An argument of a tool.
  struct Parameter: Sendable {
    enum Kind: Sendable {
      case text
      /// One of some words.
      case choice([String])
      /// From 1 to a greatest value.
      case number(upTo: Int)
      case texts
    }

    let name: String
    let kind: Kind
    let summary: String
    var isRequired = false

    /// Its JSON Schema.
    fileprivate var json: JSON {
      switch kind {
      case .text: ["type": "string", "description": .string(summary)]
      case .choice(let words):
        [
          "type": "string", "enum": .array(words.map(JSON.string)),
          "description": .string(summary),
        ]
      case .number(let most):
        [
          "type": "integer", "minimum": .integer(1), "maximum": .integer(most),
          "description": .string(summary),
        ]
      case .texts:
        ["type": "array", "items": ["type": "string"], "description": .string(summary)]
      }
    }

    /// What a value must be; nil if it is that.
    fileprivate func expectation(_ value: JSON) -> String? {
      switch kind {
      case .text: value.string == nil ? "a string" : nil
      case .choice(let words):
        value.string.map(words.contains) ?? false
          ? nil : "one of " + words.map { "'\($0)'" }.joined(separator: ", ")
      case .number(let most):
        value.integer.map((1...most).contains) ?? false ? nil : "a number from 1 to \(most)"
      case .texts: value.strings == nil ? "a list of strings" : nil
      }
    }
  }

  let name: String
  let summary: String
  let parameters: [Parameter]
  let run: @Sendable (MCPSession, JSON) throws -> JSON

  static let all = [
    MCPTool(
      name: "search",
      summary: """
        Searches works and annotations, best first. Query language: words (all required), "phrases", \
        OR, -not, (groups), wildcard*, fields such as author:, title:, journal:, annotation:, tag:, \
        year:2015..2020, doi:. A citation such as 'Schuster 2017', a DOI or a title finds that work.
        """,
      parameters: [
        Parameter(name: "query", kind: .text, summary: "the query", isRequired: true),
        limit("works", upTo: 100), budget,
        Parameter(
          name: "sort", kind: .choice(["relevance", "newest", "oldest"]),
          summary: "order of the works; default: relevance"),
        cursor,
      ], run: { try $0.search($1) }),
    MCPTool(
      name: "show", summary: "Returns all facts, annotations and links of works.",
      parameters: [
        Parameter(
          name: "keys", kind: .texts, summary: "citation keys, as search returns them",
          isRequired: true)
      ], run: { try $0.show($1) }),
    MCPTool(
      name: "lookup",
      summary: "Tells which references of a list are in the library, and how certain that is.",
      parameters: [
        Parameter(
          name: "references", kind: .text,
          summary: "a reference list in any format, or one DOI, PMID, key or 'Family 2018' a line",
          isRequired: true)
      ], run: { try $0.lookUp($1) }),
    MCPTool(
      name: "facets", summary: "Counts the works that match a query by the values of a field.",
      parameters: [
        Parameter(
          name: "field", kind: .choice(MCPSession.facets), summary: "what to count by",
          isRequired: true),
        Parameter(name: "query", kind: .text, summary: "default: all works"),
        limit("values", upTo: 1000),
      ], run: { try $0.facets($1) }),
    MCPTool(
      name: "notes", summary: "Returns the owner's own notes on works, newest first.",
      parameters: [limit("notes", upTo: 1000), budget, cursor], run: { try $0.notes($1) }),
  ]

  private static func limit(_ items: String, upTo most: Int) -> Parameter {
    Parameter(name: "limit", kind: .number(upTo: most), summary: "most \(items); default: 10")
  }

  private static let budget = Parameter(
    name: "max_tokens", kind: .number(upTo: 100_000),
    summary: "about as many tokens of text are returned; default: 2500")

  private static let cursor = Parameter(
    name: "cursor", kind: .text, summary: "'next_cursor' of the answer before")

  /// As `tools/list` returns it.
  var json: JSON {
    let required = parameters.filter(\.isRequired).map { JSON.string($0.name) }
    return [
      "name": .string(name), "description": .string(summary),
      "inputSchema": [
        "type": "object",
        "properties": .object(parameters.map { ($0.name, $0.json) }),
        "required": .array(required), "additionalProperties": .bool(false),
      ],
      "annotations": ["readOnlyHint": .bool(true), "openWorldHint": .bool(false)],
    ]
  }

  /// The arguments, all of them known and of the right kind.
  func arguments(_ arguments: JSON) throws(Failure) -> JSON {
    // What is optional may be null.
    let arguments = arguments.isNull ? JSON.object([]) : arguments.withoutNulls
    guard case .object(let members) = arguments else {
      throw .wrongRequest("expected an object of arguments")
    }
    for (name, value) in members {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw .wrongRequest(
          "unknown argument '\(name)'",
          hint: "known are: " + parameters.map(\.name).joined(separator: ", "))
      }
      if let expected = parameter.expectation(value) {
        throw .wrongRequest("'\(name)' must be \(expected)")
      }
    }
    for parameter in parameters where parameter.isRequired && arguments[parameter.name] == nil {
      throw .wrongRequest("missing argument '\(parameter.name)'", hint: parameter.summary)
    }
    return arguments
  }
}
