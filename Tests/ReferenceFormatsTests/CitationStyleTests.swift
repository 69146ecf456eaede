import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

/// A reference as one line: `type | authors | title | container | volume(issue) | locator | year |
/// editors | publisher | identifiers`.
func printed(_ reference: Reference) -> String {
  let names = { (creators: [Creator]) in creators.map(\.description).joined(separator: "; ") }
  let locator =
    switch reference.locator {
    case .pages(let pages)?: "pp. \(pages)"
    case .articleNumber(let number)?: "no. \(number)"
    case nil: "-"
    }
  let numbers = [reference.doi, reference.pmid, reference.arxivID, reference.url]
    .compactMap(\.self).joined(separator: ", ")
  return [
    reference.type.rawValue,
    names(reference.authors) + (reference.hasMoreAuthors ? "; et al." : ""),
    reference.title ?? "-", reference.container ?? "-",
    (reference.volume ?? "-") + (reference.issue.map { "(\($0))" } ?? ""), locator,
    reference.year.map(String.init) ?? "-", names(reference.editors), reference.publisher ?? "-",
    numbers,
  ].joined(separator: " | ")
}

/// What is not known of a work leaves no mark behind.
@Suite struct SparseReferenceTests {
  private static let sparse: [Reference] = {
    func reference(
      _ title: String?, _ author: String?, _ container: String?, _ year: Int?,
      _ type: ReferenceType = .article
    ) -> Reference {
      var reference = Reference()
      (reference.title, reference.container, reference.year) = (title, container, year)
      reference.authors = author.map { [Creator(inverted: $0)] } ?? []
      reference.type = type
      return reference
    }
    let parts: [(String?, String?, String?, Int?)] = [
      ("Draft", "Ott, S.", nil, 2000), ("Draft", nil, nil, 2000), ("Draft", "Ott, S.", nil, nil),
      ("Draft", nil, nil, nil), ("Draft", nil, "Nature", 2001), (nil, "Ott, S.", "Nature", 2001),
      ("Why?", nil, nil, 2000), ("Why?", "Ott, S.", nil, nil), (nil, "Ott, S.", nil, 2000),
    ]
    return ReferenceType.allCases.flatMap { type in
      parts.flatMap { part in
        let bare = reference(part.0, part.1, part.2, part.3, type)
        var placed = bare
        (placed.volume, placed.locator) = ("3", .pages("1–3"))
        return [bare, placed]
      }
    }
  }()

