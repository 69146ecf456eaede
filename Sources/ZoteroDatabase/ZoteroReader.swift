import GRDB
import ReferenceFormats
import References

/// Reads the tables of one database, each once.
struct ZoteroReader {
  private let db: Database
  private let hasHighlights: Bool
  /// The items to read; nil for all.
  private let wanted: Set<Int64>?

  private static let needed = [
    "items", "itemTypes", "itemData", "itemDataValues", "fields", "creators", "creatorTypes",
    "itemCreators", "itemNotes", "itemAttachments", "itemTags", "tags", "collections",
    "collectionItems", "deletedItems", "libraries",
  ]

  static func isKnown(_ db: Database) throws -> Bool {
    try needed.allSatisfy { try db.tableExists($0) }
  }

  init(_ db: Database, only wanted: Set<Int64>? = nil) throws {
    self.db = db
    self.wanted = wanted
    hasHighlights = try db.tableExists("itemAnnotations")
  }

  /// Items that are in no bin and in no feed.
  private static let kept = """
    items.itemID NOT IN (SELECT itemID FROM deletedItems)
    AND items.libraryID NOT IN (SELECT libraryID FROM libraries WHERE type = 'feed')
    """

  func citations() throws -> [Citation] {
    var items = try items()
    try addFields(to: &items)
    try addCreators(to: &items)
    try addTags(to: &items)
    try addCollections(to: &items)
    try addNotes(to: &items)
    if hasHighlights { try addHighlights(to: &items) }
    return items.sorted { $0.key < $1.key }.map { id, item in
      var citation = item.citation
      // An item keeps its number when others come and go.
      (citation.position, citation.line) = (Int(id), Int(id))
      return citation
    }
  }

  /// The numbers of all items, also of those that were not read.
  func present() throws -> Set<Int> { Set(try ZoteroReader(db).items().keys.map(Int.init)) }

  /// The condition that a column has the number of an item to read.
  private func isWanted(_ column: String) -> String {
    guard let wanted else { return "TRUE" }
    return "\(column) IN (\(wanted.sorted().map(String.init).joined(separator: ", ")))"
  }

  // MARK: Tables

