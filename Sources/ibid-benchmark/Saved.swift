import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceFormats
import ReferenceLibrary
import References
import Search

struct Saved: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time saved queries, each read from its file and asked, in one process.")

  @Option(
    help: "A file of references, of any format; repeated with other titles where it is short.")
  var corpus: String

  @Option(help: "Citations to be indexed, of which a few are of one work.")
  var citations = 101_000

  @Option(help: "Saved queries.")
  var queries = 500

  @Option(help: "A folder to keep the library in, for 'ibid run' to be tried with.")
  var keep: String?

  func run() throws {
    let folder = keep.map { URL(fileURLWithPath: $0, isDirectory: true) } ?? Self.temporaryFolder()
    defer { if keep == nil { try? FileManager.default.removeItem(at: folder) } }
    let library = Library(folder: folder)
    try library.create()
    let citations = try invented(citations)
    let database = try IndexDatabase(writing: library.databaseFile.path)
    let source = IndexedSource(path: corpus, size: 0, modified: 0, digest: "", problems: 0)
    try IndexWriter(database).replace(source, with: citations)
    let saved = SavedQueryFolder(library, [FileSetting("sort") { _ in }])
    try save(citations, saved)
    let runs = try ask(saved, database)
    let seconds = runs.map(\.seconds).sorted()
    let reading = runs.map(\.readingSeconds).sorted()
    func milliseconds(_ seconds: Double) -> String { String(format: "%.2f", seconds * 1e3) }
    print(
      """
      {"works":\(try database.workCount()),"queries":\(runs.count),\
      "queries_per_second":\(Int(Double(runs.count) / seconds.reduce(0, +))),\
      "median_ms":\(milliseconds(seconds[runs.count / 2])),\
      "p95_ms":\(milliseconds(seconds[runs.count * 95 / 100])),\
      "slowest_ms":\(milliseconds(seconds.last!)),\
      "median_reading_ms":\(milliseconds(reading[runs.count / 2])),\
      "without_hits":\(runs.count { $0.total == 0 }),\
      "hits":\(runs.reduce(0) { $0 + $1.total })}
      """)
  }

  private static func temporaryFolder() -> URL {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-benchmark-\(UUID().uuidString)", isDirectory: true)
  }

  private struct Run {
    let seconds: Double
    /// Of these, until the query was read from its file and its parameters had values.
    let readingSeconds: Double
    let total: Int
  }

  /// Reads, expands and asks each query, as `ibid run --all` does.
  private func ask(_ saved: SavedQueryFolder, _ database: IndexDatabase) throws -> [Run] {
    let searcher = Searcher(database, savedQueries: saved.lookup)
    _ = try searcher.search(SearchRequest(SourceText(name: "query", text: "warm")))
    let clock = ContinuousClock()
    return try saved.names().map { name in
      let start = clock.now
      let query = try saved.load(name)
      let question = try query.question(query.bind([]))
      let read = clock.now
      var options = SearchOptions()
      options.sort = query.settings.first.flatMap { HitOrder(rawValue: $0.text) } ?? .relevance
      let total = try searcher.answer(SearchRequest(.query(question), options)) { $0.total }
      return Run(
        seconds: (clock.now - start).seconds, readingSeconds: (read - start).seconds, total: total)
    }
  }

  // MARK: What is asked

  /// Queries of ten forms over words of the corpus; half of them name another one.
  private func save(_ citations: [Citation], _ saved: SavedQueryFolder) throws {
    let step = max(citations.count / queries, 1)
    for number in 0..<queries {
      let reference = citations[number * step % citations.count].reference
      let words = (reference.title ?? "").split { !$0.isLetter }
        .filter { $0.count > 3 }.sorted { ($0.count, $1) > ($1.count, $0) }
      let text = Self.query(
        number, first: words.first ?? "language", second: words.dropFirst().first ?? "model",
        year: reference.year ?? 2000)
      try saved.save("q\(number)", text, replacing: true)
    }
  }

  private static func query(
    _ number: Int, first: Substring, second: Substring, year: Int
  ) -> String {
    let head = """
      ---
      description: Works about \(first)
      parameters:
        word: \(first)
        since: {type: year, default: \(year), description: the first year}
      expect: {at-least: 1}
      ---

      """
    // The query named is of the first half of the forms, which name none.
    let other = "@q\(number - 5)"
    return switch number % 10 {
    case 0: head + "{word} \(second)"
    case 1: head + "title:({word} OR \(second))\nyear:{since}.."
    case 2: "\(first) OR \(second) OR translation"
    case 3: head + "\"{word}\" -\(second)"
    case 4: head + "title:{word} \(second)*"
    case 5: head + "\(other)(word={word}) year:{since}.."
    case 6: "\(other) -\(second)"
    case 7: "# either\n\(other) OR title:\(second)"
    case 8: head + "\(other)(word={word}, since=1990) author:smith"
    default: "---\nsort: newest\n---\n(\(other) OR year:\(year)) \(second)"
    }
  }

  // MARK: What is searched

  private func invented(_ count: Int) throws -> [Citation] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: corpus), options: .mappedIfSafe)
    let text = try DecodedSource(name: corpus, bytes: bytes).text
    let read = ReferenceFormat.of(text).read(text).citations
    guard !read.isEmpty else { throw ValidationError("there are no references in '\(corpus)'") }
    return (0..<count).map { number in
      let original = read[number % read.count]
      var reference = original.reference
      if number >= read.count {
        reference.title = "\(reference.title ?? "") \(number / read.count)"
        (reference.doi, reference.pmid, reference.arxivID) = (nil, nil, nil)
      }
      return Citation(
        position: number + 1, line: number + 1, raw: original.raw, reference: reference,
        annotation: original.annotation)
    }
  }
}
