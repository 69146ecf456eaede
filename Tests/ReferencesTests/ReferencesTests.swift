import References
import Testing

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Müller", "muller"), ("Łódź", "lodz"), ("Øystein", "oystein"), ("Straße", "strasse"),
    ("naïve", "naive"), ("Kardošová", "kardosova"), ("ﬁbrosis", "fibrosis"), ("H₂O", "h2o"),
    ("O’Reilly", "o'reilly"), ("2545–2554", "2545-2554"), ("Đoković", "dokovic"),
    ("e\u{301}", "e"), ("İstanbul", "istanbul"), ("Æther", "aether"), ("ПРИВЕТ", "привет"),
  ])
  func foldsToPlainLetters(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }
}

@Suite struct CitationKeyTests {
  @Test(arguments: [
    ("Schuster", 2017, "Chimeric antigen receptor T cells", "schuster2017chimeric"),
    ("van Bruggen", 2019, "Chronic lymphocytic leukemia", "vanbruggen2019chronic"),
    ("O’Reilly", 2016, "The virus-specific T-cell banks", "oreilly2016virus"),
    ("Pont", 2019, "γ-Secretase inhibition increases efficacy", "pont2019gamma"),
    ("Lynn", 2019, "c-Jun overexpression in CAR T cells", "lynn2019jun"),
    ("Łukasz", 2001, "A 3D model", "lukasz20013d"),
    ("Παπαδοπούλου", 2010, "Ψυχολογία της μάθησης", "papadopoulou2010psychologia"),
    ("Ευθυμίου", 2011, "TGF-β in fibrosis", "efthymiou2011tgf"),
    ("Μπακογιάννη", 2012, "γδ T cells", "bakogianni2012gammadelta"),
    ("Χατζηαγγέλου", 2013, "β", "chatziangelou2013beta"),
    ("王", 2003, "中国 植物", "wang2003zhongguo"), ("김", 2004, "Rice", "gim2004rice"),
    ("Иванов", 2005, "Война и мир", "ivanov2005voina"),
  ])
  func isNameYearAndTellingWord(_ family: String, _ year: Int, _ title: String, _ key: String) {
    var reference = Reference()
    reference.authors = [.person(PersonalName(family: family, given: "A."))]
    reference.year = year
    reference.title = title
    #expect(CitationKey(for: reference).description == key)
  }

  @Test func nothingKnownStillGivesAKey() {
    #expect(CitationKey(for: Reference()).description == "anonymous")
  }

  @Test func disambiguationsAreAllDifferent() {
    let key = CitationKey("a2000b")
    let keys = (0..<2000).map { key.disambiguated($0).description }
    #expect(Set(keys).count == 2000)
    #expect(keys.prefix(2) == ["a2000b-a", "a2000b-b"])
    #expect(keys[26] == "a2000b-aa")
  }
}

@Suite struct FieldTests {
  @Test func namesAndAliasesAreUnique() {
    let names = Field.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test func everyNameFindsItsField() {
    for field in Field.all {
      for name in [field.name] + field.aliases {
        #expect(Field.named(name.uppercased()) == field)
      }
    }
    #expect(Field.named("nothing") == nil)
  }
}

@Suite struct IdentifierTests {
  @Test(arguments: [
    ("https://doi.org/10.1038/NRD.2016.123.", "10.1038/nrd.2016.123"),
    ("doi:10.1002/(SICI)1097-0258(19980815)17:15<1661", "10.1002/(sici)1097-0258(19980815)17:15"),
    ("(see 10.1000/abc(1))", "10.1000/abc(1)"),
    ("http://dx.doi.org/10.1016%2Fj.cell.2020.01.001", "10.1016/j.cell.2020.01.001"),
    ("version 110.1000/x", nil), ("10.12/x", nil), ("10.1000/", nil),
    ("<a>10.1000/x</a>", "10.1000/x"),
    (
      "doi:10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2.",
      "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
    ),
  ])
  func aDOIIsFound(_ text: String, _ expected: String?) {
    #expect(Identifier.doi(in: text) == expected)
  }

  @Test(arguments: [
    ("arXiv:2101.00001v2 [cs.CL]", "2101.00001"),
    ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
    ("arXiv preprint arXiv:1706.03762", "1706.03762"), ("2101.00001", nil), ("arXiv", nil),
  ])
  func anArxivNumberIsFound(_ text: String, _ expected: String?) {
    #expect(Identifier.arxivID(in: text) == expected)
  }

  @Test(arguments: [
    ("Powell, Daniel J., Jr.", "Powell, Daniel J. Jr."),
    ("van Bruggen, A. H. C.", "van Bruggen, A. H. C."),
    ("World Health Organization", "World Health Organization"), ("Plato,", "Plato"),
  ])
  func anInvertedNameIsRead(_ text: String, _ expected: String) {
    #expect(Creator(inverted: text).description == expected)
  }
}
