import Diagnostics
import Foundation
import References
import TestSupport
import Testing

@testable import ReferenceLibrary

@Suite struct LibraryConfigurationTests {
  private func read(_ text: String) throws -> LibraryConfiguration {
    try LibraryConfiguration(SourceText(name: "index.yaml", text: text))
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "sources:\n", "ranking:\n"])
  func emptyFilesAreValid(_ text: String) throws {
    #expect(try read(text) == LibraryConfiguration())
  }

  @Test func readsEveryKey() throws {
    let configuration = try read(
      """
      sources: [References, "../other list.txt"]
      ranking:
        k1: 1.2
        b: 0.75
        weights: {title: 3, annotation: 2.5}
      """)
    #expect(configuration.sources == ["References", "../other list.txt"])
    func weight(_ name: String) -> Double? {
      Field.indexed.firstIndex { $0.name == name }.map { configuration.ranking.weights[$0] }
    }
    #expect(configuration.ranking.k1 == 1.2 && configuration.ranking.b == 0.75)
    #expect(weight("title") == 3 && weight("annotation") == 2.5 && weight("author") == 2)
  }

  @Test(arguments: [
    (
      "sorces: a",
      "index.yaml:1:1: error: unknown key 'sorces'\n  sorces: a\n  ^^^^^^\n  hint: known keys: sources, language, ranking, same, different"
    ),
    (
      "ranking:\n  k1: much",
      "index.yaml:2:7: error: expected a number from 0 to 100\n    k1: much\n        ^^^^"
    ),
    (
      "ranking: {b: 2}",
      "index.yaml:1:14: error: expected a number from 0 to 1\n  ranking: {b: 2}\n               ^"
    ),
    ("- a", "index.yaml:1:1: error: expected 'key: value' lines\n  - a\n  ^"),
    (
      "sources: {a: b}",
      "index.yaml:1:10: error: expected a list of files, folders or patterns\n  sources: {a: b}\n           ^\n  hint: sources: [References, ../reading.txt, {path: b.bib, annotator: Ann Lee}]"
    ),
  ])
  func refuses(_ text: String, _ expected: String) throws {
    let error = try #require(throws: Diagnostic<ConfigurationProblem>.self) { try read(text) }
    #expect(error.rendered(in: SourceText(name: "index.yaml", text: text)) == expected)
  }

  @Test(arguments: ["a: [", "\ta: b", "a: b: c", "*x", LongText(repeating: "[", 10_000)])
  func notYAMLIsToldWithAPlace(_ long: LongText) {
    #expect(throws: Diagnostic<ConfigurationProblem>.self) { try read(long.text) }
  }

}

@Suite struct ConfigurationEditorTests {
  private func read(_ text: String) throws -> LibraryConfiguration {
    try LibraryConfiguration(SourceText(name: "index.yaml", text: text))
  }

  /// `text` with sources added; nil if its list cannot be added to.
  private func adding(_ sources: [String], to text: String) -> String? {
    var editor = ConfigurationEditor(text)
    return editor.appendSources(sources) ? editor.text : nil
  }

  @Test(arguments: [
    ("sources:\n  - References\n", "sources:\n  - References\n  - /a/b.txt\n"),
    (
      "# mine\nsources:\n- References # all\n\nranking:\n  b: 1\n",
      "# mine\nsources:\n- References # all\n- /a/b.txt\n\nranking:\n  b: 1\n"
    ),
    ("", "sources:\n  - References\n  - /a/b.txt\n"),
    ("ranking:\n  b: 1\n", "ranking:\n  b: 1\nsources:\n  - References\n  - /a/b.txt\n"),
  ])
  func addsSourcesByALine(_ text: String, _ expected: String) throws {
    #expect(adding(["/a/b.txt"], to: text) == expected)
    let sources = try read(expected).sources
    #expect(sources == ["References", "/a/b.txt"])
  }

  @Test(arguments: [
    "/a b/c.txt", "/a: b", "/ü/\"q\"\\x.txt", "- a", "#x", "/日本.txt", "*.txt", "/a\u{1B}b", "/a\nb",
    "12", "~", "true", "a, b", "[a]",
  ])
  func addedPathsReadBack(_ path: String) throws {
    let text = try #require(adding([path], to: "sources:\n  - References\n"))
    #expect(try read(text).sources == ["References", path])
    var editor = ConfigurationEditor("")
    _ = editor.append([ConfigurationEditor.list([path, "b"])], to: "same")
    #expect(try read(editor.text).rulings.same == [[path, "b"]])
  }

  @Test(arguments: ["sources: [References]\n", "sources: References\n", "sources:\n  References\n"])
  func leavesOtherShapesAlone(_ text: String) {
    #expect(adding(["/a"], to: text) == nil)
  }

  @Test func sourcesAreAddedBehindOnesWithAnnotators() throws {
    let text = "sources:\n  - path: a.bib\n    annotator: Ann\n\n# end\n"
    let changed = try #require(adding(["/b.txt"], to: text))
    #expect(try read(changed).sources == ["a.bib", "/b.txt"])
    #expect(changed.hasSuffix("\n\n# end\n"))
  }

