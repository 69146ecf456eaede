import Diagnostics
import Foundation
import Index
import Search
import TestSupport
import Testing

@testable import ReferenceLibrary

@Suite struct AdditionLogTests {
  private static let june = "• June, C. H. Antigen loss. Nature 1, 1–2 (2018).\n"
  private static let fry = "• Fry, T. Loss of CD22. Nature 4, 7–8 (2022).\n"
  private static let list = "Index/References/list.txt"
  private static let log = "Index/state/added"

  /// Refreshes the index of a folder at a time, in seconds since 1970.
  @discardableResult
  private func refresh(_ folder: TemporaryFolder, at now: Double) throws -> [StateLogProblem] {
    let library = Library(folder: folder.url)
    let database = try IndexDatabase(writing: library.databaseFile.path)
    return try Indexer(library, LibraryConfiguration()).refresh(
      database, now: Date(timeIntervalSince1970: now)
    ) { _ in }
  }

  /// The keys of works that came in at a time or later.
  private func keys(_ folder: TemporaryFolder, since seconds: Int) throws -> [String] {
    let database = try IndexDatabase(reading: Library(folder: folder.url).databaseFile.path)
    var options = SearchOptions()
    options.since = AdditionDate(seconds: seconds, text: "")
    let request = try SearchRequest(SourceText(name: "query", text: "*"), options)
    return try Searcher(database).search(request).hits.map(\.work.key.description)
      .sorted()
  }

