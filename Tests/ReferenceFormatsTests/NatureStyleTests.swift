import References
import TestSupport
import Testing

@testable import ReferenceFormats

/// One citation as one line: `authors | title | container | volume | locator | year`.
private func printed(_ entry: NatureStyle.Entry) -> String {
  let reference = entry.reference
  let authors =
    reference.authors.map(\.description).joined(separator: "; ")
    + (reference.hasMoreAuthors ? "; et al." : "")
  let locator =
    switch reference.locator {
    case .pages(let pages)?: "pp. \(pages)"
    case .articleNumber(let number)?: "no. \(number)"
    case nil: "-"
    }
  return [
    authors, reference.title ?? "-", reference.container ?? "-", reference.volume ?? "-", locator,
    reference.year.map(String.init) ?? "-",
  ].joined(separator: " | ")
}

private func read(_ text: String) -> NatureStyle.Entry {
  NatureStyle().read(Array(text.unicodeScalars)[...])
}

@Suite struct NatureStyleTests {
  @Test(arguments: [
    (
      "June, C. H. & Sadelain, M. Chimeric antigen receptor therapy. N. Engl. J. Med. 379, 64–73 (2018).",
      "June, C. H.; Sadelain, M. | Chimeric antigen receptor therapy | N. Engl. J. Med. | 379 | pp. 64–73 | 2018"
    ),
    (
      "van Bruggen, J. A. C. et al. Chronic lymphocytic leukemia cells impair mitochondrial fitness in CD8+ T cells and impede CAR T-cell efficacy. Blood 134, 44–58 (2019).",
      "van Bruggen, J. A. C.; et al. | Chronic lymphocytic leukemia cells impair mitochondrial fitness in CD8+ T cells and impede CAR T-cell efficacy | Blood | 134 | pp. 44–58 | 2019"
    ),
    (
      "Rodriguez-Garcia, A., Powell, D. J. Jr & Guedan, S. CAR-T cells hit the tumor microenvironment. Front. Immunol. 11, 1109 (2020).",
      "Rodriguez-Garcia, A.; Powell, D. J. Jr; Guedan, S. | CAR-T cells hit the tumor microenvironment | Front. Immunol. | 11 | no. 1109 | 2020"
    ),
    (
      "Lee, D. W.III et al. Long-term outcomes following CD19 CAR T cell therapy. Blood 128, 218 (2016).",
      "Lee, D. W. III; et al. | Long-term outcomes following CD19 CAR T cell therapy | Blood | 128 | no. 218 | 2016"
    ),
    (
      "Chong, E. A., Ruella, M. & Lymphoma Program Investigators at the University of Pennsylvania. Five-year outcomes. N. Engl. J. Med. 384, 673–674 (2021).",
      "Chong, E. A.; Ruella, M.; Lymphoma Program Investigators at the University of Pennsylvania | Five-year outcomes | N. Engl. J. Med. | 384 | pp. 673–674 | 2021"
    ),
    (
      "Graham, C., Jozwik, A., Pepper, A. & Benjamin, R. Allogeneic CAR-T cells: more than ease of access? Cells 7, 155 (2018).",
      "Graham, C.; Jozwik, A.; Pepper, A.; Benjamin, R. | Allogeneic CAR-T cells: more than ease of access? | Cells | 7 | no. 155 | 2018"
    ),
    (
      "Cioroianu, A. I. et al. Tumor microenvironment. Anal. Cell. Pathol. 2019, 8586354 (2019).",
      "Cioroianu, A. I.; et al. | Tumor microenvironment | Anal. Cell. Pathol. | 2019 | no. 8586354 | 2019"
    ),
    (
      "Shifrut, E. et al. Genome-wide CRISPR screens. Cell 175, 1958–1971.e15\u{A0}(2018).",
      "Shifrut, E.; et al. | Genome-wide CRISPR screens | Cell | 175 | pp. 1958–1971.e15 | 2018"
    ),
    (
      "Xi, Y. Phys. Rev. Lett. 61, 2472 (1988).",
      "Xi, Y. | - | Phys. Rev. Lett. | 61 | no. 2472 | 1988"
    ),
    (
      "Xi, Y. J. Clin. Oncol. 30, 1–2 (1988).", "Xi, Y. | - | J. Clin. Oncol. | 30 | pp. 1–2 | 1988"
    ),
    (
      "Wei, J. C. elegans genes in ageing. Nature 1, 2–3 (1990).",
      "Wei, J. | C. elegans genes in ageing | Nature | 1 | pp. 2–3 | 1990"
    ),
    (
      "Smith, J. et al. Aspirin vs. placebo in St. Louis. Am. J. Med. 112 (Suppl. 1), S3–S9 (2002).",
      "Smith, J.; et al. | Aspirin vs. placebo in St. Louis | Am. J. Med. | 112 (Suppl. 1) | pp. S3–S9 | 2002"
    ),
    (
      "Kosterlitz, J. M. Part I. Theory of order. J. Phys. C 6, 1181–1203 (1973).",
      "Kosterlitz, J. M. | Part I. Theory of order | J. Phys. C | 6 | pp. 1181–1203 | 1973"
    ),
    (
      "Geim, A. K. & Grigorieva, I. V. Van der Waals heterostructures. Nature 499, 419–425 (2013).",
      "Geim, A. K.; Grigorieva, I. V. | Van der Waals heterostructures | Nature | 499 | pp. 419–425 | 2013"
    ),
    (
      "The ENCODE Project Consortium. An integrated encyclopedia of DNA elements. Nature 489, 57–74 (2012).",
      "The ENCODE Project Consortium | An integrated encyclopedia of DNA elements | Nature | 489 | pp. 57–74 | 2012"
    ),
    (
      "Aad, G. et al. (ATLAS Collaboration). Observation of a new particle. Phys. Lett. B 716, 1–29 (2012).",
      "Aad, G.; ATLAS Collaboration; et al. | Observation of a new particle | Phys. Lett. B | 716 | pp. 1–29 | 2012"
    ),
    (
      "Lenzini, S. Report of the committee (2017). J. Abnorm. Psychol. 15, 832–842 (2018).",
      "Lenzini, S. | Report of the committee (2017) | J. Abnorm. Psychol. | 15 | pp. 832–842 | 2018"
    ),
    (
      "Landau, L. D. Zur Theorie der Phasenumwandlungen II. Phys. Z. Sowjetunion 11, 26–35 (1937).",
      "Landau, L. D. | Zur Theorie der Phasenumwandlungen II | Phys. Z. Sowjetunion | 11 | pp. 26–35 | 1937"
    ),
    (
      "Tinbergen, N. On aims and methods. Z. Tierpsychol. 20, 410–433 (1963).",
      "Tinbergen, N. | On aims and methods | Z. Tierpsychol. | 20 | pp. 410–433 | 1963"
    ),
    (
      "Zel’dovich, Ya. B. & Novikov, I. D. Physics of relativistic collapse. Nuovo Cim. Suppl. 4, 810–825 (1966).",
      "Zel’dovich, Ya. B.; Novikov, I. D. | Physics of relativistic collapse | Nuovo Cim. | Suppl. 4 | pp. 810–825 | 1966"
    ),
  ])
  func reads(_ text: String, _ expected: String) {
    let entry = read(text)
    #expect(printed(entry) == expected)
    #expect(entry.confidence > 0.85)
  }

