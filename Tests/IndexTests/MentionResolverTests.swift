import Diagnostics
import IndexTestSupport
import References
import TestSupport
import Testing

@testable import Index
@testable import Search

@Suite struct MentionResolverTests {
  /// Two lists; the numbers are the positions.
  private func index() throws -> TemporaryIndex {
    let index = try TemporaryIndex()
    try index.replace(
      "a.txt",
      with: [
        Citation(
          "Relapse after therapy", position: 1, authors: [Creator("Smith, A.")], year: 2017,
          annotation: "Together with Jones et al. (2018) and ref. 3; see Nobody (2001)."),
        Citation(
          "Antigen loss", position: 2,
          authors: [Creator("Jones, B."), Creator("Lee, C."), Creator("Fox, D.")], year: 2018),
        Citation("Number three", position: 3, authors: [Creator("Lee, C.")], year: 2019),
        Citation(
          "Pairs", position: 4, authors: [Creator("Müller, E.")], year: 2020,
          annotation: "As Lee & Smith (2016) and Lee & Fox (2016) of antigen escape."),
      ])
    try index.replace(
      "b.txt",
      with: [
        Citation("Another loss", position: 1, authors: [Creator("Jones, B.")], year: 2018),
        Citation(
          "Antigen escape", position: 2, authors: [Creator("Lee, C."), Creator("Fox, D.")],
          year: 2016),
        Citation(
          "Escape of antigens again", position: 3,
          authors: [Creator("Lee, C."), Creator("Fox, D.")], year: 2016,
          annotation: "Mueller (2021) is Müller (2020)."),
      ])
    try IndexWriter(index.database).resolveMentionsIfDue()
    return index
  }

