import Diagnostics
import References
import Testing

@testable import ReferenceFormats

/// Citations in ways of print that patterns read, and what is made of them.
@Suite struct PatternReaderTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var text: String
    /// Families; title; container; year, volume, pages.
    var fields: String
    var type: ReferenceType = .article
    var testDescription: String { text }
  }

  private static let rows = [
    Row(
      text:
        "Pell, Virginia & Quill, Victoria. (2006). Using salt in psychology. Qualitative Research in Brine. 3. 77-101. 10.1191/1478088706qp063oa.",
      fields:
        "Pell, Quill | Using salt in psychology | Qualitative Research in Brine | 2006 3 77–101"),
    Row(
      text: "Pell Z. (2006), Płynna sól, przeł. T. Kunz, Wydawnictwo Solne, Kraków.",
      fields: "Pell | Płynna sól |  | 2006  ", type: .book),
    Row(
      text: "Marlow, Anna: Geschichte des Salzes. Ein Versuch, in: Hafenkunde 19 (1993), S. 69–99.",
      fields: "Marlow | Geschichte des Salzes. Ein Versuch | Hafenkunde | 1993 19 69–99"),
    Row(
      text: "Kent Marlow, “Salt and the Court: What’s Happening?” (2006) 69:2 Sask L Rev 281.",
      fields: "Marlow | Salt and the Court: What’s Happening? | Sask L Rev | 2006 69 281"),
    Row(
      text: "3GPP TS 29.551: \"5G System; Flow Description; Stage 3\".",
      fields: " | 5G System; Flow Description; Stage 3 |  |   ", type: .report),
    Row(text: "J. Opt. 13 (2011) 013001 (22pp)", fields: " |  | J. Opt. | 2011 13 013001"),
    Row(
      text: "Clinical Science (2008) 114, 687–697 (Printed in Great Britain)",
      fields: " |  | Clinical Science | 2008 114 687–697"),
    Row(
      text: "王伟, 李明远, 等. 盐业史研究 [J]. 海洋学报, 2011, 12(3): 45-61.",
      fields: "王伟, 李明远 | 盐业史研究 | 海洋学报 | 2011 12 45–61"),
    Row(
      text: "张静. 港口建设概论 [M]. 北京: 科学出版社, 2008.",
      fields: "张静 | 港口建设概论 |  | 2008  ", type: .book),
    Row(
      text: "Марлов Э. И., Тарн Ю. К. Соль и хлеб // Вопросы истории. 1957. Т. 14, № 5. С. 53–56.",
      fields: "Марлов, Тарн | Соль и хлеб | Вопросы истории | 1957 14 53–56"),
    Row(
      text: "Марлов Э. И. Соль и хлеб. М.: Наука, 1979. 424 с.",
      fields: "Марлов | Соль и хлеб |  | 1979  ", type: .book),
    Row(
      text: "佐藤健一（1990）「港町の成立」『史学雑誌』79号，1-20頁．",
      fields: "佐藤健一 | 港町の成立 | 史学雑誌 | 1990 79 1–20"),
    Row(
      text: "田中明（1961）『日本の塩』海書房．", fields: "田中明 | 日本の塩 |  | 1961  ", type: .book),
    Row(
      text: "Nowak A., Mazur J., Historia soli, „Studia Morskie” 1996, t. 10, nr 2, s. 15–34.",
      fields: "Nowak, Mazur | Historia soli | Studia Morskie | 1996 10 15–34"),
    Row(
      text: "Eva Marlowe & J. K. Tarn, The Salt Road, 10 Harv. L. Rev. 457, 459 (1997).",
      fields: "Marlowe, Tarn | The Salt Road | Harv. L. Rev. | 1997 10 457"),
    Row(
      text: "Marlowe EJ, ‘The Salt Road’ (2009) 72 MLR 554",
      fields: "Marlowe | The Salt Road | MLR | 2009 72 554"),
    Row(
      text: "Marlowe EJ, The Salt Road (3rd edn, Harbour UP 2012)",
      fields: "Marlowe | The Salt Road |  | 2012  ", type: .book),
    Row(
      text: "Marlowe, Eva, ‘The Salt Road’, Harbour Studies, 14.2 (1993), 165–80",
      fields: "Marlowe | The Salt Road | Harbour Studies | 1993 14 165–80"),
    Row(
      text:
        "MARLOWE Eva et TARN Jean, « La route du sel », Revue des ports, vol. 46, 1998, p. 15-50.",
      fields: "MARLOWE, TARN | La route du sel | Revue des ports | 1998 46 15–50"),
    Row(
      text: "MARLOWE, Eva ; TARN, Jan: Die Salzstraße. In: Hafenkunde 36 (1994), Nr. 4, S. 345–354",
      fields: "MARLOWE, TARN | Die Salzstraße | Hafenkunde | 1994 36 345–354"),
    Row(
      text:
        "MARLOWE, Eva. A estrada do sal. Novos Portos, São Paulo, v. 7, n. 9, p. 71-94, nov. 2007.",
      fields: "MARLOWE | A estrada do sal | Novos Portos | 2007 7 71–94"),
    Row(
      text: "E. Marlowe and J. Tarn, J. Am. Salt Soc., 2009, 131, 6050–6051.",
      fields: "Marlowe, Tarn |  | J. Am. Salt Soc. | 2009 131 6050–6051"),
    Row(
      text:
        "E. Marlowe, Salt and holography, J. Harb. Phys. 36 (1995) 6377 [hep-th/9409089] [INSPIRE].",
      fields: "Marlowe | Salt and holography | J. Harb. Phys. | 1995 36 6377"),
  ]

  @Test(arguments: rows) func readsWhatFits(_ row: Row) throws {
    let entry = try #require(PatternReader.read(Array(row.text.unicodeScalars)[...]))
    let reference = entry.reference
    let names = reference.authors.map(\.familyName).joined(separator: ", ")
    let numbers =
      "\(reference.year.map(String.init) ?? "") \(reference.volume ?? "") \(reference.locator?.text ?? "")"
    #expect(
      "\(names) | \(reference.title ?? "") | \(reference.container ?? "") | \(numbers)"
        == row.fields)
    #expect(reference.type == row.type)
    #expect(entry.confidence < 0.9)
  }

  @Test(arguments: [
    "Marlowe, E. (1998). The salt road. Journal of Ports, 12(3), 45–61.",
    "Tom B. Marlowe, Jon Tarn, et al. Towns are good winterers. In Advances in Salt, volume 33, 2020.",
    "The harbour was quiet, and nobody came.", "", "。",
    String(repeating: "A. B, ", count: 400),
  ])
  func leavesOtherTextAlone(_ text: String) {
    #expect(PatternReader.read(Array(text.unicodeScalars)[...])?.reference == nil)
  }
}

@Suite struct HeldWorkTests {
  @Test(arguments: [
    "Quill B, Rask M (2001) The politics of salt. In: Smith J (ed) The rise of harbours. Wiley, New York, pp 230–257",
    "Quill, B., & Rask, M. (2001). The politics of salt. In J. Smith (Ed.), The rise of harbours (pp. 230–257). Wiley.",
    "Quill, Bea, and Max Rask. 2001. “The politics of salt.” In The rise of harbours, edited by Jo Smith, 230–257. New York: Wiley.",
    "Quill, Bea. 2001. “The politics of salt.” Pp. 230–257 in The rise of harbours, edited by Jo Smith. New York: Wiley.",
  ])
  func chaptersAreApartFromTheirBooks(_ text: String) {
    let read = ReferenceList.read(SourceText(name: "list", text: text)).citations.first?.reference
    #expect(read?.title == "The politics of salt")
    #expect(read?.container == "The rise of harbours")
    #expect(read?.type == .chapter)
    #expect(read?.locator?.text == "230–257")
  }
}
