import GRDB
import References

/// The state of a database, by which a later reading finds what has changed.
///
/// Zotero gives an item the time of its last change on this computer, whoever made it: a person here or
/// a synchronization. It gives none to an item whose note was erased or moved to another, nor to those in
/// a collection that was renamed; where one of these may have happened, everything is read.
struct ZoteroMark {
  /// Of the item that was changed last: `2024-03-01 10:00:00`.
  private let time: String
  /// The highest number of an item.
  private let lastItem: Int64
  /// Notes, files and marks, and the sum of the items' numbers that they belong to.
  private let children: Int64
  private let parents: Int64
  /// A hash of libraries, and of the names of collections and tags.
  private let names: Int64

  /// More than these are read with all others.
  private static let mostItems = 5_000

  /// Nil for a database that does not have the times.
  init?(_ db: Database) throws {
    let columns = try db.columns(in: "items").map(\.name)
    guard columns.contains("clientDateModified"),
      let time = try String.fetchOne(db, sql: "SELECT max(clientDateModified) FROM items")
    else { return nil }
    self.time = time
    lastItem = try Int64.fetchOne(db, sql: "SELECT max(itemID) FROM items") ?? 0
    (children, parents) = try Self.children(upTo: lastItem, db)
    names = try Self.names(db)
  }

  // MARK: Text

  var text: String { "\(time)|\(lastItem)|\(children)|\(parents)|\(names)" }

  init?(text: String) {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, let lastItem = Int64(parts[1]), let children = Int64(parts[2]),
      let parents = Int64(parts[3]), let names = Int64(parts[4])
    else { return nil }
    time = parts[0]
    (self.lastItem, self.children, self.parents, self.names) = (lastItem, children, parents, names)
  }

  // MARK: Changes

  /// Items that were changed since a former state, themselves or in what belongs to them; nil if
  /// everything must be read.
  func changedItems(since former: ZoteroMark, _ db: Database) throws -> Set<Int64>? {
    guard names == former.names, lastItem >= former.lastItem, time >= former.time,
      try Self.children(upTo: former.lastItem, db) == (former.children, former.parents)
    else { return nil }
    let annotated =
      try db.tableExists("itemAnnotations")
      ? """
      UNION SELECT itemAttachments.parentItemID FROM itemAnnotations
      JOIN itemAttachments ON itemAttachments.itemID = itemAnnotations.parentItemID
      JOIN changed ON changed.id = itemAnnotations.itemID
      """ : ""
    // What was changed in the last second of the former state may have been changed after it was read.
    let items = try Int64.fetchSet(
      db,
      sql: """
        WITH changed (id) AS (SELECT itemID FROM items WHERE clientDateModified >= ?),
          touched (id) AS (
            SELECT id FROM changed
            UNION SELECT parentItemID FROM itemNotes JOIN changed ON changed.id = itemID
            UNION SELECT parentItemID FROM itemAttachments JOIN changed ON changed.id = itemID
            \(annotated))
        SELECT id FROM touched WHERE id IS NOT NULL
        """, arguments: [former.time])
    return items.count <= Self.mostItems ? items : nil
  }

  /// How many children there are up to an item, and the sum of their parents.
  private static func children(upTo item: Int64, _ db: Database) throws -> (Int64, Int64) {
    var tables = ["itemNotes", "itemAttachments"]
    if try db.tableExists("itemAnnotations") { tables.append("itemAnnotations") }
    let rows = tables.map { "SELECT itemID, parentItemID FROM \($0)" }
      .joined(separator: " UNION ALL ")
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*), coalesce(sum(parentItemID), 0) FROM (\(rows)) WHERE itemID <= ?
        """, arguments: [item])
    return row.map { ($0[0], $0[1]) } ?? (0, 0)
  }

  private static func names(_ db: Database) throws -> Int64 {
    var hash = StableHash()
    for sql in [
      "SELECT libraryID || ' ' || type FROM libraries ORDER BY libraryID",
      """
      SELECT collectionID || ' ' || coalesce(parentCollectionID, 0) || ' ' || collectionName
      FROM collections ORDER BY collectionID
      """,
      "SELECT tagID || ' ' || name FROM tags ORDER BY tagID",
    ] {
      let rows = try String.fetchCursor(db, sql: sql)
      while let text = try rows.next() { hash.add(text + "\n") }
    }
    return hash.value
  }
}
