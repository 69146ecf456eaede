import ArgumentParser

struct MCPCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serve the library to a language model (Model Context Protocol).",
    discussion: """
      ibid mcp
      ibid mcp --library ~/references

      Reads requests from standard input and writes answers to standard output, for programs that \
      start servers of the Model Context Protocol. Never changes sources or notes.

        {"mcpServers": {"ibid": {"command": "ibid", "args": ["mcp", "--library", "/path/to/it"]}}}

      Tools: \(MCPTool.all.map(\.name).joined(separator: ", ")). Resources: ibid://work/KEY.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  func run(in context: Context) throws {
    let server = MCPServer(session: MCPSession(try libraryOptions.opened(in: context)))
    while context.console.isWanted, let line = readLine() {
      guard let answer = server.answer(to: line) else { continue }
      context.console.write(answer.line, end: "\n")
      try context.console.flush()
    }
  }
}
