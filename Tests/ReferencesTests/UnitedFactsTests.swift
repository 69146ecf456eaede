import Testing

@testable import References

@Suite struct UnitedFactsTests {
  /// A citation with facts given by the names of `Fact.all`; names of people with semicolons between.
  private static func citation(_ facts: [String: String], confidence: Double = 1) -> Citation {
    var reference = Reference()
    for (name, text) in facts {
      switch Fact.named(name)!.value {
      case .text(let path), .choice(let path, _): reference[keyPath: path] = text
      case .number(let path): reference[keyPath: path] = Int(text)
      case .flag(let path): reference[keyPath: path] = text == "true"
      case .list(let path): reference[keyPath: path] = items(text)
      case .creators(let path): reference[keyPath: path] = items(text).map(Creator.init(inverted:))
      case .others(let path): reference[keyPath: path] = [OtherField(name: text, value: text)]
      }
    }
    return Citation(position: 1, line: 1, raw: "", reference: reference, confidence: confidence)
  }

  private static func items(_ text: String) -> [String] {
    text.split(separator: "; ").map(String.init)
  }

  private static func text(_ facts: UnitedFacts, _ name: String) -> String {
    facts.reference.texts(of: Fact.named(name)!.value).joined(separator: "; ")
  }

  struct Value: Sendable {
    let text: String
    /// Of the reading.
    let confidence: Double

    init(_ text: String, _ confidence: Double = 1) {
      (self.text, self.confidence) = (text, confidence)
    }
  }

  /// What citations say of a fact, and what is chosen, whatever their order.
  struct Row: Sendable, CustomTestStringConvertible {
    let fact: String
    let values: [Value]
    let chosen: String

    init(_ fact: String, _ values: [Value], _ chosen: String) {
      (self.fact, self.values, self.chosen) = (fact, values, chosen)
    }

    var testDescription: String { "\(fact): \(chosen)" }
  }

  private static let rows: [Row] = [
    Row("year", [Value("2017"), Value("2018"), Value("2018", 0.5)], "2018"),
    Row("year", [Value("2017", 0.9), Value("2018")], "2018"),
    Row("year", [Value("-43"), Value("-43"), Value("43")], "-43"),
    Row(
      "title", [Value("Antigen loss"), Value("Antigen loss: a long tale")],
      "Antigen loss: a long tale"),
    Row(
      "title", [Value("Antigen loss"), Value("Antigen loss. Smith, J. Another one", 0.4)],
      "Antigen loss"),
    Row("title", [Value("ANTIGEN LOSS AFTER THERAPY"), Value("Antigen loss")], "Antigen loss"),
    Row("title", [Value("EDITORIAL"), Value("Editorial")], "Editorial"),
    Row(
      "title",
      [Value("SHORT POND STORY"), Value("SHORT POND STORY"), Value("Short pond story")],
      "Short pond story"),
    Row("container", [Value("NATUR"), Value("Natur")], "Natur"),
    Row("container", [Value("BMJ"), Value("BMJ"), Value("Bmj")], "BMJ"),
    Row("pages", [Value("30"), Value("30"), Value("30–39")], "30–39"),
    Row("pages", [Value("30")], "30"),
    Row("container", [Value("Nat. Med."), Value("Nature Medicine")], "Nature Medicine"),
    Row("pages", [Value("1194–205"), Value("1194–1205"), Value("11–12")], "1194–1205"),
    Row("keywords", [Value("Cells; blood"), Value("cells; Marrow")], "Cells; blood; Marrow"),
    Row("isbn", [Value("978-0-262-03384-8"), Value("9780262033848")], "978-0-262-03384-8"),
    Row(
      "authors", [Value("Powell, D. J.; Sun, L."), Value("Powell, Daniel J.")],
      "Powell, Daniel J.; Sun, L."),
    Row(
      "authors", [Value("Powell, D."), Value("Powell, Xavier; Sun, L.")], "Powell, Xavier; Sun, L."),
    Row("type", [Value("thesis"), Value("book"), Value("thesis")], "thesis"),
  ]

