import References
import Testing

@Suite struct OrderFormTests {
  /// In order.
  private static let titles = [
    "3 mice", "9 lives", "09 lives, twice", "10 lives", "10 lives of 9 cats", "100 cats",
    "[Abacus]", "An apple", "“Banana”", "A cat", "\"Cat and dog\"", "Cat-and-mouse", "Catalogues",
    "Der Dachs", "The Édition", "Eel 2", "Eel 10", "Gås and goose", "A łuk", "Lul",
    "O’Brien’s sign",
    "Obrien’s signs", "Øresund", "Os", "Štolba", "stone", "(Über) alles", "The Zebra",
    "Греческий", "Ёлка", "Енот", "中文",
  ]

  @Test func titlesAreInTheOrderOfABibliography() {
    let forms = Self.titles.map { OrderForm.of(title: $0, in: nil) }
    for (form, next) in zip(zip(Self.titles, forms), zip(Self.titles, forms).dropFirst()) {
      #expect(
        Array(form.1.utf8).lexicographicallyPrecedes(Array(next.1.utf8)), "\(form.0), \(next.0)")
    }
  }

  private struct Row: CustomTestStringConvertible {
    let title: String
    let language: String?
    let form: String

    init(_ title: String, _ language: String?, _ form: String) {
      (self.title, self.language, self.form) = (title, language, form)
    }

    var testDescription: String { title }
  }

  private static let rows = [
    Row("The cat", nil, "cat"), Row("The", nil, "the"), Row("A", "english", "a"),
    Row("Die Katze", "german", "katze"), Row("Die another day", nil, "die another day"),
    Row("Die another day", "en", "die another day"), Row("L'eau", "french", "eau"),
    Row("L’Homme et la mer", "fr", "homme et la mer"), Row("Un'altra vita", "it", "altra vita"),
    Row("L'eau", nil, "leau"),
    Row("La vie", "fre", "vie"), Row("El agua", "es", "agua"), Row("El agua", nil, "el agua"),
    Row("The “A” in it", nil, "a in it"), Row("", nil, ""), Row("!?", nil, ""),
    Row("COVID-19", nil, "covid 219"), Row("1,2-diol", nil, "11 12 diol"),
  ]

  @Test(arguments: rows)
  private func articlesAreLeftOutInTheirLanguage(_ row: Row) {
    #expect(OrderForm.of(title: row.title, in: row.language) == row.form)
  }

  @Test func numbersAreInTheirOrder() {
    let numbers = (0..<14).flatMap { length in
      [1, 2, 9].map { String($0) + String(repeating: "0", count: length) }
    }
    let forms = numbers.map { OrderForm.of(title: "\($0) tin cans", in: nil) }
    #expect(forms.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } == forms)
  }

  /// Families first, whatever stands on their letters; then the first letter of given names.
  @Test func namesAreInTheOrderOfABibliography() {
    let names = [
      Creator(inverted: "Adams, B."), Creator(inverted: "Ångström, A."),
      Creator(inverted: "Łoś, Z."), Creator(inverted: "Lu, C."),
      Creator(inverted: "Łu, C."), Creator(inverted: "Lu, D."), Creator(inverted: "Ostrem, A."),
      Creator(inverted: "Østrem, A."),
      Creator(inverted: "Ostrem, B."), Creator(inverted: "Šimić, A."),
      Creator(inverted: "Smith, B."), Creator(inverted: "Zygmund, A."),
    ]
    let forms = names.map(OrderForm.of)
    #expect(forms.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } == forms)
    #expect(
      OrderForm.of(Creator(inverted: "Lu, Carl")) == OrderForm.of(Creator(inverted: "Lu, C.")))
  }
}
