import Foundation
import IbidKit
import TestSupport
import Testing

@Suite struct AnnotatedLibraryTests {
  private static let list = """
    • June, C. H. Antigen loss in patients. Nature 1, 1–2 (2018). Read it first.
    • Ruella, M. Antigen loss or escape. Nature 2, 3–4 (2020).

    """

  // MARK: The documentation's example

  /// Stands in the documentation, word by word.
  private func runExample(in folder: URL) async throws -> [String] {
    var lines: [String] = []
    func print(_ items: Any...) {
      lines.append(items.map { "\($0)" }.joined(separator: " "))
    }
    // Example:
    let library = try AnnotatedLibrary.create(at: folder)
    try await library.index()

    var options = SearchOptions()
    options.limit = 10
    let found = try await library.search("antigen loss year:2015..", options)
    print(found.total, "works")
    for hit in found.hits {
      print(hit.work.key, hit.work.reference.title ?? "")
      for annotation in hit.work.annotations { print("  \(annotation.text)") }
    }

    let file = try ReadFile(folder.appendingPathComponent("Index/References/list.txt"))
    print(file.citations.count, "citations")
    // End of the example.
    return lines
  }

  @Test func theExampleOfTheDocumentationRuns() async throws {
    let folder = try TemporaryFolder(files: ["Index/References/list.txt": Self.list])
    let lines = try await runExample(in: folder.url)
    #expect(
      lines == [
        "2 works", "ruella2020antigen Antigen loss or escape",
        "june2018antigen Antigen loss in patients", "  Read it first.", "2 citations",
      ])
  }

  @Test func theExampleIsTheDocumentations() throws {
    let file = URL(fileURLWithPath: #filePath)
    let own = try String(contentsOf: file, encoding: .utf8)
      .components(separatedBy: "    // Example:\n")[1]
      .components(separatedBy: "    // End of the example.\n")[0]
    let article = try String(
      contentsOf: file.deletingLastPathComponent()
        .appendingPathComponent("../../Sources/IbidKit/IbidKit.docc/IbidKit.md"), encoding: .utf8)
    let printed = article.components(separatedBy: "```swift\n")[1].components(separatedBy: "```")[0]
    let lines = own.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("    ") ? $0.dropFirst(4) : $0
    }
    #expect(lines.joined(separator: "\n") == printed)
  }

  // MARK: Libraries

  @Test func aSearchReadsWhatHasChanged() async throws {
    let folder = try TemporaryFolder(files: ["Index/References/list.txt": Self.list])
    let library = try AnnotatedLibrary.create(at: folder.url)
    #expect(try await library.search("antigen").total == 2)
    try folder.write("• Fry, T. Antigen gain. Cell 4, 7–8 (2022).\n", to: "Index/References/b.txt")
    let found = try await library.search("antigen sort")
    #expect(found.total == 0)
    #expect(try await library.search("antigen").total == 3)
    #expect(try await library.work("FRY2022antigen")?.reference.title == "Antigen gain")
    #expect(try await library.work("nobody") == nil)
    try FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("Index/References/b.txt"))
    let report = try await library.index()
    #expect(report.forgotten == ["Index/References/b.txt"])
    #expect(try await library.search("antigen").total == 2)
  }

  @Test func indexingTellsWhatWasRead() async throws {
    let folder = try TemporaryFolder(files: [
      "Index/References/a.bib": "@article{k, title = {T}, year}\n@book{l, title = {On Loss}}\n",
      "Index/References/binary.txt": "\u{0}\u{1}",
    ])
    let report = try await AnnotatedLibrary.create(at: folder.url).index()
    #expect(report.citations["Index/References/a.bib"] == 2)
    #expect(report.faults == ["Index/References/binary.txt": .binary])
    #expect(report.problems.first?.description.hasPrefix("Index/References/a.bib:1:") == true)
  }

  @Test func manyMayAskAtOnce() async throws {
    let folder = try TemporaryFolder(files: ["Index/References/list.txt": Self.list])
    let library = try AnnotatedLibrary.create(at: folder.url)
    let totals = try await withThrowingTaskGroup(of: Int.self) { group in
      for query in ["antigen", "loss", "escape", "june", "author:ruella"] {
        group.addTask { try await library.search(query).total }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(totals.sorted() == [1, 1, 1, 2, 2])
  }

  // MARK: Errors

  @Test func errorsSayWhatIsWrong() async throws {
    let folder = try TemporaryFolder(files: [:])
    #expect(throws: LibraryError.noLibrary(folder.url.standardizedFileURL)) {
      try AnnotatedLibrary(at: folder.url)
    }
    let library = try AnnotatedLibrary.create(at: folder.url)
    let query = await #expect(throws: LibraryError.self) { try await library.search("(a") }
    guard case .query(let message)? = query else {
      Issue.record("\(String(describing: query))")
      return
    }
    #expect(message.description.hasPrefix("query:1:3: error: expected ')'"))
    await #expect(throws: LibraryError.self) { try await library.search("@mine") }
    let missing = folder.url.appendingPathComponent("missing.bib")
    #expect(throws: LibraryError.source(missing, .notFound)) { try ReadFile(missing) }
    try folder.write("ranking:\n  k2: 1\n", to: "Index/index.yaml")
    let configuration = #expect(throws: LibraryError.self) { try AnnotatedLibrary(at: folder.url) }
    guard case .configuration(let fault)? = configuration else {
      Issue.record("\(String(describing: configuration))")
      return
    }
    #expect(fault.place?.line == 2 && fault.text == "unknown key 'k2'")
  }
}
