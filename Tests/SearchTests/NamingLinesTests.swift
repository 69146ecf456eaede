import Diagnostics
import Testing

@testable import Search

@Suite struct NamingLinesTests {
  private func lines(_ text: String) -> [String]? {
    NamingLines.of(SourceText(name: "list", text: text))?.map { "\($0.line) \($0.text)" }
  }

  @Test(arguments: [
    ("10.1056/NEJMoa1\n10.1126/b.2\n", ["1 10.1056/NEJMoa1", "2 10.1126/b.2"]),
    ("- 21700001\n\n- 21700002;\n", ["1 21700001", "3 21700002"]),
    ("https://doi.org/10.1/a\nPMID: 12345\n", ["1 https://doi.org/10.1/a", "2 PMID: 12345"]),
    ("Berg et al. (2015)\nDupont & Park 2011", ["1 Berg et al. (2015)", "2 Dupont & Park 2011"]),
    ("harlow2003memory\n[@ek2000]\n", ["1 harlow2003memory", "2 [@ek2000]"]),
  ])
  func listsOfNamesAreLines(_ text: String, _ expected: [String]) {
    #expect(lines(text) == expected)
  }

  @Test(arguments: [
    "", "\n", "Berg J. Soils of beech woods. Oikos 2015;3:4-9.\n",
    "Berg, J. (2015). Soils. Oikos, 3, 4.\n10.1000/a\n", "A heading\nSome words\n",
    "@book{a, title={T}, year={2000}}\n",
  ])
  func referencesAreNot(_ text: String) {
    #expect(lines(text) == nil)
  }
}
