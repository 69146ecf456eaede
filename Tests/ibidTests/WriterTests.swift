import Foundation
import ProgramTestSupport
import Testing

/// What reads a library takes the writer's way only where there is something to write, and does not
/// wait for it.
@Suite struct WriterTests {
  private static let entry =
    "@book{a, title={Whole}, author={Obst, B.}, year=2001, publisher={P}}\n"

  /// A file that contains no text is noted once: searches find the index as it should be.
  @Test func filesWithoutTextDoNotMakeSearchesWriters() throws {
    let library = try TemporaryLibrary([
      "Index/index.yaml": "", "Index/References/a.bib": Self.entry,
      "Index/References/zeros.txt": "\u{0}\u{0}\u{0}",
    ])
    let first = try library.run("search", "whole")
    let again = try library.run("search", "whole")
    #expect(first.status == 0 && again.status == 0)
    #expect(!again.errors.contains("zeros.txt"))
    // Whoever indexes is told each time.
    #expect(
      try library.run("index").errors.contains("'Index/References/zeros.txt' is not a text file"))
    #expect(try library.run("sources").output.contains("zeros.txt: not read"))
    try library.write(
      Self.entry.replacing("Whole", with: "Mended"), to: "Index/References/zeros.txt")
    #expect(try library.run("search", "mended").status == 0)
  }

  /// A link that leads nowhere yet is written through, with the usual permissions.
  @Test func exportsFollowLinks() throws {
    let library = try TemporaryLibrary.indexed(["Index/References/a.bib": Self.entry])
    let link = library.folder.appendingPathComponent("out.bib")
    let target = library.folder.appendingPathComponent("not-yet.bib")
    try FileManager.default.createSymbolicLink(
      atPath: link.path, withDestinationPath: "not-yet.bib")
    #expect(try library.run("export", "out.bib", "whole").status == 0)
    #expect(try String(contentsOf: target, encoding: .utf8).contains("title = {Whole}"))
    let attributes = try FileManager.default.attributesOfItem(atPath: link.path)
    #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
    let mode = try #require(
      FileManager.default.attributesOfItem(atPath: target.path)[.posixPermissions] as? Int)
    #expect(mode & 0o111 == 0)
  }
}
