import Foundation
import ProgramTestSupport
import Testing

/// Sources come, are copied, move and go; nothing is forgotten unless it is told so.
@Suite struct SourcesCommandTests {
  private static let entry =
    "@article{ek2000owls, author = {Ek, S.}, title = {Owls}, year = 2000}\n"

  private func library(_ configuration: String = "") throws -> TemporaryLibrary {
    try TemporaryLibrary([
      "papers/Index/index.yaml": configuration, "thesis.bib": Self.entry,
      "papers/Index/References/own.bib":
        "@book{berg1999larks, author = {Berg, T.}, title = {Larks}, year = 1999}\n",
    ])
  }

  private func ibid(_ words: String, in library: TemporaryLibrary) throws -> Program.Result {
    try library.shell("export IBID_LIBRARY=papers; ibid \(words)")
  }

  private func sources(_ library: TemporaryLibrary) throws -> String {
    try String(
      contentsOf: library.folder.appendingPathComponent("papers/Index/index.yaml"), encoding: .utf8)
  }

  @Test func aFileIsLinkedUnlessACopyIsAskedFor() throws {
    let library = try library()
    let usual = try ibid("index thesis.bib", in: library)
    #expect(usual.status == 0)
    #expect(usual.errors.contains("thesis.bib' is read where it is\n"))
    #expect(usual.errors.contains("hint: to keep a copy, run 'ibid sources copy "))
    #expect(try sources(library) == "sources:\n  - References\n  - ../../thesis.bib\n")
    let copied = try ibid("sources copy thesis.bib", in: library)
    #expect(copied.errors.contains("to 'Index/References/thesis.bib'"))
    #expect(try sources(library) == "sources:\n  - References\n")
    #expect(try ibid("index thesis.bib --copy", in: library).status == 0)
    #expect(try ibid("search owls --format keys", in: library).output == "ek2000owls\n")
    #expect(try ibid("sources", in: library).lines.count == 2)
  }

  @Test func linkSaysNothingMore() throws {
    let linked = try ibid("index thesis.bib --link", in: library())
    #expect(linked.status == 0)
    #expect(!linked.errors.contains("read where it is"))
  }

