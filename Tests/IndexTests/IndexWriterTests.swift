import Foundation
import GRDB
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Index
@testable import Ranking
@testable import Search

@Suite struct IndexWriterTests {
  /// Whatever was put in, changed and taken out, the index equals one made afresh.
  @Test func editsLeaveWhatAFreshIndexHolds() throws {
    var random = SplitMix64(seed: 9)
    for _ in 0..<12 {
      let edited = try TemporaryIndex()
      var sources: [String: [Citation]] = [:]
      for _ in 0..<12 {
        let path = ["a.txt", "b.txt", "c.txt"].randomElement(using: &random)!
        if Int.random(in: 0...3, using: &random) == 0 {
          sources[path] = nil
          try IndexWriter(edited.database).forget(path)
        } else {
          let citations = Self.citations(using: &random)
          sources[path] = citations
          try edited.replace(path, with: citations)
        }
      }
      let fresh = try TemporaryIndex()
      for path in sources.keys.sorted() { try fresh.replace(path, with: sources[path]!) }
      #expect(try contents(of: edited) == contents(of: fresh))
      try edited.database.write { db in
        try db.execute(
          sql: "INSERT INTO work_index (work_index, rank) VALUES ('integrity-check', 1)")
      }
    }
  }

  private static func citations(using random: inout SplitMix64) -> [Citation] {
    (0..<Int.random(in: 0...6, using: &random)).map { position in
      let number = Int.random(in: 0...8, using: &random)
      return Citation(
        "Title number \(number)", position: position + 1, authors: [Creator("Smith, A.")],
        container: "Blood", year: 2000 + number,
        annotation: Bool.random(using: &random)
          ? "Note \(Int.random(in: 0...3, using: &random))" : nil)
    }
  }

  /// What the index says of each work, whatever ids it has.
  private func contents(of index: TemporaryIndex) throws -> [String] {
    try index.database.read { db in
      let lengths = try FieldLengths(db).weighted(by: RankingParameters())
      let ids = try Int64.fetchAll(db, sql: "SELECT id FROM work")
      return try ids.map { id in
        let work = try WorkStore(db).work(id)!
        let text = try WorkStore(db).indexedTexts(of: id)!
        return
          "\(work.reference) \(work.annotations) \(work.places) \(text) \(lengths.works[Int(id)])"
      }.sorted() + ["\(lengths.average)", "\(ids.count)"]
        + String.fetchAll(
          db, sql: "SELECT term || ' ' || works FROM term_statistic ORDER BY term")
    }
  }

  @Test func keysStayWhileTheWorkStays() throws {
    let index = try TemporaryIndex([Citation("Alpha", authors: [Creator("Smith, A.")], year: 2000)])
    try index.replace(
      "list.txt",
      with: [
        Citation("Alpha beta", authors: [Creator("Smith, A.")], year: 2000),
        Citation("Alpha", position: 2, authors: [Creator("Smith, A.")], year: 2000),
      ])
    let keys = try index.search("*").hits.map { "\($0.work.key) \($0.work.reference.title!)" }
    #expect(keys.sorted() == ["smith2000alpha Alpha", "smith2000alpha-a Alpha beta"])
  }

  @Test func oneWorkKeepsTheAnnotationsOfAllItsCitations() throws {
    let index = try TemporaryIndex()
    for (path, title, words) in [
      ("a.txt", "Alpha", "First words."), ("b.txt", "alpha", "Second words."),
    ] {
      let authors = [Creator("Smith, A.")]
      try index.replace(
        path, with: [Citation(title, authors: authors, year: 2000, annotation: words)])
    }
    let work = try #require(try index.search("alpha").hits.first).work
    #expect(work.annotations.map(\.text) == ["First words.", "Second words."])
    #expect(work.places.map(\.source) == ["a.txt", "b.txt"])
    #expect(try index.titles("annotation:\"first words\"").count == 1)
    #expect(try index.titles("\"words second\"") == [])
  }

  /// A source that is read again has the same works, also those that nothing tells from others.
  @Test func keysStayWhenASourceIsReadAgain() throws {
    let index = try TemporaryIndex()
    let citations = (1...3).map { position in
      var citation = Citation(position: position, line: position, raw: "@misc\(position / 2)")
      citation.reference.title = position == 3 ? "Advertisements" : nil
      return citation
    }
    func keys(_ citations: [Citation]) throws -> [Int: String] {
      try index.replace("a.bib", with: citations)
      return try index.database.keys(ofSource: "a.bib")
    }
    let first = try keys(citations)
    #expect(first.count == 3 && Set(first.values).count == 3)
    #expect(try keys(citations) == first)
    let fewer = try keys(Array(citations[1...]))
    #expect(fewer == first.filter { $0.key > 1 })
    #expect(try index.database.workCount() == 2)
  }

  @Test func worksWithoutTitleStayApart() throws {
    let index = try TemporaryIndex()
    for path in ["a.bib", "b.bib"] {
      try index.replace(
        path,
        with: (1...2).map {
          Citation(position: $0, line: $0, raw: "@misc", annotation: "Note \($0) of \(path)")
        })
    }
    #expect(try index.database.workCount() == 4)
  }

  @Test(arguments: [0, 1, 100, 20_000])
  func damagedDatabasesAreRefusedAndBuiltAgain(_ kept: Int) throws {
    let index = try TemporaryIndex([Citation("One")])
    let path = index.folder.appendingPathComponent("other.sqlite")
    try Data("this is no database at all, however long".utf8).write(to: path)
    #expect(throws: IndexError.damaged) { try IndexDatabase(reading: path.path) }
    let rebuilt = try IndexDatabase(writing: path.path)
    #expect(try rebuilt.workCount() == 0)
  }

  @Test func missingIndexIsToldApart() {
    #expect(throws: IndexError.missing) { try IndexDatabase(reading: "/nonexistent/index.sqlite") }
    #expect(throws: IndexError.notPermitted) {
      try IndexDatabase(writing: "/nonexistent/index.sqlite")
    }
  }

  /// A reader sees the last whole state while another connection writes.
  @Test func readersAreNotBlockedByAWriter() throws {
    let index = try TemporaryIndex([Citation("One")])
    let path = index.database.path
    try index.database.write { db in
      try db.execute(sql: "UPDATE library_state SET generation = 99")
      let reader = try IndexDatabase(reading: path)
      #expect(try reader.workCount() == 1)
    }
  }
}
