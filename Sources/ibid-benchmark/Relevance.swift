import ArgumentParser
import Diagnostics
import Foundation
import QueryLanguage
import References
import Search

struct Relevance: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ask a test collection's questions and write a TREC run.")

  @Option(help: "Documents, JSON lines: id, title, authors, journal, year, abstract, keywords.")
  var docs: String

  @Option(help: "Questions, JSON lines: id, text.")
  var queries: String

  @Option(
    name: .customLong("run"), help: "The run to write: query, Q0, document, rank, score, tag.")
  var runFile: String

  @Flag(help: "Also find works similar to the best results (relevance feedback).")
  var feedback = false

  @Option(help: "How many words are required: auto, any or all.")
  var match = Matching.any

  func run() throws {
    let documents = try readLines(docs, as: Document.self)
    let index = try TemporaryIndex(documents)
    var documentsOfWork: [String: [String]] = [:]
    for (position, key) in try index.database.keys(ofSource: TemporaryIndex.source) {
      documentsOfWork[key, default: []].append(documents[position - 1].id)
    }
    let searcher = Searcher(index.database)
    var options = SearchOptions()
    options.limit = 1000
    options.matching = match
    options.usesFeedback = feedback
    var lines = ""
    var asked = 0
    var unanswered = 0
    for question in try readLines(queries, as: Question.self) {
      let source = SourceText(name: "query", text: question.text)
      asked += 1
      var rank = 0
      let hits = try hits(source, options, searcher)
      if hits.isEmpty { unanswered += 1 }
      for hit in hits {
        for document in documentsOfWork[hit.work.key.description, default: []].sorted() {
          rank += 1
          // Measures go by the score, and works that come first need not score most.
          lines += "\(question.id) Q0 \(document) \(rank) \(-rank) ibid\n"
        }
      }
    }
    try lines.write(toFile: runFile, atomically: true, encoding: .utf8)
    let share = 100 * Double(unanswered) / Double(max(asked, 1))
    print("questions \(asked)  without an answer \(String(format: "%.1f", share)) %")
  }
}

extension Matching: ExpressibleByArgument {}

extension Relevance {
  /// None for a question that is refused.
  private func hits(
    _ source: SourceText, _ options: SearchOptions, _ searcher: Searcher
  ) throws -> [Hit] {
    do {
      var request = try SearchRequest(source, options)
      request.detail = .key
      return try searcher.search(request).hits
    } catch is QueryError {
      return []
    }
  }
}

private struct Question: Decodable {
  let id: String
  let text: String

  private enum Key: String, CodingKey { case id, text }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let number = try? values.decode(Int.self, forKey: .id)
    id = try number.map(String.init) ?? values.decode(String.self, forKey: .id)
    text = try values.decode(String.self, forKey: .text)
  }
}
