import Diagnostics
import Foundation
import Index
import References
import Search
import TestSupport
import Testing

@testable import ReferenceLibrary

/// Keys, works and facts depend on what citations say, not on when, where and in which order they come.
@Suite struct LastingKeyTests {
  /// A work that some sources cite. Many share author, year and the first word of the title, and so ask
  /// for one key.
  private struct Cited: Hashable {
    let number: Int
    var family: String
    var title: String

    init(_ number: Int) {
      self.number = number
      family = ["Smith", "Okafor", "Lindqvist"][number % 3]
      title = "Loss of \(Self.words[number % 7]) in \(Self.words[(number / 7 + 3) % 7]) cells"
    }

    private static let words = [
      "antigen", "receptors", "membranes", "tolerance", "function", "telomeres", "memory",
    ]

    /// What no correction changes, and nothing else has.
    var marker: String { "marker\(number)" }

    func bibTeX(key: String?) -> String {
      """
      @article{\(key ?? "k\(number)"), author = {\(family), A.}, title = {\(title)}, year = {2020},
        journal = {Cell}, volume = {\(number + 1)}, pages = {\(number * 10 + 3)}, abstract = {\(marker)}}

      """
    }

    var ris: String {
      """
      TY  - JOUR
      AU  - \(family), A.
      TI  - \(title)
      PY  - 2020
      JO  - Cell
      VL  - \(number + 1)
      SP  - \(number * 10 + 3)
      AB  - \(marker)
      ER  -

      """
    }
  }

  /// A library of a few files, each a list of works that may be corrected, moved and taken away.
  private struct Shelf {
    let folder: TemporaryFolder
    var sources: [String: [Cited]]
    var absent: Set<String> = []

    var library: Library { Library(folder: folder.url) }

    /// Writes what there is and brings the index up to date.
    ///
    /// - Parameter yaml: what `index.yaml` says.
    func indexed(_ yaml: String = "") throws -> IndexDatabase {
      for (name, works) in sources {
        let path = "Index/References/\(name)"
        if absent.contains(name) {
          try? FileManager.default.removeItem(at: folder.url.appendingPathComponent(path))
          continue
        }
        let text = works.map { name.hasSuffix(".bib") ? $0.bibTeX(key: nil) : $0.ris }.joined()
        try folder.write(text, to: path)
      }
      let configuration = try LibraryConfiguration(SourceText(name: "index.yaml", text: yaml))
      let path = library.databaseFile.path
      try Indexer(library, configuration).refresh(IndexDatabase(writing: path)) { _ in }
      return try IndexDatabase(reading: path)
    }