  @Test func chapterWithoutTitle() {
    let entry = read(
      "Sadeghalvad, M., Mohammadi-Motlagh, H.-R. & Rezaei, N. in Encyclopedia of Infection and Immunity (ed. Nima, R.) 130–143 (Elsevier, 2022)."
    )
    #expect(entry.reference.type == .chapter)
    #expect(entry.reference.title == nil)
    #expect(entry.reference.container == "Encyclopedia of Infection and Immunity")
    #expect(entry.reference.editors.map(\.description) == ["Nima, R."])
    #expect(entry.reference.locator == .pages("130–143"))
    #expect(entry.reference.publisher == "Elsevier")
    #expect(entry.problems.isEmpty)
  }

  @Test(arguments: [
    (
      "Frank, J. M. et al. CD22 CAR T cells. Presented at Tandem Meetings (2023).",
      ReferenceType.presentation, "Tandem Meetings"
    ),
    (
      "Vaswani, A. et al. Attention is all you need. Preprint at https://arxiv.org/abs/1706.03762 (2017).",
      .preprint, "arXiv"
    ),
    (
      "He, K. et al. Deep residual learning. in Proc. IEEE Conf. Computer Vision 770–778 (IEEE, 2016).",
      .conference, "Proc. IEEE Conf. Computer Vision"
    ),
    (
      "Jumper, J. et al. Protein structure. Nature https://doi.org/10.1038/s41586-021-03819-2 (2021).",
      .article, "Nature"
    ),
  ])
  func otherKinds(_ text: String, _ type: ReferenceType, _ container: String) {
    let entry = read(text)
    #expect(entry.reference.type == type)
    #expect(entry.reference.container == container)
    #expect(entry.reference.title != nil)
  }