  @Test func mentionsAreWorks() throws {
    let mentions = try index().database.mentions().map { mention in
      "\(mention.work): \(mention.text) = \(mention.target?.description ?? "-")"
        + (mention.candidates.isEmpty ? "" : " or \(mention.candidates.map(\.description))")
    }
    #expect(
      mentions == [
        "smith2017relapse: Jones et al. (2018) = jones2018antigen",
        "smith2017relapse: ref. 3 = lee2019number",
        "smith2017relapse: Nobody (2001) = -",
        "muller2020pairs: Lee & Smith (2016) = -",
        "muller2020pairs: Lee & Fox (2016) = lee2016antigen or [\"lee2016escape\"]",
        "lee2016escape: Mueller (2021) = muller2020pairs",
        "lee2016escape: Müller (2020) = muller2020pairs",
      ])
  }

  @Test(arguments: [
    ("mentions:lee2019number", ["Relapse after therapy"]),
    ("mentions:(title:antigen)", ["Pairs", "Relapse after therapy"]),
    ("mentioned-by:smith2017relapse", ["Antigen loss", "Number three"]),
    ("mentioned-by:(year:2020)", ["Antigen escape"]), ("mentions:nobody", []),
    ("-mentions:* year:2017..2018", ["Another loss", "Antigen loss"]),
    ("mentions:lee2019number OR year:2019", ["Number three", "Relapse after therapy"]),
  ])
  func relationsAreAskedFor(_ query: String, _ titles: [String]) throws {
    #expect(try index().titles(query) == titles)
  }

  /// A mention means nothing any more when its work is gone.
  @Test func mentionsFollowTheLibrary() throws {
    let index = try index()
    try IndexWriter(index.database).forget("b.txt")
    try IndexWriter(index.database).resolveMentionsIfDue()
    let texts = try index.database.mentions().filter { $0.target == nil }.map(\.text)
    #expect(texts == ["Nobody (2001)", "Lee & Smith (2016)", "Lee & Fox (2016)"])
    let links = try index.database.links(of: CitationKey("lee2019number"))
    #expect(links.mentionedBy.map(\.work.description) == ["smith2017relapse"])
    #expect(links.mentions.isEmpty)
  }

  /// After any change, mentions mean what they would if all were resolved again.
  @Test func mentionsThatAreNotDueMeanTheSame() throws {
    var random = SplitMix64(seed: 20)
    let families = ["Smith", "García-López", "van der Berg", "Müller", "Lee"]
    let titles = ["Antigen loss", "Escape of cells", "Relapse", "Boats of tin"]
    func citation(_ position: Int) -> Citation {
      let people = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Creator(
          "\(families.randomElement(using: &random)!), \(["A.", "B."].randomElement(using: &random)!)"
        )
      }
      func name() -> String { families.randomElement(using: &random)! }
      let mentions = [
        "\(name()) et al. (201\(Int.random(in: 5...8, using: &random)))",
        "ref. \(Int.random(in: 1...4, using: &random))",
        "[@key\(Int.random(in: 1...9, using: &random))]",
        "\(name()) & \(name()) (2016)", "[@Lee2016antigen]", "[@smith2015relapse]",
      ]
      let words = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        "As \(mentions.randomElement(using: &random)!) of antigen."
      }
      var citation = Citation(
        titles.randomElement(using: &random)!, position: position, authors: people,
        year: 2014 + Int.random(in: 1...4, using: &random),
        annotation: words.isEmpty ? nil : words.joined(separator: " "))
      if Bool.random(using: &random) {
        citation.sourceKey = "key\(Int.random(in: 1...9, using: &random))"
      }
      if citation.annotation != nil, Int.random(in: 0..<6, using: &random) == 0 {
        citation.reference = Reference()
        (citation.subject, citation.sourceKey) = (
          "key\(Int.random(in: 1...9, using: &random))", nil
        )
      }
      return citation
    }
    let index = try TemporaryIndex()
    var lists: [String: [Citation]] = [:]
    var resolved = 0
    for _ in 0..<120 {
      let path = ["a.txt", "b.txt", "c.txt"].randomElement(using: &random)!
      var list = lists[path] ?? []
      switch Int.random(in: 0..<5, using: &random) {
      case 0: list = (0..<Int.random(in: 0...6, using: &random)).map { _ in citation(0) }
      case 1: list.insert(citation(0), at: 0)
      case 2 where !list.isEmpty: list.removeFirst()
      case 3 where !list.isEmpty: list[list.count / 2] = citation(0)
      default: list.append(citation(0))
      }
      for place in list.indices {
        list[place].position = place + 1
        list[place].line = place + 1
      }
      lists[path] = list
      let same = ["smith2015relapse", "lee2016antigen"]
      var rulings = IdentityRulings()
      if Int.random(in: 0..<4, using: &random) == 0 { rulings.same = [same] }
      let source = IndexedSource(path: path, size: 0, modified: 0, digest: "", problems: 0)
      let writer = IndexWriter(index.database, rulings: rulings)
      if list.isEmpty { try writer.forget(path) } else { try writer.replace(source, with: list) }
      try writer.resolveMentionsIfDue()
      let found = try index.database.mentions()
      resolved += found.count { $0.target != nil }
      try index.database.write { db in
        try db.execute(
          sql: "UPDATE mention SET is_due = 1; UPDATE library_state SET mentions_due = 1")
      }
      try writer.resolveMentionsIfDue()
      #expect(try index.database.mentions() == found)
    }
    #expect(resolved > 500)
  }

  /// A place in a list means what its citation is of, also where a ruling on another source changes that.
  @Test func placesFollowRulings() throws {
    let index = try TemporaryIndex()
    try index.replace(
      "a.txt",
      with: [
        Citation("Relapse", position: 1, authors: [Creator("Smith, A.")], year: 2015),
        Citation("Antigen", position: 2, authors: [Creator("Lee, B.")], year: 2016),
        Citation(
          "Boats", position: 3, authors: [Creator("Fox, C.")], year: 2017,
          annotation: String(repeating: "See ref. 1. ", count: 9)
        ),
      ])
    try IndexWriter(index.database).resolveMentionsIfDue()
    #expect(
      try index.database.mentions().allSatisfy { $0.target?.description == "smith2015relapse" })
    for (same, expected) in [
      ([["smith2015relapse", "lee2016antigen"]], "lee2016antigen"), ([], "smith2015relapse"),
    ] {
      var rulings = IdentityRulings()
      rulings.same = same
      let writer = IndexWriter(index.database, rulings: rulings)
      try writer.replace(
        IndexedSource(path: "b.txt", size: 0, modified: 0, digest: "", problems: 0),
        with: [Citation("Tin", position: 1, year: 2001)])
      try writer.resolveMentionsIfDue()
      #expect(try index.database.mentions().allSatisfy { $0.target?.description == expected })
    }
  }

  @Test func wordsOfAGroupMeetInOneAnnotation() throws {
    let index = try TemporaryIndex()
    for (path, annotation) in [("a.txt", "Loss of antigen."), ("b.txt", "Escape of cells.")] {
      let citation = Citation(
        "One", authors: [Creator("Smith, A.")], year: 2017, annotation: annotation)
      try index.replace(path, with: [citation])
    }
    #expect(try index.titles("annotation:(loss antigen)") == ["One"])
    #expect(try index.titles("annotation:(loss escape)") == [])
    #expect(try index.titles("annotation:loss annotation:escape") == ["One"])
    #expect(try index.titles("annotation:(loss OR escape)") == ["One"])
    #expect(try index.titles("annotation:(loss -cells)") == [])
    try IndexWriter(index.database).forget("b.txt")
    #expect(try index.titles("annotation:(escape cells)") == [])
    #expect(try index.titles("annotation:(loss antigen)") == ["One"])
  }
}

