import Foundation
import ProgramTestSupport
import Testing

/// The recipes of the documentation, verbatim, each with the programs that it needs.
///
/// `mail` is a stand-in that keeps its input. A recipe whose program is not installed is skipped,
/// and the test says so.
@Suite struct RecipeTests {
  private struct Recipe {
    let language: String
    let text: String
  }

  private func recipes() throws -> [Recipe] {
    let article = try String(
      contentsOf: Program.checkout.appendingPathComponent(
        "Sources/IbidKit/IbidKit.docc/Recipes.md"), encoding: .utf8)
    let blocks = article.components(separatedBy: "```")
    return stride(from: 1, to: blocks.count, by: 2).map { index in
      let lines = blocks[index].split(separator: "\n", maxSplits: 1)
      return Recipe(language: String(lines[0]), text: String(lines[1]))
    }
  }

  private func recipe(with word: String) throws -> Recipe {
    try #require(recipes().first { $0.text.contains(word) })
  }

  private func library() throws -> TemporaryLibrary {
    let library = try TemporaryLibrary.shipped()
    _ = try library.copyQueries()
    try library.write("#!/bin/sh\ncat > mail.txt\n", to: "bin/mail")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: library.folder.appendingPathComponent("bin/mail").path)
    return library
  }

  @Test func nightlyJobMailsWhatIsNewOnce() throws {
    let library = try library()
    let job = try recipe(with: "mail -s").text
    #expect(try library.shell(job).status == 0)
    let mail = library.folder.appendingPathComponent("mail.txt")
    #expect(try String(contentsOf: mail, encoding: .utf8).contains("orlando2018genetic"))
    try FileManager.default.removeItem(at: mail)
    #expect(try library.shell(job).status == 1)
    #expect(!FileManager.default.fileExists(atPath: mail.path))
  }

  @Test(.enabled(if: Program.isInstalled("make"), "needs make"))
  func makefileKeepsABibliography() throws {
    let library = try library()
    try library.write(try recipe(with: "reading-list.bib").text, to: "Makefile")
    #expect(try library.shell("make").status == 0)
    let list = library.folder.appendingPathComponent("reading-list.bib")
    #expect(try String(contentsOf: list, encoding: .utf8).contains("{orlando2018genetic,"))
    #expect(try library.shell("make").output.contains("up to date"))
  }

  @Test(.enabled(if: Program.isInstalled("jq"), "needs jq"))
  func jqCountsWorks() throws {
    let result = try library().shell(recipe(with: "jq").text)
    #expect(result.status == 0)
    #expect(result.output.contains("\"year\": 2018"))
  }

  /// fzf picks by itself what a person would type, and shows what it would show beside it.
  @Test(.enabled(if: Program.isInstalled("fzf"), "needs fzf"))
  func fzfPicksAndPreviews() throws {
    let library = try library()
    let recipe = try recipe(with: "fzf").text
    let picked = try library.shell("export FZF_DEFAULT_OPTS='--filter orlando'\n" + recipe)
    #expect(picked.status == 0, "\(picked.errors)")
    #expect(picked.output == "orlando2018genetic\n")
    let preview = try #require(recipe.split(separator: "'").first { $0.contains("{}") })
    let shown = try library.shell(String(preview).replacing("{}", with: "'\(picked.lines[0])'"))
    #expect(shown.status == 0)
    #expect(shown.output.contains("Genetic mechanisms of target antigen loss"))
  }

  @Test(.enabled(if: Program.isInstalled("pandoc"), "needs pandoc"))
  func pandocFormatsAList() throws {
    let result = try library().shell(recipe(with: "pandoc").text)
    #expect(result.status == 0, "\(result.errors)")
    // In pandoc's own style, wrapped as it likes.
    let text = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Orlando, E. J. et al. 2018."), "\(text.prefix(400))")
    #expect(text.contains("Genetic Mechanisms of Target Antigen Loss"), "\(text.prefix(400))")
  }
}
