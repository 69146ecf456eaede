import References
import Testing

/// Which pairs of works are worth a look, and which are not.
@Suite struct ResemblanceTests {
  /// `Smith, J. | A title | Journal | 3 | 1–9 | 2020`; parts may be empty.
  private static func subject(_ line: String) -> Resemblance.Subject {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.trimming() }
    var reference = Reference()
    reference.authors =
      parts[0].isEmpty
      ? []
      : parts[0].split(separator: ";").map { name in
        let words = name.split(separator: ",", maxSplits: 1).map { $0.trimming() }
        if words.count == 1 { return .literal(words[0]) }
        return .person(PersonalName(family: words[0], given: words.count > 1 ? words[1] : nil))
      }
    func text(_ index: Int) -> String? { parts[index].isEmpty ? nil : parts[index] }
    (reference.title, reference.container, reference.volume) = (text(1), text(2), text(3))
    reference.locator = text(4).map { .pages($0) }
    reference.year = text(5).flatMap { Int($0) }
    reference.doi = parts.count > 6 ? text(6) : nil
    if reference.container == "bioRxiv" {
      reference.type = .preprint
    } else {
      reference.type = .article
    }
    return Resemblance.Subject(reference)
  }

  struct Pair: CustomTestStringConvertible {
    let what: String
    let one: String
    let other: String

    init(_ what: String, _ one: String, _ other: String) {
      (self.what, self.one, self.other) = (what, one, other)
    }

    var testDescription: String { what }
  }

  private static let coffee =
    "Smith, J. | A randomised trial of coffee in tired reviewers | J. Tired | 3 | 1–9 | 2020"

  static let likely: [Pair] = [
    Pair("the same", coffee, coffee),
    Pair(
      "a misspelt author", coffee,
      "Smiht, J. | A randomised trial of coffee in tired reviewers | J. Tired | | | 2020"),
    Pair(
      "misspelt words", coffee,
      "Smith, J. | A randomized trial of cofee in tired reviewers | | | | 2020"),
    Pair(
      "a missing subtitle",
      "Jones, A. | Effects of tea on librarians: a cohort study | Tea | | | 2018",
      "Jones, A. | Effects of tea on librarians | Tea | | | 2018"),
    Pair(
      "half of a compound name", "García-López, M. | Coffee and sleep | Sleep | 9 | 7–8 | 2019",
      "Lopez, M. G. | Coffee and sleep | Sleep | 9 | 7–8 | 2019"),
    Pair(
      "exchanged names", "Wei, Zhang | Coffee and the sleep of librarians | Sleep | | | 2019",
      "Zhang, Wei | Coffee and the sleep of librarians | Sleep | | | 2019"),
    Pair(
      "a translated title", "Meyer, K. | [Sleep and coffee] | Schlaf | 4 | 12–20 | 2011",
      "Meyer, K. | Schlaf und Kaffee | Schlaf | 4 | 12–20 | 2011"),
    Pair(
      "a translation behind a title",
      "Müller, Hans | Die Geschichte der Uhr [The history of the clock] | Technik | 4 | 1–3 | 1990",
      "Mueller, H | [The history of the clock] | Technik | | | 1990"),
    Pair(
      "titles side by side", "Ek, P. | Fugler i nord = Birds of the north | Fugl | 4 | 1–3 | 1990",
      "Ek, P. | Birds of the north | Fugl | | | 1990"),
    Pair(
      "another script", "Иванов, И. П. | О строении озёр | Вестник | 3 | 5–10 | 1988",
      "Ivanov, I. P. | O stroenii ozer | Vestnik | 3 | 5–10 | 1988"),
    Pair(
      "a title of another script behind a translation",
      "Wang, Xiaoming | Rice genome [水稻基因组] | Kexue Tongbao | 54 | 1–9 | 2009",
      "王小明 | 水稻基因组 | 科学通报 | 54 | 1–9 | 2009"),
    Pair(
      "a group's initials", "WHO | Guidance on masks in schools | | | | 2020",
      "World Health Organization | Guidance on masks in schools | | | | 2020"),
    Pair(
      "one DOI of two titles", "Rossi, A. | Olives of the south | Oikos | | | 2010 | 10.1234/77",
      "Bianchi, B. | Wine cellars in winter | Oikos | | | 2011 | 10.1234/77"),
    Pair(
      "a preprint and its article",
      "Okafor, N. | Loss of antigen in relapsing lymphoma | bioRxiv | | | 2019 | 10.1101/1",
      "Okafor, N. | Loss of antigen in relapsing lymphoma | Blood | 4 | 1–9 | 2020 | 10.1182/2"),
  ]

  static let abstracts: [Pair] = [
    Pair(
      "an abstract and its paper",
      "Okafor, N. | Loss of antigen in relapsing lymphoma | Ann. Oncol. | 29 | S105 | 2018 | 10.1/a",
      "Okafor, N. | Loss of antigen in relapsing lymphoma | Blood | 4 | 1–9 | 2019 | 10.1182/2"),
    Pair(
      "a paper and its reprint",
      "Okafor, N. | Loss of antigen in relapsing lymphoma | Blood | 4 | 1 | 2019",
      "Okafor, N. | Loss of antigen in relapsing lymphoma | Selected Works | 1 | 210 | 2019"),
  ]

  static let unlikely: [Pair] = [
    Pair(
      "parts", "Smith, J. | Studies of tea and of its taste. Part I | Tea | 3 | 1–12 | 2020",
      "Smith, J. | Studies of tea and of its taste. Part II | Tea | 3 | 21–32 | 2020"),
    Pair(
      "a paper and its erratum",
      "Smith, J. | Studies of tea and of its taste | Tea | 3 | 1–12 | 2020",
      "Smith, J. | Erratum: Studies of tea and of its taste | Tea | 3 | 121 | 2020"),
    Pair(
      "a remark in brackets",
      "Smith, J. | Studies of tea [Article in German] | Tea | 3 | 1–12 | 2020",
      "Jones, K. | Studies of ale [Article in German] | Tea | 3 | 21–32 | 2020"),
    Pair(
      "a group and another with its first letters",
      "WHO | Guidance on masks | Masks | 3 | 1–12 | 2020",
      "Women's Health Office | Guidance on hats | Hats | 4 | 21–32 | 2021"),
    Pair(
      "editorials of two issues", "Smith, J. | Editorial | Tea | 3 | 1–2 | 2020",
      "Smith, J. | Editorial | Tea | 4 | 1–2 | 2020"),
    Pair(
      "parts of a series", "Smith, J. | Studies of tea: taste | Tea | 3 | 1–12 | 2020",
      "Smith, J. | Studies of tea: colour | Tea | 4 | 21–32 | 2020"),
    Pair(
      "two papers of one author and year", coffee,
      "Smith, J. | Tea and the eyesight of librarians | J. Tired | 3 | 10–19 | 2020"),
    Pair(
      "one title of two people in two journals",
      "Brown, P. | The future of tea | Tea | 3 | 1–2 | 2001",
      "Green, Q. | The future of tea | Nature | 410 | 77–78 | 2013"),
    Pair(
      "other numbers", coffee + " | 10.1/a",
      "Smith, J. | A randomised trial of tea in tired reviewers | J. Tired | 4 | 21–29 | 2021 | 10.1/b"
    ),
  ]

  /// Only works that share a block are ever compared.
  @Test(arguments: likely + abstracts) func isCompared(_ pair: Pair) {
    let (one, other) = (Self.subject(pair.one), Self.subject(pair.other))
    #expect(!Set(one.blocks).isDisjoint(with: other.blocks))
  }

  @Test(arguments: likely + abstracts) func isListed(_ pair: Pair) {
    let (one, other) = (Self.subject(pair.one), Self.subject(pair.other))
    let resemblance = Resemblance(one, other)
    #expect(resemblance.isLikely, "\(resemblance)")
    #expect(!Set(one.blocks).isDisjoint(with: other.blocks))
    #expect(Resemblance(other, one).likelihood == resemblance.likelihood)
  }

  @Test(arguments: unlikely) func isNotListed(_ pair: Pair) {
    let resemblance = Resemblance(Self.subject(pair.one), Self.subject(pair.other))
    #expect(!resemblance.isLikely, "\(resemblance)")
  }

  /// More agreement is never less likely.
  @Test func agreementCounts() {
    let bare = "Smith, J. | A randomised trial of coffee in tired reviewers | | | | "
    let steps = [
      bare, "Smith, J. | A randomised trial of coffee in tired reviewers | | | | 2020",
      "Smith, J. | A randomised trial of coffee in tired reviewers | | 3 | | 2020", Self.coffee,
    ]
    let likelihoods = steps.map {
      Resemblance(Self.subject($0), Self.subject(Self.coffee)).likelihood
    }
    #expect(likelihoods == likelihoods.sorted())
    #expect(Set(likelihoods).count == steps.count)
  }
}

extension Substring {
  fileprivate func trimming() -> String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