  @Test func thesisAndBookHaveAPublisher() {
    let thesis = read("Turing, A. M. Systems of logic. PhD thesis, Princeton Univ. (1938).")
      .reference
    #expect(thesis.type == .thesis && thesis.publisher == "Princeton Univ.")
    let book = read("Darwin, C. On the Origin of Species (John Murray, 1859).").reference
    #expect(book.type == .book && book.publisher == "John Murray")
    #expect(book.title == "On the Origin of Species")
  }

  @Test func annotationIsWhatFollowsTheCitation() {
    let entry = read(
      "Eyquem, J. et al. Targeting a CAR to the TRAC locus. Nature 543, 113–117 (2017). One knock-in does two jobs (see also Fraietta et al., 2018)."
    )
    #expect(entry.annotation == "One knock-in does two jobs (see also Fraietta et al., 2018).")
  }

  @Test func identifiersAreReadAndNeverTakenForAnAnnotation() {
    let entry = read(
      "Eyquem, J. et al. Targeting a CAR to the TRAC locus. Nature 543, 113–117 (2017). https://doi.org/10.1038/nature21405. One knock-in does two jobs."
    )
    #expect(entry.reference.doi == "10.1038/nature21405")
    #expect(entry.annotation == "One knock-in does two jobs.")
    let preprint = read(
      "Vaswani, A. et al. Attention is all you need. Preprint at https://arxiv.org/abs/1706.03762 (2017)."
    )
    #expect(preprint.reference.arxivID == "1706.03762")
    #expect(
      entry.places.map(\.field) == [
        .authors, .doi, .title, .container, .volume, .locator, .year, .annotation,
      ])
  }

  @Test(arguments: [
    ("", 0.0..<0.4), ("Sources", 0.0..<0.4), ("Smith, J. A title without an end", 0.0..<0.5),
    ("Smith, J. A title. 12 (2001).", 0.5..<0.9), ("(2001).", 0.0..<0.5),
  ])
  func whatIsNotThereLowersConfidence(_ text: String, _ range: Range<Double>) {
    #expect(range.contains(read(text).confidence))
  }

  /// Every part of a reading stands in the printed line, in the order of the style.
  @Test func nothingIsInvented() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<500 {
      let citation = InventedCitation(using: &random)
      let reference = read(citation.text).reference
      var rest = Substring(citation.text)
      let parts =
        reference.authors.map(\.familyName)
        + [reference.title, reference.container, reference.volume, reference.locator?.text]
        .compactMap(\.self)
      for part in parts {
        guard let range = rest.range(of: part) else {
          Issue.record("'\(part)' is not in its place in '\(citation.text)'")
          break
        }
        rest = rest[range.upperBound...]
      }
    }
  }

  /// A citation printed from its parts reads back as those parts.
  @Test func inventedCitationsReadBack() {
    var random = SplitMix64(seed: 2026)
    for _ in 0..<3000 {
      let citation = InventedCitation(using: &random)
      #expect(printed(read(citation.text)) == citation.expected, "\(citation.text)")
    }
  }

  @Test func hostileTextIsReadOrRefusedWithoutCrash() {
    var random = SplitMix64(seed: 3)
    let pieces = [
      "(", ")", "2017", ").", ". ", ", ", "&", "et al.", "A.", "–", "in ", "(ed. ", "J", "\u{301}",
      "日", " ", "“", "?",
    ]
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 0...14, using: &random))
        .map { _ in pieces.randomElement(using: &random)! }.joined()
      _ = read(text)
    }
    for piece in pieces { _ = read(String(repeating: piece, count: 5000)) }
  }
}

