import ArgumentParser
import Diagnostics
import Foundation
import GRDB
import Search

struct Latency: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time searches for ten hits in a warm process, FTS5's own bm25() beside them.")

  @Option(help: "Documents, JSON lines: key, title, authors, container, year, abstract.")
  var corpus: String

  @Option(
    help:
      "Queries, JSON lines: cls (word, and2, and3, phrase2, or5, author, field, prefix), terms, author."
  )
  var queries: String

  @Option(help: "Which words a hit must have: auto, as in 'ibid search', all or any.")
  var match = Matching.auto

  func run() throws {
    let documents = try readLines(corpus, as: Document.self)
    let index = try TemporaryIndex(documents)
    let searcher = Searcher(index.database)
    var options = SearchOptions()
    options.limit = 10
    options.matching = match
    let plain = try PlainIndex(documents)
    let byClass = Dictionary(grouping: try readLines(queries, as: TimedQuery.self), by: \.cls)
    for (name, queries) in byClass.sorted(by: { $0.key < $1.key }) {
      let ours = try milliseconds(queries) { query in
        var request = try SearchRequest(SourceText(name: "query", text: query.text), options)
        request.detail = .key
        _ = try searcher.search(request)
      }
      let theirs = try milliseconds(queries) { try plain.search($0.match) }
      print(
        """
        {"cls":"\(name)","queries":\(queries.count),"median_ms":\(ours.median),\
        "p95_ms":\(ours.p95),"fts5_median_ms":\(theirs.median),"fts5_p95_ms":\(theirs.p95)}
        """)
    }
  }

  /// The fastest of three runs of each query, after one that does not count.
  private func milliseconds(
    _ queries: [TimedQuery], _ search: (TimedQuery) throws -> Void
  ) throws -> (median: String, p95: String) {
    let times = try queries.map { query in
      try search(query)
      return try (0..<3).map { _ in
        let clock = ContinuousClock()
        let time = try clock.measure { try search(query) }
        return time.seconds * 1e3
      }.min()!
    }.sorted()
    func quantile(_ q: Double) -> String {
      String(format: "%.3f", times[min(Int(q * Double(times.count)), times.count - 1)])
    }
    return (quantile(0.5), quantile(0.95))
  }
}

private struct TimedQuery: Decodable {
  let cls: String
  let terms: [String]?
  let author: String?

  private var words: [String] { terms ?? [] }

  /// In our language.
  var text: String {
    switch cls {
    case "phrase2": "\"\(words.joined(separator: " "))\""
    case "or5": words.joined(separator: " OR ")
    case "author": "author:\"\(author ?? words.joined(separator: " "))\""
    case "field": "title:(\(words.joined(separator: " ")))"
    case "prefix": words.map { $0.hasSuffix("*") ? $0 : $0 + "*" }.joined(separator: " ")
    default: words.joined(separator: " ")
    }
  }

  /// In FTS5's.
  var match: String {
    let quoted = words.map { "\"\($0.replacing("\"", with: "").replacing("*", with: ""))\"" }
    return switch cls {
    case "phrase2": quoted.joined(separator: " + ")
    case "or5": quoted.joined(separator: " OR ")
    case "author": "{author} : \"\((author ?? "").replacing("\"", with: ""))\""
    case "field": "{title} : (\(quoted.joined(separator: " AND ")))"
    case "prefix": quoted.map { $0 + " *" }.joined(separator: " AND ")
    default: quoted.joined(separator: " AND ")
    }
  }
}

/// The same text in FTS5 as it comes: `porter unicode61` and `bm25()`.
struct PlainIndex {
  private let queue: DatabaseQueue
  /// How long the inserts took.
  let seconds: Double

  init(_ documents: [Document]) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-benchmark-\(UUID().uuidString).sqlite").path
    var configuration = Configuration()
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    self.queue = queue
    let time = try ContinuousClock().measure {
      try queue.write { db in
        try db.execute(
          sql: """
            CREATE VIRTUAL TABLE plain USING fts5(
              title, author, journal, abstract, keyword, tokenize='porter unicode61')
            """)
        let insert = try db.makeStatement(
          sql:
            "INSERT INTO plain (title, author, journal, abstract, keyword) VALUES (?, ?, ?, ?, ?)")
        for document in documents {
          try insert.execute(arguments: [
            document.title, document.authors.joined(separator: "; "), document.container,
            document.abstract, document.keywords.joined(separator: "; "),
          ])
        }
      }
    }
    seconds = time.seconds
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  func search(_ match: String) throws {
    try queue.inDatabase { db in
      _ = try Int.fetchAll(
        db.cachedStatement(
          sql: "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10"),
        arguments: [match])
    }
  }
}