  private func text(_ folder: TemporaryFolder) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(Self.log), encoding: .utf8)
  }

  private func remove(_ path: String, in folder: TemporaryFolder) throws {
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(path))
  }

  private func removeIndex(_ folder: TemporaryFolder) throws {
    for suffix in ["", "-wal", "-shm"] {
      try? remove("Index/index.sqlite\(suffix)", in: folder)
    }
  }

  @Test func datesOutliveTheIndex() throws {
    let folder = try TemporaryFolder(files: [Self.list: Self.june])
    try refresh(folder, at: 100)
    try folder.write(Self.june + Self.fry, to: Self.list)
    try refresh(folder, at: 200)
    #expect(try keys(folder, since: 100) == ["fry2022loss", "june2018antigen"])
    #expect(try keys(folder, since: 101) == ["fry2022loss"])
    #expect(
      try text(folder) == """
        june2018antigen 1970-01-01T00:01:40Z
        fry2022loss 1970-01-01T00:03:20Z

        """)
    try removeIndex(folder)
    #expect(try refresh(folder, at: 300) == [])
    #expect(try keys(folder, since: 101) == ["fry2022loss"])
    #expect(try keys(folder, since: 201) == [])
    #expect(try text(folder).split(separator: "\n").count == 2)
  }

  @Test func worksThatComeBackKeepTheirDates() throws {
    let folder = try TemporaryFolder(files: [Self.list: Self.june])
    try refresh(folder, at: 100)
    try folder.write("• Fry, T. Loss of CD22. Nature 4, 7–8 (2022).\n", to: Self.list)
    try refresh(folder, at: 200)
    try folder.write(Self.june, to: "Index/References/other.txt")
    try refresh(folder, at: 300)
    #expect(try keys(folder, since: 101) == ["fry2022loss"])
    try removeIndex(folder)
    try refresh(folder, at: 400)
    #expect(try keys(folder, since: 101) == ["fry2022loss"])
  }

  @Test func aLogThatIsGoneIsWrittenAgain() throws {
    let folder = try TemporaryFolder(files: [Self.list: Self.june])
    try refresh(folder, at: 100)
    try remove("Index/state", in: folder)
    try refresh(folder, at: 200)
    #expect(try text(folder) == "june2018antigen 1970-01-01T00:01:40Z\n")
  }

  /// As after a full disk, or a process that died before it wrote.
  @Test func whatCouldNotBeWrittenIsWrittenLater() throws {
    let folder = try TemporaryFolder(files: [Self.list: Self.june, "Index/state": ""])
    let path = Library(folder: folder.url).folder.appendingPathComponent(Self.log).path
    let keys = Library(folder: folder.url).folder.appendingPathComponent("Index/state/keys").path
    #expect(try refresh(folder, at: 100) == [.notWritable(path), .notWritable(keys)])
    #expect(try self.keys(folder, since: 100) == ["june2018antigen"])
    try remove("Index/state", in: folder)
    #expect(try refresh(folder, at: 200) == [])
    #expect(try text(folder) == "june2018antigen 1970-01-01T00:01:40Z\n")
  }

  /// What a log holds, the date that it gives the work, and the first of the lines passed over.
  @Test(
    arguments: [
      ("", 500, nil), ("\n\n", 500, nil),
      ("june2018antigen 1970-01-01T00:01:40Z\n", 100, nil),
      ("june2018antigen 1970-01-01T00:01:40Z\r\n", 100, nil),
      ("june2018antigen 1970-01-01T00:01:40Z", 100, nil),
      ("june2018antigen 2000-02-29T12:00:00Z\n", 951_825_600, nil),
      ("june2018antigen 1999-12-31T23:59:59Z\n", 946_684_799, nil),
      ("june2018antigen 1960-01-01T00:00:00Z\n", -315_619_200, nil),
      ("june2018antigen 9999-12-31T23:59:59Z\n", 253_402_300_799, nil),
      // The earlier of two.
      (
        "june2018antigen 1970-01-01T00:03:20Z\njune2018antigen 1970-01-01T00:01:40Z\n"
          + "june2018antigen 1970-01-01T00:02:30Z\n", 100, nil
      ),
      // A line that is not whole, and the whole one behind it.
      ("june2018antigen 1970-01-0", 500, 1),
      ("fry2022loss 1970-01\njune2018antigen 1970-01-01T00:01:40Z\n", 100, 1),
      ("june2018anti\n", 500, 1), ("june2018antigen\n", 500, 1),
      ("june2018antigen  1970-01-01T00:01:40Z\n", 500, 1),
      ("june2018antigen 1970-13-01T00:01:40Z\n", 500, 1),
      ("june2018antigen 1970-01-01 00:01:40\n", 500, 1),
      ("june2018antigen 1970-01-01T00:01:40Z x\n", 500, 1),
      (" 1970-01-01T00:01:40Z\n", 500, 1),
      ("fry2022loss 1970-01-01T00:01:40Z\n\u{0}\u{0}\u{0}\n", 500, 2),
      (LongText(repeating: "[", 100_000), 500, 1),
      (LongText(repeating: "[\n", 100_000), 500, 1),
    ] as [(LongText, Int, Int?)])
  func readsWhatCanBeRead(_ log: LongText, _ added: Int, _ refused: Int?) throws {
    let folder = try TemporaryFolder(files: [Self.list: Self.june, Self.log: log.text])
    let problems = try refresh(folder, at: 500)
    #expect(try keys(folder, since: added) == ["june2018antigen"])
    #expect(try keys(folder, since: added + 1) == [])
    if case .damaged(_, _, let first)? = problems.first {
      #expect(first == refused)
    } else {
      #expect(refused == nil && problems.isEmpty)
    }
    // What is added stands on lines of its own.
    try removeIndex(folder)
    try refresh(folder, at: 600)
    #expect(try keys(folder, since: added + 1) == [])
  }

  @Test func aLogThatCannotBeReadIsToldAndTheIndexBuilt() throws {
    let folder = try TemporaryFolder(files: [Self.list: Self.june, "\(Self.log)/x": ""])
    let path = Library(folder: folder.url).folder.appendingPathComponent(Self.log).path
    #expect(try refresh(folder, at: 100) == [.notReadable(path), .notWritable(path)])
    #expect(try self.keys(folder, since: 100) == ["june2018antigen"])
  }
}

@Suite struct AdditionDateTests {
  private static let berlin: Calendar = {
    var calendar = Calendar.local
    calendar.timeZone = TimeZone(identifier: "Europe/Berlin")!
    return calendar
  }()

  /// 2026-11-24 09:30 in Berlin.
  private static let now = Date(timeIntervalSince1970: 1_795_509_000)

