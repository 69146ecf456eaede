import Foundation
import ProgramTestSupport
import Testing

@testable import ibid

/// `mcp`: a library served over the Model Context Protocol.
@Suite struct MCPTests {
  private static let sources = [
    "Index/References/a.bib": """
    @article{a1, author = {Keller, Ann and Obst, B.}, title = {Soil acidity in beech woods}, journal = {Soils}, volume = {9}, pages = {12--20}, year = {2019}, annote = {The first to measure acidity, unlike Roe (2018).}}
    @article{b1, author = {Roe, R.}, title = {Salts of the coastal plain}, journal = {Tides}, volume = {1}, pages = {3--9}, year = {2018}, abstract = {Salts move with the acidity of soils.}}
    @book{c1, author = {Ek, S.}, title = {Woods}, publisher = {Norr}, year = {2001}}

    """
  ]

  /// Sends messages, one a line; an answer a line comes back.
  private func answers(_ messages: [String], _ sources: [String: String] = sources) throws -> [JSON]
  {
    let library = try TemporaryLibrary.indexed(sources)
    let result = try Program.run(
      ["mcp"], in: library.folder, input: messages.map { $0 + "\n" }.joined())
    #expect(result.status == 0)
    return try result.lines.map { line in try #require(JSON(parsing: String(line))) }
  }

  private func call(_ tool: String, _ arguments: String, id: Int = 1) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)}}"#
  }

  private func keys(_ answer: JSON) -> [String] {
    guard case .array(let works)? = answer["result"]?["structuredContent"]?["works"] else {
      return []
    }
    return works.compactMap { $0["key"]?.string }
  }

  @Test(arguments: [
    ("2025-03-26", "2025-03-26"), ("2024-11-05", "2024-11-05"), ("1999-01-01", "2025-06-18"),
  ])
  func versionsAreAgreedUpon(_ asked: String, _ given: String) throws {
    let answer = try answers([
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"\#(asked)","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"#,
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
    ])
    #expect(answer.count == 1)
    #expect(answer[0]["result"]?["protocolVersion"]?.string == given)
    #expect(answer[0]["result"]?["serverInfo"]?["version"]?.string == Ibid.version)
  }

  @Test func toolsAnswerWithPlaces() throws {
    let answer = try answers([
      call("search", #"{"query":"acidity"}"#), call("search", #"{"query":"Roe 2018"}"#, id: 2),
      call("show", #"{"keys":["keller2019soil"]}"#, id: 3),
      call("lookup", #"{"references":"roe2018salts\nNobody 1999\n"}"#, id: 4),
      call("facets", #"{"field":"year","query":"acidity"}"#, id: 5),
    ])
    #expect(keys(answer[0]).sorted() == ["keller2019soil", "roe2018salts"])
    #expect(keys(answer[1]).first == "roe2018salts")
    #expect(answer.map { $0["id"]?.integer } == [1, 2, 3, 4, 5])
    #expect(answer[2].line.contains(#""place":"Index/References/a.bib:1""#) == false)
    #expect(answer[2].line.contains(#""source":"Index/References/a.bib""#))
    #expect(answer[2].line.contains("roe2018salts"))
    #expect(answer[3].line.contains(#""verdict":"missing""#))
    #expect(answer[4].line.contains(#"{"value":"2019","works":1}"#))
  }

  /// Every page of an answer together is the whole answer, however small the budget.
  @Test(arguments: [1, 100, 2000])
  func cursorsReachEverything(_ tokens: Int) throws {
    var found: [String] = []
    var cursor: String? = ""
    while let next = cursor {
      let place = next.isEmpty ? "" : #","cursor":"\#(next)""#
      let answer = try answers([
        call("search", #"{"query":"*","sort":"newest","max_tokens":\#(tokens)\#(place)}"#)
      ])[0]
      found += keys(answer)
      cursor = answer["result"]?["structuredContent"]?["next_cursor"]?.string
    }
    #expect(found == ["keller2019soil", "roe2018salts", "ek2001woods"])
  }

  @Test func worksAreResources() throws {
    let answer = try answers([
      #"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"resources/read","params":{"uri":"ibid://work/ek2001woods"}}"#,
      #"{"jsonrpc":"2.0","id":3,"method":"resources/read","params":{"uri":"ibid://work/nobody"}}"#,
      #"{"jsonrpc":"2.0","id":4,"method":"resources/templates/list"}"#,
    ])
    #expect(answer[0].line.contains(#""uri":"ibid://work/roe2018salts""#))
    #expect(answer[1].line.contains(#"\"title\":\"Woods\""#))
    #expect(answer[2]["error"]?["code"]?.integer == -32002)
    #expect(answer[3].line.contains("ibid://work/{key}"))
  }

  /// What is wrong in a call is told to the model; what is wrong in a message, to the client.
  @Test func errorsSayWhatToDo() throws {
    let calls = [
      ("search", #"{"query":"authr:roe"}"#, "did you mean 'author:'?"),
      ("search", #"{"query":"\"open"}"#, "to match this"),
      ("search", #"{"qery":"x"}"#, "known are: query"),
      ("search", "{}", "missing argument 'query'"),
      ("search", #"{"query":"x","limit":0}"#, "a number from 1 to 100"),
      ("search", #"{"query":"x","cursor":"y"}"#, "next_cursor"),
      ("show", #"{"keys":["rue2018salts"]}"#, "unknown key 'rue2018salts'"),
      ("facets", #"{"field":"colour"}"#, "'year'"),
      ("lookup", #"{"references":""}"#, "no citations"),
    ]
    for (answer, (tool, arguments, expected)) in zip(
      try answers(calls.map { call($0.0, $0.1) }), calls)
    {
      guard case .bool(true)? = answer["result"]?["isError"] else {
        Issue.record("\(tool) \(arguments) is no error: \(answer.line)")
        continue
      }
      #expect(answer.line.replacing(#"\""#, with: "\"").contains(expected), "\(answer.line)")
    }
    let messages = [
      ("{", -32700), ("[]", -32600), ("3", -32600),
      (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
      (#"{"jsonrpc":"2.0","id":1,"method":"nothing"}"#, -32601),
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"delete"}}"#, -32602),
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, -32602),
      (#"{"jsonrpc":"2.0","id":1,"method":"resources/list","params":{"cursor":"x"}}"#, -32602),
      (
        #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}"#,
        -32002
      ),
    ]
    for (answer, (message, code)) in zip(try answers(messages.map(\.0)), messages) {
      #expect(answer["error"]?["code"]?.integer == code, "\(message)")
    }
  }

  @Test func blankLinesNotificationsAndAnswersAreNotAnswered() throws {
    let answer = try answers([
      "", #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{}}"#,
      #"{"jsonrpc":"2.0","id":9,"result":{}}"#,
      #"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"x"}]"#,
      #"{"jsonrpc":"2.0","id":"text","method":"ping"}"#,
    ])
    #expect(
      answer.map(\.line) == [
        #"[{"id":1,"jsonrpc":"2.0","result":{}}]"#, #"{"id":"text","jsonrpc":"2.0","result":{}}"#,
      ])
  }

  /// Each tool's schema names each argument that it takes, and no answer changes the library.
  @Test func toolsDescribeThemselves() throws {
    let answer = try answers([#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#])[0]
    guard case .array(let tools)? = answer["result"]?["tools"] else {
      Issue.record("no tools")
      return
    }
    #expect(tools.compactMap { $0["name"]?.string } == MCPTool.all.map(\.name))
    for tool in tools {
      #expect(tool["description"]?.string?.isEmpty == false)
      #expect(tool["inputSchema"]?["type"]?.string == "object")
    }
  }
}
