import Foundation
import GRDB
import IndexTestSupport
import Ranking
import References
import TestSupport
import Testing

@testable import Index
@testable import Search

/// Posting lists against what FTS5 finds and counts.
@Suite struct PostingTests {
  /// Whatever changes after the lists were written, searches find and score as without them.
  @Test func searchesAreThoseOfFTS5() throws {
    var random = SplitMix64(seed: 21)
    let index = try TemporaryIndex()
    var works = (0..<150).map { _ in InventedText(using: &random) }
    try index.replace("list.txt", with: InventedText.citations(works))
    try index.database.write { try PostingTable($0).write(fewestWorks: 1) }
    for _ in 0..<5 {
      let plain = try WithoutPostings(index)
      for _ in 0..<25 {
        let query = InventedText.query(using: &random)
        let found = try scores(query, index.database)
        let expected = try scores(query, plain.database)
        #expect(found.count == expected.count, "\(query)")
        for (title, score) in expected {
          #expect(abs((found[title] ?? -1) - score) < 1e-6, "\(query): \(title)")
        }
      }
      try index.database.verify()
      // Some change, some go, some come.
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        works[Int.random(in: works.indices, using: &random)] = InventedText(using: &random)
      }
      works.removeLast(Int.random(in: 0...3, using: &random))
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        works.append(InventedText(using: &random))
      }
      try index.replace("list.txt", with: InventedText.citations(works))
    }
    let covered = try index.database.read { try PostingTable.covered(in: $0) }
    #expect(covered == 150)
  }

  /// A library that has outgrown its lists has new ones.
  @Test func listsFollowTheLibrary() throws {
    var random = SplitMix64(seed: 22)
    let index = try TemporaryIndex()
    var works = (0..<300).map { _ in InventedText(using: &random) }
    func state() throws -> (covered: Int, due: Int, hasNewer: Bool) {
      let postings = try index.database.read(Postings.init)
      return (postings.covered, postings.due.count, postings.hasNewer)
    }
    try index.replace("list.txt", with: InventedText.citations(works))
    #expect(try state() == (300, 0, false))
    works += (0..<100).map { _ in InventedText(using: &random) }
    try index.replace("list.txt", with: InventedText.citations(works))
    #expect(try state() == (300, 0, true))
    works += (0..<200).map { _ in InventedText(using: &random) }
    try index.replace("list.txt", with: InventedText.citations(works))
    #expect(try state() == (600, 0, false))
    works[7] = InventedText(using: &random)
    try index.replace("list.txt", with: InventedText.citations(works))
    #expect(try state().due == 1)
  }

  /// Whatever the bytes are, they are read or refused.
  @Test func noBytesTrap() {
    var random = SplitMix64(seed: 23)
    let occurrences = PhraseOccurrences()
    for work in 1...200 {
      occurrences.add(work * 3) { places in
        for position in 0..<(work % 5 + 1) {
          places.append(Occurrence(column: work % 7, position: position * 90))
        }
      }
    }
    var profiles = OccurrenceProfiles()
    let whole = PostingBytes(occurrences, &profiles)
    for _ in 0..<1000 {
      let works = Self.damaged(whole.works, using: &random)
      let places = Self.damaged(whole.places, using: &random)
      guard
        let list = try? PostingBytes.Works(
          works.span.bytes, below: 700, profileCount: profiles.all.count)
      else { continue }
      #expect(zip(list.works, list.works.dropFirst()).allSatisfy { $0 < $1 })
      for index in list.works.indices where index.isMultiple(of: 37) {
        var found: [Occurrence] = []
        try? PostingBytes.appendPlaces(
          of: index, in: list, places.span.bytes, profiles,
          FieldSet.all, to: &found)
      }
    }
  }

  private static func damaged(_ bytes: [UInt8], using random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    switch Int.random(in: 0...3, using: &random) {
    case 0: return bytes
    case 1: return Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
    default:
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] =
          UInt8.random(in: 0...255, using: &random)
      }
      return bytes
    }
  }

  @Test func anIndexWithoutWorksHasNone() throws {
    let index = try TemporaryIndex()
    for query in ["zab", "zab OR kor", "zab OR year:2000"] {
      #expect(try scores(query, index.database).isEmpty)
    }
  }

  @Test func aProfileHasRoomForEveryField() {
    #expect(OccurrenceProfiles.Profile.bits * UInt64(Field.indexed.count) <= 64)
  }

  /// More than the lists can count.
  @Test func aWordMayStandInAFieldAThousandTimes() throws {
    let index = try TemporaryIndex([
      Citation(Array(repeating: "zab", count: 1000).joined(separator: " ") + " kor"),
      Citation("zab kor", position: 2), Citation("kor zab", position: 3),
    ])
    try index.database.write { try PostingTable($0).write(fewestWorks: 1) }
    #expect(try scores("zab kor", index.database).count == 3)
  }

  private func scores(_ query: String, _ database: IndexDatabase) throws -> [String: Double] {
    var options = SearchOptions()
    options.limit = 1000
    options.matching = .all
    let request = try SearchRequest(.init(name: "query", text: query), options)
    let hits = try Searcher(database).search(request).hits
    return Dictionary(uniqueKeysWithValues: hits.map { ($0.work.key.description, $0.score) })
  }
}