  @Test(arguments: CitationStyles.all.map(\.name))
  func punctuationStandsBehindSomething(_ style: String) throws {
    let style = try #require(CitationStyles.named(style))
    for reference in Self.sparse {
      let text = style.text(of: reference)
      #expect(text.last.map { ".”’?!)".contains($0) } ?? false, "\(text)")
      let stray = [
        ",.", ",,", "..", "()", " ,", " .", "  ", ":.", "?.", "“”", "‘’", ",”.", ",’.", "; .",
        "(,", " ;",
      ]
      for mark in stray { #expect(!text.contains(mark), "\(mark) in \(text)") }
      #expect(!",.;:( ".contains(text.first ?? " "), "\(text)")
    }
  }

  @Test func aChapterOfNoBookHasItsPagesBehindTheTitle() throws {
    var reference = Reference()
    (reference.title, reference.type, reference.year) = ("A chapter", .chapter, 2005)
    reference.authors = [Creator(inverted: "Ek, S.")]
    reference.locator = .pages("1–3")
    let apa = try #require(CitationStyles.named("apa")).text(of: reference)
    #expect(apa == "Ek, S. (2005). A chapter (pp. 1–3).")
  }

  @Test func medicalStylesAbbreviateJournals() throws {
    var reference = Reference()
    (reference.title, reference.volume) = ("Owls", "3")
    (reference.container, reference.shortContainer) = ("Science (New York, N.Y.)", "Science")
    for name in ["vancouver", "ama"] {
      let style = try #require(CitationStyles.named(name))
      reference.year = 2001
      #expect(style.text(of: reference) == "Owls. Science. 2001;3.")
      reference.year = nil
      #expect(style.text(of: reference) == "Owls. Science. 3.")
    }
  }

  @Test func titlesOfNobodyComeFirst() throws {
    var reference = Reference()
    (reference.title, reference.container, reference.year) = ("Nobody wrote", "Nature", 2001)
    reference.volume = "3"
    let apa = try #require(CitationStyles.named("apa")).text(of: reference)
    #expect(apa == "Nobody wrote. (2001). Nature, 3.")
    let harvard = try #require(CitationStyles.named("harvard")).text(of: reference)
    #expect(harvard == "‘Nobody wrote’ (2001) Nature, 3.")
    let chicago = try #require(CitationStyles.named("chicago")).text(of: reference)
    #expect(chicago == "“Nobody wrote.” 2001. Nature 3.")
  }
}

/// Books have editions, and publishers a place.
@Suite struct BookDetailsTests {
  private static func book(_ edition: String?, _ type: ReferenceType = .book) -> Reference {
    var reference = Reference()
    reference.type = type
    reference.authors = [Creator(inverted: "Murray, P. R."), Creator(inverted: "Pfaller, M. A.")]
    (reference.title, reference.edition, reference.year) = ("Medical microbiology", edition, 2002)
    (reference.publisher, reference.place) = ("Academic Press", "London")
    if type == .chapter {
      reference.title = "On spores"
      reference.container = "Medical microbiology"
      reference.editors = [Creator(inverted: "Kinzler, K. W.")]
      reference.locator = .pages("93–113")
    }
    return reference
  }

