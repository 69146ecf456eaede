import Diagnostics

/// Answers a client of the Model Context Protocol: JSON-RPC 2.0, one message a line.
///
/// ```
/// {"jsonrpc":"2.0","id":1,"method":"tools/call",
///  "params":{"name":"search","arguments":{"query":"antigen loss"}}}
/// ```
///
/// A message that cannot be read, or that asks for what there is not, gets an error of JSON-RPC; a tool
/// that fails answers with `isError`, what was wrong and what to try, so that a model can correct
/// itself. Notifications get no answer.
struct MCPServer {
  /// Versions of the protocol, newest first; a client that names no version of these gets the first.
  static let versions = ["2025-06-18", "2025-03-26", "2024-11-05"]

  let session: MCPSession

  /// An error of the protocol; the codes are those of JSON-RPC and of MCP.
  struct Fault: Error {
    let code: Int
    let message: String

    static let parse = Fault(code: -32700, message: "invalid JSON")
    static let request = Fault(
      code: -32600, message: "expected an object with 'jsonrpc': '2.0' and a 'method'")
    static func method(_ name: String) -> Fault {
      Fault(code: -32601, message: "unknown method '\(name)'")
    }
    static func parameters(_ message: String) -> Fault { Fault(code: -32602, message: message) }
    static func resource(_ address: String) -> Fault {
      Fault(code: -32002, message: "no resource '\(address)'")
    }
  }

  /// The answer to a line of the client; nil for a notification and for an empty line.
  func answer(to line: String) -> JSON? {
    if line.allSatisfy(\.isWhitespace) { return nil }
    guard let message = JSON(parsing: line) else { return Self.failed(.parse, id: .null) }
    // Clients of 2025-03-26 may send several at once.
    if case .array(let messages) = message {
      if messages.isEmpty { return Self.failed(.request, id: .null) }
      let answers = messages.compactMap(answer)
      return answers.isEmpty ? nil : .array(answers)
    }
    return answer(to: message)
  }

  private func answer(to message: JSON) -> JSON? {
    let id = message["id"] ?? .null
    guard message["jsonrpc"]?.string == "2.0", let method = message["method"]?.string else {
      // An answer to a request of ours; there are none.
      if message["result"] != nil || message["error"] != nil { return nil }
      return Self.failed(.request, id: id)
    }
    if message["id"] == nil { return nil }
    do throws(Fault) {
      let result = try result(of: method, message["params"] ?? [:])
      return ["jsonrpc": "2.0", "id": id, "result": result]
    } catch {
      return Self.failed(error, id: id)
    }
  }

  private static func failed(_ fault: Fault, id: JSON) -> JSON {
    [
      "jsonrpc": "2.0", "id": id,
      "error": ["code": .integer(fault.code), "message": .string(fault.message)],
    ]
  }

  private func result(of method: String, _ parameters: JSON) throws(Fault) -> JSON {
    switch method {
    case "initialize": initialization(parameters)
    case "ping": [:]
    case "tools/list": ["tools": .array(MCPTool.all.map(\.json))]
    case "tools/call": try call(parameters)
    case "resources/list": try session.resources(from: parameters["cursor"])
    case "resources/templates/list": ["resourceTemplates": [MCPSession.resourceTemplate]]
    case "resources/read": try session.resource(parameters["uri"])
    default: throw .method(method)
    }
  }

  private func initialization(_ parameters: JSON) -> JSON {
    let asked = parameters["protocolVersion"]?.string ?? ""
    return [
      "protocolVersion": .string(Self.versions.contains(asked) ? asked : Self.versions[0]),
      "capabilities": ["tools": [:], "resources": [:]],
      "serverInfo": ["name": "ibid", "title": "ibid", "version": .string(Ibid.version)],
      "instructions": """
      A library of references with what people wrote about them. Search first; quote annotations \
      with their source and line, and cite works by their keys. 'show' returns all facts of a work.
      """,
    ]
  }

  private func call(_ parameters: JSON) throws(Fault) -> JSON {
    guard let name = parameters["name"]?.string else {
      throw .parameters("expected the 'name' of a tool")
    }
    guard let tool = MCPTool.all.first(where: { $0.name == name }) else {
      throw .parameters(
        "unknown tool '\(name)'; known are: "
          + MCPTool.all.map(\.name).joined(separator: ", "))
    }
    do {
      let result = try tool.run(session, try tool.arguments(parameters["arguments"] ?? [:]))
      return [
        "content": [["type": "text", "text": .string(result.line)]],
        "structuredContent": result, "isError": .bool(false),
      ]
    } catch {
      let messages = (error as? Failure)?.messages ?? [.error("\(error)")]
      let text = messages.map(\.description).joined(separator: "\n")
      return [
        "content": [["type": "text", "text": .string(text.isEmpty ? "nothing found" : text)]],
        "isError": .bool(true),
      ]
    }
  }
}