/// A copy of an index that FTS5 alone answers.
private final class WithoutPostings {
  private let path: String
  let database: IndexDatabase

  init(_ index: TemporaryIndex) throws {
    path = index.folder.appendingPathComponent("plain.sqlite").path
    try? FileManager.default.removeItem(atPath: path)
    try index.database.queue.inDatabase { [path] db in
      try db.execute(sql: "VACUUM INTO ?", arguments: [path])
    }
    let copy = try DatabaseQueue(path: path)
    try copy.write { db in
      try db.execute(
        sql: "DELETE FROM posting; DELETE FROM posting_due; UPDATE library_state SET covered = 0")
    }
    try copy.close()
    database = try IndexDatabase(reading: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A work of few words, in many fields.
private struct InventedText {
  private static let vocabulary = ["zab", "kor", "mip", "tud", "vex", "lom", "gix", "kar"]

  let title: String
  let abstract: String
  let author: String
  let year: Int

  init(using random: inout SplitMix64) {
    func words(_ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &random)).map { _ in
        Self.vocabulary.randomElement(using: &random)!
      }.joined(separator: " ")
    }
    title = words(1...6)
    abstract = words(0...30)
    author = Self.vocabulary.randomElement(using: &random)!.capitalized
    year = Int.random(in: 2000...2009, using: &random)
  }

  static func citations(_ works: [InventedText]) -> [Citation] {
    works.enumerated().map { index, work in
      var citation = Citation(
        work.title, position: index + 1, authors: [Creator("\(work.author), A.")],
        year: work.year)
      citation.reference.abstract = work.abstract.isEmpty ? nil : work.abstract
      citation.reference.doi = "10.1000/\(work.title.utf8.count).\(index)"
      return citation
    }
  }

  static func query(using random: inout SplitMix64) -> String {
    func word() -> String { vocabulary.randomElement(using: &random)! }
    return switch Int.random(in: 0...9, using: &random) {
    case 0: word()
    case 1: "\(word()) \(word())"
    case 2: "\(word()) \(word()) \(word())"
    case 3: "\(word()) OR \(word()) OR \(word())^3"
    case 4: "\(word()) -\(word())"
    case 5: "title:\(word()) abstract:\(word())"
    case 6: "author:\(word()) (\(word()) OR title:\(word()))"
    case 7: "\(word()) \(word()) year:2003..2006"
    case 8: "\(word()) OR year:2004"
    default: "\"\(word()) \(word())\" OR \(word())"
    }
  }
}
