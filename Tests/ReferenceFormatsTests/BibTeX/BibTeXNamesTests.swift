import References
import Testing

@testable import ReferenceFormats

@Suite struct BibTeXNamesTests {
  /// Family | given | suffix, groups in angles, names with "; " between them.
  private func read(_ value: String) -> String {
    var value = value
    var names = BibTeXNames()
    value.withBytes { names.read($0) }
    var printed = names.creators.map { creator in
      switch creator {
      case .literal(let name): "<\(name)>"
      case .person(let name):
        [name.family, name.given ?? "", name.suffix ?? ""].joined(separator: "|")
      }
    }
    if names.hasMore { printed.append("…") }
    return printed.joined(separator: "; ")
  }

  @Test(arguments: [
    ("Donald E. Knuth", "Knuth|Donald E.|"), ("Knuth, Donald E.", "Knuth|Donald E.|"),
    ("Ludwig van Beethoven", "van Beethoven|Ludwig|"),
    ("van Beethoven, Ludwig", "van Beethoven|Ludwig|"),
    ("Jean de La Fontaine", "de La Fontaine|Jean|"), ("Van den Bossche, P.", "Van den Bossche|P.|"),
    ("Peter Van den Bossche", "Van den Bossche|Peter|"), ("van Gogh", "van Gogh||"),
    ("King, Jr., Martin Luther", "King|Martin Luther|Jr."),
    ("King, Martin Luther, Jr.", "King|Martin Luther|Jr."),
    ("Powell, Daniel J. Jr", "Powell|Daniel J.|Jr"), ("John Smith III", "Smith|John|III"),
    ("Aristotle", "Aristotle||"), ("{World Health Organization}", "<World Health Organization>"),
    ("The ATLAS Collaboration", "<The ATLAS Collaboration>"),
    ("{Barnes and Noble, Inc.}", "<Barnes and Noble, Inc.>"),
    ("{Smith, J. and Roe, R.}", "Smith|J.|; Roe|R.|"),
    ("{\\'E}mile {\\'E}tienne", "Étienne|Émile|"),
    ("Jos\\'e \\'Alvarez", "Álvarez|José|"), ("Jan \\v{S}m\\'{\\i}d", "Šmíd|Jan|"),
    ("V{\\'a}zques{ de }Parga, Luis", "Vázques de Parga|Luis|"), ("Smith J", "Smith|J|"),
    ("John Smith 0001 and Wei Wang 0042", "Smith|John|; Wang|Wei|"),
    ("Knuth, Donald Ervin, 1938-", "Knuth|Donald Ervin|"), ("Roe, A. and {et al.}", "Roe|A.|; …"),
    ("Doe, Jane (ORCID: 0000-0002-1825-0097)", "Doe|Jane|"),
    ("Donald~E. Knuth", "Knuth|Donald E.|"), ("M{\\\"u}ller, H.-J.", "Müller|H.-J.|"),
  ])
  func readsOneName(_ value: String, _ expected: String) {
    #expect(read(value) == expected)
  }

  @Test(arguments: [
    ("Roe, R. and Doe, D. and others", "Roe|R.|; Doe|D.|; …"),
    ("Roe, R. AND\n Doe, D.", "Roe|R.|; Doe|D.|"),
    ("Roe, R. et al.", "Roe|R.|; …"), ("Roe, R. and et al.", "Roe|R.|; …"),
    (" and Roe, R. and  and ", "Roe|R.|"), ("Roe, R.; Doe, D.", "Roe|R.|; Doe|D.|"),
    ("Roe R, Doe DD, Poe P", "Roe|R|; Doe|DD|; Poe|P|"),
    ("Roe, R., Doe, D. D.", "Roe|R.|; Doe|D. D.|"),
    ("Anderson, A. and Brandt, B.", "Anderson|A.|; Brandt|B.|"),
    ("M&uuml;ller, A. and B, C.", "Müller|A.|; B|C.|"),
    ("family=Gogh, given=Vincent, prefix=van and Roe, R.", "van Gogh|Vincent|; Roe|R.|"),
    ("Roe, A., B., C.", "Roe|A., B., C.|"), ("", ""), (",", ""), ("{}", ""),
  ])
  func readsLists(_ value: String, _ expected: String) {
    #expect(read(value) == expected)
  }
}
