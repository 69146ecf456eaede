import ProgramTestSupport
import Testing

/// A line of a bibliographic database that is refused is refused wherever a query is asked.
@Suite struct DatabaseLineTests {
  private static let line = "TS=(antigen AND loss) AND TI=(patients OR escape) AND AD=(Oslo)"
  private static let message = "'AD' of Web of Science searches data that a library does not have"

  private static let commands: [[String]] = [
    ["search", line], ["search", "--match", "any", line], ["search", "--count", line],
    ["facets", "year", line], ["export", "out.bib", line], ["run", "oslo"],
    ["search", "@oslo"], ["repl"], ["mcp"],
  ]

  @Test(arguments: commands)
  func isRefused(_ arguments: [String]) throws {
    let library = try TemporaryLibrary.indexed([
      "Index/References/list.txt": """
      • June, C. H. Antigen loss in patients. Nature 1, 1–2 (2018).
      • Ruella, M. Antigen loss or escape. Nature 2, 3–4 (2020).

      """,
      "Queries/oslo.query": Self.line + "\n",
    ])
    let call =
      #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"\#(Self.line)"}}}"#
    let input = arguments == ["mcp"] ? call + "\n" : Self.line + "\n"
    let result = try Program.run(arguments, in: library.folder, input: input)
    #expect((result.output + result.errors).contains(Self.message))
    #expect(!result.output.contains("Antigen loss"))
  }
}
