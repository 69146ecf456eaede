import Diagnostics
import Foundation
import GRDB
import Index
import ReferenceLibrary
import References
import Search
import TestSupport
import Testing

@testable import ZoteroDatabase

/// Databases with the tables and columns that Zotero's published schema has: `userdata` 107 of Zotero 5,
/// and 125 of Zotero 7, which has marks in PDFs.
@Suite struct ZoteroDatabaseTests {
  private static let tables = """
    CREATE TABLE version (schema TEXT PRIMARY KEY, version INT NOT NULL);
    CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT NOT NULL, editable INT NOT NULL);
    CREATE TABLE groups (groupID INTEGER PRIMARY KEY, libraryID INT NOT NULL, name TEXT NOT NULL);
    CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT, templateItemTypeID INT, display INT);
    CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT, fieldFormatID INT);
    CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
    CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT NOT NULL, dateModified TIMESTAMP DEFAULT '2024-03-01 10:00:00', libraryID INT NOT NULL, key TEXT NOT NULL, version INT DEFAULT 0);
    CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
    CREATE TABLE itemData (itemID INT, fieldID INT, valueID, PRIMARY KEY (itemID, fieldID));
    CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
    CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT, contentType TEXT, path TEXT);
    CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE itemTags (itemID INT, tagID INT, type INT NOT NULL, PRIMARY KEY (itemID, tagID));
    CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
    CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
    CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT NOT NULL, parentCollectionID INT, libraryID INT, key TEXT);
    CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT);
    CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted);

    """

  private static let annotations = """
    CREATE TABLE itemAnnotations (itemID INTEGER PRIMARY KEY, parentItemID INT NOT NULL, type INTEGER NOT NULL, authorName TEXT, text TEXT, comment TEXT, color TEXT, pageLabel TEXT, sortIndex TEXT NOT NULL, position TEXT NOT NULL, isExternal INT NOT NULL);
    INSERT INTO items (itemID, itemTypeID, libraryID, key) VALUES (20, 37, 1, 'HIGH0001'), (21, 37, 1, 'HIGH0002');
    INSERT INTO itemAnnotations VALUES
      (20, 10, 1, 'Ann Lee', 'Hulls of tin leak sooner', 'Compare with <b>wood</b>', '#FFD400', '12', '00002', '{}', 0),
      (21, 10, 2, NULL, NULL, 'See also the appendix', '#ff6666', '3', '00001', '{}', 0);

    """

  private static let rows = """
    INSERT INTO version VALUES ('userdata', 125);
    INSERT INTO libraries VALUES (1, 'user', 1), (2, 'group', 1), (3, 'feed', 0);
    INSERT INTO groups VALUES (777, 2, 'Lab');
    INSERT INTO itemTypes VALUES (1, 'note', NULL, 0), (2, 'book', NULL, 2), (4, 'journalArticle', NULL, 2), (14, 'attachment', NULL, 0), (37, 'annotation', NULL, 0);
    INSERT INTO fields VALUES (110, 'title', NULL), (14, 'date', NULL), (12, 'publicationTitle', NULL), (4, 'volume', NULL), (10, 'pages', NULL), (26, 'DOI', NULL), (22, 'extra', NULL), (90, 'abstractNote', NULL);
    INSERT INTO creatorTypes VALUES (1, 'author'), (3, 'editor');
    INSERT INTO items (itemID, itemTypeID, libraryID, key) VALUES
      (1, 4, 1, 'ABCD1234'), (2, 2, 2, 'BOOK0001'), (3, 4, 1, 'GONE0001'), (4, 4, 3, 'FEED0001'),
      (10, 14, 1, 'FILE0001'), (11, 1, 1, 'NOTE0001'), (12, 1, 1, 'NOTE0002');
    INSERT INTO itemDataValues VALUES (1, 'Tests of <i>small</i> boats'), (2, '2020-05-00 May 2020'), (3, 'Tests'), (4, 4), (5, '1-9'), (6, '10.5555/12345'), (7, 'Boats of Tin'), (8, 'Citation Key: marlow2020'), (9, '2012-00-00 2012');
    INSERT INTO itemData VALUES (1, 110, 1), (1, 14, 2), (1, 12, 3), (1, 4, 4), (1, 10, 5), (1, 26, 6), (1, 22, 8), (2, 110, 7), (2, 14, 9), (3, 110, 7), (4, 110, 7);
    INSERT INTO creators VALUES (1, 'Ina', 'Marlow', 0), (2, '', 'The Boat Team', 1), (3, 'B.', 'Quill', 0);
    INSERT INTO itemCreators VALUES (1, 2, 1, 1), (1, 1, 1, 0), (2, 3, 3, 0);
    INSERT INTO tags VALUES (1, 'boats'), (2, 'Ships'), (3, 'To read');
    INSERT INTO itemTags VALUES (1, 1, 0), (1, 2, 1), (2, 3, 0);
    INSERT INTO collections VALUES (1, 'Boats', NULL, 1, 'C1'), (2, 'Hulls', 1, 1, 'C2'), (3, 'Loop', 4, 1, 'C3'), (4, 'Back', 3, 1, 'C4');
    INSERT INTO collectionItems VALUES (2, 1, 0), (3, 2, 0);
    INSERT INTO itemAttachments VALUES (10, 1, 0, 'application/pdf', 'storage:a.pdf');
    INSERT INTO itemNotes VALUES (11, 1, '<div><p>A clear account.</p><p>Of hulls.</p></div>', 'A'), (12, NULL, '<p>Alone.</p>', '');
    INSERT INTO deletedItems VALUES (3, '2024-01-01');

    """

