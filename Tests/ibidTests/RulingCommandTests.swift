import Foundation
import ProgramTestSupport
import Testing

/// `duplicates`, `merge` and `split`, as people use them.
@Suite struct RulingCommandTests {
  private static let first = """
    @article{a1, author = {García-López, M.}, title = {Coffee and sleep}, journal = {Sleep}, volume = {9}, year = {2019}}
    @article{b1, author = {Smith, J.}, title = {Effects of tea on librarians}, journal = {Tea}, volume = {1}, year = {2018}}

    """
  private static let second = """
    @article{a2, author = {Lopez, M. G.}, title = {Coffee and sleep}, journal = {Sleep}, volume = {9}, year = {2019}}
    @article{b2, author = {Smith, J.}, title = {Effects of tea on librarians}, journal = {Tea}, volume = {1}, year = {2018}}

    """
  private static let yaml = "# mine\nsources: # all of them\n  - References\n"

  private func library() throws -> TemporaryLibrary {
    try TemporaryLibrary([
      "Index/index.yaml": Self.yaml, "Index/References/a.bib": Self.first,
      "Index/References/b.bib": Self.second,
    ])
  }

  private func keys(_ library: TemporaryLibrary) throws -> [String] {
    try library.run("search", "*", "--format", "keys", "--sort", "key").lines.map(String.init)
  }

  private func configuration(_ library: TemporaryLibrary) throws -> String {
    try String(
      contentsOf: library.folder.appendingPathComponent("Index/index.yaml"), encoding: .utf8)
  }

