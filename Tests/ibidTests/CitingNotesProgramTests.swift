import Foundation
import ProgramTestSupport
import Testing

/// Notes that cite keys, in a library with the works that they cite.
@Suite struct CitingNotesProgramTests {
  private static let sources = [
    "Index/References/a.bib": """
    @article{marlow2020, author = {Marlow, Ina and Quill, Ben}, title = {Tests of small boats}, journal = {Tests}, volume = {4}, pages = {1--9}, doi = {10.5555/12345}, year = {2020}}
    @article{smith, author = {Smith, J. and Roe, A. and Doe, B.}, title = {Tea for librarians}, journal = {Tea}, year = {2019}}

    """,
    "Index/References/chapter2.md": """
    # Hulls

    Thin hulls leak [@marlow2020]. #leaks

    Tea helps, as Smith et al. (2019) say; so does [@nobody2001].

    """,
    "Index/References/more.bib": "@misc{marlow2020, annote = {Cited too seldom.}}\n",
  ]

  private func keys(_ library: TemporaryLibrary, _ query: String) throws -> [String] {
    try library.run("search", query, "--format", "keys", "--sort", "key", "--match", "all").lines
      .map(String.init)
  }

  @Test func aParagraphAnnotatesWhatItCites() throws {
    let library = try TemporaryLibrary(Self.sources)
    let (marlow, smith) = ("marlow2020tests", "smith2019tea")
    for (query, expected) in [
      ("annotation:leak", [marlow]), ("cited-in:chapter2.md", [marlow, smith]),
      ("heading:hulls", [marlow, smith]), ("tag:leaks", [marlow]), ("annotation:tea", [smith]),
      ("annotation:seldom", [marlow]), ("lists:2", []), ("*", [marlow, smith]),
    ] {
      #expect(try keys(library, query) == expected, "\(query)")
    }
    let shown = try library.run("show", "marlow2020tests").output
    #expect(shown.contains("    Index/References/chapter2.md:3, “Hulls”\n"), "\(shown)")
    let checked = try library.run("check")
    #expect(checked.status == 1)
    #expect(
      checked.output == "Index/References/chapter2.md:5: 'nobody2001' is not in the library\n")
    #expect(checked.errors == "", "what is told once is not told again")
  }

  /// papis keeps a work's notes in a file beside what it knows of it.
  @Test func aFileBesideAPapisDocumentIsItsNote() throws {
    let library = try TemporaryLibrary([
      "Index/References/boats/info.yaml": """
      papis_id: 1
      ref: marlow2020
      title: Tests of small boats
      author: Marlow, Ina
      year: 2020
      notes: remarks.md

      """,
      "Index/References/boats/remarks.md": "They forgot the keel.\n",
      "Index/References/boats/other.md": "Nothing of note.\n",
    ])
    #expect(try keys(library, "annotation:keel") == ["marlow2020tests"])
    #expect(try keys(library, "annotation:nothing") == [])
  }

  @Test(.enabled(if: Program.isInstalled("sqlite3")))
  func readShowsWhatIndexingWouldReadOfZotero() throws {
    let library = try TemporaryLibrary()
    let sql = """
      CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID, dateModified, libraryID, key);
      CREATE TABLE itemTypes (itemTypeID, typeName); CREATE TABLE fields (fieldID, fieldName);
      CREATE TABLE itemData (itemID, fieldID, valueID); CREATE TABLE itemDataValues (valueID, value);
      CREATE TABLE creators (creatorID, firstName, lastName, fieldMode);
      CREATE TABLE creatorTypes (creatorTypeID, creatorType);
      CREATE TABLE itemCreators (itemID, creatorID, creatorTypeID, orderIndex);
      CREATE TABLE itemNotes (itemID, parentItemID, note);
      CREATE TABLE itemAttachments (itemID, parentItemID); CREATE TABLE tags (tagID, name);
      CREATE TABLE itemTags (itemID, tagID, type); CREATE TABLE deletedItems (itemID);
      CREATE TABLE collections (collectionID, collectionName, parentCollectionID);
      CREATE TABLE collectionItems (collectionID, itemID); CREATE TABLE libraries (libraryID, type);
      INSERT INTO libraries VALUES (1, 'user'); INSERT INTO itemTypes VALUES (2, 'book');
      INSERT INTO items VALUES (1, 2, '2024-03-01', 1, 'BOOK0001');
      INSERT INTO fields VALUES (110, 'title'); INSERT INTO itemDataValues VALUES (7, 'Boats of Tin');
      INSERT INTO itemData VALUES (1, 110, 7);
      """
    try library.write(sql, to: "schema.sql")
    #expect(
      try library.shell("mkdir Zotero && sqlite3 Zotero/zotero.sqlite < schema.sql").status == 0)
    for path in ["Zotero", "Zotero/zotero.sqlite"] {
      let read = try library.run("read", path)
      #expect(read.status == 0)
      #expect(read.output.contains("Title: Boats of Tin"), "\(read)")
    }
    _ = try library.shell("sqlite3 Zotero/zotero.sqlite 'DROP TABLE creators'")
    let newer = try library.run("read", "Zotero")
    #expect(newer.status == 2)
    #expect(newer.errors.contains("is from an unsupported version of Zotero"))
    try library.write("no database at all", to: "Zotero/zotero.sqlite")
    let damaged = try library.run("read", "Zotero")
    #expect(damaged.status == 2)
    #expect(damaged.errors.contains("is not a database, or is damaged"))
  }

  @Test func notesFollowTheirWorksWhenSourcesComeAndGo() throws {
    let library = try TemporaryLibrary(Self.sources)
    #expect(try keys(library, "annotation:leak").count == 1)
    try FileManager.default.removeItem(
      at: library.folder.appendingPathComponent("Index/References/a.bib"))
    #expect(try keys(library, "*") == [])
    #expect(try library.run("index").status == 0)
    try library.write(
      "@book{x, title = {Other tests}, author = {Marlow, I.}, year = 2001, doi = {10.5555/9}}\n",
      to: "Index/References/b.bib")
    try library.write(
      "About 10.5555/9, and [@x].\n", to: "Index/References/chapter2.md")
    #expect(try keys(library, "cited-in:chapter2") == ["marlow2001other"])
    let shown = try library.run("show", "x").output
    #expect(shown.components(separatedBy: "About 10.5555/9").count == 2, "said once")
    // What the index holds is as it should be.
    #expect(try library.run("index").status == 0)
  }
}
