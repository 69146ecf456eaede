import IndexTestSupport
import References
import Testing

@testable import Index

@Suite struct LibraryStatisticsTests {
  private func citation(
    _ title: String, _ position: Int, confidence: Double = 1, annotation: String? = nil
  ) -> Citation {
    var citation = Citation(
      title, position: position, authors: [Creator("June, C.")], container: "Blood", year: 2018,
      annotation: annotation)
    citation.confidence = confidence
    return citation
  }

  @Test func countsWhatAnIndexHolds() throws {
    let index = try TemporaryIndex([
      citation("Escape", 1, annotation: "As Smith (2001) says."),
      citation("Loss", 2, confidence: 0.9),
      citation("Doubt", 3, confidence: 0.89),
    ])
    var other = citation("Escape", 1, annotation: "Again.")
    other.reference.abstract = "Short."
    try index.replace("other.txt", with: [other])
    try IndexWriter(index.database).resolveMentionsIfDue()
    let counts = try index.database.statistics()
    #expect(counts.works == 3 && counts.citations == 4 && counts.sources == 2)
    #expect(counts.annotatedWorks == 1 && counts.annotations == 2 && counts.sharedWorks == 1)
    #expect(counts.worksWithAbstract == 1 && counts.worksWithDOI == 0 && counts.containers == 1)
    #expect(counts.confidence == .init(full: 2, high: 1, low: 1))
    #expect(counts.mentions == 1)
  }

  @Test func anEmptyIndexHoldsNothing() throws {
    let counts = try TemporaryIndex().database.statistics()
    #expect(counts == LibraryStatistics())
  }
}