  private func database(_ sql: String, in folder: TemporaryFolder) throws -> URL {
    let file = folder.url.appendingPathComponent(ZoteroDatabase.fileName)
    try DatabaseQueue(path: file.path).write { try $0.execute(sql: sql) }
    return file
  }

  private static func lines(_ citations: [Citation]) -> [String] {
    citations.map { citation in
      let reference = citation.reference
      let date = [reference.year, reference.month].compactMap { $0.map(String.init) }
      let people = (reference.authors + reference.editors).map(\.description)
      return [
        citation.sourceKey ?? "-", reference.type.rawValue, people.joined(separator: "; "),
        reference.title ?? "-", date.joined(separator: "-"), reference.container ?? "-",
        reference.volume ?? "-", reference.pages ?? "-", reference.doi ?? "-",
        reference.keywords.joined(separator: "; "),
        "#" + citation.tags.joined(separator: " #"), citation.collections.joined(separator: "; "),
      ].joined(separator: " | ")
    }
  }

  private static let expected = [
    "marlow2020 | article | Marlow, Ina; The Boat Team | Tests of small boats | 2020-5 | Tests | 4 | 1–9 | 10.5555/12345 | Ships; boats | #boats | Boats/Hulls",
    "BOOK0001 | book | Quill, B. | Boats of Tin | 2012 | - | - | - | - | To read | #To read | Back/Loop",
  ]

