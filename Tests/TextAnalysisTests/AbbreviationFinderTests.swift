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
    // The words must explain the letters.
    ("children with B-cell acute lymphoblastic leukaemia (CALM)", ""),
    (
      "the Australian and New Zealand Clinical Trials Registry (ANZCTR)",
      "ANZCTR = Australian and New Zealand Clinical Trials Registry"
    ),
    ("a fall of 20.3% from baseline of 138g/L (28g/L)", ""), ("ten milligrams (10 mg)", ""),
    ("relapsed/refractory multiple myeloma (RRMM)", "RRMM = relapsed/refractory multiple myeloma"),
    ("Idecabtagene vicleucel (ide-cel)", "ide-cel = Idecabtagene vicleucel"),
    ("anti-programmed cell death 1 (PD-1)", "PD-1 = programmed cell death 1"),
    ("the interferon (IFN)", "IFN = interferon"),
    ("deoxyribonucleic acid (DNA)", "DNA = deoxyribonucleic acid"),
    ("enzyme-linked immunosorbent assay (ELISA)", "ELISA = enzyme-linked immunosorbent assay"),
    ("quality of life (QoL)", "QoL = quality of life"),
    ("semi-supervised learning (SSL)", "SSL = semi-supervised learning"),
    ("glucose-6-phosphate dehydrogenase (G6PD)", "G6PD = glucose-6-phosphate dehydrogenase"),
    ("baselines including both pretrained models (BERT)", ""),
    ("convolutional neural models (CNN)", ""), ("via adversarial attack (VAA)", ""),
    // Words of many parts.
    (
      String(repeating: "a-", count: 60) + "a (AAAAAAAAAA)",
      "AAAAAAAAAA = " + String(repeating: "a-", count: 60) + "a"
    ),
    (String(repeating: "ab-", count: 50) + "b (ABABABABBB)", ""),
    ("the a-b-c-d-e-f (ABCDEF)", "ABCDEF = a-b-c-d-e-f"),
    ("((((", ""), ("()", ""), ("(A)", ""), ("word (", ""), (")(", ""),
  ])
  func findsWhatTextExplains(_ text: String, _ expected: String) {
    let pairs = AbbreviationFinder.pairs(in: text).map { "\($0.short) = \($0.long)" }
    #expect(pairs.joined(separator: "; ") == expected)
  }
}
