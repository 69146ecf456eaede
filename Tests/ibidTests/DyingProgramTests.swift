import Foundation
import ProgramTestSupport
import Testing

/// A program that ends in the middle of its work, at a write that the system refuses, loses nothing.
@Suite struct DyingProgramTests {
  /// What a user can see of a library.
  private func contents(_ library: TemporaryLibrary) throws -> [String] {
    try [
      ["search", "*", "--sort", "key", "--format", "keys"], ["links"], ["check"], ["sources"],
      ["search", "mentions:sotillo2015convergence", "--format", "keys"],
    ].map { arguments in
      let result = try Program.run(arguments, in: library.folder)
      #expect(result.status != 3, "\(arguments): \(result.errors)")
      return result.output
    }
  }

  private static let path = "Index/References/antigen-escape.txt"
  private static let sources = Result {
    try [path, "Index/References/building-better-cells.txt"].reduce(into: [String: String]()) {
      $0[$1] = try String(
        contentsOf: Program.checkout.appendingPathComponent($1), encoding: .utf8)
    }
  }

  /// The list as it is, after another one before.
  private func changed(_ library: TemporaryLibrary) throws {
    try library.write(Self.sources.get()[Self.path]! + "\n", to: Self.path)
  }

  /// - Parameter blocks: how long a file may become, in 512 bytes.
  @Test(arguments: [0, 1, 8, 40, 120, 300, 600, 900])
  func whatDiedAtAWriteIsMadeUpFor(_ blocks: Int) throws {
    let expected = try contents(TemporaryLibrary(Self.sources.get()))
    for isBuilt in [false, true] {
      let library =
        try isBuilt
        ? TemporaryLibrary.indexed([Self.path: "• Roe, R. Another. Nature 1, 1–2 (2018).\n"])
        : TemporaryLibrary()
      for (path, text) in try Self.sources.get() { try library.write(text, to: path) }
      // Written to no file, so that only the library's own are cut short.
      let died = try library.shell(
        "(ulimit -f \(blocks); ibid index 2>&1) | cat > /dev/null; ls Index")
      #expect(!died.output.contains("core"))
      let search = try library.run("search", "relapse")
      #expect(search.status == 0, "after \(blocks) blocks: \(search.errors)")
      #expect(try library.run("index").status == 0)
      #expect(try contents(library) == expected, "after \(blocks) blocks, built: \(isBuilt)")
      let files = try library.shell("ls Index").output
      #expect(!files.contains("-new"))
    }
  }

  /// Whoever reads only the first line of what is told ends the program that tells it.
  @Test func aReaderThatLeavesEarlyLosesNothing() throws {
    let expected = try contents(TemporaryLibrary(Self.sources.get()))
    let library = try TemporaryLibrary(Self.sources.get())
    _ = try library.shell("ibid index 2>&1 | head -1")
    _ = try library.run("index")
    #expect(try contents(library) == expected)
  }
}