  @Test(arguments: [
    ("vancouver", "Medical microbiology. 2nd ed. London: Academic Press; 2002."),
    ("ama", "Medical microbiology. 2nd ed. Academic Press; 2002."),
    ("apa", "(2002). Medical microbiology (2nd ed.). Academic Press."),
    ("chicago", "2002. Medical microbiology. 2nd ed. London: Academic Press."),
    ("harvard", "(2002) Medical microbiology. 2nd edn. London: Academic Press."),
    ("ieee", "Medical microbiology, 2nd ed. London: Academic Press, 2002."),
    ("elsevier", "Medical microbiology, 2nd ed., Academic Press, London, 2002."),
  ])
  func areInEveryStyle(_ style: String, _ end: String) throws {
    let style = try #require(CitationStyles.named(style))
    for edition in ["2", "2nd", "Second"] {
      let text = style.text(of: Self.book(edition))
      #expect(text.hasSuffix(end), "\(text)")
    }
    for mark in ["1", " ed"] { #expect(!style.text(of: Self.book("1")).contains(mark)) }
    #expect(style.text(of: Self.book("Rev.")).contains("Rev. ed"))
  }

  @Test(arguments: ["vancouver", "ama", "apa", "chicago", "harvard", "ieee", "elsevier"])
  func areReadBack(_ name: String) throws {
    let style = try #require(CitationStyles.readable.first { $0.name == name })
    for type in [ReferenceType.book, .chapter] {
      let printed = style.text(of: Self.book("3rd", type))
      let read = style.read(Array(printed.unicodeScalars)[...]).reference
      #expect(read.edition == "3rd" && read.publisher == "Academic Press", "\(printed) \(read)")
      if printed.contains("London") { #expect(read.place == "London", "\(printed)") }
      #expect(read.title == Self.book(nil, type).title, "\(printed)")
    }
  }
}

@Suite struct CitationStyleTests {
  private func read(_ style: String, _ text: String) throws -> CitationEntry {
    let style = try #require(CitationStyles.readable.first { $0.name == style })
    return style.read(Array(text.unicodeScalars)[...])
  }

  @Test(arguments: [
    (
      "Powell DJ Jr, June CH. Chimeric antigen receptors. N Engl J Med. 2017 Dec 28;377(26):2545-54. doi: 10.1056/NEJMra1706169. PMID: 29972754; PMCID: PMC7391259.",
      "article | Powell, DJ Jr; June, CH | Chimeric antigen receptors | N Engl J Med | 377(26) | pp. 2545–54 | 2017 |  | - | 10.1056/nejmra1706169, 29972754"
    ),
    (
      "van der Berg JA, de la Cruz M, Yu ZhI, et al. Is the U.S. ready? Cancers (Basel). 2020;12 Suppl 2:e14019.",
      "article | van der Berg, JA; de la Cruz, M; Yu, ZhI; et al. | Is the U.S. ready? | Cancers (Basel) | 12 Suppl 2 | no. e14019 | 2020 |  | - | "
    ),
    (
      "Diabetes Prevention Program Research Group. Hypertension and insulin. Hypertension. 2002;40(5):679-86.",
      "article | Diabetes Prevention Program Research Group | Hypertension and insulin | Hypertension | 40(5) | pp. 679–86 | 2002 |  | - | "
    ),
    (
      "Woodward B. C. difficile infection: a review. J Petrol. 2008;440(1):1440–1461.",
      "article | Woodward, B | C. difficile infection: a review | J Petrol | 440(1) | pp. 1440–1461 | 2008 |  | - | "
    ),
    (
      "Powell DJ, June CH: Chimeric receptors. Curr Opin Immunol 2017, 35:12-15.",
      "article | Powell, DJ; June, CH | Chimeric receptors | Curr Opin Immunol | 35 | pp. 12–15 | 2017 |  | - | "
    ),
    (
      "Murray PR, Rosenthal KS, Pfaller MA. Medical microbiology. 4th ed. St. Louis: Mosby; 2002. 545 p.",
      "book | Murray, PR; Rosenthal, KS; Pfaller, MA | Medical microbiology | - | - | - | 2002 |  | Mosby | "
    ),
    (
      "Gilstrap LC 3rd, Cunningham FG, editors. Operative obstetrics. New York: McGraw-Hill; 2002.",
      "book |  | Operative obstetrics | - | - | - | 2002 | Gilstrap, LC 3rd; Cunningham, FG | McGraw-Hill | "
    ),
    (
      "Meltzer PS, Kallioniemi A. Chromosome alterations. In: Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: McGraw-Hill; 2002. p. 93-113.",
      "chapter | Meltzer, PS; Kallioniemi, A | Chromosome alterations | The genetic basis of human cancer | - | pp. 93–113 | 2002 | Vogelstein, B; Kinzler, KW | McGraw-Hill | "
    ),
    (
      "Borkowski MM. Infant sleep [dissertation]. Mount Pleasant (MI): Central Michigan University; 2002.",
      "thesis | Borkowski, MM | Infant sleep | - | - | - | 2002 |  | Central Michigan University | "
    ),
    (
      "Li X, Ng A. Cells that forget. bioRxiv [Preprint]. 2020 [cited 2020 Mar 3]. Available from: https://doi.org/10.1101/2020.03.01.123456",
      "preprint | Li, X; Ng, A | Cells that forget | bioRxiv | - | - | 2020 |  | - | 10.1101/2020.03.01.123456"
    ),
  ])
  func vancouver(_ text: String, _ expected: String) throws {
    #expect(try printed(read("vancouver", text).reference) == expected)
  }

  @Test(arguments: [
    (
      "Powell DJ Jr, June CH, Sadelain M, et al. Chimeric antigen receptors. N Engl J Med. 2017;377(26):2545-2554. doi:10.1056/NEJMra1706169",
      "article | Powell, DJ Jr; June, CH; Sadelain, M; et al. | Chimeric antigen receptors | N Engl J Med | 377(26) | pp. 2545–2554 | 2017 |  | - | 10.1056/nejmra1706169"
    ),
    (
      "Meltzer PS. Chromosome alterations. In: Vogelstein B, Kinzler KW, eds. The Genetic Basis of Human Cancer. 2nd ed. McGraw-Hill; 2002:93-113.",
      "chapter | Meltzer, PS | Chromosome alterations | The Genetic Basis of Human Cancer | - | pp. 93–113 | 2002 | Vogelstein, B; Kinzler, KW | McGraw-Hill | "
    ),
    (
      "World Health Organization. Measles. Health Topics. Published March 3, 2020. Accessed April 4, 2021. https://www.who.int/measles",
      "webpage | World Health Organization | Measles | Health Topics | - | - | 2020 |  | - | https://www.who.int/measles"
    ),
    (
      "Li X. Cells that forget. medRxiv. Preprint posted online March 3, 2020. doi:10.1101/2020.03.01.123456",
      "preprint | Li, X | Cells that forget | medRxiv | - | - | 2020 |  | - | 10.1101/2020.03.01.123456"
    ),
  ])
  func ama(_ text: String, _ expected: String) throws {
    #expect(try printed(read("ama", text).reference) == expected)
  }

  @Test(arguments: [
    (
      "Powell, D. J., Jr., & June, C. H. (2017). Chimeric antigen receptors. New England Journal of Medicine, 377(26), 2545–2554. https://doi.org/10.1056/NEJMra1706169",
      "article | Powell, D. J. Jr; June, C. H. | Chimeric antigen receptors | New England Journal of Medicine | 377(26) | pp. 2545–2554 | 2017 |  | - | 10.1056/nejmra1706169"
    ),
    (
      "World Health Organization. (2020a). Physical activity guidelines. https://www.who.int/x",
      "webpage | World Health Organization | Physical activity guidelines | - | - | - | 2020 |  | - | https://www.who.int/x"
    ),
    (
      "Groß, O. I., & d’Errico, X. (2016). Does it fit? Machine Learning, 78, Article e14019.",
      "article | Groß, O. I.; d’Errico, X. | Does it fit? | Machine Learning | 78 | no. e14019 | 2016 |  | - | "
    ),
    (
      "Marcus, I. M., & Çelik, G. (1998). Preface. In V. Țepeș & A. B. Roe (Eds.), Principles of neural science (2nd ed., Vol. 3, pp. 45–52). Routledge.",
      "chapter | Marcus, I. M.; Çelik, G. | Preface | Principles of neural science | 3 | pp. 45–52 | 1998 | Țepeș, V.; Roe, A. B. | Routledge | "
    ),
    (
      "Turing, A. M. (1938). Systems of logic [Doctoral dissertation, Princeton University]. ProQuest.",
      "thesis | Turing, A. M. | Systems of logic | - | - | - | 1938 |  | Princeton University | "
    ),
    (
      "Vaswani, A., Shazeer, N., . . . Polosukhin, I. (2017). Attention is all you need. arXiv preprint arXiv:1706.03762.",
      "preprint | Vaswani, A.; Shazeer, N.; Polosukhin, I.; et al. | Attention is all you need | arXiv | - | - | 2017 |  | - | 1706.03762"
    ),
    (
      "Roe, A. B. (in press). A title. Journal of Finance. https://doi.org/10.1000/xyz123",
      "article | Roe, A. B. | A title | Journal of Finance | - | - | - |  | - | 10.1000/xyz123"
    ),
  ])
  func apa(_ text: String, _ expected: String) throws {
    #expect(try printed(read("apa", text).reference) == expected)
  }

  @Test(arguments: [
    (
      "Powell, D.J. and June, C.H. (2017) ‘Chimeric receptors, and doctors’ views’, Journal of Finance, 377(26), pp. 2545–2554. doi: 10.1000/xyz123.",
      "article | Powell, D.J.; June, C.H. | Chimeric receptors, and doctors’ views | Journal of Finance | 377(26) | pp. 2545–2554 | 2017 |  | - | 10.1000/xyz123"
    ),
    (
      "Powell, D.J., June, C.H., 2017. Chimeric receptors. J. Clin. Oncol. 38, 3095–3106.",
      "article | Powell, D.J.; June, C.H. | Chimeric receptors | J. Clin. Oncol. | 38 | pp. 3095–3106 | 2017 |  | - | "
    ),
    (
      "Powell DJ, June CH (2017) Chimeric receptors. J Clin Oncol 38:3095–3106",
      "article | Powell, DJ; June, CH | Chimeric receptors | J Clin Oncol | 38 | pp. 3095–3106 | 2017 |  | - | "
    ),
    (
      "Franklin, A.W. (2012) ‘Management of the problem’, in Smith, S.M. (ed.) The maltreatment of children. Lancaster: MTP Press, pp. 83–95.",
      "chapter | Franklin, A.W. | Management of the problem | The maltreatment of children | - | pp. 83–95 | 2012 | Smith, S.M. | MTP Press | "
    ),
  ])
  func harvard(_ text: String, _ expected: String) throws {
    #expect(try printed(read("harvard", text).reference) == expected)
  }

  @Test(arguments: [
    (
      "Powell, Daniel J., Jr., and Carl H. June. 2017. “Chimeric Receptors.” Journal of Finance 377 (26): 2545–54. https://doi.org/10.1000/xyz123.",
      "article | Powell, Daniel J. Jr; June, Carl H. | Chimeric Receptors | Journal of Finance | 377(26) | pp. 2545–54 | 2017 |  | - | 10.1000/xyz123"
    ),
    (
      "Roe, Ann. 2016. “Is It ‘Real’?” Mind 38, no. 2 (March): 1–10.",
      "article | Roe, Ann | Is It ‘Real’? | Mind | 38(2) | pp. 1–10 | 2016 |  | - | "
    ),
    (
      "Thoreau, Henry David. 2016. “Walking.” In The Making of the American Essay, edited by John D’Agata and Ann Roe, 167–95. Minneapolis: Graywolf Press.",
      "chapter | Thoreau, Henry David | Walking | The Making of the American Essay | - | pp. 167–95 | 2016 | D’Agata, John; Roe, Ann | Graywolf Press | "
    ),
    (
      "Grazer, Brian, and Charles van der Berg. 2015. A Curious Mind: The Road. New York: Simon & Schuster.",
      "book | Grazer, Brian; van der Berg, Charles | A Curious Mind: The Road | - | - | - | 2015 |  | Simon & Schuster | "
    ),
  ])
  func chicago(_ text: String, _ expected: String) throws {
    #expect(try printed(read("chicago", text).reference) == expected)
  }

  @Test(arguments: [
    (
      "D.J. Powell, C.H. June Jr., T cells, checkpoints, and time, J. Clin. Oncol. 38 (2020) 3095–3106. https://doi.org/10.1016/j.cell.2020.01.001.",
      "article | Powell, D.J.; June, C.H. Jr | T cells, checkpoints, and time | J. Clin. Oncol. | 38 | pp. 3095–3106 | 2020 |  | - | 10.1016/j.cell.2020.01.001"
    ),
    (
      "W. Strunk Jr., E.B. White, The Elements of Style, fourth ed., Longman, New York, 2000.",
      "book | Strunk, W. Jr; White, E.B. | The Elements of Style | - | - | - | 2000 |  | Longman | "
    ),
    (
      "G.R. Mettam, L.B. Adams, How to prepare, in: B.S. Jones, R.Z. Smith (Eds.), Introduction to the Age, Elsevier, New York, 2009, pp. 281–304.",
      "chapter | Mettam, G.R.; Adams, L.B. | How to prepare | Introduction to the Age | - | pp. 281–304 | 2009 | Jones, B.S.; Smith, R.Z. | Elsevier | "
    ),
    (
      "World Health Organization, Statistics reports. http://www.who.int/x, 2003 (accessed 13 March 2003).",
      "webpage | World Health Organization | Statistics reports | - | - | - | 2003 |  | - | http://www.who.int/x"
    ),
  ])
  func elsevier(_ text: String, _ expected: String) throws {
    #expect(try printed(read("elsevier", text).reference) == expected)
  }

  @Test(arguments: [
    (
      "D. J. Powell Jr. and C. H. June, “T cells,” IEEE Trans. Syst., Man, Cybern., vol. 38, no. 2, pp. 1–10, Jan. 2020, doi: 10.1109/TSMC.2020.123.",
      "article | Powell, D. J. Jr; June, C. H. | T cells | IEEE Trans. Syst., Man, Cybern. | 38(2) | pp. 1–10 | 2020 |  | - | 10.1109/tsmc.2020.123"
    ),
    (
      "K. He et al., \"Deep learning,\" in Proc. IEEE Conf. Comput. Vis. (CVPR), Las Vegas, NV, USA, Jun. 2016, pp. 770–778.",
      "conference | He, K.; et al. | Deep learning | Proc. IEEE Conf. Comput. Vis. (CVPR) | - | pp. 770–778 | 2016 |  | - | "
    ),
    (
      "B. Klaus and P. Horn, Robot Vision. Cambridge, MA, USA: MIT Press, 1986.",
      "book | Klaus, B.; Horn, P. | Robot Vision | - | - | - | 1986 |  | MIT Press | "
    ),
    (
      "L. Stein, “Random patterns,” in Computers and You, J. S. Brake, Ed. New York, NY, USA: Wiley, 1994, pp. 55–70.",
      "chapter | Stein, L. | Random patterns | Computers and You | - | pp. 55–70 | 1994 | Brake, J. S. | Wiley | "
    ),
  ])
  func ieee(_ text: String, _ expected: String) throws {
    #expect(try printed(read("ieee", text).reference) == expected)
  }

  /// The places of the fields hold what was read.
  @Test func fieldsStandWhereTheyWereRead() throws {
    let text =
      "Müller, D. J., & June, C. H. (2017). Chimäre Rezeptoren. Blood, 377(26), 2545–2554. https://doi.org/10.1000/xyz"
    let source = SourceText(name: "list", text: "\(text)\n")
    let citation = try #require(ReferenceList.read(source).citations.first)
    let parts = citation.fields.map { field in
      "\(field.name.rawValue): "
        + String(decoding: Array(citation.raw.utf8)[field.range], as: UTF8.self)
    }
    #expect(
      parts == [
        "authors: Müller, D. J., & June, C. H.", "year: 2017", "title: Chimäre Rezeptoren.",
        "container: Blood", "volume: 377", "issue: 26", "locator: 2545–2554",
        "doi: https://doi.org/10.1000/xyz",
      ])
    #expect(citation.fields.allSatisfy { $0.confidence > 0.9 })
  }

  // MARK: Properties

  /// An invented reference printed in a style reads back to itself.
  @Test(arguments: CitationStyles.readable.map(\.name))
  func printedReferencesReadBack(_ name: String) throws {
    let style = try #require(CitationStyles.readable.first { $0.name == name })
    var random = SplitMix64(seed: 2027)
    for _ in 0..<1500 {
      let reference = InventedReference.make(using: &random)
      let text = style.text(of: reference)
      let back = style.read(Array(text.unicodeScalars)[...]).reference
      #expect(comparable(back, name) == comparable(reference, name), "\(text)")
    }
  }

  /// What every style prints, in one spelling.
  private func comparable(_ reference: Reference, _ style: String) -> String {
    var reference = reference
    let normalized = { (creators: [Creator]) in
      creators.map { creator -> Creator in
        guard case .person(var name) = creator else { return creator }
        name.given = name.given.map { GivenInitials($0).bare }
        return .person(name)
      }
    }
    reference.authors = normalized(reference.authors)
    reference.editors = normalized(reference.editors)
    let isMedical = style == "vancouver" || style == "ama"
    if isMedical, reference.type == .article {
      reference.container = reference.container?.filter { $0 != "." }
    }
    if style == "nature" {
      reference.issue = nil
      if reference.volume != nil { reference.doi = nil }
      // A number alone is an article's there, as in most of its journals.
      if case .pages("1109") = reference.locator { reference.locator = .articleNumber("1109") }
    }
    return printed(reference)
  }

  @Test func hostileTextIsReadOrRefusedWithoutCrash() {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "(", ")", "[", "]", "2017", ";12", "(3)", ":45-67", ").", ". ", ", ", "& ", "and ", "et al.",
      "A.", "Roe ", "–", "In: ", "in ", "(Eds.), ", "“", ",”", "‘", "’, ", "pp. ", "vol. ", "doi:",
      "10.1000/", "https://", "arXiv:", "Accessed ", "\u{301}", "日", "PMID: ", ", Ed. ",
      "editors. ",
      "thesis", "edited by ", "2nd ed. ",
    ]
    for style in CitationStyles.readable {
      for _ in 0..<1200 {
        let text = (0..<Int.random(in: 0...16, using: &random))
          .map { _ in pieces.randomElement(using: &random)! }.joined()
        _ = style.read(Array(text.unicodeScalars)[...])
      }
      for piece in pieces {
        _ = style.read(Array(String(repeating: piece, count: 1000).unicodeScalars)[...])
      }
    }
  }
}

/// References made of parts drawn at random.
private enum InventedReference {
  static func make(using random: inout SplitMix64) -> Reference {
    var reference = Reference()
    reference.type = [.article, .article, .article, .book, .chapter, .thesis].randomElement(
      using: &random)!
    reference.title = titles.randomElement(using: &random)!
    reference.year = Int.random(in: 1950...2025, using: &random)
    reference.authors = people(Int.random(in: 1...5, using: &random), using: &random)
    switch reference.type {
    case .book:
      reference.title = books.randomElement(using: &random)!
      reference.publisher = publishers.randomElement(using: &random)!
    case .thesis:
      reference.authors = people(1, using: &random)
      reference.publisher = "Princeton University"
    case .chapter:
      reference.container = books.randomElement(using: &random)!
      reference.editors = people(Int.random(in: 1...3, using: &random), using: &random)
      reference.publisher = publishers.randomElement(using: &random)!
      reference.locator = .pages("93–113")
    default:
      reference.container = journals.randomElement(using: &random)!
      reference.volume = String(Int.random(in: 1...400, using: &random))
      if Bool.random(using: &random) {
        reference.issue = String(Int.random(in: 1...12, using: &random))
      }
      reference.locator = locators.randomElement(using: &random)!
      if Bool.random(using: &random) { reference.doi = "10.1000/j.xyz.2020.123" }
    }
    return reference
  }