  @Test func aPairIsSettledByTheCommandThatIsPrinted() throws {
    let library = try library()
    let before = try keys(library)
    #expect(before == ["garcialopez2019coffee", "lopez2019coffee", "smith2018effects"])
    let command = try #require(try library.run("duplicates").lines.first)
    #expect(command == "ibid merge garcialopez2019coffee lopez2019coffee")
    let merged = try library.run(
      "merge", "garcialopez2019coffee", "lopez2019coffee", "garcialopez2019coffee")
    #expect(merged.status == 0)
    #expect(try keys(library).count == 2)
    #expect(
      try configuration(library) == Self.yaml
        + "same:\n  - [garcialopez2019coffee, lopez2019coffee]\n")
    #expect(try library.run("show", "garcialopez2019coffee", "lopez2019coffee").status == 0)
    #expect(try library.run("duplicates").status == 1)
    #expect(try library.run("merge", "garcialopez2019coffee", "lopez2019coffee").status == 2)
    // The command that undoes it is printed, too.
    let undoing = try #require(merged.output.split(separator: "'").dropFirst().first)
    #expect(
      try Program.run(
        undoing.split(separator: " ").dropFirst().map(String.init), in: library.folder
      ).status == 0)
    #expect(try keys(library) == before)
    #expect(try library.run("duplicates").status == 1, "the pair is settled")
    try FileManager.default.removeItem(
      at: library.folder.appendingPathComponent("Index/index.sqlite"))
    #expect(try keys(library) == before)
  }

  @Test func aWorkOfTwoCitationsIsSplit() throws {
    let library = try library()
    #expect(try library.run("split", "smith2018effects").status == 0)
    let split = try keys(library)
    #expect(split.count == 4)
    // The ruling holds by keys, wherever the citations stand later.
    #expect(try configuration(library).hasSuffix("different:\n  - [\(split[2]), \(split[3])]\n"))
    try library.write("\n\n\(Self.first)", to: "Index/References/a.bib")
    #expect(try keys(library) == split)
    try FileManager.default.removeItem(
      at: library.folder.appendingPathComponent("Index/index.sqlite"))
    #expect(try keys(library) == split)
    #expect(try Program.run(["merge", split[2], split[3]], in: library.folder).status == 0)
    #expect(try keys(library).count == 3)
  }

  /// What has nothing in common is merged as asked, and told; the index has one work from then on.
  @Test func mergingUnlikeWorksIsTold() throws {
    let entries = ["Ada", "Bo"].enumerated().map {
      "@article{k, author = {\($1), X.}, title = {On \($1)}, journal = {J}, volume = {\($0)}, year = {200\($0)}}\n"
    }
    let library = try TemporaryLibrary(["Index/References/a.bib": entries.joined()])
    let all = try keys(library)
    let result = try library.run("merge", all[0], all[1])
    #expect(result.status == 0)
    #expect(
      result.errors.contains("warning: the citations differ in title, year"), "\(result.errors)")
    // Nothing is left for the next command to do.
    let next = try library.run("search", "*", "--count")
    #expect(next.output == "1\n" && next.errors.isEmpty, "\(next.errors)")
    #expect(
      !(try self.library().run("merge", "garcialopez2019coffee", "lopez2019coffee").errors)
        .contains("warning"))
  }

  /// Works that are merged one after another come apart in the same steps, whichever way.
  @Test(arguments: [false, true]) func aChainOfMergesIsUndone(isRebuilt: Bool) throws {
    let entries = ["Ada", "Bo", "Cy"].map {
      "@article{k\($0), author = {\($0), X.}, title = {On \($0)}, year = {2001}}\n"
    }
    let library = try TemporaryLibrary(["Index/References/a.bib": entries.joined()])
    let all = try keys(library)
    #expect(all.count == 3)
    #expect(try library.run("merge", all[0], all[1]).status == 0)
    let once = try configuration(library)
    let twice = try library.run("merge", all[0], all[2])
    #expect(twice.status == 0)
    #expect(try keys(library).count == 1)
    let undoing = try #require(twice.output.split(separator: "'").dropFirst().first)
    if isRebuilt {
      try library.write(once, to: "Index/index.yaml")
      try FileManager.default.removeItem(
        at: library.folder.appendingPathComponent("Index/index.sqlite"))
    } else {
      let words = undoing.split(separator: " ").dropFirst().map(String.init)
      #expect(try Program.run(words, in: library.folder).status == 0)
    }
    #expect(try keys(library) == [all[1], all[2]])
    try library.write("", to: "Index/index.yaml")
    #expect(try keys(library) == all)
  }

  /// Whichever citation is named, of two or of three, it alone becomes another work.
  @Test(arguments: ["a.bib:2", "b.bib:2", "c.bib:1"], [2, 3])
  func theCitationAtAPlaceIsSplitOff(_ place: String, _ count: Int) throws {
    if count == 2, place == "c.bib:1" { return }
    let library = try library()
    if count == 3 {
      let entry = Self.second.split(separator: "\n")[1].replacing("b2", with: "c2")
      try library.write("\(entry)\n", to: "Index/References/c.bib")
    }
    let before = try keys(library)
    let name = "Index/References/\(place)"
    #expect(try library.run("split", "smith2018effects", name).status == 0)
    let split = try keys(library)
    #expect(split.count == before.count + 1)
    let alone = try library.run("show", split[split.count - 1], "--format", "json").output
    let rest = try library.run("show", split[split.count - 2], "--format", "json").output
    #expect(
      alone.contains("References/\(place.prefix(5))")
        != rest.contains("References/\(place.prefix(5))"))
    // The index changes again, and the ruling holds.
    try library.write("@book{z, title = {Z}, author = {Zed, A.}}\n", to: "Index/References/z.bib")
    #expect(try keys(library).count == split.count + 1)
  }

  @Test(arguments: [
    ("merge smith2018effects", 2, "expected two or more keys"),
    ("merge smith2018effect garcialopez2019coffee", 1, "did you mean 'smith2018effects'?"),
    ("merge smith2018efects garcialopez2019coffee", 1, "did you mean 'smith2018effects'?"),
    ("split smith2018effect garcialopez2019coffee", 1, "did you mean 'smith2018effects'?"),
    ("split garcialopez2019coffee", 2, "'garcialopez2019coffee' has one citation"),
    ("split nobody smith2018effects", 1, "unknown key 'nobody'"),
  ])
  func whatCannotBeIsTold(_ line: String, _ status: Int32, _ message: String) throws {
    let library = try library()
    let result = try Program.run(line.split(separator: " ").map(String.init), in: library.folder)
    #expect(result.status == status)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(try configuration(library) == Self.yaml)
  }

  /// A command that fails half-way takes nothing out.
  @Test func aSplitThatFailsLeavesRulingsAlone() throws {
    let library = try library()
    let yaml = Self.yaml + "same: # checked\n  - [garcialopez2019coffee, lopez2019coffee] # sure\n"
    try library.write(yaml, to: "Index/index.yaml")
    #expect(try keys(library).count == 2)
    let result = try library.run(
      "split", "garcialopez2019coffee", "lopez2019coffee", "garcialopez2019coffee")
    #expect(result.status == 2)
    #expect(try configuration(library) == yaml)
    #expect(try keys(library).count == 2)
  }

  /// Several processes at once lose no ruling.
  @Test func mergesAtOnceAreAllWritten() async throws {
    let names = ["Adler", "Brandt", "Castro", "Dumont"]
    let entries = names.flatMap { name in
      ["Tin", "Wood"].map {
        "@book{\(name)\($0), author = {\(name), A.}, title = {Boats of \($0)}}\n"
      }
    }
    let library = try TemporaryLibrary([
      "Index/index.yaml": Self.yaml, "Index/References/a.bib": entries.joined(),
    ])
    #expect(try keys(library).count == 8)
    let folder = library.folder
    let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
      for name in names {
        group.addTask {
          try Program.run(["merge", "\(name)Tin", "\(name)Wood"], in: folder).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == [0, 0, 0, 0])
    #expect(try configuration(library).split(separator: "\n").count { $0.hasPrefix("  - [") } == 4)
    #expect(try keys(library).count == 4)
  }

  @Test func namesThatNothingHasAreTold() throws {
    let library = try library()
    try library.write(
      Self.yaml + "same:\n  - [smith2018effects, nobody]\n", to: "Index/index.yaml")
    let result = try library.run("index")
    #expect(result.status == 0)
    #expect(result.errors.contains(":5:24: warning: no work or citation is named 'nobody'"))
    let check = try library.run("check")
    #expect(check.status == 1)
    #expect(check.errors.contains("'nobody'"))
  }

  /// The file stays a link, and as private as it was.
  @Test func theFileStaysWhatItIs() throws {
    let library = try library()
    let manager = FileManager.default
    let file = library.folder.appendingPathComponent("Index/index.yaml")
    let target = library.folder.appendingPathComponent("mine.yaml")
    try manager.moveItem(at: file, to: target)
    try manager.createSymbolicLink(at: file, withDestinationURL: target)
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path)
    #expect(try library.run("merge", "garcialopez2019coffee", "lopez2019coffee").status == 0)
    #expect(try manager.destinationOfSymbolicLink(atPath: file.path) == target.path)
    #expect(
      try manager.attributesOfItem(atPath: target.path)[.posixPermissions] as? Int == 0o600)
    #expect(try String(contentsOf: target, encoding: .utf8).contains("same:"))
  }

  // MARK: Keys of sources

  @Test func exportsKeepTheKeysOfTheirSources() throws {
    let library = try library()
    func keys(_ options: String...) throws -> [Substring] {
      let printed = try Program.run(
        ["search", "*", "--format", "bibtex"] + options, in: library.folder)
      return printed.lines.filter { $0.hasPrefix("@") }
        .map { $0.drop { $0 != "{" }.dropFirst().dropLast() }.sorted()
    }
    #expect(try keys() == ["a1", "a2", "b1"])
    #expect(
      try keys("--keys", "ibid") == [
        "garcialopez2019coffee", "lopez2019coffee", "smith2018effects",
      ]
    )
    // A key that two works have is no one's.
    try library.write(
      Self.first + "@book{a1, title = {Another}, author = {Wu, X.}, year = {2001}}\n",
      to: "Index/References/a.bib")
    #expect(try keys() == ["a2", "b1", "garcialopez2019coffee", "wu2001another"])
    #expect(try library.run("show", "a1", "--format", "keys").lines.count == 2)
  }
}
