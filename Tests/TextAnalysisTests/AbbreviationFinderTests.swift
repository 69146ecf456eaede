import Testing
import TextAnalysis

@Suite struct AbbreviationFinderTests {
  @Test(arguments: [
    ("axicabtagene ciloleucel (axi-cel) for lymphoma", "axi-cel = axicabtagene ciloleucel"),
    ("Chimeric antigen receptor (CAR) T cells", "CAR = Chimeric antigen receptor"),
    ("refractory large B-cell lymphoma (LBCL).", "LBCL = large B-cell lymphoma"),
    ("the GVHD (graft versus host disease) burden", "GVHD = graft versus host disease"),
    ("in the United States (US)", "US = United States"),
    (
      "treatment of chronic lymphocytic leukemia (CLL) and (2017)",
      "CLL = chronic lymphocytic leukemia"
    ),
    (
      "event-free survival (EFS), overall survival (OS)",
      "EFS = event-free survival; OS = overall survival"
    ),
    ("nothing here (see Smith) at all (n = 5) or (approximately 60%)", ""),
    ("((((", ""), ("()", ""), ("(A)", ""), ("word (", ""), (")(", ""),
  ])
  func findsWhatTextExplains(_ text: String, _ expected: String) {
    let pairs = AbbreviationFinder.pairs(in: text).map { "\($0.short) = \($0.long)" }
    #expect(pairs.joined(separator: "; ") == expected)
  }
}
