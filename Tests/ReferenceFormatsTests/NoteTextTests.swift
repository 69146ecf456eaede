import References
import Testing

@testable import ReferenceFormats

/// Who wrote a note: what programs write is invented in the manner of their exports.
@Suite struct NoteTextTests {
  private func read(_ note: String, from field: NoteText.Field = .shared) -> NoteText {
    var text = NoteText()
    text.add(note, from: field)
    return text
  }

  // MARK: Programs

  @Test(arguments: [
    // Scopus
    "cited By 12", "Cited by: 3; All Open Access, Gold Open Access", "cited By (since 1996)12",
    "Cited By :2\nExport Date: 5 August 2024\nCODEN: NATUA", "Article in Press", "Source: Scopus",
    "Export Date: 05 August 2024; Cited By: 7; Correspondence Address: Y. Quill; School of Ponds, Invented University, Leeds, United Kingdom; email: quill@example.org; CODEN: POLNC",
    "Conference code: 123456\nExport Date: 5 May 2020", "2-s2.0-85012345678",
    // Web of Science
    "ISI Document Delivery No.: XX1YY\nTimes Cited: 2\nCited Reference Count: 105\nQuill, Ben Tarn, Pia\n0\nElsevier sci ltd\nOxford\n1873-0442",
    "Times Cited: 4\nThe Foundation funded the main studies where samples were collected.",
    "WOS:000123456700001", "Total Times Cited: 12",
    // PubMed through EndNote
    "1533-4406\nQuill, Ben\nTarn, Pia\nJournal Article\nEngland\nJ Invented Tests. 2020 May;4(1):10-19. doi: 10.5555/778. Epub 2020 Apr 1.",
    "Quill, Ben\nOrcid: 0000-0002-1825-0097\nR01 CA123456/CA/NCI NIH HHS/United States\nRandomized Controlled Trial\nUnited States",
    "1098-6618 (Electronic)\n0893-8512 (Print)", "Journal Article", "eng",
    "Comment in: J Invented Tests. 2010 May 3;2(1):1-2", "PubMed PMID: not yet; ppublish",
    // Embase, Cochrane, ProQuest, EBSCO
    "L643474277\n2024-02-16", "CN-01234567", "L900000001", "PUBMED 30388194",
    "Last updated - 2019-05-01\nDate created - 2001-02-03\nNumber of references - 30",
    "Accession Number: 123456789; Source Info: Dec2019, Vol. 12 Issue 3, p1; Publication Type: Academic Journal",
    "Copyright - © 2019 Invented Press", "Date of Publication: 2010",
    // RefWorks, Mendeley, CiteULike, JabRef, Pure
    "undefined; M1: (Marlow I.) Institute of Ponds, Leeds; M1: (Quill B., q@example.org) Institute of Tin",
    "LR: 20130912; JID: 0401141; 0 (Antibodies); OTO: NOTNLM; ppublish", "NULL",
    "From Duplicate 1 (Tests of small boats - Marlow, Ina)", "citeulike-article-id: 1234567",
    "__markedentry:[anna:1]", "Publisher Copyright: © 2020 The Authors; all rights reserved.",
    "Funding Information: This work was supported by the Fund. We thank it for the boats.",
    // Zotero
    "Publisher: Multidisciplinary Digital Publishing Institute", "_eprint: https://arxiv.org/abs/1",
    "Place: US\nISBN: 978-3-16-148410-0", "tex.ids: marlow2020a", "ZSCC: 0000012",
    "Page Version ID: 123456", "Google-Books-ID: abcDEF123", "OCLC: 12345",
    // arXiv, ADS, libraries
    "12 pages, 3 figures", "Comment: 9 pages; v2: typos corrected", "iv+123 pages", "5 pp.",
    "8 pages and 2 tables", "arXiv preprint arXiv:0801.1234v2 [cs.CL] of 2008",
    "Provided by the SAO/NASA Astrophysics Data System",
    "Includes bibliographical references (p. 123-130) and index",
    // Others
    "[Online; accessed 19-July-2008]", "Accessed 2010-01-01",
    "Retrieved May 2, 2019, from https://example.org/a",
    "Zugriff am 3. Mai 2020", "https://example.org/a", "Available at: https://example.org/a",
    "Duplicate", "in press", "To appear in Journal of Ponds", "(c) 2010 Invented Press",
    "Supported by grant 12 of the Fund", "The authors declare that they have no boats.",
    "PhD thesis", "1234-567X", "Received 3 May 2019; accepted 4 June 2019", "Epub: 2019/05/01",
    "Published online 3 May 2020", "Last Modified: 2020", "Accepted: 1 May 2020", "20190501//",
    "SCOPUS:85012345678", "CSCD:1234567", "10.1000/x123", "2020-03-01T12:00:00Z", "M1 - 3",
    "Read_Status: New\nRead_Status_Date: 2024-01-05T10:00:00", "timestamp = 2010.05.01",
    "Conference Name: Meeting of the Friends of Ponds", "mendeley-groups: Reading", "owner: anna",
    "Publication Types: Journal Article. Language: English. Entry Date: 20200101.",
    "From Duplicate 2 (Small boats; Marlow, Ina)\n\nAnd Duplicate 3 (Small boats; Marlow)",
    "Company: Invented Pharma; Drug Manufacturer: Invented Drugs", "Peer Reviewed: Yes",
    "Record Number: 20193456789. Publication Type: Journal Article.",
    "Accession Number: 51234567; Quill, Ben 1; Email Address: quill@example.org; Affiliations: 1: Institute of Ponds; Issue Info: Mar2010, Vol. 4 Issue 2, p11; Subject Term: PONDS; Number of Pages: 9p",
    "CODEN - PONDQ", "Location - United Kingdom", "Embase Accession Number: 2010123456",
    "L123456789 2010-05-05", "Full publication date: Mar., 1990",
    "Copyright of Journal of Ponds is the property of Invented Press and its content may not be copied or emailed to multiple sites.",
    "Quill, B.: Dept of Ponds, University of Leeds, quill@example.org",
    "QID: Q12345", "tex.ids= foo", "citation count: 10",
    "CitedBy: 2", "SSRN Scholarly Paper ID: 1234567", "Section: Original article",
    "Full text available at https://example.org/a", "Free full text: https://example.org/a",
    "Related Article(s)", "Original work published 1955", "Version of Record: 2010",
    "Literaturverz. S. 201-220", "Bibliographie : p. 201-220", "Literaturangaben",
    "Bibliography: p. [201]-220", "Includes bibliography (p. 210-220) and index",
    "Bibliogr. p. 201-220. Index", "Zugl.: Leeds, Univ., Diss., 2005",
    "Conference on Ponds, Leeds, ENGLAND, JUN 03-05, 2015",
    "1st Meeting of the Friends of Ponds, Leeds, ENGLAND, MAY 30-JUN 02, 2015",
    "Symposium on Ponds (POND 2015), Leeds, ENGLAND, DEC 30, 2014-JAN 02, 2015",
    "Funding: NIH R01", "Funding: none", "Disclosure: the authors declare no boats",
  ])
  func whatProgramsWriteIsNoAnnotation(_ note: String) {
    let read = read(note)
    #expect(read.annotations == [])
    #expect(!read.notes.isEmpty)
    // Nothing is lost: every word can be searched.
    let words = read.notes.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }
    #expect(words == note.split { !$0.isLetter && !$0.isNumber })
  }

  // MARK: People

  @Test(arguments: [
    "The best account of soil that I know", "England", "Tarn, Pia", "important", "Review",
    "cited by everyone for its method", "Cites the wrong boats; see figure 3.",
    "3 figures are wrong",
    "12 boats sank", "Source: a lecture by Quill in 2010", "Method: randomised trial", "to read!",
    "Includes an index.\nSecond printing.", "See also the accessed ponds.", "Q & A, p < 0.05",
    "Publisher: they never answer when we ask", "Anna's favourite", "page 12: nonsense",
    "A paper on funding in 2010", "Sehr gute Übersicht", "很好的综述文章，值得一读", "+", "S. 12-14 lesen",
    "Compare with\nthe other list.", "Note: not the same as doi of the other", "Status: to read",
    "Received with scepticism by the field", "Accepted wisdom, but wrong", "read 3 May 2020",
    "Available data do not support this.", "Published twice, see also the edition of 2010.",
    "Type: I error is not controlled", "Rating: 4/5", "in press when I read it",
    "Section 4 is best",
    "n = 12 is too small", "2010/2011", "Excluded: wrong population",
    "S. 45: „Teiche sind tief“", "p. 12-14",
    "Funding: paid by the producer! Beware.", "Type: RCT, N=40, weak blinding",
    "Disclosure: see the letter of Quill", "Funding: who paid?", "Publisher: predatory!",
    "Type: cohort, poor follow-up", "Source - a lecture that I heard", "Bibliography is excellent",
    "Bibliography: excellent, 30 pages", "Copyright of the figure is with Quill",
    "Full text is worth the hour: https://example.org/a", "Conference talk in Leeds, May, 2015",
    "Tarn, P.: her best book", "L12 is wrong",
    "Theory. Practice. Mostly theory.", "One\n\nTwo; three", "Author: not who you think",
  ])
  func whatPeopleWriteIsAnAnnotation(_ note: String) {
    for field in [NoteText.Field.shared, .own] {
      let read = read(note, from: field)
      #expect(read.annotations == [CitedAnnotation(note)])
      #expect(read.notes == [])
    }
  }

  @Test(arguments: [
    ("L900000001\n2020-05-01\nA careful study; see figure 3.", "A careful study; see figure 3.", 2),
    ("cited By 12; the best of its kind, and short", "the best of its kind, and short", 1),
    ("cited By 12. Read it twice for the method.", "Read it twice for the method.", 1),
    ("Publisher: Springer\nponds!\n\nboats!", "ponds!\n\nboats!", 1),
    (
      "Journal Article\nEngland\nEine sehr gute Übersicht über die Teiche.",
      "Eine sehr gute Übersicht über die Teiche.", 2
    ),
    ("Read this first.\nPMID: 12345\nDOI: 10.1234/x", "Read this first.", 0),
  ])
  func bothInOneNoteArePartedFromEachOther(_ note: String, _ words: String, _ remarks: Int) {
    let read = read(note)
    #expect(read.annotations == [CitedAnnotation(words)])
    #expect(read.notes.count == remarks)
  }

  /// In a reader's own field, a program's line says nothing of those beside it.
  @Test func anOwnFieldHoldsOwnWords() {
    let read = read("Journal Article\nEngland", from: .own)
    #expect(read.annotations == [CitedAnnotation("England")])
    #expect(read.notes == ["Journal Article"])
  }

  // MARK: Facts

  @Test func factsOfProgramsAreTaken() {
    let read = read(
      """
      DOI: 10.1234/X
      PMID: 123
      PMCID: PMC456
      arXiv:2101.00001 [cs]
      Citation Key: quill1998
      issued: 1814-01
      Original Date: 1795
      {:event-place: Ponds} Read it: twice.
      """)
    #expect(read.doi == "10.1234/x" && read.pmid == "123" && read.pmcid == "PMC456")
    #expect(read.arxivID == "2101.00001" && read.key == "quill1998")
    #expect(
      read.variables == ["issued": "1814-01", "original-date": "1795", "event-place": "Ponds"])
    #expect(read.annotations == [CitedAnnotation("Read it: twice.")] && read.notes == [])
  }
}

@Suite struct RayyanNoteTests {
  private func read(_ note: String) -> NoteText {
    var text = NoteText()
    text.add(note, from: .shared)
    return text
  }

  /// Strings hold any mark.
  @Test func whatAPersonWroteIsAnAnnotationOfTheirs() {
    let text = read(
      #"RAYYAN-INCLUSION: {"Anna"=>"Included"} | RAYYAN-LABELS: rct,adults | USER-NOTES: {"Anna"=>["see [12] for the \"dose\"", "unclear | check"], "Ben"=>["no"]}"#
    )
    #expect(
      text.annotations.map { "\($0.annotator ?? "?"): \($0.text)" } == [
        #"Anna: see [12] for the "dose""#, "Anna: unclear | check", "Ben: no",
      ])
    #expect(text.tags == ["rct", "adults"])
  }

  @Test func aNoteOfManyOpenBracketsIsReadInOnePass() {
    let note = "RAYYAN-LABELS: a | USER-NOTES: {" + String(repeating: #""a"=>["#, count: 200_000)
    #expect(read(note).tags == ["a"])
  }
}
