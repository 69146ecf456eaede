import Diagnostics
import Foundation
import Index
import TestSupport
import Testing

@testable import ReferenceLibrary

@Suite struct IndexerTests {
  private static let one =
    "• June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 (2018).\n"
  private static let two =
    "• Sheridan, C. Off-the-shelf cells forge ahead. Nat. Biotechnol. 40, 5–8 (2022). With a note.\n"

  private func refresh(
    _ folder: TemporaryFolder, _ configuration: LibraryConfiguration = LibraryConfiguration()
  ) throws -> [String] {
    let library = Library(folder: folder.url)
    let database = try IndexDatabase(writing: library.databaseFile.path)
    var lines: [String] = []
    try Indexer(library, configuration).refresh(database) { report in
      switch report.outcome {
      case .read(let reading):
        lines.append("\(report.path) read \(reading.citations) \(reading.annotated)")
      case .unchanged: lines.append("\(report.path) unchanged")
      case .forgotten: lines.append("\(report.path) forgotten")
      case .unreadable(let fault): lines.append("\(report.path) \(fault)")
      case .untrusted(let paths): lines.append("untrusted \(paths.joined(separator: " "))")
      case .away(let absence, let kept):
        lines.append("\(report.path) \(absence), kept \(kept.joined(separator: " "))")
      case .skipped(let paths): lines.append("skipped \(paths.joined(separator: " "))")
      case .conflicted(let paths):
        lines.append("conflicted \(paths.joined(separator: " "))")
      }
    }
    return lines
  }

