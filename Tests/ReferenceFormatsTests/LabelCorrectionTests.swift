import Diagnostics
import References
import Testing

@testable import ReferenceFormats

/// What marks around words tell, whatever a model makes of the words.
@Suite struct LabelCorrectionTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var text: String
    /// Families; title; container; volume.
    var fields: String
    var testDescription: String { text }

    init(_ text: String, _ fields: String) { (self.text, self.fields) = (text, fields) }
  }

  private static let rows = [
    Row(
      "B. Norwood and T. Ostrom. Kelp: a storage service for salt water networks. Salt Communications, 32(9): 33-38, September 1994.",
      "Norwood; Ostrom | Kelp: a storage service for salt water networks | Salt Communications | 32"
    ),
    Row(
      "Quill, Del. Salt & Its Limits: The Harbour Sciences in Perspective. 2nd ed. Downers Grove, Ill: Quay Academic, 2000.",
      "Quill | Salt & Its Limits: The Harbour Sciences in Perspective |  | "),
    Row(
      "Pell, R., & Rask, S. (1995). Approximating optimal salt policies. In Proceedings of IJCAI-95, 1088-1094.",
      "Pell; Rask | Approximating optimal salt policies | Proceedings of IJCAI-95 | "),
    Row(
      "Pell, J. (1982). A salt-based configurer of ship systems. Artificial Intelligence, 19.",
      "Pell | A salt-based configurer of ship systems | Artificial Intelligence | 19"),
  ]

  @Test(arguments: rows) func readsWhatMarksTell(_ row: Row) throws {
    let reading = ReferenceList.read(SourceText(name: "list", text: row.text))
    let reference = try #require(reading.citations.first).reference
    let families = reference.authors.map(\.familyName).joined(separator: "; ")
    let read = [families, reference.title, reference.container, reference.volume]
    #expect(read.map { $0 ?? "" }.joined(separator: " | ") == row.fields)
  }
}

/// What stands behind the names of journals, books and works.
@Suite struct TailTests {
  private func read(_ text: String) throws -> Reference {
    let reading = ReferenceList.read(SourceText(name: "list", text: text))
    return try #require(reading.citations.first).reference
  }

  @Test func editorsBehindABookAreNoPartOfItsName() throws {
    let reference = try read(
      "Pell, Frantz. “The Fact of Salt.” Theories of Salt and Bread: A Reader. Ed. Les Quill and John Rask. London: Routledge, 2000. 257-66. Print."
    )
    #expect(reference.container == "Theories of Salt and Bread: A Reader")
    #expect(reference.editors.map(\.familyName) == ["Quill", "Rask"])
  }

  @Test func aTranslatorIsNoBook() throws {
    let reference = try read(
      "Pell, Michel. Salt and Punish: The Birth of the Harbour. Trans. Alan Quill. New York: Vintage, 1995. Print."
    )
    #expect(reference.container == nil)
    #expect(reference.type == .book)
    #expect(reference.translators.map(\.familyName) == ["Quill"])
  }

  @Test func whoEditedATitleIsNoPartOfIt() throws {
    let reference = try read(
      "Pell, Nathaniel. Tales and Sketches. Edited by Roy Harvey Quill. New York: Harbour Press, 1982."
    )
    #expect(reference.title == "Tales and Sketches")
    #expect(reference.editors.map(\.familyName) == ["Quill"])
  }

  @Test(arguments: ["The New Edition", "Town Meeting Democracy"])
  func wordsOfATitleStay(_ title: String) throws {
    #expect(try read("Lee, M. (2016). \(title). London: Sage.").title == title)
  }

  @Test func lettersInBracketsAreNoCodeInAnArticle() throws {
    let reference = try read("Lee, Q. (2018). The vowel space [D]. Phonetica, 3(2), 1–9.")
    #expect(reference.type == .article)
  }

  @Test func numbersOfBooksAndReviewsAreNoPages() throws {
    let book = try read(
      "Pell, H.; Rask, F. (1992). Finite Salt Equations. Dover. ISBN 0-486-67260-3.")
    #expect(book.locator == nil)
    #expect(book.isbn == ["0-486-67260-3"])
    let article = try read(
      "PELL, E. and TARN, T. (2007). The Salt selector: Estimation of harbours. Ann. Statist. 35 2313–2351. MR2382644"
    )
    #expect(article.locator?.text == "2313–2351")
    #expect(article.volume == "35")
  }
}