  @Test func aCopyReplacesNoOtherFile() throws {
    let library = try library()
    try library.write("@book{x, title = {Other}}\n", to: "own.bib")
    let result = try ibid("index own.bib --copy", in: library)
    #expect(result.status == 2)
    #expect(
      result.errors == """
        error: the library has another 'Index/References/own.bib'
          hint: rename 'own.bib' first

        """)
    #expect(try ibid("search larks --format keys", in: library).output == "berg1999larks\n")
  }

  @Test func aFolderIsCopiedWithWhatIsReadInIt() throws {
    let library = try library()
    try library.write(Self.entry, to: "lists/deep/owls.bib")
    try library.write("x", to: "lists/picture.png")
    #expect(try ibid("index lists --copy", in: library).status == 0)
    let copied = try library.shell("cd papers/Index/References && find lists -type f")
    #expect(copied.output == "lists/deep/owls.bib\n")
  }

  @Test(arguments: [
    ("index --copy", "--copy requires a path"),
    ("index thesis.bib --copy --link", "--copy and --link exclude each other"),
    ("index --watch --format json", "--watch prints no JSON array, which never ends"),
    ("sources remove nothing.bib", "unknown source 'nothing.bib'"),
    ("sources remove own.bob", "did you mean 'own.bib'?"),
    ("sources move own.bib elsewhere.bib", "'elsewhere.bib' does not exist"),
    ("sources move own.bib thesis.bib", "'Index/References/own.bib' is still there"),
  ])
  func whatCannotBeIsRefused(_ words: String, _ message: String) throws {
    let library = try library()
    let result = try ibid(words, in: library)
    #expect(result.status != 0)
    #expect(result.errors.contains(message))
    #expect(try sources(library) == "")
  }

  @Test func aSourceThatIsAwayIsNamedAndItsCitationsAreKept() throws {
    let library = try library("sources:\n  - References\n  - ../../thesis.bib\n")
    #expect(try ibid("index", in: library).status == 0)
    _ = try library.shell("mkdir new && mv thesis.bib new/")
    let search = try ibid("search owls --format keys", in: library)
    #expect(search.output == "ek2000owls\n")
    let index = try ibid("index", in: library)
    #expect(index.status == 2)
    #expect(index.errors.contains("thesis.bib' is not there any more; its citations are kept"))
    #expect(index.errors.contains("'ibid sources move "))
    #expect(
      try ibid("sources", in: library).output.contains("; not there now, as read before\n"))
    let json = try ibid("sources --format jsonl", in: library).lines
    #expect(json.count { $0.contains(#""is_away":true"#) } == 1)
    let moved = try ibid("sources move thesis.bib new/thesis.bib", in: library)
    #expect(moved.status == 0)
    #expect(try sources(library) == "sources:\n  - References\n  - ../../new/thesis.bib\n")
    #expect(try ibid("index", in: library).status == 0)
    #expect(try ibid("search owls --format keys", in: library).output == "ek2000owls\n")
  }

  @Test func aSourceIsForgottenWhenToldSo() throws {
    let library = try library("sources:\n  - References\n  - ../../thesis.bib\n")
    #expect(try ibid("index", in: library).status == 0)
    _ = try library.shell("rm thesis.bib")
    let removed = try ibid("sources remove thesis.bib", in: library)
    #expect(removed.status == 0)
    #expect(removed.errors.contains("removed 1 source: '"))
    #expect(try ibid("search owls", in: library).status == 1)
    // A file of the library itself stays and is excluded.
    #expect(try ibid("sources remove own.bib", in: library).status == 0)
    #expect(try ibid("sources", in: library).status == 1)
    #expect(try library.shell("test -e papers/Index/References/own.bib").status == 0)
    let back = try ibid("index papers/Index/References/own.bib", in: library)
    #expect(back.status == 0)
    #expect(try sources(library) == "sources:\n  - References\n")
  }

  @Test func correctionsFollowASourceIntoTheLibrary() throws {
    let library = try library("sources:\n  - ../../thesis.bib\n")
    #expect(try ibid("fix ek2000owls year=2001", in: library).status == 0)
    #expect(try ibid("sources copy thesis.bib", in: library).status == 0)
    #expect(try sources(library) == "sources:\n  - References/thesis.bib\n")
    #expect(
      try ibid("search owls --template '{key} {year}'", in: library).output == "ek2000owls 2001\n")
  }

  @Test func watchingReadsWhatChangesAndEndsWithCtrlC() throws {
    let library = try library()
    let (output, errors) = try (ProgramPipe(), ProgramPipe())
    let program = try Program.start(
      ["index", "--watch", "--library", "papers"], in: library.folder, output: output.writing,
      errors: errors.writing)
    defer { program.send(SIGTERM) }
    let lines = LineStream(errors.reading)
    #expect(lines.next { $0.contains("watching the sources, Ctrl-C ends") } != nil)
    try library.write(Self.entry, to: "papers/Index/References/new.bib")
    let results = LineStream(output.reading)
    #expect(
      results.next { $0.contains("new.bib") } == "Index/References/new.bib: 1 citation, 0 annotated"
    )
    program.send(SIGINT)
    #expect(program.wait() == 0)
  }
}

/// The lines of a stream, as they come.
private final class LineStream {
  private let handle: FileHandle
  private var rest = Data()

  init(_ handle: FileHandle) { self.handle = handle }

  /// Waits for a line; nil if the stream ends before.
  func next(where isMeant: (String) -> Bool) -> String? {
    while true {
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
        rest = rest[(end + 1)...]
        if isMeant(line) { return line }
      }
      let more = handle.availableData
      if more.isEmpty { return nil }
      rest += more
    }
  }
}