  @Test func readsFoldersToTheirDepths() throws {
    let folder = try TemporaryFolder(files: [
      "Index/References/a.txt": Self.one,
      "Index/References/deep/b.bib": "@book{k, title = {Two}}\n",
      "Index/References/c.ris": "TY  - JOUR\nTI  - Three\nER  - \n",
      "Index/References/.hidden/d.txt": Self.two, "Index/References/node_modules/e.txt": Self.two,
      "Index/References/figure.png": "x",
    ])
    #expect(
      try refresh(folder) == [
        "Index/References/a.txt read 1 0", "Index/References/c.ris read 1 0",
        "Index/References/deep/b.bib read 1 0",
        "skipped Index/References/.hidden Index/References/figure.png Index/References/node_modules",
      ])
  }

  /// Names as the programs give them that keep folders alike on several computers.
  @Test(arguments: [
    "a (Ana's conflicted copy 2024-01-14).bib", "a (conflicted copy 2024-01-14 120000).bib",
    "a.sync-conflict-20240101-120000-ABCDEFG.bib", "a_conflict-20240114-120000.bib",
    "a (SFConflict ana@example.org 2024-01-14-12-00-00).bib",
  ])
  func conflictedCopiesAreNamedAndNotRead(_ name: String) throws {
    let entry = "@book{k, title = {Two}}\n"
    let folder = try TemporaryFolder(files: [
      "Index/References/a.bib": entry, "Index/References/\(name)": entry,
      "Index/References/conflicts.bib": entry,
    ])
    #expect(
      try refresh(folder) == [
        "Index/References/a.bib read 1 0", "Index/References/conflicts.bib read 1 0",
        "conflicted Index/References/\(name)",
      ])
  }

  /// A folder that contains the library may be a source; what ibid writes is none.
  @Test func theLibrarysOwnFilesAreNoSources() throws {
    let folder = try TemporaryFolder(files: [
      "Index/index.yaml": "", "a.txt": Self.one, "Queries/q.txt": Self.two,
      "Index/References/b.txt": Self.two, "Index/fixes.jsonl": "", "other/Index/index.yaml": "",
      "other/Index/state/added": Self.one, "other/c.txt": Self.one,
    ])
    var configuration = LibraryConfiguration()
    configuration.sources = [".."]
    for read in ["read 1 0", "unchanged"] {
      let lines = try refresh(folder, configuration)
      #expect(lines.count == 3, "\(lines)")
      #expect(lines.first == "Index/References/b.txt \(read == "unchanged" ? read : "read 1 1")")
      #expect(lines.dropFirst() == ["a.txt \(read)", "other/c.txt \(read)"])
    }
  }

  /// A name may come back from another system with its letters composed otherwise.
  @Test func aNameThatIsComposedOtherwiseIsAnotherFile() throws {
    let folder = try TemporaryFolder(files: ["Index/References/e\u{301}.txt": Self.one])
    _ = try refresh(folder)
    let references = folder.url.appendingPathComponent("Index/References")
    for name in try FileManager.default.contentsOfDirectory(atPath: references.path) {
      try FileManager.default.removeItem(atPath: references.path + "/" + name)
    }
    try folder.write(Self.two, to: "Index/References/\u{E9}.txt")
    #expect(try refresh(folder).count == 2)
    #expect(try refresh(folder) == ["Index/References/\u{E9}.txt unchanged"])
  }

  @Test func readsOnlyWhatChangedAndForgetsWhatIsGone() throws {
    let folder = try TemporaryFolder(files: [
      "Index/index.yaml": "", "Index/References/a.txt": Self.one,
      "Index/References/b.txt": Self.two,
    ])
    #expect(
      try refresh(folder) == ["Index/References/a.txt read 1 0", "Index/References/b.txt read 1 1"])
    #expect(
      try refresh(folder) == [
        "Index/References/a.txt unchanged", "Index/References/b.txt unchanged",
      ])
    try folder.write(Self.one + Self.two, to: "Index/References/a.txt")
    #expect(
      try refresh(folder) == [
        "Index/References/a.txt read 2 1", "Index/References/b.txt unchanged",
      ])
    try FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("Index/References/b.txt"))
    try folder.write("\u{0}\u{1}", to: "Index/References/c.txt")
    #expect(
      try refresh(folder) == [
        "Index/References/a.txt unchanged", "Index/References/c.txt binary",
        "Index/References/b.txt forgotten",
      ])
  }

  /// A folder that is not mounted, moved away or emptied keeps what was read from it; within a folder
  /// that is there, what is gone is gone.
  @Test func absenceIsNotDeletion() throws {
    let elsewhere = try TemporaryFolder(files: ["mount/c.txt": Self.two])
    let folder = try TemporaryFolder(files: ["Index/References/a.txt": Self.one])
    let library = Library(folder: folder.url)
    let mount = elsewhere.url.appendingPathComponent("mount")
    var configuration = LibraryConfiguration()
    configuration.sources.append(mount.path)
    var indexer = Indexer(library, configuration)
    let state = folder.url.appendingPathComponent("state").path
    indexer.trust = SourceTrust(library, ["XDG_STATE_HOME": state])
    try indexer.trust.allow([mount.resolvingSymlinksInPath().path])
    func outcomes() throws -> [String] {
      let database = try IndexDatabase(writing: library.databaseFile.path)
      var lines: [String] = []
      try indexer.refresh(database) { report in
        switch report.outcome {
        case .away(_, let kept): lines.append("absent \(kept.count)")
        case .forgotten: lines.append("forgotten")
        case .read: lines.append("read")
        default: break
        }
      }
      #expect(try !indexer.isStale(database))
      return lines + [try "\(database.workCount()) works"]
    }
    func move(_ from: URL, _ to: URL) throws {
      try FileManager.default.moveItem(at: from, to: to)
    }
    #expect(try outcomes() == ["read", "read", "2 works"])
    let away = elsewhere.url.appendingPathComponent("away")
    for source in [mount, library.indexFolder.appendingPathComponent("References")] {
      try move(source, away)
      #expect(try outcomes() == ["absent 1", "2 works"])
      try move(away, source)
      #expect(try outcomes() == ["2 works"])
    }
    // So does what a link leads to.
    let link = library.indexFolder.appendingPathComponent("References/link.txt")
    let linked = elsewhere.url.appendingPathComponent("linked.txt")
    try elsewhere.write("• Roe, R. Something else. Nature 1, 1–2 (2018).\n", to: "linked.txt")
    try indexer.trust.allow([linked.resolvingSymlinksInPath().path])
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: linked)
    #expect(try outcomes() == ["read", "3 works"])
    try move(linked, away)
    #expect(try outcomes() == ["absent 1", "3 works"])
    try FileManager.default.removeItem(at: away)
    try FileManager.default.removeItem(at: link)
    #expect(try outcomes() == ["forgotten", "2 works"])
    // A place where something is to be mounted is an empty folder.
    try move(mount, away)
    try FileManager.default.createDirectory(at: mount, withIntermediateDirectories: false)
    #expect(try outcomes() == ["absent 1", "2 works"])
    try FileManager.default.removeItem(
      at: library.indexFolder.appendingPathComponent("References/a.txt"))
    #expect(try outcomes() == ["absent 1", "forgotten", "1 works"])
    configuration.sources.removeLast()
    indexer = Indexer(library, configuration)
    #expect(try outcomes() == ["forgotten", "0 works"])
  }

  /// What stands for a source, and what is told when that is gone: the source is kept.
  @Test(arguments: [
    Row("../../away/a.txt", removed: "away/a.txt", "AWAY/a.txt missing, kept AWAY/a.txt"),
    Row("../../away", removed: "away", "AWAY/a.txt missing, kept AWAY/a.txt"),
    Row("../../away/*.txt", removed: "away", "AWAY/a.txt missing, kept AWAY/a.txt"),
    // A disk that is not mounted leaves the folder empty.
    Row("../../away", removed: "away/a.txt", "AWAY/a.txt missing, kept AWAY/a.txt"),
    // A link in the library's folder.
    Row("References", removed: "away/a.txt", "AWAY/a.txt missing, kept AWAY/a.txt"),
    Row(
      "../../away/a.txt", removed: "away/a.txt", added: "away/.a.txt.icloud",
      "AWAY/a.txt inCloud, kept AWAY/a.txt"),
    Row(
      "../../away", removed: "away/a.txt", added: "away/.a.txt.icloud",
      "AWAY/a.txt inCloud, kept AWAY/a.txt"),
  ])
  func whatIsNotThereNowIsNamedAndKept(_ row: Row) throws {
    let folder = try TemporaryFolder(files: [
      "library/Index/index.yaml": "", "away/a.txt": Self.one,
    ])
    let away = folder.url.appendingPathComponent("away").standardizedFileURL.path
    let library = folder.url.appendingPathComponent("library")
    let references = library.appendingPathComponent("Index/References")
    try FileManager.default.createDirectory(at: references, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: references.appendingPathComponent("link.txt").path,
      withDestinationPath: away + "/a.txt")
    let configuration = try LibraryConfiguration(
      SourceText(name: "index.yaml", text: "sources:\n  - \"\(row.entry)\"\n"))
    var indexer = Indexer(Library(folder: library), configuration)
    indexer.trust = SourceTrust(
      indexer.library, ["XDG_STATE_HOME": folder.url.appendingPathComponent("state").path])
    try indexer.trust.allow([URL(fileURLWithPath: away).resolvingSymlinksInPath().path])
    let database = try IndexDatabase(writing: indexer.library.databaseFile.path)
    try indexer.refresh(database) { _ in }
    #expect(try database.workCount() == 1)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(row.removed))
    if let added = row.added { try folder.write("", to: added) }
    // Once a search has read it, nothing is to be read again while the file is away.
    #expect(try !indexer.isStale(database))
    var lines: [String] = []
    try indexer.refresh(database) { report in
      if case .away(let absence, let kept) = report.outcome {
        let line = "\(report.path) \(absence), kept \(kept.joined(separator: " "))"
        lines.append(line.replacing(away, with: "AWAY"))
      }
    }
    #expect(lines == [row.told])
    #expect(try database.workCount() == 1)
    #expect(Set(indexer.absences(among: [away + "/a.txt"]).keys) == [away + "/a.txt"])
    // The file returns and is what it was; an entry that is gone forgets it.
    try folder.write(Self.one, to: "away/a.txt")
    try? FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("away/.a.txt.icloud"))
    try indexer.refresh(database) { _ in }
    #expect(try !indexer.isStale(database))
    let other = try LibraryConfiguration(
      SourceText(name: "index.yaml", text: "sources:\n  - ../nothing\n"))
    try Indexer(indexer.library, other).refresh(database) { _ in }
    #expect(try database.workCount() == 0)
  }

  struct Row: CustomTestStringConvertible {
    let (entry, removed, added, told): (String, String, String?, String)
    init(_ entry: String, removed: String, added: String? = nil, _ told: String) {
      (self.entry, self.removed, self.added, self.told) = (entry, removed, added, told)
    }
    var testDescription: String { "\(entry) without \(removed)" }
  }

  @Test func aPlaceholderThatWasNeverReadIsNamed() throws {
    let folder = try TemporaryFolder(files: [
      "Index/References/.a.bib.icloud": "", "Index/References/.notes.docx.icloud": "",
      "Index/References/b.txt": Self.one,
    ])
    #expect(
      try refresh(folder) == [
        "Index/References/a.bib inCloud, kept ", "Index/References/b.txt read 1 0",
        "skipped Index/References/.notes.docx.icloud",
      ])
  }

  @Test func linksInACircleAreLeft() throws {
    let folder = try TemporaryFolder(files: ["Index/References/deep/a.txt": Self.one])
    let deep = folder.url.appendingPathComponent("Index/References/deep").path
    for (name, target) in [("up", ".."), ("self", "self"), ("one", "two"), ("two", "one")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(deep)/\(name)", withDestinationPath: target)
    }
    let lines = try refresh(folder)
    #expect(lines.filter { $0.hasSuffix("read 1 0") } == ["Index/References/deep/a.txt read 1 0"])
    #expect(!lines.contains { $0.contains("kept") || $0.contains("notFound") })
  }

  @Test(arguments: [
    ("!References/a.txt", ["b.txt", "deep/c.txt"]), ("!References/deep", ["a.txt", "b.txt"]),
    ("!**/c.txt", ["a.txt", "b.txt"]), ("!References/?.txt", ["deep/c.txt"]),
    ("!References", []), ("!nothing", ["a.txt", "b.txt", "deep/c.txt"]),
  ])
  func anEntryExcludesFiles(_ entry: String, _ expected: [String]) throws {
    let folder = try TemporaryFolder(files: [
      "Index/References/a.txt": Self.one, "Index/References/b.txt": Self.two,
      "Index/References/deep/c.txt": Self.two,
    ])
    let configuration = try LibraryConfiguration(
      SourceText(name: "index.yaml", text: "sources:\n  - \"\(entry)\"\n  - References\n"))
    #expect(
      try refresh(folder, configuration).map { $0.split(separator: " ")[0] }
        == expected.map { "Index/References/\($0)" })
  }

  @Test func staleMeansAddedChangedOrRemoved() throws {
    let folder = try TemporaryFolder(files: [
      "Index/index.yaml": "", "Index/References/a.txt": Self.one,
    ])
    _ = try refresh(folder)
    let library = Library(folder: folder.url)
    let indexer = Indexer(library, LibraryConfiguration())
    let database = try IndexDatabase(reading: library.databaseFile.path)
    #expect(try !indexer.isStale(database))
    try folder.write(Self.two, to: "Index/References/b.txt")
    #expect(try indexer.isStale(database))
    _ = try refresh(folder)
    #expect(try !indexer.isStale(database))
    try folder.write(Self.two + Self.two, to: "Index/References/a.txt")
    #expect(try indexer.isStale(database))
    _ = try refresh(folder)
    try FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("Index/References/b.txt"))
    #expect(try indexer.isStale(database))
  }
}

