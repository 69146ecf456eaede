import Testing

@testable import References

@Suite struct IdentityTests {
  /// A pair of references, each as `author; title; container; volume; issue; pages; year; rest` where
  /// the rest is `fact=value`, and what is said of them.
  struct Row: Sendable, CustomTestStringConvertible {
    let one: String
    let other: String
    /// What agrees; nil for two works.
    let evidence: String?

    init(_ one: String, _ other: String, _ evidence: String?) {
      (self.one, self.other, self.evidence) = (one, other, evidence)
    }

    var testDescription: String { "\(one) ~ \(other)" }
  }

  static func reference(_ line: String) -> Reference {
    var parts = line.split(separator: ";", omittingEmptySubsequences: false).map { part in
      String(part.drop { $0.isWhitespace })
    }
    parts += Array(repeating: "", count: max(0, 8 - parts.count))
    func text(_ index: Int) -> String? { parts[index].isEmpty ? nil : parts[index] }
    var reference = Reference()
    reference.authors = parts[0].split(separator: "&").map { family in
      Creator.person(PersonalName(family: String(family), given: "A."))
    }
    (reference.title, reference.container) = (text(1), text(2))
    (reference.volume, reference.issue) = (text(3), text(4))
    reference.locator = text(5).map(Locator.pages)
    reference.year = text(6).flatMap { Int($0) }
    for rest in parts[7].split(separator: ",") {
      let sides = rest.split(separator: "=").map(String.init)
      switch Fact.named(sides[0])!.value {
      case .text(let path), .choice(let path, _): reference[keyPath: path] = sides[1]
      default: Issue.record("a text was expected: \(sides[0])")
      }
    }
    return reference
  }