@Suite struct WorkIdentityTests {
  private func citation(
    _ title: String, doi: String? = nil, pages: String? = nil, year: Int? = 2020, key: String? = nil
  ) -> Citation {
    var citation = Citation(title, authors: [Creator("Smith, A.")], year: year)
    citation.reference.doi = doi
    citation.reference.locator = pages.map(Locator.pages)
    citation.sourceKey = key
    return citation
  }

  /// How many works two citations are.
  @Test func sameOrNot() throws {
    let rows: [(Citation, Citation, Int)] = [
      (citation("On loss", doi: "10.1/a"), citation("On the loss", doi: "10.1/a", year: 2021), 1),
      (citation("On loss", doi: "10.1/a"), citation("On loss", doi: "10.1/b"), 2),
      (citation("Chapter one", doi: "10.1/a"), citation("Something else", doi: "10.1/a"), 2),
      (citation("On loss", doi: "10.1/a"), citation("On loss"), 1),
      (citation("On loss", pages: "1–2"), citation("On loss", pages: "1–2", year: 2021), 1),
      (citation("On loss", pages: "1–2"), citation("On loss", pages: "3–4", year: 2021), 2),
      (citation("On loss"), citation("On losses"), 2),
    ]
    for (first, second, works) in rows {
      let index = try TemporaryIndex()
      try index.replace("a.bib", with: [first])
      try index.replace("b.bib", with: [second])
      #expect(try index.database.workCount() == works, "\(first.raw) \(second.raw)")
    }
  }

  @Test func rulingsOverrule() throws {
    func works(_ rulings: IdentityRulings) throws -> Int {
      let index = try TemporaryIndex()
      let writer = IndexWriter(index.database, rulings: rulings)
      for (path, citation) in [
        ("a.bib", citation("On loss", key: "a1")), ("b.bib", citation("On loss", key: "b1")),
        ("c.bib", citation("Gain", key: "c1")),
      ] {
        let source = IndexedSource(path: path, size: 0, modified: 0, digest: "", problems: 0)
        try writer.replace(source, with: [citation])
      }
      #expect(try index.database.follows(rulings))
      return try index.database.workCount()
    }
    var rulings = IdentityRulings()
    #expect(try works(rulings) == 2)
    rulings.same = [["smith2020loss", "smith2020gain"]]
    #expect(try works(rulings) == 1)
    rulings.same = [["c1", "a1"]]
    #expect(try works(rulings) == 1)
    rulings = IdentityRulings()
    rulings.different = [["smith2020loss", "b.bib:1"]]
    #expect(try works(rulings) == 3)
    rulings.different = [["a1", "b1"]]
    #expect(try works(rulings) == 3)
  }

  @Test func annotatorsAreAskedFor() throws {
    let index = try TemporaryIndex()
    var source = IndexedSource(path: "a.html", size: 0, modified: 0, digest: "", problems: 0)
    source.annotator = "Li, Wei; Brown, B."
    var annotated = citation("On loss")
    annotated.annotations = [CitedAnnotation("Read it.")]
    try IndexWriter(index.database).replace(source, with: [annotated, citation("Gain")])
    #expect(try index.titles("annotator:brown") == ["On loss"])
    #expect(try index.titles("annotator:smith") == [])
  }

  @Test func keysOfSourcesAreKnown() throws {
    let index = try TemporaryIndex([citation("On loss", key: "Smith:20")])
    #expect(try index.titles("key:smith2020loss") == ["On loss"])
    #expect(try index.titles("key:Smith:20") == ["On loss"])
    #expect(
      try Searcher(index.database).work(CitationKey("Smith:20"))?.key.description
        == "smith2020loss")
  }

  @Test func likelyDuplicatesAreListed() throws {
    let index = try TemporaryIndex()
    try index.replace("a.bib", with: [citation("Loss of antigen in lymphoma cells", pages: "1–2")])
    try index.replace(
      "b.bib",
      with: [
        citation("Loss of antigens in lymphoma cells"),
        citation("Gain of weight in cattle"),
      ])
    let pairs = try index.database.likelyDuplicates()
    #expect(pairs.map(\.first.description) == ["smith2020loss"])
    #expect(pairs.map(\.second.description) == ["smith2020loss-a"])
    let resemblance = try #require(pairs.first?.resemblance)
    #expect(resemblance.reasons == ["nearly the same title", "same first author", "year 2020"])
    #expect(resemblance.differences == [])
    let evidence = try index.database.evidence(of: CitationKey("smith2020loss"))
    #expect(evidence.map(\.evidence) == [nil])
  }
}