  /// A group is a line of its own, and the only one that goes when it is taken out again.
  @Test(arguments: [
    "", "# mine\n", "ranking:\n  b: 1\n", "same:\n  - [a, b] # sure\n", "same:\n- - a\n  - b\n",
    "same:\n# none yet\n\nsources:\n  - References\n",
    "same:\n  # one\n  - [a,\n     b]\n\n# end\n",
  ])
  func rulingsComeAndGo(_ text: String) throws {
    var editor = ConfigurationEditor(text)
    let before = try read(text)
    let isAdded = editor.append(["[x, y]"], to: "same")
    #expect(isAdded)
    let after = try read(editor.text)
    #expect(after.rulings.same == before.rulings.same + [["x", "y"]])
    #expect(after.sources == before.sources && after.ranking == before.ranking)
    let line = try #require(after.rulingGroups.last?.line)
    let isRemoved = editor.removeItem(atLine: line)
    #expect(isRemoved)
    #expect(try read(editor.text) == before)
    #expect(editor.text.hasPrefix(text.trimmingCharacters(in: .newlines)))
  }

  /// A few lines may stand for more than any memory holds.
  @Test func aliasesOfAliasesAreRefused() throws {
    let laughs = (1...26).map { "? &k\($0) [*k\($0 - 1),*k\($0 - 1)]\n: \($0)\n" }.joined()
    let error = #expect(throws: Diagnostic<ConfigurationProblem>.self) {
      try read("&k0 [x,x]: 1\n" + laughs)
    }
    #expect(error?.kind == .tooManyAliases)
    let sources = try read("sources: [&a x.bib, *a, R&D.bib]\n").sources
    #expect(sources == ["x.bib", "x.bib", "R&D.bib"])
  }

  @Test func groupsOfSeveralLinesAreNotTakenOut() throws {
    let text = "same:\n  - [a,\n     b]\n  - - c\n    - d\n"
    for group in try read(text).rulingGroups {
      var editor = ConfigurationEditor(text)
      let isRemoved = editor.removeItem(atLine: group.line)
      #expect(!isRemoved)
      #expect(editor.text == text)
    }
  }
}

/// Entries as they are written: relative to `Index/` where the file can be moved with the library.
@Suite struct SourceListTests {
  private func changing(
    _ text: String, _ change: (Library, (String) -> URL) throws -> Void
  ) throws -> String {
    let folder = try TemporaryFolder(files: [
      "papers/Index/index.yaml": text, "papers/Index/References/a.bib": "", "thesis.bib": "",
      "new.bib": "",
    ])
    let library = Library(folder: folder.url.appendingPathComponent("papers"))
    try change(library) { folder.url.appendingPathComponent($0).standardizedFileURL }
    return try String(contentsOf: library.configurationFile, encoding: .utf8)
  }

  @Test(arguments: [
    ("papers/Index/References/a.bib", "References/a.bib"), ("papers/b.bib", "../b.bib"),
    ("thesis.bib", "../../thesis.bib"), ("deep/thesis.bib", "../../deep/thesis.bib"),
  ])
  func entriesAreRelativeWherePossible(_ path: String, _ entry: String) throws {
    _ = try changing("") { library, url in
      #expect(library.entry(for: url(path)) == entry)
      #expect(library.entry(for: URL(fileURLWithPath: "/elsewhere/x.bib")) == "/elsewhere/x.bib")
    }
  }

  @Test(arguments: [
    (
      "# mine\nsources:\n- References # all\n- ../../thesis.bib # my own\n", "thesis.bib",
      "# mine\nsources:\n- References # all\n"
    ),
    (
      "sources:\n  - path: ../../thesis.bib\n    annotator: Ann\n  - References\n", "thesis.bib",
      "sources:\n  - References\n"
    ),
    (
      "", "papers/Index/References/a.bib",
      "sources:\n  - References\n  - \"!References/a.bib\"\n"
    ),
    (
      "sources:\n  - References/*.bib\n", "papers/Index/References/a.bib",
      "sources:\n  - References/*.bib\n  - \"!References/a.bib\"\n"
    ),
  ])
  func removingASourceRemovesItsLine(_ text: String, _ path: String, _ expected: String) throws {
    let removed = try changing(text) { library, url in try library.removeSource(url(path)) }
    #expect(removed == expected)
    // Adding it again takes the exclusion out.
    let again = try changing(expected) { library, url in try library.addSources([url(path)]) }
    #expect(!again.contains("!"))
  }