@Suite struct WholeNamesTests {
  @Test func koreanAndJapaneseNamesAreWhole() {
    var creators: [Creator] = [
      .person(PersonalName(family: "김영수", given: "박지현")), .literal("東 洋・柏木 惠子"),
      .person(PersonalName(family: "김", given: "영수")), .literal("ジョン・スミス"),
      .person(PersonalName(family: "李航", given: "张志强")),
    ]
    WholeNames.settle(&creators)
    #expect(
      creators.map(\.description) == [
        "김영수", "박지현", "東 洋", "柏木 惠子", "김, 영수", "ジョン・スミス", "李航", "张志强",
      ])
  }
}

/// What sites print around what is copied from them.
@Suite struct CopiedPagesTests {
  private func rows(_ text: String) -> [String] {
    ReferenceList.read(SourceText(name: "list", text: text)).citations.map { citation in
      let reference = citation.reference
      let names = reference.authors.map(\.familyName).joined(separator: "; ")
      return
        "\(names) | \(reference.title ?? "") | \(reference.container ?? "") | \(reference.year ?? 0)"
    }
  }

  @Test func theNameOfAStyleIsNoName() {
    let text = """
      MLA\tPell, Daniel, and Amos Quill. "Salt theory: An analysis of brine under risk." Econometrica 47.2 (1979): 263-291.
      APA\tPell, D., & Quill, A. (1979). Salt theory: An analysis of brine under risk. Econometrica, 47(2), 263-291.
      Harvard\tPell, D. and Quill, A., 1979. Salt theory: An analysis of brine under risk. Econometrica, 47(2), pp.263-291.
      """
    #expect(
      rows(text)
        == Array(
          repeating:
            "Pell; Quill | Salt theory: An analysis of brine under risk | Econometrica | 1979",
          count: 3))
  }

  @Test func worksStandBelowTheirAuthor() {
    let text = """
      Pell, Lewis R.
        1962   Archaeology as Salt. American Antiquity 28:217–225.
        1980   Brine Smoke and Tails: Harbour Systems and Site Formation. American Antiquity 45:4–20.
      Quill, David L.
        1968   Salt Systems and Early Harbours. American Antiquity 33:100–120.
      """
    let citations = ReferenceList.read(SourceText(name: "list", text: text)).citations
    #expect(
      citations.map { $0.reference.authors.map(\.familyName) } == [["Pell"], ["Pell"], ["Quill"]])
    #expect(citations.map(\.reference.year) == [1962, 1980, 1968])
  }
}

@Suite struct MeetingTests {
  @Test(arguments: [
    ("The Harvard guide to tai chi", false), ("Soda lakes of the world", false),
    ("SAT and the college", false), ("Town meeting democracy", false),
    ("The congress system in European politics", false), ("Micro foundations of macro", false),
    ("Proceedings of CHI ’97", true), ("SODA 2008", true), ("NeurIPS", true),
    ("Proceedings of the Annual Meeting of the Salt Society", true),
    ("12th International Congress of Salt", true), ("IEEE Conference on Salt", true),
  ])
  func isNamed(_ name: String, _ isMeeting: Bool) {
    #expect(Meeting.isNamed(Array(name.unicodeScalars)[...]) == isMeeting)
  }

  /// A kind of work that a publisher is called after is not the work's.
  @Test(arguments: [
    "Shaw, M. E. (1981). Group dynamics. Hinsdale, IL: Dryad Press.",
    "Manovich, L. (2013). A history. Berkeley: Software Studies Press.",
    "Edison, T. (1999). My life. West Orange: Inventor Press.",
    "Doe, J. (2004). Salt. London: Dissertation Press.",
  ])
  func aPublisherIsNoKind(_ text: String) {
    let reading = ReferenceList.read(SourceText(name: "list", text: text))
    #expect(reading.citations.map(\.reference.type) == [.book])
  }
}
