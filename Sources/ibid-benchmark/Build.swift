import ArgumentParser
import Foundation

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time indexing a corpus, an insert into FTS5 as it comes beside it.")

  @Option(help: "Documents, JSON lines: key, title, authors, container, year, abstract.")
  var corpus: String

  func run() throws {
    let documents = try readLines(corpus, as: Document.self)
    let plain = try PlainIndex(documents)
    var index: TemporaryIndex?
    let time = try ContinuousClock().measure { index = try TemporaryIndex(documents) }
    let seconds = time.seconds
    let works = try index!.database.workCount()
    let attributes = try FileManager.default.attributesOfItem(atPath: index!.database.path)
    print(
      """
      {"documents":\(documents.count),"works":\(works),\
      "seconds":\(String(format: "%.2f", seconds)),\
      "works_per_second":\(Int(Double(documents.count) / seconds)),\
      "bytes":\(attributes[.size] as? Int ?? 0),"peak_bytes":\(peakMemory()),\
      "plain_fts5_seconds":\(String(format: "%.2f", plain.seconds))}
      """)
  }
}
