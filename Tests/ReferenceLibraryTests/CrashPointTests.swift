import Foundation
import Index
import IndexTestSupport
import TestSupport
import Testing

@testable import ReferenceLibrary

/// A process that dies while it changes an index loses nothing: the next one makes of it what it
/// would have made of the sources alone.
@Suite struct CrashPointTests {
  private static let early = """
    @article{a, title={Loss of the antigen}, author={Smith, Ann}, year=2017, journal={Blood},
      annotation={Together with Jones et al. (2018), a study of loss; cf. Lee (2019).}}
    @article{b, title={Gain of the antigen}, author={Jones, Carl and Roe, R.}, year=2018}
    @article{c, title={Axicabtagene ciloleucel (axi-cel) in lymphoma}, author={Lee, Bo}, year=2019}

    """
  private static let late = """
    @article{a, title={Loss of the antigens}, author={Smith, Ann}, year=2017, journal={Blood},
      annotation={Together with Jones (2018) and Poe (2020), a study of loss.}}
    @article{d, title={Another antigen}, author={Poe, Di}, year=2020, annotation={As Lee (2019).}}
    @article{c, title={Axicabtagene ciloleucel (axi-cel) in lymphoma}, author={Lee, Bo}, year=2019}

    """

  /// A library with an index of earlier sources.
  private func library() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files: [
      "Index/index.yaml": "", "Index/References/a.bib": Self.early,
      "Index/References/b.txt": "• Roe, R. Something else. Nature 1, 1–2 (2018). A note.\n",
    ])
    try refresh(folder)
    try folder.write(Self.late, to: "Index/References/a.bib")
    try FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("Index/References/b.txt"))
    return folder
  }

  /// Brings an index up to date.
  ///
  /// - Parameter steps: of SQLite's machine, after which nothing more is done.
  /// - Returns: the steps that it took.
  @discardableResult
  private func refresh(_ folder: TemporaryFolder, dyingAfter steps: Int = .max) throws -> Int {
    let library = Library(folder: folder.url)
    let database = try IndexDatabase(writing: library.databaseFile.path)
    let counter = try StepCounter(of: database, limit: steps)
    try Indexer(library, LibraryConfiguration()).refresh(
      database, now: Date(timeIntervalSince1970: 100)
    ) { _ in }
    return counter.steps
  }

  /// All that an index of the library says, and what is kept beside it.
  private func contents(_ folder: TemporaryFolder) throws -> [String] {
    let library = Library(folder: folder.url)
    let database = try IndexDatabase(writing: library.databaseFile.path)
    try database.verify()
    var lines = try database.sources().map { "\($0.path) \($0.citations) \($0.annotations)" }
    for source in try database.sources() {
      lines += try database.keys(ofSource: source.path).map { "\($0) \($1)" }.sorted()
    }
    lines += try database.mentions().map { "\($0)" }
    lines += try database.abbreviations().map { "\($0)" }
    var statistics = try database.statistics()
    // Each library is a copy of its own.
    statistics.newestSource = nil
    lines.append("\(statistics)")
    for log in ["keys", "added"] {
      let text = try String(
        contentsOf: folder.url.appendingPathComponent("Index/state/\(log)"), encoding: .utf8)
      lines += Set(text.split(separator: "\n").map(String.init)).sorted()
    }
    return lines
  }

  @Test func whatDiedAtAnyStepIsMadeUpFor() throws {
    let whole = try library()
    let total = try refresh(whole)
    let expected = try contents(whole)
    #expect(expected.count > 12 && total > 1000)
    for point in 0..<60 {
      let folder = try library()
      let steps = point * total / 60
      #expect(throws: IndexError.self) { try refresh(folder, dyingAfter: steps) }
      try refresh(folder)
      #expect(try contents(folder) == expected, "after \(steps) of \(total) steps")
    }
  }
}
