import ArgumentParser
import Diagnostics
import Foundation
import ReferenceFormats
import References

struct Duplicates: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score merging against labels: records whose caption is 'Duplicate' repeat others.",
    discussion: """
      Sensitivity is the share of labelled records that are merged with another; specificity is the \
      share of the others that are not merged with each other. 'listed' counts the labelled records that were missed and that \
      'ibid duplicates' would list. False merges and misses follow with the lines of their records.
      """)

  @Argument(help: "Files of references with labels, such as EndNote's XML.")
  var files: [String]

  @Option(help: "How many wrong records of each kind are printed.")
  var examples = 10

  private struct Record {
    let citation: Citation
    let isLabelled: Bool

    init(_ citation: Citation) {
      self.citation = citation
      isLabelled = (citation.notes + citation.annotations.map(\.text)).contains {
        $0.lowercased() == "duplicate"
      }
    }

    var line: String {
      let reference = citation.reference
      let people = reference.authors.first?.familyName ?? "-"
      let place = [reference.year.map(String.init), reference.volume, reference.locator?.text]
        .map { $0 ?? "-" }.joined(separator: " ")
      return "\(citation.line): \(people) \(place) \(reference.title ?? "-")"
    }
  }

  func run() throws {
    for file in files {
      let source = try DecodedSource(
        name: file, bytes: Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
      ).text
      score(ReferenceFormat.of(source).read(source).citations.map(Record.init), file)
    }
  }

  private func score(_ records: [Record], _ file: String) {
    let clock = ContinuousClock()
    let start = clock.now
    let groups = WorkPartition.groups(of: records.map { Identity($0.citation.reference) })
    let seconds = (clock.now - start).seconds
    var missed: [Record] = []
    var wrong: [(Record, Record)] = []
    var found = 0
    for group in groups {
      let members = group.members.map { records[$0] }
      let labelled = members.filter(\.isLabelled)
      let others = members.filter { !$0.isLabelled }
      if members.count > 1 { found += labelled.count } else { missed += labelled }
      wrong += others.dropFirst().map { (others[0], $0) }
    }
    let labelled = records.count(where: \.isLabelled)
    let nearest = missed.map { likeliest($0, among: records) }
    let listed = nearest.count { $0?.resemblance.isLikely ?? false }
    func share(_ part: Int, of whole: Int) -> String {
      whole == 0 ? "null" : String(format: "%.4f", Double(part) / Double(whole))
    }
    let unlabelled = records.count - labelled
    print(
      """
      {"file":"\(file)","records":\(records.count),"labelled":\(labelled),"works":\(groups.count),\
      "sensitivity":\(share(found, of: labelled)),\
      "specificity":\(share(unlabelled - wrong.count, of: unlabelled)),\
      "missed":\(missed.count),"listed":\(listed),"wrong":\(wrong.count),\
      "seconds":\(String(format: "%.3f", seconds))}
      """)
    for (record, nearest) in zip(missed, nearest).prefix(examples) {
      print("  missed \(record.line)")
      guard let (other, resemblance) = nearest else { continue }
      let differences = resemblance.differences.joined(separator: ", ")
      print("    like \(other.line)\n         differ in \(differences)")
    }
    for (one, other) in wrong.prefix(examples) {
      print("  merged \(one.line)\n     and \(other.line)")
    }
  }

  /// The other record that a record most likely repeats, as `ibid duplicates` sees it.
  private func likeliest(
    _ record: Record, among records: [Record]
  ) -> (record: Record, resemblance: Resemblance)? {
    let subject = Resemblance.Subject(record.citation.reference)
    let blocks = Set(subject.blocks)
    return records.compactMap { other -> (record: Record, resemblance: Resemblance)? in
      guard other.citation.position != record.citation.position else { return nil }
      let candidate = Resemblance.Subject(other.citation.reference)
      if blocks.isDisjoint(with: candidate.blocks) { return nil }
      return (other, Resemblance(subject, candidate))
    }.max { $0.resemblance.likelihood < $1.resemblance.likelihood }
  }
}
