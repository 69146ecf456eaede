import Diagnostics
import References
import TestSupport
import Testing

@testable import ReferenceFormats

/// Records of each format, one of them damaged at random: nothing crashes, and no other record is
/// lost or changed.
@Suite struct MutationTests {
  private struct Sample: Sendable {
    let format: String
    let records: [String]
    let separator: String
    let frame: (String, String)
  }

  private static let samples: [Sample] = {
    var random = SplitMix64(seed: 11)
    let citations = (0..<8).map { number in
      var citation = Citation.invented(using: &random)
      citation.reference.title = "Title \(number) \(citation.reference.title ?? "")"
      return citation
    }
    let medline = citations.enumerated().map { number, citation in
      "PMID- 100\(number)\nOWN - NLM\nDP  - 2001\nVI  - 12\nFAU - Quill, B\nAU  - Quill B\nPG  - 1\(number)-20\nTI  - \(citation.reference.title ?? "")\nAB  - Words that go\n      on.\nMH  - Cells\n"
    }
    let refer = citations.enumerated().map { number, citation in
      "%0 Journal Article\n%A Quill, B.\n%J Journal of Nowhere\n%D 2001\n%V 12\n%P 1\(number)-20\n%T \(citation.reference.title ?? "")\n%Z A note.\n\nWith two paragraphs.\n%K cells\n"
    }
    return [
      Sample(
        format: "ris", records: citations.map { RISWriter.text(of: $0, key: "k") },
        separator: "\n", frame: ("", "")),
      Sample(format: "medline", records: medline, separator: "\n", frame: ("", "")),
      Sample(format: "refer", records: refer, separator: "\n", frame: ("", "")),
      Sample(
        format: "csl-json", records: citations.map { CSLJSONWriter.text(of: $0, key: "k") },
        separator: ",\n", frame: ("[", "]")),
      Sample(
        format: "csl-json", records: citations.map { CSLJSONWriter.text(of: $0, key: "k") },
        separator: ", ", frame: (#"{"items": ["#, "]}")),
    ]
  }()

  @Test(arguments: 0..<5, [UInt64](1...2))
  func noRecordIsLostOutsideTheDamage(_ number: Int, _ seed: UInt64) throws {
    let sample = Self.samples[number]
    let format = try #require(ReferenceFormat.named(sample.format))
    func rows(_ records: [String]) -> [String] {
      let body = records.joined(separator: sample.separator)
      let text = sample.frame.0 + body + sample.frame.1
      return format.read(SourceText(name: "f", text: text)).citations.map(\.row)
    }
    let sound = rows(sample.records)
    #expect(sound.count == sample.records.count)
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      var records = sample.records
      let place = Int.random(in: 0..<records.count, using: &random)
      records[place] = Self.damaged(records[place], using: &random)
      let read = Set(rows(records))
      let lost = sound.indices.filter { $0 != place && !read.contains(sound[$0]) }
      #expect(lost.isEmpty, "\(records[place].debugDescription)")
    }
  }

  private static let splinters = Array("{}[]\",:\\%-\n\r \u{1}x0TYERé").map {
    Array(String($0).utf8)
  }

  /// A few bytes in one place deleted, replaced or put in.
  private static func damaged(_ record: String, using random: inout SplitMix64) -> String {
    var bytes = Array(record.utf8)
    let start = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(start + Int.random(in: 0...8, using: &random), bytes.count)
    let count = Int.random(in: start == end ? 1...4 : 0...4, using: &random)
    let added = (0..<count).flatMap { _ in splinters.randomElement(using: &random) ?? [] }
    bytes.replaceSubrange(start..<end, with: added)
    return String(decoding: bytes, as: UTF8.self)
  }
}
