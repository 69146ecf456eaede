import Testing

@testable import References

/// Keys that were given go back to what they were given to.
@Suite struct KeyAssignmentTests {
  private func candidate(_ text: String, _ place: String) -> KeyAssignment.Candidate {
    let reference = IdentityTests.reference(text)
    let (source, key) = (String(place.prefix { $0 != "#" }), place.drop { $0 != "#" }.dropFirst())
    let position = Int(key)
    let record = KeyRecord(
      reference, source: source, sourceKey: position == nil ? String(key) : nil,
      position: position ?? 0)
    return .init(
      wanted: CitationKey(for: reference), records: [record],
      canonicalText: Identity(reference).canonicalText)
  }

  private func keys(
    _ candidates: [KeyAssignment.Candidate], _ claims: KeyClaims = KeyClaims(),
    taken: Set<String> = []
  ) -> [String] {
    KeyAssignment.keys(for: candidates, claims: claims, isTaken: { key, _ in taken.contains(key) })
      .map(\.key)
  }

  private func claims(_ lines: [(String, KeyAssignment.Candidate)]) -> KeyClaims {
    KeyClaims(lines.map { (key: $0.0, record: $0.1.records[0]) })
  }

  /// Letters go by what is printed, not by who comes first.
  @Test func newWorksHaveTheSameKeysInAnyOrder() {
    let works = ["Roe; Soil one; A;;;; 2001", "Roe; Soil two; B;;;; 2001", "Roe; Soil; C;;;; 2001"]
      .map { candidate($0, "a#1") }
    let first = keys(works)
    #expect(Set(first) == ["roe2001soil", "roe2001soil-a", "roe2001soil-b"])
    #expect(keys(works.reversed()) == first.reversed())
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let before: String
    let after: String
    let isKnown: Bool

    init(_ before: String, _ after: String, isKnown: Bool) {
      (self.before, self.after, self.isKnown) = (before, after, isKnown)
    }

    var testDescription: String { "\(before) → \(after)" }
  }

  /// Reference and place, before and after, and whether it is the same work.
  @Test(arguments: [
    Row("Roe; Soil; A;;;; 2001 @ a#x", "Roe; Sand; B;;;; 2005 @ a#x", isKnown: true),
    Row("Roe; Soil; A;;;; 2001 @ a#x", "Roe; Soil; A;;;; 2001 @ b#z", isKnown: true),
    Row("Roe; Soil; A;;;; 2001 @ a#3", "Roe; Soils; A;;;; 2001 @ a#3", isKnown: true),
    Row("Roe; Soil; A;;;; 2001 @ a#3", "Rowe; Soil; A;;;; 2001 @ a#3", isKnown: true),
    Row("Roe; Soil; A;;;; 2001 @ a#3", "Rowe; Sand; A;;;; 2002 @ a#3", isKnown: false),
    Row("Roe; Soil; A;;;; 2001 @ a#3", "Rowe; Soil; A;;;; 2002 @ a#9", isKnown: false),
    Row(
      "Roe; Soil;;;;; 2001; doi=10.1/a @ a#3", "Doe; Sand;;;;; 2002; doi=10.1/A @ b#1",
      isKnown: true),
  ])
  func aWorkIsKnownAgain(_ row: Row) {
    func read(_ text: String) -> KeyAssignment.Candidate {
      let sides = text.split(separator: "@").map(String.init)
      return candidate(
        String(sides[0].dropLast()), String(sides[1].dropFirst()))
    }
    let known = claims([("old", read(row.before))])
    #expect((keys([read(row.after)], known) == ["old"]) == row.isKnown)
  }

  @Test func aKeyThatWasGivenIsGivenToNoOther() {
    let known = claims([("roe2001soil", candidate("Roe; Soil; A;;;; 2001", "a#x"))])
    let other = candidate("Roe; Soil two; B;;;; 2001", "b#y")
    #expect(keys([other], known) == ["roe2001soil-a"])
    #expect(keys([other], taken: ["roe2001soil", "roe2001soil-a"]) == ["roe2001soil-b"])
  }

  /// Two works that became one and part again have the keys that each had.
  @Test func eachHasItsOwnKeyAgain() {
    let (one, two) = (
      candidate("Roe; Soil;;;;; 2001", "a#x"), candidate("Doe; Sand;;;;; 2002", "a#y")
    )
    let known = claims([("roe", one), ("doe", two), ("roe", two)])
    #expect(keys([two, one], known) == ["doe", "roe"])
    let merged = KeyAssignment.Candidate(
      wanted: one.wanted, records: one.records + two.records, canonicalText: "")
    let assigned = KeyAssignment.keys(for: [merged], claims: known, isTaken: { _, _ in false })
    #expect(assigned == [.init(key: "roe", aliases: ["doe"], isKnown: true)])
  }

  @Test func aRecordIsReadAsItIsWritten() {
    let record = candidate("Roe; Soil; A; 1;; 5; 2001; doi=10.1/a", "a.bib#x").records[0]
    #expect(record.text == "doi:10.1/a\tsoil\troe\t2001\t1/5\ta.bib#x")
    #expect(KeyRecord(text: record.text) == record)
    #expect(KeyRecord(text: "a\tb") == nil)
  }

  // MARK: However many look alike

  private static let count = 3 * KeyClaims.mostClaims

  private func record(_ place: String) -> KeyRecord {
    var reference = Reference()
    reference.title = "Editorial"
    reference.authors = [.person(PersonalName(family: "Doe", given: "J."))]
    reference.year = 2001
    return KeyRecord(reference, source: "a.bib", sourceKey: place, position: 1)
  }

  private func given(of records: [KeyRecord], _ claims: KeyClaims) -> [KeyAssignment.Assigned] {
    KeyAssignment.keys(
      for: records.map {
        KeyAssignment.Candidate(
          wanted: CitationKey("doe2001editorial"), records: [$0], canonicalText: "editorial")
      }, claims: claims
    ) { _, _ in false }
  }

  @Test func eachOfManyOfOneTitleHasItsOwn() {
    let records = (0..<Self.count).map { record("k\($0)") }
    let claims = KeyClaims(records.enumerated().map { (key: "doe-\($0)", record: $1) })
    let assigned = given(of: records.reversed(), claims)
    #expect(assigned.map(\.key) == (0..<Self.count).reversed().map { "doe-\($0)" })
    #expect(assigned.allSatisfy { $0.isKnown && $0.aliases.isEmpty })
    // Each claims its own alone: all claims of all works would be too many to weigh.
    #expect(records.allSatisfy { claims.votes(of: [$0]).count == 1 })
  }

  /// What nothing tells apart keeps the keys that there are, in their order.
  @Test func manyOfOneRecordShareTheirKeys() {
    let all = (0..<Self.count).map { "doe\($0)" }
    let claims = KeyClaims(all.map { (key: $0, record: record("k")) })
    let assigned = given(of: all.map { _ in record("k") }, claims)
    #expect(assigned.map(\.key) == all)
    // One more is a work of its own.
    let more = given(of: (all + ["new"]).map { _ in record("k") }, claims)
    #expect(Set(more.map(\.key)).count == Self.count + 1)
    #expect(more.count { !$0.isKnown } == 1)
  }
}
