import Foundation
import GRDB
import IndexTestSupport
import References
import Testing

@testable import Index

/// An index that is built from nothing is whole or not there, for whoever opens it when.
@Suite struct IndexBuildTests {
  private let index: TemporaryIndex
  private var path: String { index.database.path }

  init() throws { index = try TemporaryIndex() }

  /// Another path in the folder.
  private var other: String { index.folder.appendingPathComponent("other.sqlite").path }

  private static func build(_ path: String, _ titles: [String]) throws -> IndexBuild {
    let build = try IndexBuild(IndexLock(path))
    let source = IndexedSource(path: "list.txt", size: 0, modified: 0, digest: "", problems: 0)
    let citations = titles.enumerated().map { Citation($1, position: $0 + 1) }
    try IndexWriter(build.database).replace(source, with: citations)
    return build
  }

  /// Files whose names begin like that of an index.
  private func files(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: index.folder.path)
      .filter { $0.hasPrefix(URL(fileURLWithPath: path).lastPathComponent) }.sorted()
  }

  @Test func nothingIsSeenOfABuildBeforeItIsWhole() throws {
    do {
      let build = try Self.build(other, ["One", "Two"])
      #expect(throws: IndexError.missing) { try IndexDatabase(reading: other) }
      try build.publish()
    }
    #expect(try files(other) == ["other.sqlite", "other.sqlite-lock", "other.sqlite-stamp"])
    #expect(try IndexDatabase(reading: other).workCount() == 2)
    try IndexDatabase(updating: IndexLock(other)).verify()
  }

  @Test func whatIsNotPublishedLeavesNoTrace() throws {
    try Self.build(other, ["One"]).publish()
    _ = try Self.build(other, ["Two", "Three"])
    #expect(try files(other) == ["other.sqlite", "other.sqlite-lock", "other.sqlite-stamp"])
    #expect(try IndexDatabase(reading: other).workCount() == 1)
  }

  /// A process that was killed leaves the file that it was writing.
  @Test(arguments: ["", "garbage", "SQLite format 3\u{0}"])
  func whatADeadProcessLeftIsRemoved(_ text: String) throws {
    for suffix in ["-new", "-new-wal", "-new-journal", "-wal", "-shm"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: other + suffix))
    }
    try Self.build(other, ["One"]).publish()
    #expect(try files(other) == ["other.sqlite", "other.sqlite-lock", "other.sqlite-stamp"])
    try IndexDatabase(updating: IndexLock(other)).verify()
  }

  @Test func readersKeepTheIndexThatTheyOpened() throws {
    try Self.build(other, ["One"]).publish()
    let early = try IndexDatabase(reading: other)
    #expect(try early.workCount() == 1)
    // Written after it was opened, so that a part stands in the write-ahead log.
    try IndexWriter(IndexDatabase(writing: other)).replace(
      IndexedSource(path: "b.txt", size: 0, modified: 0, digest: "", problems: 0),
      with: [Citation("Two")])
    #expect(try files(other).contains("other.sqlite-wal"))
    try Self.build(other, ["Three", "Four", "Five"]).publish()
    let late = try IndexDatabase(reading: other)
    for _ in 0..<2 {
      #expect(try early.workCount() == 2)
      #expect(try late.workCount() == 3)
    }
    #expect(!early.isInPlace && late.isInPlace)
    try early.close()
    #expect(try late.workCount() == 3)
    try IndexWriter(IndexDatabase(writing: other)).forget("list.txt")
    #expect(try late.workCount() == 0)
  }

  /// The log of an index whose file somebody deleted belongs to no other.
  @Test func aLogThatIsLeftOverIsNotReadIntoTheNextIndex() throws {
    try Self.build(other, (1...40).map { "Number \($0)" }).publish()
    let reader = try IndexDatabase(reading: other)
    #expect(try reader.workCount() == 40)
    try IndexWriter(IndexDatabase(writing: other)).forget("list.txt")
    try FileManager.default.removeItem(atPath: other)
    #expect(try files(other).contains("other.sqlite-wal"))
    try Self.build(other, ["One", "Two"]).publish()
    #expect(try IndexDatabase(reading: other).workCount() == 2)
    try IndexDatabase(updating: IndexLock(other)).verify()
  }

  @Test func oneAtATimeChangesAnIndex() throws {
    let build = try Self.build(other, ["One"])
    #expect(throws: IndexError.locked) { try IndexLock(other, isWaiting: false) }
    try build.publish()
    #expect(throws: IndexError.locked) { try IndexLock(other, isWaiting: false) }
    withExtendedLifetime(build) {}
  }

  @Test func linksAndPermissionsAreKept() throws {
    let manager = FileManager.default
    let target = index.folder.appendingPathComponent("elsewhere.sqlite").path
    try Self.build(target, ["One"]).publish()
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
    try manager.createSymbolicLink(atPath: other, withDestinationPath: target)
    try Self.build(other, ["Two", "Three"]).publish()
    #expect(try manager.destinationOfSymbolicLink(atPath: other) == target)
    let permissions = try manager.attributesOfItem(atPath: target)[.posixPermissions]
    #expect(permissions as? Int == 0o600)
    #expect(try IndexDatabase(reading: other).workCount() == 2)
  }

  /// Each index that is opened holds as many works as its source says, however often it is replaced
  /// and changed meanwhile.
  @Test func everyIndexThatIsOpenedIsWhole() throws {
    let path = other
    @Sendable func titles(_ count: Int) -> [String] {
      (0..<count).map { "Number \($0) of \(count)" }
    }
    try Self.build(path, titles(1)).publish()
    let faults = Faults()
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      faults.noting {
        for round in 1...12 {
          if thread == 0 {
            try Self.build(path, titles(round * 7)).publish()
          } else if thread == 1 {
            let source = IndexedSource(
              path: "more.txt", size: 0, modified: 0, digest: "", problems: 0)
            let citations = (1...3).map { Citation("More \($0)", position: $0) }
            try IndexWriter(IndexDatabase(writing: path)).replace(source, with: citations)
          } else {
            let database = try IndexDatabase(reading: path)
            for _ in 0..<5 {
              let counted = try database.sources().reduce(0) { $0 + $1.citations }
              let works = try database.workCount()
              if works != counted, try database.sources().count == 1 {
                throw IndexError.damaged
              }
            }
          }
        }
      }
    }
    #expect(faults.all.isEmpty)
    try IndexDatabase(updating: IndexLock(path)).verify()
  }

  private final class Faults: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var all: [String] = []

    func noting(_ body: () throws -> Void) {
      do { try body() } catch { lock.withLock { all.append("\(error)") } }
    }
  }
}