  @Test(arguments: rows)
  func choosesEachFact(_ row: Row) {
    let citations = row.values.map { Self.citation([row.fact: $0.text], confidence: $0.confidence) }
    for order in [citations, citations.reversed()] {
      #expect(Self.text(UnitedFacts(order), row.fact) == row.chosen)
    }
  }

  @Test func takesWhatOnlyOneCitationKnows() {
    let facts = UnitedFacts([
      Self.citation(["title": "One", "year": "2017", "doi": "10.1/a"]),
      Self.citation(["title": "One", "abstract": "Fossils.", "month": "3", "year": "2017"]),
    ])
    #expect(facts.reference.doi == "10.1/a" && facts.reference.abstract == "Fossils.")
    #expect(facts.reference.month == 3)
    #expect(facts.origins.contains(.init(fact: "abstract", citations: [1])))
    #expect(facts.origins.contains(.init(fact: "title", citations: [0, 1])))
    #expect(facts.conflicts.isEmpty)
  }

  /// A month belongs to its year, and "et al." to its list.
  @Test func takesFactsTogetherThatBelongTogether() {
    let facts = UnitedFacts([
      Self.citation(["year": "2017", "authors": "Roe, A.", "et_al": "true"]),
      Self.citation(["year": "2017", "authors": "Roe, A.; Doe, B."]),
      Self.citation(["year": "2018", "month": "1"], confidence: 0.9),
    ])
    #expect(facts.reference.year == 2017 && facts.reference.month == nil)
    #expect(!facts.reference.hasMoreAuthors)
    #expect(facts.conflicts == [.init(fact: "year", value: "2018", citations: [2])])
  }

  /// The pages of one volume are no other's; where only another has pages, they are better than none.
  @Test func pagesAndIssueAreOfTheVolume() {
    let citations = [
      Self.citation(["volume": "393", "issue": "6688", "pages": "753–761"]),
      Self.citation(["volume": "393", "issue": "6688"]),
      Self.citation(["volume": "12", "issue": "4", "pages": "1–99"]),
      Self.citation(["volume": "12", "pages": "1–99"], confidence: 0.9),
      Self.citation(["volume": "393"]),
    ]
    for order in permutations(of: citations) {
      let facts = UnitedFacts(order)
      #expect(facts.reference.volume == "393" && facts.reference.issue == "6688")
      #expect(facts.reference.pages == "753–761")
      #expect(Set(facts.conflicts.map(\.fact)) == ["volume", "issue", "pages"])
    }
    let only = [
      Self.citation(["volume": "3"]), Self.citation(["volume": "3"]),
      Self.citation(["volume": "4", "pages": "7"]),
    ]
    #expect(UnitedFacts(only).reference.pages == "7")
  }

  @Test func anArticleNumberGivesWayToPages() {
    let citations = [
      Self.citation(["article_number": "E2776"]), Self.citation(["pages": "E2776–E2785"]),
    ]
    #expect(UnitedFacts(citations).reference.locator == .pages("E2776–E2785"))
  }

  /// The names of sources and the order of reading mean nothing.
  @Test func everyOrderGivesTheSameFacts() {
    let citations = [
      Self.citation(["title": "Loss", "year": "2017", "keywords": "b; a", "authors": "Roe, A."]),
      Self.citation(["title": "Loss.", "year": "2018", "keywords": "c", "authors": "Roe, Ann"]),
      Self.citation(["title": "LOSS", "volume": "3", "pages": "1–9", "publisher": "Press"]),
      Self.citation(
        ["title": "Loss", "volume": "4", "pages": "1", "language": "en"], confidence: 0.7),
    ]
    let first = UnitedFacts(citations).reference
    for order in permutations(of: citations) { #expect(UnitedFacts(order).reference == first) }
  }

  private func permutations(of items: [Citation]) -> [[Citation]] {
    if items.count < 2 { return [items] }
    return items.indices.flatMap { index in
      var rest = items
      let first = rest.remove(at: index)
      return permutations(of: rest).map { [first] + $0 }
    }
  }
}