  @Test func theUsualFolderDoesNotComeBackByItself() throws {
    let text = try changing("sources:\n  - References\n") { library, url in
      try library.removeSource(url("papers/Index/References"))
    }
    #expect(
      !(try LibraryConfiguration(SourceText(name: "", text: text)).sources).contains("References"))
  }

  @Test(arguments: [
    ("sources: [References]\n", "thesis.bib", SourceListProblem.notAList),
    ("sources:\n  - References\n", "thesis.bib", .unknown),
    ("", "papers/Index/References", .unknown),
  ])
  func whatIsNoneIsRefused(_ text: String, _ path: String, _ problem: SourceListProblem) throws {
    let after = try changing(text) { library, url in
      #expect(throws: problem) { try library.removeSource(url(path)) }
    }
    #expect(after == text)
  }

  @Test func aMovedSourceKeepsItsAnnotatorItsCorrectionsAndItsRulings() throws {
    let text = """
      sources:
        - References
        # the thesis
        - path: ../../thesis.bib
          annotator: Ann
      different:
        - [smith2019loss, "PLACE/thesis.bib:12"] # sure
      """
    var place = ""
    let moved = try changing(text) { library, url in
      place = url("").path.hasSuffix("/") ? String(url("").path.dropLast()) : url("").path
      try Data(text.replacing("PLACE", with: place).utf8).write(to: library.configurationFile)
      try library.add([
        ReadingFix(source: "\(place)/thesis.bib", citation: "x", fact: "year", values: ["2017"]),
        ReadingFix(source: "other.bib", citation: "x", fact: "year", values: ["2018"]),
      ])
      try library.moveSource(url("thesis.bib"), to: url("new.bib"))
      #expect(ReadingFixes(library).corrected.map(\.source) == ["\(place)/new.bib", "other.bib"])
    }
    #expect(
      moved
        == text.replacing("PLACE", with: place).replacing("thesis.bib", with: "new.bib"))
  }
}

@Suite struct SourceFinderTests {
  @Test(arguments: [
    (["References"], ["References/a.txt", "References/b.md", "References/deep/c.txt"]),
    (["References/*.txt"], ["References/a.txt"]),
    (["References/**.txt"], ["References/a.txt", "References/deep/c.txt"]),
    (["**/c.*"], ["References/deep/c.txt"]),
    (["References/?.md"], ["References/b.md"]),
    (["References/pic.png"], ["References/pic.png"]),
    (
      ["References/a.txt", "References"],
      ["References/a.txt", "References/b.md", "References/deep/c.txt"]
    ),
    (["nothing/*.txt"], []),
  ])
  func findsFiles(_ entries: [String], _ expected: [String]) throws {
    let folder = try TemporaryFolder(files: [
      "References/a.txt": "", "References/b.md": "", "References/deep/c.txt": "",
      "References/.hidden.txt": "", "References/pic.png": "",
    ])
    let files = finder(folder).files(for: entries).files
    let prefix = folder.url.standardizedFileURL.path + "/"
    #expect(files.map { String($0.path.dropFirst(prefix.count)) } == expected)
  }

  private func finder(_ folder: TemporaryFolder) -> SourceFinder {
    SourceFinder(folder: folder.url, trust: SourceTrust(Library(folder: folder.url)))
  }

  /// Links are followed, once each; of what is no file, and of two names that look alike, is told.
  @Test func everyNameIsReadOrNamed() throws {
    let folder = try TemporaryFolder(files: [
      "References/caf\u{E9}.bib": "", "elsewhere/x.bib": "", "other.bib": "",
    ])
    try folder.write("", to: "References/cafe\u{301}.bib")
    let files = FileManager.default
    func link(_ name: String, to target: String) throws {
      try files.createSymbolicLink(
        atPath: folder.url.appendingPathComponent("References/\(name)").path,
        withDestinationPath: target)
    }
    try link("zotero.bib", to: "../other.bib")
    try link("again.bib", to: "../other.bib")
    try link("folder", to: "../elsewhere")
    try link("loop", to: "../References")
    try link("gone.bib", to: "../nowhere.bib")
    let found = finder(folder).files(for: ["References"])
    let names = found.files.map(\.lastPathComponent).sorted()
    #expect(names.count == 3 && names.contains("x.bib") && names.contains("other.bib"))
    // A pattern is of the names, not of where they lead.
    let patterned = finder(folder).files(for: ["References/z*.bib"]).files
    #expect(patterned.map(\.lastPathComponent) == ["other.bib"])
    #expect(
      finder(folder).files(for: ["References/folder/*"]).files.count == 1)
    #expect(found.skipped.map(\.lastPathComponent).contains("gone.bib"))
    #expect(found.skipped.count == 2)
  }

  @Test func manyWildcardsTakeNoLonger() throws {
    let name = String(repeating: "a", count: 200) + ".txt"
    let folder = try TemporaryFolder(files: ["References/\(name)": ""])
    let finder = self.finder(folder)
    let stars = String(repeating: "*a", count: 60)
    #expect(finder.files(for: ["References/\(stars)x"]).files.isEmpty)
    #expect(finder.files(for: ["References/\(stars)*.txt"]).files.count == 1)
  }

  @Test func tellsOfEntriesThatDoNotExist() throws {
    let folder = try TemporaryFolder(files: [:])
    let absent = finder(folder).files(for: ["gone.txt"]).absent
    #expect(absent.map(\.entry) == ["gone.txt"])
  }
}
