import Diagnostics
import ReferenceFormats
import References
import Testing

/// Pairs of entries that are of one work, and pairs that are of two although much of them agrees.
@Suite struct WorksApartTests {
  struct Pair: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let one: String
    let other: String

    init(_ name: String, _ one: String, _ other: String) {
      (testDescription, self.one, self.other) = (name, one, other)
    }
  }

  private static func article(
    _ author: String, _ title: String, _ journal: String = "Oikos", _ rest: String = "year=2003"
  ) -> String {
    "@article{k, author={\(author)}, title={\(title)}, journal={\(journal)}, \(rest)}"
  }

  private static let birds = "author={Ek, P}, title={Birds of the north}"

  static let apart = [
    Pair(
      "initials that differ", article("Harlow, Peter", "Memory in crows and ravens"),
      article("Harlow, James R.", "Memory in crows and ravens")),
    Pair(
      "a book and its review", "@book{k, \(birds), publisher={Quill}, year=2003}",
      article("Ek, P", "Birds of the north", "Isis", "volume=5, pages={100}, year=2003")),
    Pair(
      "a thesis and its book", "@phdthesis{k, \(birds), school={Oslo}, year=2003}",
      "@book{k, \(birds), publisher={Quill}, year=2003}"),
    Pair(
      "two theses", "@phdthesis{k, \(birds), school={Oslo}, year=2003}",
      "@mastersthesis{k, \(birds), school={Oslo}, year=2003}"),
    Pair(
      "a data set and its article", "@dataset{k, \(birds), publisher={Dryad}, year=2003}",
      article("Ek, P", "Birds of the north", "Oikos", "volume=3, pages={4--9}, year=2003")),
    Pair(
      "a report and its talk", "@techreport{k, \(birds), institution={Quill}, number=3, year=2003}",
      "@inproceedings{k, \(birds), booktitle={Proceedings of Owls}, year=2003}"),
    Pair(
      "versions of a program",
      "@software{k, author={Ek, P}, title={Inker}, version={1.0}, year=2003}",
      "@software{k, author={Ek, P}, title={Inker}, version={2.0}, year=2003}"),
    Pair(
      "pages of the web",
      "@online{k, author={WHO}, title={Weekly update}, year=2020, url={https://a.b/1}}",
      "@online{k, author={WHO}, title={Weekly update}, year=2020, url={https://a.b/2}}"),
    Pair(
      "days of a paper", article("Ek, P", "Letters", "Times", "date={2020-03-01}"),
      article("Ek, P", "Letters", "Times", "date={2020-03-02}")),
    Pair(
      "supplements of a volume",
      article("Ek, P", "Abstracts", "Gut", "volume={68 Suppl 1}, pages={A1}, year=2019"),
      article("Ek, P", "Abstracts", "Gut", "volume={68 Suppl 2}, pages={A1}, year=2019")),
    Pair(
      "supplements by their issues",
      article(
        "Ek, P", "News of the society", "Gut", "volume=68, number={S1}, pages={1}, year=2019"),
      article("Ek, P", "News of the society", "Gut", "volume=68, number={S2}, pages={1}, year=2019")
    ),
    Pair(
      "letters on one page",
      article("Harlow, J", "Statins and the heart", "Lancet", "volume=361, pages=200, year=2003"),
      article("Ek, P", "Statins and the liver", "Lancet", "volume=361, pages=200, year=2003")),
  ]

  static let together = [
    Pair(
      "initials and given names", article("Harlow, James R.", "Memory in crows and ravens"),
      article("Harlow, JR", "Memory in crows and ravens")),
    Pair(
      "a given name left out", article("Wang, X. Lei", "Deep learning of images"),
      article("Wang, Lei", "Deep learning of images")),
    Pair(
      "a misprinted initial, the second author the same",
      article("Harlow, Peter and Ek, P", "Memory in crows and ravens"),
      article("Harlow, James and Ek, Per", "Memory in crows and ravens")),
    Pair(
      "a DOI and its link with escapes",
      article("Ek, P", "Birds", "Oikos", "year=2003, doi={10.1000/ABC(1)}"),
      article("Ek, Per", "Birds?", "Oikos", "year=2004, url={https://doi.org/10.1000/abc%281%29}")),
    Pair(
      "a preprint by its number and its DOI",
      "@misc{k, author={Ek, P}, title={Nets}, eprint={1901.00001}, archiveprefix={arXiv}, year=2019}",
      "@misc{k, author={Ek, P}, title={Nets}, doi={10.48550/arXiv.1901.00001}, year=2019}"),
    Pair(
      "a thesis that a list prints as a book",
      "@phdthesis{k, \(birds), school={University of Oslo}, year=2003}",
      "@book{k, \(birds), publisher={University of Oslo}, year=2003}"),
    Pair(
      "a supplement and its volume alone",
      article("Ek, P", "Talks", "Gut", "volume={68 Suppl 1}, pages={A1}, year=2019"),
      article("Ek, P", "Talks", "Gut", "volume=68, pages={A1}, year=2019")),
  ]

  private func isSame(_ pair: Pair) throws -> Bool {
    let references = try [pair.one, pair.other].map { text in
      try #require(
        ReferenceFormat.named("bibtex")!.read(SourceText(name: "a.bib", text: text)).citations.first
      ).reference
    }
    let identities = references.map { Identity($0) }
    #expect(identities[0].verdict(on: identities[1]) == identities[1].verdict(on: identities[0]))
    let isCompared = !Set(identities[0].blocks).isDisjoint(with: identities[1].blocks)
    if case .same = identities[0].verdict(on: identities[1]) { return isCompared }
    return false
  }

  @Test(arguments: apart)
  func areTwoWorks(_ pair: Pair) throws { #expect(try !isSame(pair)) }

  @Test(arguments: together)
  func areOneWork(_ pair: Pair) throws { #expect(try isSame(pair)) }
}