  private static func people(_ count: Int, using random: inout SplitMix64) -> [Creator] {
    (0..<count).map { _ in
      .person(
        PersonalName(
          family: families.randomElement(using: &random)!,
          given: givens.randomElement(using: &random)!,
          suffix: ["Jr", nil, nil, nil, nil, nil, "III"].randomElement(using: &random)!))
    }
  }

  private static let families = [
    "Li", "Ng", "Müller", "O’Reilly", "van der Berg", "de la Cruz", "Stein-Thoeringer", "McGann",
    "Łukaszewicz", "D’Angelo", "Al-Hajj", "Kardošová", "Öberg", "Nguyễn",
  ]
  private static let givens = ["A.", "S. J.", "J.-P.", "M. A. C.", "H.-R.", "Å."]
  private static let titles = [
    "A theory of everything", "c-Jun overexpression in T cells", "3D genomes", "Is it real?",
    "The role of E. coli in the gut", "Outcomes (1990–2010): a review", "Hepatitis C",
    "Warming of 1.5 °C", "Part I. Theory of order", "mTOR signalling", "Structure of T4 at 2.1 Å",
  ]
  private static let journals = [
    "Nature", "Cell", "Blood", "N. Engl. J. Med.", "J. Clin. Oncol.", "Phys. Rev. Lett.", "eLife",
  ]
  private static let books = [
    "Molecular Biology of the Cell", "Handbook of Emotions", "Polymer Physics",
  ]
  private static let publishers = ["Springer", "Routledge", "Oxford University Press", "MIT Press"]
  private static let locators: [Locator] = [
    .pages("2545–2554"), .pages("S3–S9"), .articleNumber("e14019"),
    .pages("1109"),
  ]
}

/// What each style sets off, and that this changes no letter.
@Suite struct StyleEmphasisTests {
  private func reference(_ type: ReferenceType) -> Reference {
    var reference = Reference()
    reference.type = type
    reference.authors = [Creator(inverted: "Roe, R.")]
    (reference.title, reference.container, reference.year) = ("Salts", "Tides", 2018)
    if type == .book { (reference.container, reference.publisher) = (nil, "Norr") }
    (reference.volume, reference.locator) = ("1", .pages("3–9"))
    return reference
  }

