import Foundation
import ProgramTestSupport
import TestSupport
import Testing

/// A library that came with a clone reads nothing outside of its folder before its user has allowed it.
@Suite struct TrustTests {
  private static let inside = "@book{a, title={Of the library}, author={Doe, J.}, year=2001}\n"
  private static let outside = "@book{b, title={Of elsewhere}, author={Roe, R.}, year=2002}\n"

  private let elsewhere: TemporaryFolder

  init() throws { elsewhere = try TemporaryFolder(files: ["deep/b.bib": Self.outside]) }

  private func path(_ name: String) -> String { elsewhere.url.appendingPathComponent(name).path }

  private func library(sources: String...) throws -> TemporaryLibrary {
    let lines = sources.map { "  - \"\($0)\"\n" }.joined()
    return try TemporaryLibrary([
      "Index/index.yaml": "sources:\n  - References\n" + lines,
      "Index/References/a.bib": Self.inside,
    ])
  }

  private func keys(_ library: TemporaryLibrary) throws -> String {
    try library.run("search", "*", "--sort", "key", "--format", "keys").output
  }

  private func expectAllowance(_ library: TemporaryLibrary, _ shown: String) throws {
    let search = try library.run("search", "*", "--format", "keys")
    #expect(search.output == "doe2001library\n")
    #expect(search.errors.contains("outside the library") && search.errors.contains(shown))
    #expect(search.errors.contains("ibid index --trust"))
    // Each search says so, also when nothing has changed.
    #expect(try library.run("search", "library").errors.contains("ibid index --trust"))
    #expect(try library.run("index").status == 2)
    #expect(try library.run("index", "--trust").status == 0)
    #expect(try keys(library) == "doe2001library\nroe2002elsewhere\n")
    let allowed = try library.run("search", "library")
    #expect(!allowed.errors.contains("outside"))
  }

  @Test(arguments: ["deep/b.bib", "deep", "deep/*.bib", "**"])
  func sourcesOutsideAreReadWhenAllowed(_ entry: String) throws {
    try expectAllowance(try library(sources: path(entry)), path(entry))
  }

  @Test(arguments: ["deep/b.bib", "deep"])
  func linksThatLeaveAreFollowedWhenAllowed(_ target: String) throws {
    let library = try library()
    let name = target.hasSuffix(".bib") ? "link.bib" : "link"
    try FileManager.default.createSymbolicLink(
      atPath: library.folder.appendingPathComponent("Index/References/\(name)").path,
      withDestinationPath: path(target))
    try expectAllowance(library, path(target))
  }

  /// What ibid writes by itself leaves the library no more than what it reads.
  @Test(arguments: ["fixes.jsonl", "state"]) func ownFilesThatAreLinksAreWrittenWhenAllowed(
    _ name: String
  ) throws {
    let library = try library()
    try elsewhere.write("", to: "state/fixes.jsonl")
    let target = name == "state" ? path("state") : path("state/fixes.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: library.folder.appendingPathComponent("Index/\(name)").path,
      withDestinationPath: target)
    let refused = try library.run("fix", "doe2001library", "title=Other")
    #expect(refused.status == 3 && refused.errors.contains("leads out of the library, to"))
    #expect(refused.errors.contains("ibid index --trust"), "\(refused.errors)")
    #expect(try String(contentsOfFile: path("state/fixes.jsonl"), encoding: .utf8).isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: path("state"))
    #expect(names == ["fixes.jsonl"])
    #expect(try library.run("index", "--trust").status == 0)
    #expect(try library.run("fix", "doe2001library", "title=Other").status == 0)
    #expect(try library.run("show", "doe2001library").output.contains("Other"))
  }

  @Test func aFolderThatIsALinkIsAllowed() throws {
    let library = try library()
    let references = library.folder.appendingPathComponent("Index/References")
    try FileManager.default.removeItem(at: references)
    try FileManager.default.createSymbolicLink(
      at: references, withDestinationURL: elsewhere.url.appendingPathComponent("deep"))
    #expect(try library.run("search", "*").status == 1)
    _ = try library.run("index", "--trust")
    #expect(try keys(library) == "roe2002elsewhere\n")
  }

  @Test func whatIsAllowedIsNoMoreThanWasSaid() throws {
    let library = try library(sources: path("deep/b.bib"))
    _ = try library.run("index", "--trust")
    try elsewhere.write(Self.outside.replacing("elsewhere", with: "beyond"), to: "deep/c.bib")
    try library.write("sources: [\"\(path("deep"))\"]\n", to: "Index/index.yaml")
    let search = try library.run("search", "*", "--format", "keys")
    #expect(!search.output.contains("beyond"))
    #expect(search.errors.contains("ibid index --trust"))
  }

  /// The same library in another folder may be another's.
  @Test func aCopyIsNotAllowed() throws {
    let library = try library(sources: path("deep"))
    _ = try library.run("index", "--trust")
    let copied = try library.shell("mkdir copy && cp -R Index copy/ && rm copy/Index/index.sqlite*")
    #expect(copied.status == 0)
    let copy = try library.shell("ibid search '*' --format keys --library copy")
    #expect(copy.output == "doe2001library\n")
  }

  @Test func whatIsTypedByHandIsRead() throws {
    let library = try library()
    let result = try library.run("index", path("deep"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(try keys(library) == "doe2001library\nroe2002elsewhere\n")
  }

  /// The library in the user's data folder is the user's own.
  @Test func ownLibrariesReadAnything() throws {
    let folder = try TemporaryFolder(files: [
      "no-data/ibid/Index/index.yaml": "sources: [\"\(path("deep"))\"]\n"
    ])
    let search = try Program.run(["search", "*", "--format", "keys"], in: folder.url)
    #expect(search.output == "roe2002elsewhere\n")
    #expect(!search.errors.contains("trust"))
  }

  /// What was read stays, as with a source that is away.
  @Test func whatIsNoLongerAllowedIsKept() throws {
    let library = try library(sources: path("deep"))
    _ = try library.run("index", "--trust")
    try FileManager.default.removeItem(at: library.folder.appendingPathComponent("no-state"))
    try elsewhere.write(Self.outside.replacing("elsewhere", with: "beyond"), to: "deep/c.bib")
    #expect(try keys(library) == "doe2001library\nroe2002elsewhere\n")
  }
}