  /// By the item's number.
  private func items() throws -> [Int64: ZoteroItem] {
    var items: [Int64: ZoteroItem] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT items.itemID, typeName, items.key FROM items
        JOIN itemTypes ON itemTypes.itemTypeID = items.itemTypeID
        WHERE \(Self.kept) AND \(isWanted("items.itemID"))
        """)
    while let row = try rows.next() {
      guard let id = row.number(0), let type = row.text(1),
        !ZoteroItem.childTypes.contains(type)
      else { continue }
      var item = ZoteroItem(type: type, fields: [:])
      item.fields["key"] = row.text(2)
      items[id] = item
    }
    return items
  }

  private func addFields(to items: inout [Int64: ZoteroItem]) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT itemID, fieldName, CAST(value AS TEXT) FROM itemData
        JOIN fields ON fields.fieldID = itemData.fieldID
        JOIN itemDataValues ON itemDataValues.valueID = itemData.valueID
        WHERE \(isWanted("itemID"))
        """)
    while let row = try rows.next() {
      guard let id = row.number(0), let name = row.text(1), let value = row.text(2) else {
        continue
      }
      // Zotero puts the date in figures before the date as typed: `2020-05-00 May 2020`.
      items[id]?.fields[name] = name == "date" ? Self.date(value) : value
    }
  }

  /// `2020-05-00 May 2020` is `2020-05`.
  private static func date(_ text: String) -> String {
    let figures = text.prefix { $0 != " " }
    let parts = figures.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.allSatisfy(\.isNumber) }), parts[0].count == 4,
      parts[0] != "0000"
    else { return text }
    return parts.prefix { $0 != "00" }.joined(separator: "-")
  }

  private func addCreators(to items: inout [Int64: ZoteroItem]) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT itemID, creatorType, firstName, lastName, fieldMode FROM itemCreators
        JOIN creators ON creators.creatorID = itemCreators.creatorID
        JOIN creatorTypes ON creatorTypes.creatorTypeID = itemCreators.creatorTypeID
        WHERE \(isWanted("itemID"))
        ORDER BY itemID, orderIndex
        """)
    while let row = try rows.next() {
      guard let id = row.number(0), let role = row.text(1) else { continue }
      let (first, last) = (row.text(2) ?? "", row.text(3) ?? "")
      let name: Creator =
        row.number(4) == 1 || first.isEmpty
        ? .literal(last) : .person(PersonalName(family: last, given: first, suffix: nil))
      items[id]?.creators.append((role, name))
    }
  }

  /// A tag that a database gave, of type 1, is a keyword alone.
  private func addTags(to items: inout [Int64: ZoteroItem]) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT itemID, name, itemTags.type FROM itemTags JOIN tags ON tags.tagID = itemTags.tagID
        WHERE \(isWanted("itemID"))
        ORDER BY itemID, name
        """)
    while let row = try rows.next() {
      guard let id = row.number(0), let name = row.text(1) else { continue }
      items[id]?.tags.append(name)
      if row.number(2) != 1 { items[id]?.ownTags.append(name) }
    }
  }

  /// Each with those that contain it: `Boats/Hulls`.
  private func addCollections(to items: inout [Int64: ZoteroItem]) throws {
    var collections: [Int64: (name: String, parent: Int64?)] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT collectionID, collectionName, parentCollectionID FROM collections")
    {
      guard let id = row.number(0), let name = row.text(1) else { continue }
      collections[id] = (name, row.number(2))
    }
    func path(_ id: Int64) -> String {
      var (names, next, seen): ([String], Int64?, Set<Int64>) = ([], id, [])
      while let here = next, seen.insert(here).inserted, let found = collections[here] {
        names.insert(found.name, at: 0)
        next = found.parent
      }
      return names.joined(separator: "/")
    }
    let paths = Dictionary(uniqueKeysWithValues: collections.keys.map { ($0, path($0)) })
    for row in try Row.fetchAll(
      db, sql: "SELECT itemID, collectionID FROM collectionItems WHERE \(isWanted("itemID"))")
    {
      guard let id = row.number(0), let path = row.number(1).flatMap({ paths[$0] }) else {
        continue
      }
      items[id]?.collections.append(path)
    }
  }

  /// Of items, and of their files.
  private func addNotes(to items: inout [Int64: ZoteroItem]) throws {
    let parent = "coalesce(itemNotes.parentItemID, itemAttachments.parentItemID)"
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(parent), note, substr(dateModified, 1, 10) FROM itemNotes
        JOIN items ON items.itemID = itemNotes.itemID
        LEFT JOIN itemAttachments ON itemAttachments.itemID = itemNotes.itemID
        WHERE \(parent) IS NOT NULL AND \(Self.kept) AND \(isWanted(parent))
        ORDER BY items.itemID
        """)
    while let row = try rows.next() {
      guard let id = row.number(0) else { continue }
      items[id]?.addNote(html: row.text(1) ?? "", date: row.text(2))
    }
  }

  /// Of the files of items, in the order of the page.
  private func addHighlights(to items: inout [Int64: ZoteroItem]) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT itemAttachments.parentItemID, text, comment, pageLabel, color, authorName,
          substr(dateModified, 1, 10)
        FROM itemAnnotations JOIN items ON items.itemID = itemAnnotations.itemID
        JOIN itemAttachments ON itemAttachments.itemID = itemAnnotations.parentItemID
        WHERE itemAttachments.parentItemID IS NOT NULL AND \(Self.kept)
          AND itemAttachments.itemID NOT IN (SELECT itemID FROM deletedItems)
          AND \(isWanted("itemAttachments.parentItemID"))
        ORDER BY itemAttachments.itemID, sortIndex
        """)
    while let row = try rows.next() {
      guard let id = row.number(0) else { continue }
      items[id]?.addHighlight(
        text: row.text(1), comment: row.text(2), page: row.text(3), colour: row.text(4),
        author: row.text(5), date: row.text(6))
    }
  }
}

extension Row {
  /// Nil for what is none: the file is another program's.
  fileprivate func number(_ index: Int) -> Int64? { Int64.fromDatabaseValue(self[index]) }

  fileprivate func text(_ index: Int) -> String? { String.fromDatabaseValue(self[index]) }
}
