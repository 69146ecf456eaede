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

@Suite struct IdentityTests {
  private func reference(
    _ author: String, _ title: String?, _ volume: String?, _ pages: String?, _ year: Int
  ) -> Reference {
    var reference = Reference()
    reference.authors = [.person(PersonalName(family: author, given: "T."))]
    reference.title = title
    reference.volume = volume
    reference.locator = pages.map(Locator.pages)
    reference.year = year
    reference.container = "J. Clin. Oncol."
    return reference
  }

  @Test func sameTitleAndAuthorWithOneDetailInCommonAreOneWork() {
    let one = Identity(reference("Wang", "Coadministration of CD19", "41", "1670–1683", 2023))
    let other = Identity(reference("Wang", "Coadministration of CD19.", "20", "1670-1683", 2022))
    #expect(one.matches(other))
  }

  @Test func everythingElseApart() {
    let one = Identity(reference("Wang", "Coadministration of CD19", "41", "1670–1683", 2023))
    for other in [
      reference("Wang", "Coadministration of CD19", "40", "1–2", 2020),
      reference("Wang", "Coadministration of CD22", "41", "1670–1683", 2023),
      reference("Wong", "Coadministration of CD19", "41", "1670–1683", 2023),
    ] {
      #expect(!one.matches(Identity(other)))
    }
  }

  @Test func withoutTitlesPlaceAndYearMustAgree() {
    let one = Identity(reference("Rezaei", nil, nil, "130–143", 2022))
    #expect(one.matches(Identity(reference("Rezaei", nil, "3", "130–143", 2022))))
    #expect(!one.matches(Identity(reference("Rezaei", nil, nil, "150–163", 2022))))
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