  private static let titled = "title, first author, "
  private static let rows: [Row] = [
    // Numbers decide.
    Row("Roe; One;;;;; 2001; doi=10.1/a", "Doe; One thing;;;;; 2009; doi=10.1/A", "DOI"),
    Row("Roe; One;;;;; 2001; doi=10.1/a", "Roe; One;;;;; 2001; doi=10.1/b", nil),
    Row(
      "Roe; First things; Book;;;; 2001; doi=10.1/a",
      "Poe; Spikes as events; Book;;;; 2001; doi=10.1/a", nil),
    Row("Roe; One;;;;; 2001; pmid=7", "Roe; One;;;;; 2001; pmid=8", nil),
    Row("Roe; One;;;;; 2001; doi=10.1/a", "Roe; One;;;;; 2001; pmid=8", titled + "year"),
    // Details of the same title and first author.
    Row(
      "Roe; One; Blood; 1;; 5-6; 2001", "Roe; One.; Blood; 1;; 5–6; 2001",
      titled + "pages, volume, year, container"),
    Row("Roe; One;;;;; 2001", "Roe; One; Blood; 1;; 5; 2001", titled + "year"),
    Row("Roe; One", "Roe; One; Blood; 1;; 5; 2001", nil),
    Row("Roe; One; Blood; 1;;; 2001", "Roe; One; Blood; 2;;; 2001", nil),
    Row("Roe; One; Blood;;; 5; 2001", "Roe; One; Blood;;; 9; 2001", nil),
    Row("Roe; One; Blood;;;; 2001", "Roe; One; Science;;;; 2001", nil),
    Row("Roe; One; Blood; 1; 1;; 2001", "Roe; One; Blood; 1; 2;; 2001", nil),
    Row("Roe; One;;;;; 2001; edition=2nd ed.", "Roe; One;;;;; 2001; edition=Third", nil),
    Row(
      "Roe; One;;;;; 2001; edition=2nd", "Roe; One;;;;; 2001; edition=Second edition",
      titled + "year"),
    Row(
      "Roe; One; Blood; 1;; 5; 2001", "Roe; One; Blood; 1;; 5; 2010",
      titled + "pages, volume, container"),
    Row("Roe; One; Blood;;; 5; 2001", "Roe; One; Blood;;; 5; 2010", nil),
    Row(
      "Roe; One; Blood; 1;; e14019; 2001", "Roe; One; Blood; 1;; 1–9; 2001",
      titled + "volume, year, container"),
    Row(
      "Wang; Coadministration of CD19 and CD22; J; 41;; 1670–1683; 2023",
      "Wang; Coadministration of CD19 and CD22; J; 20;; 1670-1683; 2022",
      titled + "pages, container"),
    Row("Wang; Editorial; J; 41;; 167; 2023", "Wang; Editorial; J; 20;; 167; 2022", nil),
    // On the web an article counts its own pages before it has those of an issue.
    Row(
      "Roe; One; Blood; 1;; 1-12; 2001", "Roe; One; Blood; 1;; 345; 2001",
      titled + "volume, year, container"),
    Row("Roe; One; Blood; 1;; 1-12; 2001", "Roe; One; Blood; 1;; 345-360; 2001", nil),
    Row("Roe; One; Blood; 1;; 1-12; 2001", "Roe; One; Blood; 1;; 7; 2001", nil),
    // A title in another language, on the same pages.
    Row(
      "Roe; Die Uhr im Turm; Blood; 1;; 45-54; 2001",
      "Roe; Clocks of old towers; Blood; 1;; 45–54; 2001",
      "author, pages, volume, year, container"),
    Row(
      "Roe; Die Uhr im Turm; Blood; 1;; 45; 2001", "Roe; Clocks of old towers; Blood; 1;; 45; 2001",
      nil),
    Row(
      "Roe; Die Uhr im Turm; Blood; 1;; 45-54; 2001; doi=10.1/a",
      "Roe; Clocks of old towers; Blood; 1;; 45; 2001; doi=10.1/a", "DOI"),
    // A misprinted volume, a DOI cut short.
    Row(
      "Roe; Spikes as events in the retina; Blood; 12;; 5-9; 2001",
      "Roe; Spikes as events in the retina; Blood; 21;; 5-9; 2001",
      titled + "pages, year, container"),
    Row(
      "Roe; Spikes as events in the retina; Blood; 12;; 5; 2001",
      "Roe; Spikes as events in the retina; Blood; 21;; 5; 2001", nil),
    Row(
      "Roe; Spikes; Blood; 12;; 5-9; 2001; doi=10.1000/blood.123",
      "Roe; Spikes; Blood; 12;; 5-9; 2001; doi=10.1000/blood.1234", "DOI, cut short"),
    Row(
      "Roe; Spikes; Blood; 12;;; 2001; doi=10.1000/blood.123",
      "Roe; Spikes; Blood; 12;;; 2001; doi=10.1000/blood.1234", nil),
    // Versions of a review, pages and issues of supplements.
    Row(
      "Roe; Spikes; Cochrane; ; 1; CD001234; 2001", "Roe; Spikes; Cochrane; ; 4; CD001234; 2001",
      nil),
    Row(
      "Roe; Spikes; Cochrane; ; ; CD001234; 2001", "Roe; Spikes; Cochrane; ; ; CD001234; 2005", nil),
    Row("Roe; One; Blood; 1;; S123; 2001", "Roe; One; Blood; 1;; 45; 2001", nil),
    Row(
      "Roe; One; Blood; 1;; S45; 2001", "Roe; One; Blood; 1;; 45; 2001",
      titled + "volume, year, container"),
    Row("Roe; One; Blood; 1; 15 Suppl 1;; 2001", "Roe; One; Blood; 1; 7;; 2001", nil),
    Row(
      "Roe; Spikes as events; Blood; 1; Suppl; 5; 2001",
      "Roe; Spikes as a code; Blood; 1;; 5; 2001", nil),
    // Journals in full and short.
    Row(
      "Roe; One; N. Engl. J. Med.;;;; 2001",
      "Roe; One; The New England Journal of Medicine;;;; 2001", titled + "year, container"),
    Row(
      "Roe; One; Proc. Natl Acad. Sci. USA;;;; 2001",
      "Roe; One; Proceedings of the National Academy of Sciences of the United States of America;;;; 2001",
      titled + "year, container"),
    Row(
      "Roe; One; Lancet (London, England);;;; 2001", "Roe; One; The Lancet;;;; 2001",
      titled + "year, container"),
    Row(
      "Roe; One; JAMA;;;; 2001", "Roe; One; Journal of the American Medical Association;;;; 2001",
      titled + "year, container"),
    Row("Roe; One; Cell;;;; 2001", "Roe; One; Nature;;;; 2001", nil),
    // Types.
    Row("Roe; One;;;;; 2001; type=preprint", "Roe; One;;;;; 2001", nil),
    // Titles that differ a little.
    Row(
      "Roe; Effects of tea on librarians; Tea; 1;; 100; 2018",
      "Roe; Effects of tea on librarians: a study; Tea; 1;; 100; 2018",
      "title nearly the same, first author, pages, volume, year, container"),
    Row(
      "Roe; Effects of tea on librarians; Tea;;;; 2018",
      "Roe; Effects of tea on librarians: a study; Tea;;;; 2018", nil),
    // Year, volume and page.
    Row(
      "Roe; Über Boote aus Zinn; Boats; 1;; 100; 2018",
      "Roe; [On boats of tin]; Boats; 1;; 100; 2018", "author, pages, volume, year, container"),
    Row(
      "Roe; A slow gel; Gels; 1;; 100; 2018", "Roe; Quick salts and oils; Gels; 1;; 100; 2018", nil),
    Row(
      "Rue; A slow gel of salt; Gels; 1;; 100; 2018",
      "Roe; A slow gel of salts; Gels; 1;; 100; 2018",
      "half of the title, pages, volume, year, container"),
    // The same page of a supplement.
    Row(
      "Roe & Poe; A slow gel of salt; Gels; 1;; S100; 2018",
      "Poe; A slow gel for oils and water; Gels; 1;; S100; 2018", nil),
    Row(
      "Roe & Poe; A slow gel of salts; Gels; 1;; S100; 2018",
      "Roe; A slow gel of sea salt; Gels; 1;; S100; 2018",
      "title nearly the same, first author, pages, volume, year, container"),
    // Parts, and what is about another work.
    Row(
      "Roe; Studies of gels. Part I; Gels; 1;;; 2018",
      "Roe; Studies of gels. Part II; Gels; 1;;; 2018", nil),
    Row(
      "Roe; Studies of gels. Part II; Gels; 1;; 100; 2018",
      "Roe; Studies of gels, part 2; Gels; 1;; 100; 2018",
      "title nearly the same, first author, pages, volume, year, container"),
    Row(
      "Roe; The uses of vitamin C in gels; Gels; 1;;; 2018",
      "Roe; The uses of vitamin D in gels; Gels; 1;;; 2018", nil),
    Row(
      "Roe; The uses of vitamins in gels; Gels; 1;;; 2018",
      "Roe; The uses of vitamins in gels, III; Gels; 1;;; 2018", nil),
    Row(
      "Roe; The uses of vitamins in gels; Gels; 1;;; 2018",
      "Roe; Erratum: The uses of vitamins in gels; Gels; 1;;; 2018", nil),
    Row(
      "Roe; The uses of vitamins in gels; Gels; 1;;; 2018",
      "Roe; The uses of vitamins in gels: reply; Gels; 1;;; 2018", nil),
    Row(
      "Roe; The uses of vitamins in gels; Gels; 1;;; 2018",
      "Roe; The uses of vitamins in gels [abstract]; Gels; 1;;; 2018", nil),
    Row(
      "Roe; Response to vitamins in gels; Gels; 1;;; 2018",
      "Roe; Response to vitamins in gels. [see comments]; Gels; 1;;; 2018",
      titled + "volume, year, container"),
    // Habits of databases.
    Row(
      "Roe; Two gels; Gels; 12(3);; 100; 2018", "Roe; Two gels; Gels; 12; 3; 100-9; 2018",
      titled + "pages, volume, year, container"),
    Row(
      "Roe; Two gels; Gels; 97-B;; 100; 2018", "Roe; Two gels; Gels; 97;; 100; 2018",
      titled + "pages, volume, year, container"),
    Row("Roe; Two gels; Gels; 97-A;;; 2018", "Roe; Two gels; Gels; 97-B;;; 2018", nil),
    Row(
      "Roe; Two gels; Gels; 2018;; 100; 2018", "Roe; Two gels; Gels; 7;; 100; 2018",
      titled + "pages, year, container"),
    Row(
      "Roe; Two gels; Gels; XII;; 100; 2018", "Roe; Two gels; Gels; Vol. 12;; 100; 2018",
      titled + "pages, volume, year, container"),
    Row(
      "Roe; Two gels; Gels; 12; 3 (no pagination);; 2018", "Roe; Two gels; Gels; 12; 3; 100; 2018",
      titled + "volume, year, issue, container"),
    Row(
      "Roe; Two gels; Gels; 12;; e1234 8p; 2018", "Roe; Two gels; Gels; 12;; e1234; 2018",
      titled + "pages, volume, year, container"),
    Row(
      "Roe; Gels; Gels; 12;; 100; 2018", "Roe; Gels: a review; Gels; 12;; 100; 2018",
      "title nearly the same, first author, pages, volume, year, container"),
    Row(
      "Roe; Two gels; Gels; 12;; e0196716; 2018", "Roe; Two gels; Gels; 12;; 196716; 2018",
      titled + "pages, volume, year, container"),
    Row(
      "Roe; Two gels; Gels; 12;;; 2018", "Roe; Two gels [Article in German]; Gels; 12;;; 2018",
      titled + "volume, year, container"),
    Row(
      "Roe; Two gels; Gels; 12;;; 2018", "Roe; RETRACTED: Two gels; Gels; 12;;; 2018",
      titled + "volume, year, container"),
    Row(
      "Lindqvist; Two gels of sea salt; Gels; 12;;; 2018",
      "Lindquist; Two gels of sea salt; Gels; 12;;; 2018",
      "title, first author nearly the same, volume, year, container"),
    Row(
      "Lindqvist; Two gels of salt and oil; Gels; 12;;; 2018",
      "Lindqvist; Two gels of slat and oil; Gels; 12;;; 2018",
      "title nearly the same, first author, volume, year, container"),
    Row(
      "Roe; Two gels of salt and water from the sea; Gels; 12;; 345; 2018",
      "Roe; Two gels of salt and water from the sea; Kolloide; 12;; 345-9; 2017",
      titled + "pages, volume"),
    // Numbers of what contains both, and of parts.
    Row(
      "Roe; Gels of salt in oil; Gels; 1; S1; S5; 2018; doi=10.1234/s",
      "Doe; Gels and tin from the sea; Gels; 1; S1; S9; 2018; doi=10.1234/s", nil),
    Row(
      "Roe; Two gels; Gels; 12;; 100; 2018; doi=10.1371/journal.pone.12",
      "Roe; Two gels; Gels; 12;; 100; 2018; doi=10.1371/journal.pone.12.g001",
      titled + "pages, volume, year, container"),
    Row(
      "Roe; Two gels;;;;; 2018; doi=10.1002/1465.CD12.pub2",
      "Roe; Two gels;;;;; 2018; doi=10.1002/1465.CD12", nil),
    // Without titles or authors.
    Row(
      "Roe;; Gels; 1;; 100; 2018", "Roe;; Gels; 1;; 100-9; 2018",
      "first author, pages, volume, year, container"),
    Row(
      "Roe;; Gels;;; 100; 2018", "Roe;; Gels;;; 100; 2018", "first author, pages, year, container"),
    Row("Roe;; Gels;;; 100; 2018", "Roe;; Gels; 1;; 100; 2018", nil),
    Row("Roe;; Gels; 1;;; 2018", "Roe;; Gels; 1;;; 2018", nil),
    Row("; Editorial; Gels; 5;; 7; 2001", "; Editorial; Gels; 5;;; 2001", nil),
    Row(
      "; Editorial; Gels; 5; 2; 7; 2001", "; Editorial; Gels; 5; 2;; 2001",
      "title, volume, year, issue, container"),
    Row("; Editorial; Gels; 5;; 7; 2001", "; Editorial; Gels; 5;; 9; 2001", nil),
    Row("Roe; In this issue; Gels; 5;; 7; 2001", "Roe; In this issue; Gels; 5;;; 2001", nil),
    Row("; Editorial;;;;; 2001", "; Editorial; Gels; 5;;; 2001", nil),
    Row(";;;;;;", ";;;;;;", nil),
  ]