  @Test func itemsAreReadWithTheirNotesAndMarks() throws {
    let folder = try TemporaryFolder()
    let file = try database(Self.tables + Self.rows + Self.annotations, in: folder)
    let citations = try ZoteroDatabase.read(file)
    #expect(Self.lines(citations) == Self.expected)
    let annotations = citations[0].annotations.map { annotation in
      [
        annotation.text, annotation.annotator, annotation.details.page, annotation.details.colour,
        annotation.details.date,
      ].compactMap(\.self).joined(separator: " | ")
    }
    #expect(
      annotations == [
        "A clear account.\n\nOf hulls. | 2024-03-01",
        "See also the appendix | 3 | #ff6666 | 2024-03-01",
        "“Hulls of tin leak sooner”\nCompare with wood | Ann Lee | 12 | #ffd400 | 2024-03-01",
      ])
    // Nothing is left beside Zotero's file, nor written into it.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["zotero.sqlite"])
  }

  /// A file of an item may have a note of its own; that of a file that is in the bin is gone with it.
  @Test(arguments: [(false, ["Of the file."]), (true, [])])
  func notesOnFilesAreRead(_ isDeleted: Bool, _ expected: [String]) throws {
    let folder = try TemporaryFolder()
    let deletion = isDeleted ? "INSERT INTO deletedItems VALUES (10, '2024-01-01');" : ""
    let file = try database(
      Self.tables + Self.rows + "DELETE FROM itemNotes;" + deletion
        + "INSERT INTO itemNotes VALUES (10, NULL, '<p>Of the file.</p>', '');", in: folder)
    #expect(try ZoteroDatabase.read(file)[0].annotations.map(\.text) == expected)
  }

  @Test func aDatabaseBeforeMarksIsReadWithoutThem() throws {
    let folder = try TemporaryFolder()
    let file = try database(Self.tables + Self.rows, in: folder)
    #expect(Self.lines(try ZoteroDatabase.read(file)) == Self.expected)
  }

  /// As Zotero leaves it while it runs: the file locked, the last changes in the log beside it.
  @Test func whatZoteroHasNotPutIntoTheFileYetIsRead() throws {
    let folder = try TemporaryFolder()
    let file = try database(Self.tables + Self.rows, in: folder)
    let zotero = try DatabaseQueue(path: file.path)
    try zotero.inDatabase { db in
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
      try db.execute(sql: "UPDATE itemDataValues SET value = 'Changed' WHERE valueID = 1")
      try db.inTransaction(.immediate) {
        let title = try ZoteroDatabase.read(file).first?.reference.title
        #expect(title == "Changed")
        return .rollback
      }
    }
  }

  @Test func whatCannotBeReadIsTold() throws {
    let folder = try TemporaryFolder(files: ["zotero.sqlite": "no database at all, but some words"])
    let file = folder.url.appendingPathComponent(ZoteroDatabase.fileName)
    #expect(throws: ZoteroDatabase.Fault.damaged) { try ZoteroDatabase.read(file) }
    let other = try TemporaryFolder()
    let old = try database("CREATE TABLE items (itemID INTEGER PRIMARY KEY)", in: other)
    #expect(throws: ZoteroDatabase.Fault.otherVersion) { try ZoteroDatabase.read(old) }
    let gone = folder.url.appendingPathComponent("none/zotero.sqlite")
    #expect(throws: ZoteroDatabase.Fault.notCopied) { try ZoteroDatabase.read(gone) }
  }

  @Test func aLibraryFindsWhatZoteroHolds() throws {
    let zotero = try TemporaryFolder(files: ["storage/FILE0001/page.txt": "Doe, J. Tin (2001)."])
    let file = try database(Self.tables + Self.rows + Self.annotations, in: zotero)
    let folder = try TemporaryFolder(files: ["Index/index.yaml": ""])
    let library = Library(folder: folder.url)
    var configuration = LibraryConfiguration()
    configuration.sources = [zotero.url.path]
    let database = try IndexDatabase(writing: library.databaseFile.path)
    var indexer = Indexer(library, configuration)
    indexer.trust = SourceTrust(library, ["XDG_STATE_HOME": folder.url.path])
    try indexer.trust.allow([zotero.url.resolvingSymlinksInPath().path])
    try indexer.refresh(database) { _ in }
    #expect(
      try database.sources().map { ($0.path as NSString).lastPathComponent } == [
        ZoteroDatabase.fileName
      ])
    for (query, expected) in [
      ("collection:boats", ["marlow2020tests"]), ("collection:hulls", ["marlow2020tests"]),
      ("collection:boats/hulls", ["marlow2020tests"]), ("collection:hul", []),
      ("collection:hul*", ["marlow2020tests"]), ("tag:ships", []),
      ("tag:boats", ["marlow2020tests"]), ("keyword:ships", ["marlow2020tests"]),
      ("page:12", ["marlow2020tests"]), ("page:13", []), ("page:1", ["marlow2020tests"]),
      ("colour:yellow", ["marlow2020tests"]), ("colour:green", []),
      ("annotation:(leak sooner)", ["marlow2020tests"]), ("annotator:lee", ["marlow2020tests"]),
    ] {
      let request = try SearchRequest(SourceText(name: "query", text: query), SearchOptions())
      let keys = try Searcher(database).search(request).hits.map(\.work.key.description)
      #expect(keys == expected, "\(query)")
    }
    #expect(try !indexer.isStale(database))
    try DatabaseQueue(path: file.path).write {
      try $0.execute(
        sql: "UPDATE itemNotes SET note = '<p>Other words by now.</p>' WHERE itemID = 11")
    }
    #expect(try indexer.isStale(database))
    try indexer.refresh(database) { _ in }
    let request = try SearchRequest(
      SourceText(name: "query", text: "annotation:now"), SearchOptions())
    #expect(try Searcher(database).search(request).hits.count == 1)
  }

  /// Whatever happens to a database, an index that reads only what has changed is that of one who reads
  /// everything. Each step is what Zotero does, with the times that it sets.
  @Test func changesAreReadByThemselvesAndNothingIsMissed() throws {
    let zotero = try TemporaryFolder()
    let file = try database(Self.tables + Self.rows + Self.annotations, in: zotero)
    let queue = try DatabaseQueue(path: file.path)
    try queue.write {
      try $0.execute(
        sql: """
          ALTER TABLE items ADD COLUMN clientDateModified TEXT DEFAULT '2024-03-01 10:00:00'
          """)
    }
    func touch(_ items: Int..., at second: Int) -> String {
      let list = items.map(String.init).joined(separator: ", ")
      return
        "UPDATE items SET clientDateModified = '2024-03-02 10:00:\(second)' WHERE itemID IN (\(list));"
    }
    let steps: [(sql: String, isPartial: Bool)] = [
      (
        "UPDATE itemDataValues SET value = 'Boats of Lead' WHERE valueID = 7;" + touch(2, at: 10),
        true
      ),
      (
        "UPDATE itemNotes SET note = '<p>Other words.</p>' WHERE itemID = 11;" + touch(11, at: 11),
        true
      ),
      ("UPDATE itemAnnotations SET comment = 'Leaks' WHERE itemID = 20;" + touch(20, at: 12), true),
      // A note on a file.
      (
        "INSERT INTO itemNotes VALUES (10, NULL, '<p>Of the file.</p>', '');" + touch(10, at: 12),
        false
      ),
      ("UPDATE itemNotes SET note = '<p>Page 3.</p>' WHERE itemID = 10;" + touch(10, at: 12), true),
      (
        "INSERT INTO items (itemID, itemTypeID, libraryID, key) VALUES (30, 1, 1, 'NOTE0003'); INSERT INTO itemNotes VALUES (30, 2, '<p>New.</p>', '');"
          + touch(30, at: 13), true
      ),
      ("INSERT INTO itemTags VALUES (2, 1, 0);" + touch(2, at: 14), true),
      // A note goes to another item, then is erased: neither item has a new time.
      ("UPDATE itemNotes SET parentItemID = 1 WHERE itemID = 30;" + touch(30, at: 15), false),
      ("DELETE FROM itemNotes WHERE itemID = 30; DELETE FROM items WHERE itemID = 30;", false),
      ("UPDATE collections SET collectionName = 'Keels' WHERE collectionID = 2;", false),
      ("UPDATE tags SET name = 'to read later' WHERE tagID = 3;", false),
      ("INSERT INTO deletedItems VALUES (2, '2024-03-02');" + touch(2, at: 16), true),
      ("DELETE FROM deletedItems WHERE itemID = 2;" + touch(2, at: 17), true),
      // Its note is left without an item.
      ("DELETE FROM itemData WHERE itemID = 2; DELETE FROM items WHERE itemID = 2;", false),
      ("SELECT 1;", true),
    ]
    let folder = try TemporaryFolder(files: ["Index/index.yaml": ""])
    var configuration = LibraryConfiguration()
    configuration.sources = [zotero.url.path]
    let indexer = Indexer(Library(folder: folder.url), configuration)
    let kept = try IndexDatabase(writing: indexer.library.databaseFile.path)
    try indexer.refresh(kept) { _ in }
    var mark = try ZoteroDatabase.read(file, since: nil).mark
    for step in steps {
      try queue.write { try $0.execute(sql: step.sql) }
      let read = try ZoteroDatabase.read(file, since: mark)
      #expect((read.present != nil) == step.isPartial, "\(step.sql)")
      #expect(!step.isPartial || read.citations.count <= 1 + 1, "\(step.sql)")
      mark = read.mark
      try indexer.refresh(kept) { _ in }
      let whole = try IndexDatabase(
        writing: folder.url.appendingPathComponent("\(UUID().uuidString).sqlite").path)
      try indexer.refresh(whole) { _ in }
      let request = try SearchRequest(SourceText(name: "query", text: "*"), SearchOptions())
      let works = try [kept, whole].map { database in
        try Searcher(database).search(request).hits.map { hit in
          var work = hit.work
          work.added = nil
          return work
        }.sorted { $0.key.description < $1.key.description }
      }
      #expect(works[0] == works[1], "\(step.sql)")
    }
  }

  /// Cut anywhere, or with other bytes in it, it is read or refused.
  @Test func hostile() throws {
    let folder = try TemporaryFolder()
    let file = try database(Self.tables + Self.rows + Self.annotations, in: folder)
    let bytes = try Data(contentsOf: file)
    for place in stride(from: 0, to: bytes.count, by: 3_001) {
      try bytes.prefix(place).write(to: file)
      _ = try? ZoteroDatabase.read(file)
      var damaged = bytes
      for index in place..<min(place + 64, bytes.count) { damaged[index] ^= 0x5A }
      try damaged.write(to: file)
      _ = try? ZoteroDatabase.read(file)
    }
  }
}
