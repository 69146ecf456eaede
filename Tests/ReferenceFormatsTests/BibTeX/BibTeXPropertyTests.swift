import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

@Suite struct BibTeXPropertyTests {
  private func read(_ text: String) -> Reading {
    ReferenceFormat.bibtex.read(SourceText(name: "a.bib", text: text))
  }

  private static let entries = (1...9).map { number in
    """
    @article{key\(number),
      author = {{\\'A}lvarez, J. and van der Berg, A. and {A Group}},
      title = "The {Title} of \(number) -- a \\emph{test}",
      journal = {Journal of {\(number)}} # " and more",
      year = 200\(number), pages = {1--\(number)},
      annotation = {Words about \(number), a_b, 5\\% and $x^2$.},
    }

    """
  }

  @Test func damageStaysInItsEntry() {
    var random = SplitMix64(seed: 11)
    let whole = read(Self.entries.joined()).citations
    #expect(whole.count == 9)
    let signs: [UInt8] = Array("{}\"\"@#,=()\\%$a \n".utf8)
    for _ in 0..<1_500 {
      let place = Int.random(in: 0..<9, using: &random)
      var bytes = Array(Self.entries[place].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = signs.randomElement(using: &random)!
        case 1: bytes.remove(at: index)
        default: bytes.insert(signs.randomElement(using: &random)!, at: index)
        }
      }
      var entries = Self.entries
      entries[place] = String(decoding: bytes, as: UTF8.self) + "\n"
      let found = read(entries.joined()).citations
      for (index, citation) in whole.enumerated() where index != place {
        let survivors = found.filter { $0.sourceKey == citation.sourceKey }
        #expect(
          survivors.contains { $0.reference == citation.reference && $0.raw == citation.raw },
          "entry \(index + 1) is lost behind\n\(entries[place])")
      }
    }
  }

  @Test func anyBytesAreRead() {
    var random = SplitMix64(seed: 12)
    let signs = Array("@article{k,t=\"}{#)(\\'%$&<;~-^_ and \nauthoryear2001éß\r\n".unicodeScalars)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...300, using: &random) {
        text.append(signs.randomElement(using: &random)!)
      }
      _ = read("@article{k, title = {" + String(text))
      _ = read(String(text))
    }
  }

  @Test(arguments: [BibTeXWriter.Dialect.bibtex, .biblatex])
  func whatIsWrittenReadsBack(_ dialect: BibTeXWriter.Dialect) {
    var random = SplitMix64(seed: 13)
    for number in 0..<1_000 {
      let citation = invented(&random)
      let text = BibTeXWriter.text(of: citation, key: "key\(number)", as: dialect)
      let reading = read(text)
      let read = reading.citations.first?.reference ?? Reference()
      #expect(read.differences(from: citation.reference) == [], "\(text)")
      #expect(reading.citations.map(\.annotation) == [citation.annotation], "\(text)")
      #expect(reading.diagnostics.isEmpty, "\(text)")
    }
  }

  /// Whatever the key, the entry can be read.
  @Test(arguments: [
    ("Smith, 2001 {x", "Smith--2001--x"), ("müller2017", "müller2017"), ("a\\b%c#d", "a-b-c-d"),
    ("DBLP:conf/acl/X", "DBLP:conf/acl/X"), ("a\"b~c", "a-b-c"),
  ])
  func keysAreSuchAsAreRead(_ key: String, _ written: String) {
    let citation = Citation(position: 1, line: 1, raw: "", reference: Reference())
    let reading = read(BibTeXWriter.text(of: citation, key: key))
    #expect(reading.citations.map(\.sourceKey) == [written])
  }

  /// What a style that prints titles in lower case must leave as it is.
  @Test(arguments: [
    ("CD19 and T-cell loss", "{CD19} and {T-cell} loss"), ("Loss in B-ALL", "Loss in {B-ALL}"),
    ("An mRNA vaccine", "An {mRNA} vaccine"), ("On vitamin C", "On vitamin {C}"),
    ("A plain Title", "A plain Title"), ("(CAR) 2018", "{(CAR)} 2018"),
  ])
  func capitalsAreKept(_ title: String, _ written: String) {
    var reference = Reference()
    reference.title = title
    let text = BibTeXWriter.text(
      of: Citation(position: 1, line: 1, raw: "", reference: reference), key: "k")
    #expect(text.contains("title = {\(written)}"))
    #expect(read(text).citations.first?.reference.title == title)
  }

  // MARK: Inventing

  private static let words = [
    "cells", "T-cell", "γ-secretase", "{braces}", "50%", "a_b", "$5", "H2O", "naïve", "Łódź",
    "C--C", "``x''", "~tilde", "x^2", "back\\slash", "A&B", "<i>", "&amp;", "#1", "“quoted”", "and",
    "don't", "?`", "CAR", "–", "of", "(2017)", "a;b", "a,b", "=", "\"q\"", "@home",
  ]

  private func text(_ random: inout SplitMix64, _ count: ClosedRange<Int>) -> String {
    (0..<Int.random(in: count, using: &random)).map { _ in Self.words.randomElement(using: &random)!
    }
    .joined(separator: " ")
  }

  private func maybe<Value>(_ random: inout SplitMix64, _ value: Value) -> Value? {
    Bool.random(using: &random) ? value : nil
  }

  private func creator(_ random: inout SplitMix64) -> Creator {
    if Int.random(in: 0..<4, using: &random) == 0 { return .literal("The " + text(&random, 1...3)) }
    let families = [
      "Knuth", "van Bruggen", "O’Reilly", "Rodríguez-García", "Li", "Group", "Brandt, X",
    ]
    let given = ["Donald E.", "J.-P.", "Ōe", "A. de", "Jr and Co"]
    return .person(
      PersonalName(
        family: families.randomElement(using: &random)!,
        given: maybe(&random, given.randomElement(using: &random)!),
        suffix: maybe(&random, ["Jr", "III"].randomElement(using: &random)!)))
  }

  private func invented(_ random: inout SplitMix64) -> Citation {
    var reference = Reference()
    reference.type = ReferenceType.allCases.randomElement(using: &random)!
    reference.authors = (0..<Int.random(in: 0...3, using: &random)).map { _ in creator(&random) }
    reference.hasMoreAuthors = !reference.authors.isEmpty && Bool.random(using: &random)
    reference.editors = (0..<Int.random(in: 0...2, using: &random)).map { _ in creator(&random) }
    reference.title = "On " + text(&random, 1...8)
    reference.container = maybe(&random, "Journal of " + text(&random, 1...4))
    reference.volume = maybe(&random, "12")
    reference.issue = maybe(&random, "3/4")
    reference.locator = [
      nil, .pages("12–19"), .articleNumber("e14"), .articleNumber("7"), .pages("7"),
    ]
    .randomElement(using: &random)!
    reference.year = maybe(&random, Int.random(in: 1500...2030, using: &random))
    reference.publisher = maybe(&random, text(&random, 1...3))
    reference.abstract = maybe(&random, text(&random, 1...20) + "\n\n" + text(&random, 1...20))
    reference.keywords = (0..<Int.random(in: 0...3, using: &random)).map {
      "\($0) " + text(&random, 1...2)
    }
    reference.doi = maybe(&random, "10.1000/a.b-(1)_2")
    reference.pmid = maybe(&random, "12345678")
    let mayHaveNumber = reference.type != .other && reference.type != .webpage
    reference.arxivID =
      mayHaveNumber && reference.type != .presentation
      ? maybe(&random, "1706.03762") : nil
    reference.url = maybe(&random, "https://example.org/~me/a_b?c=d&e=f%20g#h")
    return Citation(
      position: 1, line: 1, raw: "", reference: reference,
      annotation: maybe(&random, text(&random, 1...9) + "\n\n" + text(&random, 1...9)))
  }
}
