import Diagnostics
import Foundation
import Index
import References
import TestSupport
import Testing

@testable import ReferenceLibrary

/// What ibid writes into a library stays in it, and leaves the rest of a file as it is.
@Suite struct LibraryFileTests {
  private func configuration(of library: Library) throws -> LibraryConfiguration {
    let text = try String(contentsOf: library.configurationFile, encoding: .utf8)
    return try LibraryConfiguration(SourceText(name: "index.yaml", text: text))
  }

  /// Lists of sources as people and programs write them, each with one more.
  @Test(arguments: [
    ("", "sources:\n  - References\n  - more.bib\n"),
    ("sources:\n  - References\n", "sources:\n  - References\n  - more.bib\n"),
    (
      "# my library\r\nsources:\r\n  - References\r\n",
      "# my library\r\nsources:\r\n  - References\r\n  - more.bib\r\n"
    ),
    ("\"sources\":\n- References\n", "\"sources\":\n- References\n- more.bib\n"),
    ("'sources': # all\n  - 'a#b.bib'\n", "'sources': # all\n  - 'a#b.bib'\n  - more.bib\n"),
    ("language: de\r\n", "language: de\r\nsources:\r\n  - References\r\n  - more.bib\r\n"),
  ])
  func aSourceIsAdded(before: String, after: String) throws {
    let folder = try TemporaryFolder(files: ["Index/index.yaml": before])
    let library = Library(folder: folder.url)
    try library.addSources([library.indexFolder.appendingPathComponent("more.bib")])
    let text = try String(contentsOf: library.configurationFile, encoding: .utf8)
    // As bytes: `\r\n` is one letter.
    #expect(text.utf8.elementsEqual(after.utf8), "\(text.debugDescription)")
  }

  /// A line behind the end of the document, or beside a list in brackets, could not be read again.
  @Test(arguments: ["language: german\n...\n", "sources: [References]\n", "{sources: [a]}\n"])
  func aFileThatCannotBeChangedLineByLineStays(_ text: String) throws {
    let folder = try TemporaryFolder(files: ["Index/index.yaml": text])
    let library = Library(folder: folder.url)
    #expect(throws: (any Error).self) {
      try library.addSources([library.indexFolder.appendingPathComponent("more.bib")])
    }
    #expect(try String(contentsOf: library.configurationFile, encoding: .utf8) == text)
  }

  @Test(arguments: [
    ("  - path: a\n    annotator: Ana\n", "  - path: b\n    annotator: Ana\n"),
    ("  - annotator: a and b\n    path: \"a\"\n", "  - annotator: a and b\n    path: b\n"),
    ("  - {annotator: a, path: 'a'} # of a\n", "  - {annotator: a, path: b} # of a\n"),
    ("  - a # was a\r\n", "  - b # was a\r\n"),
  ])
  func aSourceIsMoved(before: String, after: String) throws {
    let folder = try TemporaryFolder(files: ["Index/index.yaml": "sources:\n\(before)"])
    let library = Library(folder: folder.url)
    func file(_ name: String) -> URL { library.indexFolder.appendingPathComponent(name) }
    try library.moveSource(file("a"), to: file("b"))
    let text = try String(contentsOf: library.configurationFile, encoding: .utf8)
    #expect(text.utf8.elementsEqual("sources:\n\(after)".utf8), "\(text.debugDescription)")
  }

  @Test func aPlaceWithANumberSignIsRenamedAndRemoved() throws {
    let folder = try TemporaryFolder(files: [
      "Index/index.yaml": "different:\n  - [\"a#b.bib:1\", \"c.bib:1\"] # see [1]\n"
    ])
    let library = Library(folder: folder.url)
    let groups = try configuration(of: library).rulingGroups
    try library.withdraw(groups)
    #expect(
      try String(contentsOf: library.configurationFile, encoding: .utf8) == "different:\n")
  }

  /// An entry that begins with a `!` would exclude what it names.
  @Test func aNameMayBeginWithAnExclamationMark() throws {
    let folder = try TemporaryFolder(files: ["Index/index.yaml": ""])
    let library = Library(folder: folder.url)
    try library.addSources([library.indexFolder.appendingPathComponent("!a.bib")])
    #expect(try configuration(of: library).sources == ["References", "./!a.bib"])
  }

  @Test func aNameThatWouldBeAPatternIsRefused() throws {
    let folder = try TemporaryFolder(files: ["Index/index.yaml": ""])
    let library = Library(folder: folder.url)
    #expect(throws: SourceListProblem.pattern("a?b.bib")) {
      try library.addSources([library.indexFolder.appendingPathComponent("a?b.bib")])
    }
  }

  /// git keeps links: one in a clone may lead to any file of the user's.
  @Test(arguments: ["index.yaml", "fixes.jsonl", "decisions.jsonl", "Notes/key.md", "state"])
  func nothingIsWrittenThroughALinkThatLeavesTheLibrary(_ name: String) throws {
    let elsewhere = try TemporaryFolder(files: ["precious": "precious\n", "folder/x": ""])
    let folder = try TemporaryFolder(files: ["Index/Notes/x.md": "x"])
    let library = Library(folder: folder.url)
    let target = name == "state" ? "folder" : "precious"
    try FileManager.default.createSymbolicLink(
      at: library.indexFolder.appendingPathComponent(name),
      withDestinationURL: elsewhere.url.appendingPathComponent(target))
    #expect(throws: LibraryFileProblem.self) {
      try library.requireOwnFilesInside()
      try library.addSources([library.indexFolder.appendingPathComponent("more.bib")])
      try library.add([ReadingFix(source: "a", citation: "b", fact: "year", values: ["2000"])])
      try library.decide(nil, on: [CitationKey("key")], by: "")
      try NoteFolder(library).change(
        library.notesFolder.appendingPathComponent("key.md")
      ) { $0.append("words") }
    }
    let text = try String(
      contentsOf: elsewhere.url.appendingPathComponent("precious"), encoding: .utf8)
    #expect(text == "precious\n")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: elsewhere.url.appendingPathComponent("folder").path)
    #expect(names == ["x"])
  }

  @Test func aLinkInsideTheLibraryStaysOne() throws {
    let folder = try TemporaryFolder(files: ["Index/real.jsonl": ""])
    let library = Library(folder: folder.url)
    let link = library.indexFolder.appendingPathComponent("fixes.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "real.jsonl")
    try library.add([ReadingFix(source: "a", citation: "b", fact: "year", values: ["2000"])])
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "real.jsonl")
    #expect(ReadingFixes(library).corrected.count == 1)
  }

  @Test func correctionsAreReadWithEveryLineEnd() throws {
    let line = "{\"citation\":\"b\",\"fact\":\"year\",\"source\":\"a\",\"values\":[\"2000\"]}"
    let folder = try TemporaryFolder(files: ["Index/fixes.jsonl": "\(line)\r\n\(line)\r\n"])
    let library = Library(folder: folder.url)
    #expect(ReadingFixes(library).problem == nil)
    #expect(ReadingFixes(library).corrected.count == 1)
    #expect(try library.removeFixes { _ in true } == 2)
    #expect(ReadingFixes(library).corrected.isEmpty)
  }
}