  @Test(arguments: rows)
  func weighsAgreementAndContradiction(_ row: Row) {
    let (one, other) = (Identity(Self.reference(row.one)), Identity(Self.reference(row.other)))
    for (first, second) in [(one, other), (other, one)] {
      guard case .same(_, let evidence) = first.verdict(on: second) else {
        #expect(row.evidence == nil)
        continue
      }
      #expect(evidence == row.evidence)
    }
    // What is one work shares a block, or is never compared.
    if row.evidence != nil { #expect(!Set(one.blocks).isDisjoint(with: other.blocks)) }
  }
}

@Suite struct WorkPartitionTests {
  /// A list may hold the same line thousands of times; each is compared with one that stands for all.
  @Test func equalReferencesCostLittle() {
    let equal = Identity(IdentityTests.reference("Able; On miners of tin; Tin; 3;; 12–19; 2001"))
    let other = Identity(IdentityTests.reference("Able; On miners of tin; Tin; 4;; 12–19; 2001"))
    let identities = Array(repeating: equal, count: 3_000) + [other]
    let groups = WorkPartition.groups(of: identities)
    #expect(groups.map(\.members.count) == [3_000, 1])
    #expect(groups[0].members == Array(0..<3_000))
  }

  /// One that a ruling keeps apart is compared, whatever equals it.
  @Test func rulingsHoldAmongEqualReferences() {
    let equal = Identity(IdentityTests.reference("Able; On miners of tin; Tin; 3;; 12–19; 2001"))
    let groups = WorkPartition.groups(
      of: Array(repeating: equal, count: 20), ruled: [(0, 19)]
    ) { first, second in
      Set([first, second]) == [0, 19] ? .different : nil
    }
    #expect(groups.count == 2)
    #expect(groups.allSatisfy { !Set([0, 19]).isSubset(of: $0.members) })
  }

