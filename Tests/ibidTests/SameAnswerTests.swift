import Foundation
import ProgramTestSupport
import Testing

/// One text finds the same works wherever it is asked.
@Suite struct SameAnswerTests {
  private static let list: String = {
    let titles = [
      (2001, "Feathered dinosaurs of the lake"), (2003, "Feathered dinosaurs and fleas"),
      (2016, "Dinosaurs in the desert"), (2018, "Cytokine release and dinosaurs"),
      (2019, "A syndrome of desert travellers"), (2020, "Fleas of the feathered kind"),
    ]
    let works = titles.enumerated().map { index, work in
      "• Author\(index), A. B. \(work.1). Nature \(index + 1), 1–2 (\(work.0))."
    }
    // Enough works for a query to find few of them.
    let others = (1...120).map {
      "• Other\($0), C. Notes on soil number \($0). Science \($0), 3–4 (1990)."
    }
    return (works + others).joined(separator: "\n") + "\n"
  }()

  private func library() throws -> TemporaryLibrary {
    try .indexed(["Index/References/list.txt": Self.list])
  }

  private static let queries = [
    // As they stand, misspelled, with years, with few or none of all words.
    "dinosaurs", "feathred dinosuars", "dinosuars 2015..2020", "dinosaurs since 2016",
    "dinosaur zebra", "cytokine release syndrome", "Author2 2016", "\"feathered dinosaurs\"",
    "feathered -fleas", "desert travellers syndrome dinosaurs", "Dinosaurs in the desert",
  ]

  @Test(arguments: queries)
  func searchAndExportFindTheSame(_ query: String) throws {
    let library = try library()
    let searched = try library.run("search", query, "--format", "keys")
    let exported = try library.run("export", "out.txt", query, "--format", "keys")
    #expect(searched.status == 0 && exported.status == 0, "\(exported.errors)")
    let text = try String(
      contentsOf: library.folder.appendingPathComponent("out.txt"), encoding: .utf8)
    #expect(text.split(separator: "\n").sorted() == searched.lines.sorted())
  }

  @Test(arguments: queries)
  func aSavedQueryFindsWhatItsSearchFound(_ query: String) throws {
    let library = try library()
    let searched = try library.run("search", query, "--format", "keys", "--limit", "all")
    let saved = try library.run("queries", "save", "mine", query)
    #expect(saved.status == 0, "\(saved.errors)")
    let run = try library.run("run", "mine", "--format", "keys", "--limit", "all")
    #expect(run.lines.sorted() == searched.lines.sorted(), "\(saved.errors)")
    let named = try library.run("search", "@mine", "--format", "keys", "--limit", "all")
    #expect(named.lines.sorted() == searched.lines.sorted())
    let shell = try Program.run(
      ["repl"], in: library.folder,
      input: ":format keys\n:limit 500\n\(query)\n:save theirs\n:run theirs\n")
    #expect(shell.lines.count == 2 * searched.lines.count, "\(shell.errors)")
    #expect(Set(shell.lines) == Set(searched.lines))
  }

  @Test(arguments: queries)
  func facetsCountTheSame(_ query: String) throws {
    let library = try library()
    let total = try library.run("search", query, "--format", "keys", "--limit", "all").lines.count
    let facets = try library.run("facets", "year", query, "--format", "csv").lines.dropFirst()
    let counted = facets.compactMap { $0.split(separator: ",").last.flatMap { Int($0) } }
    #expect(counted.reduce(0, +) == total)
  }

  /// All words are required where that is asked.
  @Test func matchAllIsStrictEverywhere() throws {
    let library = try library()
    for arguments in [
      ["search", "dinosaur zebra", "--match", "all"],
      ["export", "out.bib", "dinosaur zebra", "--match", "all"],
      ["facets", "year", "dinosaur zebra", "--match", "all"],
    ] {
      #expect(try Program.run(arguments, in: library.folder).status == 1)
    }
    let saved = try library.run("queries", "save", "strict", "dinosaur zebra", "--match", "all")
    #expect(saved.status == 0 && saved.errors.contains("matches no works"))
    #expect(try library.run("run", "strict").status == 1)
  }

  @Test func aSavedQueryIsStrictUnlessItsFileSaysOtherwise() throws {
    let library = try TemporaryLibrary.indexed([
      "Index/References/list.txt": Self.list,
      "Queries/strict.query": "dinosaur zebra\n",
      "Queries/loose.query": "---\nmatch: auto\n---\ndinosaur zebra\n",
    ])
    #expect(try library.run("run", "strict").status == 1)
    #expect(try library.run("run", "loose", "--format", "keys").lines.count > 1)
    let list = try library.run("queries").output
    #expect(list.contains("strict  0 works") && !list.contains("loose  0 works"))
  }

  @Test(arguments: [
    ("dinosaurs", "4"), ("feathred dinosuars", "2"), ("dinosaur zebra", "0"),
    ("cytokine release", "1"), ("Author2 2016", "1"), ("dinosaurs 2015..2020", "2"),
  ])
  func aCountIsOfWorksWithAllWords(_ query: String, _ count: String) throws {
    let library = try library()
    let result = try library.run("search", query, "--count")
    #expect(result.output == count + "\n")
    #expect(result.status == (count == "0" ? 1 : 0))
    if count == "0" { #expect(result.errors.contains("not counted: 4 works")) }
  }

  /// A reference that the library does not have is not found by works like it.
  @Test(arguments: [
    "Smith J. Feathered dinosaurs of the sea. Nature 2022;600:1-5.", "10.9999/nothing",
    "arXiv:2101.00001", "PMID: 12345678",
  ])
  func whatIsNotInTheLibraryIsToldFirst(_ query: String) throws {
    let library = try library()
    let text = try library.run("search", query)
    #expect(text.status == 1)
    #expect(text.errors.split(separator: "\n").first?.contains("not in the library") == true)
    let json = try library.run("search", query, "--format", "json")
    #expect(json.status == 1 && json.output.contains("\"not_in_library\""))
    #expect(json.output.contains("\"missing\""))
    let exported = try library.run("export", "out.bib", query)
    #expect(exported.status == 1)
    #expect(
      !FileManager.default.fileExists(
        atPath: library.folder.appendingPathComponent("out.bib").path))
    #expect(try library.run("facets", "year", query).status == 1)
  }
}
