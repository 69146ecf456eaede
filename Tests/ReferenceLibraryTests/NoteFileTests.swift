import Testing

@testable import ReferenceLibrary

@Suite struct NoteFileTests {
  struct Row: CustomTestStringConvertible {
    let text: String
    let tags: [String]
    let changed: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Row(text: "", tags: ["a"], changed: "---\ntags: [a]\n---\n"),
    Row(text: "Text", tags: ["a", "b"], changed: "---\ntags: [a, b]\n---\nText"),
    Row(text: "---\ntags: x\n---\nText", tags: ["a"], changed: "---\ntags: [a]\n---\nText"),
    Row(
      text: "---\nid: 7 # mine\ntags:\n  - x\n  - y\nother: z\n---\n", tags: ["a"],
      changed: "---\nid: 7 # mine\ntags: [a]\nother: z\n---\n"),
    Row(text: "---\ntags: [x]\n---\nText", tags: [], changed: "Text"),
    // Lines keep their own ends, and a byte order mark stays.
    Row(
      text: "one\ntwo\r\nthree\n", tags: ["a"],
      changed: "---\ntags: [a]\n---\none\ntwo\r\nthree\n"),
    Row(
      text: "\u{FEFF}---\r\nid: 7\r\n---\r\nText\n", tags: ["a"],
      changed: "\u{FEFF}---\r\nid: 7\r\ntags: [a]\r\n---\r\nText\n"),
    // A rule below words is not a head.
    Row(text: "Text\n---\nMore", tags: ["a"], changed: "---\ntags: [a]\n---\nText\n---\nMore"),
  ])
  func tagsAreALineOfTheHead(_ row: Row) throws {
    var note = NoteFile(row.text)
    try note.setTags(row.tags)
    #expect(note.text.utf8.elementsEqual(row.changed.utf8), "\(note.text.debugDescription)")
    #expect(NoteFile(note.text).tags == row.tags)
  }

  /// A note is empty where it says nothing that a person wrote.
  @Test(arguments: [
    ("", true), ("---\nannotator: Ann\n---\n\n", true), ("---\ngrade: 2\n---\n", false),
    ("---\ntags: [a]\n---\n", false), ("\nText", false),
  ])
  func emptiness(text: String, isEmpty: Bool) { #expect(NoteFile(text).isEmpty == isEmpty) }

  @Test(arguments: ["---\ntags: [a\n---\n", "---\n- a\n---\n", "---\ntags: [x,\ny]\n---\n"])
  func aHeadThatCannotBeChangedLineByLineStays(_ text: String) {
    var note = NoteFile(text)
    #expect(throws: NoteFile.Problem.unreadableHead) { try note.setTags(["b"]) }
  }

  @Test func aSecondPersonIsNamedBesideTheFirst() throws {
    var note = NoteFile("Text")
    try note.sign("Ann Lee")
    try note.sign("Ann Lee")
    try note.sign("Bo: Ray")
    try note.sign("")
    #expect(note.annotator == "Ann Lee; Bo: Ray")
  }
}