@Suite struct LibraryTests {
  @Test func isFoundInOrder() throws {
    let folder = try TemporaryFolder(files: [
      "home/lib/Index/index.yaml": "", "home/lib/deep/down/x": "",
    ])
    let inside = folder.url.appendingPathComponent("home/lib/deep/down").path
    let outside = folder.url.path
    func located(_ explicit: String?, _ environment: [String: String], _ working: String) -> String
    {
      Library.located(explicit: explicit, environment: environment, workingFolder: working).folder
        .path
    }
    let library = folder.url.standardizedFileURL.appendingPathComponent("home/lib").path
    #expect(located(nil, [:], inside) == library)
    #expect(located("/a", ["IBID_LIBRARY": "/b"], inside) == "/a")
    #expect(located(nil, ["IBID_LIBRARY": "/b"], inside) == "/b")
    #expect(located(nil, ["XDG_DATA_HOME": "/data"], outside) == "/data/ibid")
  }

  @Test(arguments: [
    ("a = b c = D\n", [["a", "b c", "D"]]), ("# a = b\n\na =\na\n", [["a"]]),
    ("a=b # c\r\nd = e", [["a", "b"], ["d", "e"]]),
  ])
  func synonymsAreGroupsOfALine(_ text: String, _ expected: [[String]]) {
    #expect(Library.synonyms(in: text) == expected)
  }

  @Test func makingOneLeavesWhatIsThere() throws {
    let folder = try TemporaryFolder(files: ["Index/index.yaml": "sources: [x]\n"])
    try Library(folder: folder.url).create()
    let text = try String(
      contentsOf: folder.url.appendingPathComponent("Index/index.yaml"), encoding: .utf8)
    #expect(text == "sources: [x]\n")
    #expect(
      FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("Queries").path))
  }
}
