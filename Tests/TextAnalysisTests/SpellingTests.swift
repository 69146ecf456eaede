import Testing

@testable import TextAnalysis

@Suite struct SpellingTests {
  private func stem(_ form: String) -> String {
    Analyzer().stem(of: form) ?? form
  }

  @Test(arguments: [
    "tumour tumor tumours tumors", "behaviour behavior", "behavioural behavioral",
    "favourite favorite",
    "colour color colours", "odour odor", "tumourigenesis tumorigenesis",
    "neighbourhood neighborhood",
    "leukaemia leukemia leukaemias", "haematological hematological", "paediatric pediatric",
    "anaemia anemia", "faecal fecal", "oesophageal esophageal", "oestrogen estrogen",
    "foetal fetal",
    "diarrhoea diarrhea", "oedema edema", "coeliac celiac",
    "characterisation characterization", "characterise characterize characterised characterizing",
    "randomised randomized", "optimisation optimization", "catalyse catalyze", "analyse analyze",
    "analysis analyses analyze", "dialysis dialyses", "diagnosis diagnoses",
    "hypothesis hypotheses",
    "metastasis metastases", "synthesis syntheses", "thrombosis thromboses", "sepsis sepses",
    "signalling signaling", "signalled signaled", "modelling modeling", "labelled labeled",
    "enrolment enrollment", "fulfil fulfill", "install instal", "traveller traveler",
    "control controlling controlled", "catalogue catalog", "dialogue dialog",
    "centre center centred",
    "fibre fiber fibres", "metre meter", "programme program programmes", "defence defense",
    "sulphate sulfate", "grey gray", "mould mold", "artefact artifact", "sceptical skeptical",
    "bacteria bacterium", "mitochondria mitochondrion", "criteria criterion", "viruses virus",
    "matrices matrix", "indices index", "larvae larva", "algae alga", "fungi fungus",
    "nuclei nucleus", "mice mouse", "children child", "women woman",
  ])
  func oneStem(_ words: String) {
    let stems = Set(words.split(separator: " ").map { stem(String($0)) })
    #expect(stems.count == 1, "\(stems)")
  }

  @Test(arguments: [
    "hour hor", "four for", "source sorce", "call cal", "size sise", "wise wize", "data datum",
    "poet pet", "does des", "news new", "process possess", "cell cel", "rise rize", "noise noize",
    "disease diseaze", "base baze", "increase increaze", "phase phaze",
  ])
  func severalStems(_ words: String) {
    let stems = Set(words.split(separator: " ").map { stem(String($0)) })
    #expect(stems.count == 2, "\(stems)")
  }
}