    /// Deletes the index, and keeps what stands beside it.
    func forgetIndex() {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: library.databaseFile.path + suffix)
      }
    }
  }

  private func hits(_ query: String, in database: IndexDatabase) throws -> [Work] {
    var options = SearchOptions()
    options.limit = .max
    let request = try SearchRequest(SourceText(name: "query", text: query), options)
    return try Searcher(database).search(request).hits.map(\.work)
  }

  // MARK: Edits

  /// After corrections of titles and names, other orders, absences and lost indexes, every work has
  /// the key that it had at first, and none is new.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func keysOutlastEdits(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let works = (0..<10).map(Cited.init)
    var shelf = Shelf(
      folder: try TemporaryFolder(files: ["Index/index.yaml": ""]),
      sources: [
        "a.bib": Array(works[0..<6]), "b.ris": Array(works[4..<10]), "c.bib": Array(works[7..<9]),
      ])
    let first = try shelf.indexed()
    var keys: [Int: CitationKey] = [:]
    for work in works {
      let found = try hits("abstract:\(work.marker)", in: first)
      keys[work.number] = try #require(found.count == 1 ? found[0].key : nil)
    }
    #expect(Set(keys.values).count == works.count)
    let additions = try #require(try? Data(contentsOf: additionsFile(of: shelf)))
    var steps: [String] = []
    for _ in 0..<12 {
      steps.append(change(&shelf, &random))
      let database = try shelf.indexed()
      let present = Set(
        shelf.sources.filter { !shelf.absent.contains($0.key) }.values.joined().map(\.number))
      for number in present {
        let found = try hits("abstract:marker\(number)", in: database)
        #expect(found.map(\.key) == [keys[number]], "work \(number), \(steps)")
      }
    }
    shelf.absent = []
    _ = try shelf.indexed()
    #expect(try Data(contentsOf: additionsFile(of: shelf)) == additions, "\(steps)")
  }

  /// Where it is kept when works came in.
  private func additionsFile(of shelf: Shelf) -> URL {
    shelf.folder.url.appendingPathComponent("Index/state/added")
  }

  /// Changes a shelf in one way, and tells which.
  private func change(_ shelf: inout Shelf, _ random: inout SplitMix64) -> String {
    let name = shelf.sources.keys.sorted().randomElement(using: &random)!
    let index = Int.random(in: 0..<shelf.sources[name]!.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0:
      shelf.sources[name]![index].title += " revisited"
      return "\(name): title \(shelf.sources[name]![index].number)"
    case 1:
      shelf.sources[name]![index].family += "e"
      return "\(name): name \(shelf.sources[name]![index].number)"
    case 2:
      shelf.sources[name]!.shuffle(using: &random)
      return "\(name): order"
    case 3:
      shelf.absent.formSymmetricDifference([name])
      return "\(name): \(shelf.absent.contains(name) ? "gone" : "back")"
    case 4:
      shelf.forgetIndex()
      return "index"
    case 5:
      // All works move to another file: it was renamed, or lists were sorted again.
      let names = shelf.sources.keys.sorted()
      let other = names[(names.firstIndex(of: name)! + 1) % names.count]
      (shelf.sources[name], shelf.sources[other]) = (shelf.sources[other], shelf.sources[name])
      return "\(name) is \(other)"
    default:
      let others = shelf.sources.keys.sorted().filter { $0 != name }
      let other = others.randomElement(using: &random)!
      let cited = shelf.sources[name]![index]
      guard !shelf.sources[other]!.contains(where: { $0.number == cited.number }) else {
        return "nothing"
      }
      shelf.sources[other]!.append(cited)
      return "\(other): cites \(cited.number), too"
    }
  }

  // MARK: Orders

  /// Ten sources are the same works with the same keys and facts, whatever their files are called and
  /// whichever comes first.
  @Test func sourcesMakeTheSameWorksInAnyOrder() throws {
    var random = SplitMix64(seed: 11)
    let works = (0..<14).map(Cited.init)
    let lists: [[Cited]] = (0..<10).map { number in
      works.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }.map { cited in
        var cited = cited
        // Some print less of the title, or another form of it.
        if (number + cited.number).isMultiple(of: 5) { cited.title += ": a review" }
        return cited
      }
    }
    var first: [String]?
    for round in 0..<6 {
      let names = (0..<10).map { "\(["q", "b", "z", "m"][$0 % 4])\($0)" }.shuffled(using: &random)
      var shelf = Shelf(folder: try TemporaryFolder(files: ["Index/index.yaml": ""]), sources: [:])
      for (number, list) in lists.enumerated() {
        let name = names[number] + (number.isMultiple(of: 2) ? ".bib" : ".ris")
        shelf.sources[name] = list.shuffled(using: &random)
        // Half of the rounds add the sources one by one.
        if round.isMultiple(of: 2) { _ = try shelf.indexed() }
      }
      let described = try hits("*", in: try shelf.indexed()).map { work in
        "\(work.key) \(work.places.count) \(work.reference)"
      }.sorted()
      if let first { #expect(Self.withoutKeys(described) == Self.withoutKeys(first)) }
      if round.isMultiple(of: 2) { continue }
      if let first { #expect(described == first) }
      first = first ?? described
    }
  }

  /// Keys depend on what was there first; all else does not.
  private static func withoutKeys(_ lines: [String]) -> [String] {
    lines.map { String($0.drop { $0 != " " }) }.sorted()
  }

  // MARK: Rulings

  /// Works that a ruling makes one, or several, are again what they were when it is taken back, under
  /// their keys; a fresh index says the same.
  @Test func rulingsAreTakenBack() throws {
    let works = (0..<4).map(Cited.init)
    let shelf = Shelf(
      folder: try TemporaryFolder(files: ["Index/index.yaml": ""]),
      sources: ["a.bib": works, "b.ris": [works[0]]])
    func keys(_ yaml: String, isFresh: Bool = false) throws -> [String] {
      if isFresh { shelf.forgetIndex() }
      return try hits("*", in: try shelf.indexed(yaml)).map { "\($0.key) \($0.places.count)" }
        .sorted()
    }
    let before = try keys("")
    let names = before.compactMap { $0.split(separator: " ").first }
    let merged = try keys("same:\n- [\(names[0]), \(names[1])]\n")
    #expect(merged.count == before.count - 1)
    #expect(try keys("") == before)
    let split = try keys("different:\n- [Index/References/a.bib:1, Index/References/b.ris:1]\n")
    #expect(split.count == before.count + 1)
    #expect(try keys("") == before)
    #expect(try keys("", isFresh: true) == before)
    let again = try keys("same:\n- [\(names[0]), \(names[1])]\n")
    #expect(again == merged)
    #expect(try keys("same:\n- [\(names[0]), \(names[1])]\n", isFresh: true) == merged)
  }

  // MARK: Annotators

  /// Who wrote a source's annotations is stated, changed and taken back without a change of the source.
  @Test func annotatorsAreStatedOfSources() throws {
    let note = "@article{a, title = {Loss}, year = {2020}, annote = {Read it.}}\n"
    let own = "@article{b, title = {Gain}, year = {2021}, comment-ann = {Read it, too.}}\n"
    let folder = try TemporaryFolder(files: [
      "Index/index.yaml": "", "Index/References/a.bib": note, "Index/References/b.bib": own,
    ])
    let shelf = Shelf(folder: folder, sources: [:])
    func names(_ yaml: String) throws -> [String?] {
      let configuration = try LibraryConfiguration(SourceText(name: "index.yaml", text: yaml))
      let database = try shelf.indexed(yaml)
      #expect(try !Indexer(shelf.library, configuration).isStale(database))
      #expect(try Indexer(shelf.library, LibraryConfiguration()).isStale(database) == !yaml.isEmpty)
      let annotators = ["jane", "lee", "ann"]
      for name in annotators {
        let works = try hits("annotator:\(name)", in: database)
        let expected = try hits("*", in: database).filter { work in
          work.annotations.contains { $0.annotator?.lowercased().contains(name) ?? false }
        }
        #expect(Set(works.map(\.key)) == Set(expected.map(\.key)))
      }
      return try hits("*", in: database).sorted { $0.key.description < $1.key.description }
        .flatMap(\.annotations).map(\.annotator)
    }
    let jane = "sources:\n- References\n- path: References/a.bib\n  annotator: Jane Smith\n"
    let all = "sources:\n- path: References\n  annotator: Lee\n"
    let before = try names("")
    #expect(Set(before) == [nil, "ann"])
    #expect(try Set(names(jane)) == ["Jane Smith", "ann"])
    #expect(try Set(names(all)) == ["Lee", "ann"])
    #expect(try names("") == before)
  }
}