  private static let references = [
    "Roe; One; Blood; 1;; 5; 2001; doi=10.1/a", "Roe; One;;;;; 2001", "Roe; One; Cell; 2;; 9; 2001",
    "Roe; One thing more; Blood; 1;; 5; 2001; pmid=7", "Doe; Two;;;;; 2002; pmid=7",
    "Roe; One; Blood; 1;; 5; 2001; doi=10.1/b", "Poe; Three;;;;; 2003", "Poe; Three.;;;;; 2003",
  ].map(IdentityTests.reference)

  private func works(_ order: [Int]) -> Set<Set<Int>> {
    let groups = WorkPartition.groups(of: order.map { Identity(Self.references[$0]) })
    return Set(groups.map { Set($0.members.map { order[$0] }) })
  }

  /// The same works, in whatever order their citations come.
  @Test func dependsOnNoOrder() {
    let all = Array(Self.references.indices)
    let first = works(all)
    #expect(first.count < all.count)
    var order = all
    for shift in 1..<200 {
      order.swapAt(shift * 7 % all.count, shift * 5 % all.count)
      order.append(order.removeFirst())
      #expect(works(order) == first)
    }
  }

  /// One that could be either of two works never makes these one.
  @Test func whatContradictsEachOtherStaysApart() {
    let groups = works([0, 1, 2])
    #expect(groups.count == 2)
    #expect(!groups.contains { $0.isSuperset(of: [0, 2]) })
  }

  @Test func rulingsOverruleEvidence() {
    let identities = [0, 1, 6].map { Identity(Self.references[$0]) }
    let groups = WorkPartition.groups(of: identities, ruled: [(0, 1), (1, 2)]) { first, second in
      [first, second].contains(2) && [first, second].contains(1)
        ? .same : [first, second] == [0, 1] ? .different : nil
    }
    #expect(groups.map(\.members) == [[0], [1, 2]])
    #expect(groups[1].evidence == [2: "index.yaml"])
  }
}
