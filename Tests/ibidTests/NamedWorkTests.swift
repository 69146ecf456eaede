import Foundation
import ProgramTestSupport
import Testing

/// Commands that take one work take whatever names one.
@Suite struct NamedWorkTests {
  private static let list = """
    @article{OstromBook, author = {Ostrom, J. H.}, title = {Osteology of a swift predator}, \
    year = 1969, journal = {Bulletin}, doi = {10.1000/xyz123}, pmid = {7654321}}
    @article{a, author = {Schuster, S. J.}, title = {Cells against lymphoma}, year = 2017, \
    journal = {Blood}}
    @article{b, author = {Schuster, S. J.}, title = {More cells against lymphoma}, year = 2019, \
    journal = {Blood}}

    """

  private func library() throws -> TemporaryLibrary {
    try .indexed(["Index/References/list.bib": Self.list])
  }

  private static let key = "ostrom1969osteology"

  @Test(arguments: [
    key, "OstromBook", "ostrombook", "10.1000/XYZ123", "https://doi.org/10.1000/xyz123",
    "doi:10.1000/xyz123", "7654321", "PMID 7654321", "Ostrom 1969", "Ostrom (1969)",
    "Osteology of a swift predator",
  ])
  func whatNamesAWorkIsTaken(_ name: String) throws {
    let library = try library()
    #expect(try library.run("show", name, "--format", "keys").output == Self.key + "\n")
    #expect(try library.run("open", name, "--print").output.contains("10.1000/xyz123"))
    #expect(try library.run("tag", name, "+read").output == "\(Self.key): read\n")
    #expect(try library.run("note", name, "Seen.").status == 0)
    #expect(try library.run("similar", name).status < 2)
    let shell = try Program.run(
      ["repl"], in: library.folder, input: ":format keys\n:show \(name)\n")
    #expect(shell.output.hasPrefix("ostrom"), "\(shell.errors)")
    #expect(
      try library.run("decide", name, "include").output.hasPrefix("\(Self.key): include"))
    #expect(try library.run("fix", name, "year=1970").status == 0)
  }

  /// A beginning of a key, an author, a journal's year: enough to show a work, not to write on it.
  @Test(arguments: ["ostrom", "ostrom1969", "ostrom1969o", "Bulletin 1969"])
  func whatMayNameAnotherIsOnlyShown(_ name: String) throws {
    let library = try library()
    #expect(try library.run("show", name, "--format", "keys").output == Self.key + "\n")
    #expect(try library.run("open", name, "--print").output.contains("10.1000/xyz123"))
    for command in [
      ["note", name, "Seen."], ["tag", name, "+read"], ["fix", name, "year=1970"],
      ["decide", name, "include"],
    ] {
      let result = try Program.run(command, in: library.folder)
      #expect(result.status == 2, "\(command)")
      #expect(result.errors.contains("'\(name)' may name another work"), "\(result.errors)")
      #expect(result.errors.contains("use its key: \(Self.key)"), "\(result.errors)")
    }
    for line in [":note \(name) Seen.", ":tag \(name) +read", ":decide \(name) include"]
    where !name.contains(" ") {
      let shell = try Program.run(["repl"], in: library.folder, input: line + "\n")
      #expect(shell.errors.contains("may name another work"), "\(line): \(shell.errors)")
    }
    #expect(try library.run("search", "has:tag OR has:annotation OR has:decision").status == 1)
  }

  @Test(arguments: ["Schuster", "schuster", "schust"])
  func whatNamesSeveralListsThem(_ name: String) throws {
    let library = try library()
    for command in [["show"], ["open", "--print"], ["note"], ["tag"], ["similar"], ["fix"]] {
      let result = try Program.run(command + [name], in: library.folder)
      #expect(result.status != 0)
      #expect(
        result.errors.contains("schuster2017cells") && result.errors.contains("schuster2019more"),
        "\(command): \(result.errors)")
    }
  }

  @Test(arguments: ["nothing", "Nobody 1969", "10.1000/none", "lymphoma"])
  func whatNamesNoneIsUnknown(_ name: String) throws {
    let result = try library().run("show", name)
    #expect(result.status == 1 && result.errors.contains("unknown key '\(name)'"))
  }

  @Test func tagsGoToAllWorksThatAreNamed() throws {
    let library = try library()
    let tagged = try library.run("tag", Self.key, "schuster2017cells", "+talk", "+cells")
    #expect(tagged.lines == ["\(Self.key): talk, cells", "schuster2017cells: talk, cells"])
    let shown = try library.run("tag", Self.key, "schuster2017cells")
    #expect(shown.lines.sorted().first == "\(Self.key): cells")
  }

  /// A word that may be a key is no tag, and nothing is written before all is understood.
  @Test(arguments: [
    ([key, "talk"], "to add it as a tag: +talk"), ([key, "schuster2017cell", "+a"], "+schuster"),
    ([key, "+a", "schuster2017cells"], "name the works before the tags"),
  ])
  func aWordWithoutSignIsNoTag(_ words: [String], _ hint: String) throws {
    let library = try library()
    let result = try Program.run(["tag"] + words, in: library.folder)
    #expect(result.status == 2 && result.errors.contains(hint), "\(result.errors)")
    #expect(try library.run("search", "has:tag").status == 1)
  }

  @Test func aTagThatIsNotThereIsTold() throws {
    let result = try library().run("tag", Self.key, "-nothere")
    #expect(result.status == 0 && result.errors.contains("has no tag 'nothere'"))
  }

  /// Keys by a pattern; what is unknown is told as it was typed.
  @Test(arguments: [
    ("key:schuster*", ["schuster2017cells", "schuster2019more"]),
    ("key:SCHUSTER*", ["schuster2017cells", "schuster2019more"]),
    ("key:schuster201?cells", ["schuster2017cells"]), ("key:ostromb*", [key]),
    ("has:dois", [key]), ("has:annotations", []), ("has:doi", [key]),
  ])
  func keysByPattern(_ query: String, _ keys: [String]) throws {
    let result = try library().run("search", query, "--format", "keys")
    #expect(result.lines.map(String.init).sorted() == keys)
    if query.hasPrefix("key:"), keys.isEmpty { #expect(result.errors.contains("'key:")) }
  }

  @Test func anUnknownKeyKeepsItsStar() throws {
    let result = try library().run("search", "key:shuster*")
    #expect(result.errors.contains("unknown key in 'key:shuster*'"))
  }

  @Test func lookupTellsOtherCandidates() throws {
    let library = try library()
    try library.write("Schuster 2017\nOstrom 1969\n", to: "names.txt")
    try library.write(
      Self.list + "@article{c, author = {Schuster, T.}, title = {Other cells}, year = 2017}\n",
      to: "Index/References/list.bib")
    let result = try library.run("lookup", "names.txt")
    #expect(result.output.contains("or: schuster2017"))
    #expect(
      try library.run("lookup", "names.txt", "--format", "json").output.contains("\"others\""))
  }
}