  /// The date that a text means there, in UTC.
  @Test(arguments: [
    ("2026-11-24", "2026-11-23T23:00:00Z"), ("2026-11-24T08:30", "2026-11-24T07:30:00Z"),
    ("2026-07-01", "2026-06-30T22:00:00Z"), ("2024-02-29", "2024-02-28T23:00:00Z"),
    ("2999-12-31", "2999-12-30T23:00:00Z"), ("today", "2026-11-23T23:00:00Z"),
    ("yesterday", "2026-11-22T23:00:00Z"), ("7d", "2026-11-17T08:30:00Z"),
    ("0d", "2026-11-24T08:30:00Z"), ("2w", "2026-11-10T08:30:00Z"),
    ("36h", "2026-11-22T20:30:00Z"),
    // Across the end of summer time: the same hour on the clock.
    ("5w", "2026-10-20T07:30:00Z"),
  ])
  func reads(_ text: String, _ expected: String) throws {
    let date = try #require(
      AdditionDate(text, option: "--since", now: Self.now, calendar: Self.berlin))
    #expect(
      Date(timeIntervalSince1970: Double(date.seconds)).ISO8601Format() == expected)
    #expect(date.text == "--since \(text)")
  }

  /// The time that a text means behind `added:`, in UTC; `-` for no end.
  @Test(arguments: [
    ("today", "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z"),
    ("yesterday", "2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z"),
    ("2026-07-01", "2026-06-30T22:00:00Z", "2026-07-01T22:00:00Z"),
    ("2026-02", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z"),
    ("2024", "2023-12-31T23:00:00Z", "2024-12-31T23:00:00Z"),
    ("2026-11-24T08:30", "2026-11-24T07:30:00Z", "2026-11-24T07:31:00Z"),
    ("7d", "2026-11-17T08:30:00Z", "-"), ("<7d", "2026-11-17T08:30:00Z", "-"),
    ("<=7d", "2026-11-17T08:30:00Z", "-"), (">7d", "-", "2026-11-17T08:30:00Z"),
    (">2026-01", "2026-01-31T23:00:00Z", "-"), (">=2026-01", "2025-12-31T23:00:00Z", "-"),
    ("<2026-01", "-", "2025-12-31T23:00:00Z"), ("<=2026-01", "-", "2026-01-31T23:00:00Z"),
    ("2026-01..2026-02", "2025-12-31T23:00:00Z", "2026-02-28T23:00:00Z"),
    ("2026-01-01 TO today", "2025-12-31T23:00:00Z", "2026-11-24T23:00:00Z"),
    ("7d..2d", "2026-11-17T08:30:00Z", "2026-11-22T08:30:00Z"),
    ("today..", "2026-11-23T23:00:00Z", "-"), ("..2025", "-", "2025-12-31T23:00:00Z"),
  ])
  func readsPeriods(_ text: String, _ from: String, _ end: String) throws {
    let period = try #require(AdditionPeriod(text, now: Self.now, calendar: Self.berlin))
    func shown(_ seconds: Int) -> String {
      [.min, .max].contains(seconds)
        ? "-" : Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
    }
    #expect((shown(period.from), shown(period.end)) == (from, end))
    #expect(!period.isReversed)
  }

  @Test(arguments: ["2027..2026", "today..yesterday", "2d..7d", "2026-02-01..2026-01-31"])
  func noticesPeriodsThatHoldNothing(_ text: String) throws {
    #expect(try #require(AdditionPeriod(text, now: Self.now, calendar: Self.berlin)).isReversed)
  }

  @Test(arguments: [
    "", "..", ">", "soon", "2026-13", "2026-02-30", "7", "1..2", ">=<7d", "20260101",
  ])
  func refusesOtherPeriods(_ text: String) {
    #expect(AdditionPeriod(text, now: Self.now, calendar: Self.berlin) == nil)
  }

  @Test(arguments: [
    "", " ", "soon", "Today", "tomorrow", "2026", "2026-11", "2026-11-4", "26-11-24", "2026-02-29",
    "2026-13-01", "2026-00-10", "2026-11-00", "2026-11-31", "2026/11/24", "24.11.2026",
    "2026-11-24T", "2026-11-24T8:30", "2026-11-24T24:00", "2026-11-24T08:60", "2026-11-24T08:30Z",
    "2026-11-24T08:30:00", "2026-11-24 08:30", "-7d", "d", "7", "7 d", "7days", "3m", "12345d",
    "٧d", "２０２６-11-24", "7d2w", "2026-11-24-01",
  ])
  func refuses(_ text: String) {
    #expect(AdditionDate(text, option: "--since", now: Self.now, calendar: Self.berlin) == nil)
  }
}
