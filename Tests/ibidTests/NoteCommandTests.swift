import Foundation
import ProgramTestSupport
import Testing

/// `note`, `tag` and `notes`, as people use them.
@Suite struct NoteCommandTests {
  private static let list = """
    @article{june, author = {June, C. H.}, title = {Chimeric therapy}, journal = {Blood}, year = {2018}, annote = {Compare with tin.}}
    @article{smith, author = {Smith, J.}, title = {Tea for librarians}, journal = {Tea}, year = {2019}}

    """

  private func library(_ more: [String: String] = [:]) throws -> TemporaryLibrary {
    try TemporaryLibrary(["Index/References/a.bib": Self.list].merging(more) { $1 })
  }

  private func keys(_ library: TemporaryLibrary, _ query: String) throws -> [String] {
    try library.run("search", query, "--format", "keys", "--sort", "key", "--match", "all").lines
      .map(String.init)
  }

  private func text(_ library: TemporaryLibrary, _ path: String) throws -> String {
    try String(contentsOf: library.folder.appendingPathComponent(path), encoding: .utf8)
  }

  private static let june = "june2018chimeric"
  private static let file = "Index/Notes/june2018chimeric.md"

  @Test func aNoteIsWrittenAndFound() throws {
    let library = try library()
    let noted = try library.run("note", Self.june, "The first", "in patients; see #escape.")
    #expect(noted.status == 0, "\(noted.errors)")
    #expect(noted.errors.contains("wrote the note to '\(Self.file)'"))
    #expect(try text(library, Self.file) == "The first in patients; see #escape.\n")
    for query in [
      "patients", "annotation:patients", "annotator:me", "tag:escape", "source:Notes", "has:tag",
      "highlighted:2", "key:june2018chimeric patients",
    ] {
      #expect(try keys(library, query) == [Self.june], "\(query)")
    }
    // A note is about a work and makes it no more cited.
    #expect(try keys(library, "lists:2") == [])
    #expect(try library.run("index").output.hasSuffix("the library has 2 works\n"))
    let shown = try library.run("show", Self.june).output
    #expect(shown.contains("  | Compare with tin.\n    Index/References/a.bib:1\n"))
    #expect(
      shown.contains(
        "  > The first in patients; see #escape.\n    \(Self.file):1\n  Tags: escape\n"))
    #expect(!shown.contains("\(Self.file):1, number"))
  }

  @Test func paragraphsAreAddedAndTagsChanged() throws {
    let library = try library([Self.file: "---\r\naliases: [June]\r\n---\r\nRead by hand.\r\n"])
    #expect(try library.shell("echo 'From a pipe.' | ibid note june2018chimeric -").status == 0)
    #expect(
      try text(library, Self.file)
        == "---\r\naliases: [June]\r\n---\r\nRead by hand.\r\n\r\nFrom a pipe.\r\n")
    let tagged = try library.run("tag", Self.june, "+toread", "method/rct", "-never")
    #expect(tagged.output == "\(Self.june): toread, method/rct\n")
    #expect(
      try text(library, Self.file).hasPrefix(
        "---\r\naliases: [June]\r\ntags: [toread, \"method/rct\"]\r\n---\r\n")
        || text(library, Self.file).hasPrefix(
          "---\r\naliases: [June]\r\ntags: [toread, method/rct]\r\n---\r\n")
    )
    #expect(try keys(library, "tag:method") == [Self.june])
    #expect(try keys(library, "tag:ToRead") == [Self.june])
    #expect(try keys(library, "tag:to*") == [Self.june])
    #expect(try keys(library, "tag:to") == [])
    #expect(try library.run("facets", "tag").lines == ["1  method/rct", "1  toread"])
    #expect(
      try library.run("tag", Self.june, "-toread", "-method/rct").output.hasSuffix("no tags\n"))
    #expect(!(try text(library, Self.file).contains("tags")))
    #expect(try library.run("tag", Self.june).status == 1)
  }

  @Test func tagsThatStandInSeveralLinesAreChangedToo() throws {
    let library = try library([Self.file: "---\ntags:\n- old\n- '#older'\n---\nText.\n"])
    #expect(
      try library.run("tag", Self.june, "+new", "-old").output == "\(Self.june): older, new\n")
    #expect(try text(library, Self.file) == "---\ntags: [older, new]\n---\nText.\n")
  }

  @Test func aNoteThatSaysNothingIsRemoved() throws {
    let library = try library()
    #expect(try library.run("tag", Self.june, "+toread").status == 0)
    #expect(try library.run("notes").output.contains("Tags: toread"))
    #expect(try library.run("tag", Self.june, "-toread").status == 0)
    #expect(!FileManager.default.fileExists(atPath: library.folder.path + "/" + Self.file))
    #expect(try library.run("notes").status == 1)
  }

  @Test func aNoteOutlivesTheIndexAndItsWork() throws {
    let library = try library()
    _ = try library.run("note", Self.june, "Remember", "this.")
    for name in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
      try? FileManager.default.removeItem(
        at: library.folder.appendingPathComponent("Index/\(name)"))
    }
    #expect(try keys(library, "remember") == [Self.june])
    try library.write("", to: "Index/References/a.bib")
    #expect(try keys(library, "remember") == [])
    let checked = try library.run("check")
    #expect(checked.status == 1)
    #expect(checked.errors.contains("\(Self.file):1: this note belongs to no work"))
    #expect(try library.run("notes").output.contains("june2018chimeric: no such work"))
    try library.write(Self.list, to: "Index/References/a.bib")
    #expect(try keys(library, "remember") == [Self.june])
    #expect(try library.run("check").status == 0)
  }

  @Test func aKeyThatMovedKeepsItsNote() throws {
    let library = try library()
    _ = try library.run("note", Self.june, "About cells.")
    #expect(try library.run("merge", Self.june, "smith2019tea").status == 0)
    #expect(try keys(library, "annotation:cells") == ["smith2019tea"])
    // The file goes on under the name that it has.
    let noted = try library.run("note", Self.june, "More.")
    #expect(noted.errors.contains("'\(Self.june)' is now 'smith2019tea'"))
    #expect(noted.errors.contains("wrote the note to '\(Self.file)'"), "\(noted.errors)")
  }

  @Test func whatCannotBeIsRefused() throws {
    let library = try library()
    let unknown = try library.run("note", "june2018chimerc", "x")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("did you mean 'june2018chimeric'?"))
    #expect(try library.run("note", Self.june, "  ").status == 2)
    #expect(try library.run("tag", Self.june, "+two words").status == 2)
    #expect(try library.run("notes", "--since", "someday").status == 2)
    try library.write("---\ntags: [a\n---\n", to: Self.file)
    let broken = try library.run("tag", Self.june, "+b")
    #expect(broken.status == 2)
    #expect(broken.errors.contains("cannot edit the front matter"))
    #expect(try text(library, Self.file) == "---\ntags: [a\n---\n")
    #expect(broken.errors.contains("cannot parse the front matter: invalid YAML"))
  }

  @Test func theFileKeepsItsModeAndALinkToIt() throws {
    let library = try library(["elsewhere/note.md": "Old.\n"])
    let script = """
      mkdir -p Index/Notes && chmod 640 elsewhere/note.md
      ln -s ../../elsewhere/note.md \(Self.file) && ibid note june2018chimeric New. 2>/dev/null
      test -L \(Self.file) && stat -c %a elsewhere/note.md && cat elsewhere/note.md
      """
    #expect(try library.shell(script).output == "640\nOld.\n\nNew.\n")
  }

  @Test func notesAreSignedListedAndEdited() throws {
    let library = try library(["config/ibid/config.yaml": "name: Ann Lee\n"])
    let signed = """
      export XDG_CONFIG_HOME="$PWD/config" EDITOR="sed -i s/Mine/Yours/"
      ibid note june2018chimeric 'Mine: first.' 2>/dev/null; ibid note june2018chimeric 2>/dev/null
      cat \(Self.file); ibid search annotator:lee --format keys
      """
    #expect(
      try library.shell(signed).output
        == "---\nannotator: \"Ann Lee\"\n---\nYours: first.\njune2018chimeric\n")
    _ = try library.shell("ibid note smith2019tea Tea.; touch -d '3 days ago' \(Self.file)")
    let notes = try library.run("notes", "--format", "jsonl").lines
    #expect(notes.count == 2 && notes[0].contains("smith2019tea"))
    #expect(notes[1].contains(#""annotator":"Ann Lee""#), "\(notes)")
    #expect(try library.run("notes", "--since", "1d", "--format", "jsonl").lines.count == 1)
    let abandoned = try library.shell("EDITOR=false ibid note smith2019tea 2>&1")
    #expect(abandoned.output.contains("not saved; the draft is"))
  }

  @Test func theShellNotesAndTags() throws {
    let library = try library()
    let lines = [
      "june", ":note 1 From the shell.", ":tag 1 +seen", ":tag \(Self.june)", "annotator:me",
      ":format keys", "tag:seen",
    ]
    let result = try library.shell(
      "printf '%s\\n' \(lines.map { "'\($0)'" }.joined(separator: " ")) | ibid repl")
    #expect(result.output.contains("\(Self.june): seen\n\(Self.june): seen\n"), "\(result)")
    #expect(result.output.contains("  > From the shell.\n"))
  }
}