  /// Italic between `*`, bold between `+`.
  private func marked(_ text: ReferenceText) -> String {
    text.pieces.map { piece in
      switch piece.emphasis {
      case .italic?: "*\(piece.text)*"
      case .bold?: "+\(piece.text)+"
      case nil: piece.text
      }
    }.joined()
  }

  @Test(arguments: [
    ("nature", "Roe, R. Salts. *Tides* +1+, 3–9 (2018)."),
    ("vancouver", "Roe R. Salts. Tides. 2018;1:3–9."),
    ("ama", "Roe R. Salts. *Tides*. 2018;1:3–9."),
    ("apa", "Roe, R. (2018). Salts. *Tides*, *1*, 3–9."),
    ("harvard", "Roe, R. (2018) ‘Salts’, *Tides*, 1, pp. 3–9."),
    ("chicago", "Roe, R. 2018. “Salts.” *Tides* 1: 3–9."),
    ("elsevier", "R. Roe, Salts, Tides 1 (2018) 3–9."),
    ("ieee", "R. Roe, “Salts,” *Tides*, vol. 1, pp. 3–9, 2018."),
  ])
  func journalsAndVolumes(_ name: String, _ expected: String) throws {
    let style = try #require(CitationStyles.named(name))
    #expect(marked(style.printed(reference(.article))) == expected)
  }

  @Test(arguments: [
    ("nature", "Roe, R. *Salts* (Norr, 2018)."), ("apa", "Roe, R. (2018). *Salts.* Norr."),
    ("vancouver", "Roe R. Salts. Norr; 2018."), ("chicago", "Roe, R. 2018. *Salts*. Norr."),
  ])
  func titlesOfBooks(_ name: String, _ expected: String) throws {
    let style = try #require(CitationStyles.named(name))
    let text = marked(style.printed(reference(.book)))
    #expect(text.replacing(".*", with: "*.") == expected.replacing(".*", with: "*."))
  }

  @Test(arguments: CitationStyles.all.map(\.name))
  func partsHaveRoles(_ name: String) throws {
    let style = try #require(CitationStyles.named(name))
    let text = style.printed(reference(.article))
    #expect(text.pieces.filter { $0.role == .title }.map(\.text).joined() == "Salts")
    #expect(text.pieces.filter { $0.role == .container }.map(\.text) == ["Tides"])
    #expect(text.pieces.first { $0.role == .names }?.text.contains("Roe") == true)
    #expect(text.text == style.text(of: reference(.article)))
  }
}