/// A citation made of parts drawn at random, printed in the style of the Nature journals.
private struct InventedCitation {
  let text: String
  let expected: String

  init(using random: inout SplitMix64) {
    func pick(_ list: [String]) -> String { list.randomElement(using: &random)! }
    let count = Int.random(in: 1...6, using: &random)
    let names = (0..<count).map { _ in
      "\(pick(Self.families)), \(pick(Self.givens))\(pick(["", "", "", "", " Jr", " III"]))"
    }
    let isShortened = count == 1 && Bool.random(using: &random)
    let authors =
      isShortened
      ? names[0] + " et al."
      : names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " & " + names.last!
    let title = pick(Self.titles) + pick(["", "?"])
    let container = pick(Self.containers)
    let volume = pick(["1", "12", "377", "2019", "112 (Suppl. 1)", "A24", "3(4)"])
    let (locator, isRange) = [
      ("2545–2554", true), ("E2776–E2785", true), ("S3–S9", true), ("764–764", true),
      ("1958–1971.e15", true), ("eaba7365", false), ("215ra172", false), ("300060519893496", false),
      ("7", false),
    ].randomElement(using: &random)!
    let year = Int.random(in: 1900...2030, using: &random)
    let space = pick([" ", " ", "\u{A0}"])
    let stop = title.hasSuffix("?") ? "" : "."
    text = "\(authors) \(title)\(stop) \(container) \(volume), \(locator)\(space)(\(year))."
    expected = [
      names.joined(separator: "; ") + (isShortened ? "; et al." : ""), title, container, volume,
      (isRange ? "pp. " : "no. ") + locator, String(year),
    ].joined(separator: " | ")
  }

  private static let families = [
    "Li", "Ng", "Müller", "O’Reilly", "van der Berg", "de la Cruz", "García Márquez",
    "Stein-Thoeringer",
    "Łukaszewicz", "D’Angelo", "El Karoui", "Al-Hajj", "Kardošová", "McGann", "Öberg", "Nguyễn",
  ]
  private static let givens = [
    "A.", "S. J.", "J.-P.", "M. A. C.", "Yu. V.", "H.-R.", "Å.", "Z.-X. Y.",
  ]
  private static let titles = [
    "A theory of everything", "c-Jun overexpression in T cells", "γ-Secretase sheds a receptor",
    "3D genomes", "The role of E. coli in the gut", "CD19 × CD22 targeting", "Loss of IL-15Rα",
    "Outcomes (1990–2010): a review", "Warming of 1.5 °C", "Hepatitis C",
    "Use of vitamin D in China",
    "Phase 1/2 trial of X-101 vs. placebo", "Care in the U.S. and beyond", "mTOR signalling",
    "‘Off the shelf’ cells", "Oncogenes", "Structure of T4 lysozyme at 2.1 Å",
  ]
  private static let containers = [
    "Nature", "Cell", "Cells", "Cell Rep.", "N. Engl. J. Med.", "Proc. Natl Acad. Sci. USA",
    "Sci. Transl Med.", "Phil. Trans. R. Soc. B", "Phys. Rev. Lett.", "J. Am. Chem. Soc.",
    "Angew. Chem. Int. Ed.", "eLife", "npj Quantum Inf.", "PLoS ONE", "Lancet Infect. Dis.",
    "Acta Crystallogr. D", "Z. Phys.", "IEEE Trans. Pattern Anal. Mach. Intell.", "Am. Nat.",
    "MMWR Morb. Mortal. Wkly Rep.", "Biochim. Biophys. Acta", "Blood Adv.", "mBio", "Ecology",
  ]
}
