import ArgumentParser
import Foundation

struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score a TREC run against judgements.",
    discussion: "The measures are those of trec_eval: ndcg_cut_10, map, P_10, recall_100.")

  @Option(name: .customLong("run"), help: "The run, as 'relevance' writes it.")
  var runFile: String

  @Option(help: "Judgements, tab-separated: query, document, grade.")
  var qrels: String

  func run() throws {
    let judgements = try Self.judgements(qrels)
    let rankings = try Self.rankings(runFile)
    let measures = judgements.filter { $0.value.values.contains { $0 > 0 } }.map { query, grades in
      Measures(ranking: rankings[query] ?? [], grades: grades)
    }
    func mean(_ value: (Measures) -> Double) -> String {
      String(format: "%.4f", measures.reduce(0) { $0 + value($1) } / Double(max(measures.count, 1)))
    }
    print(
      "queries \(measures.count)  nDCG@10 \(mean(\.ndcg))  MAP \(mean(\.averagePrecision))"
        + "  P@10 \(mean(\.precision))  R@100 \(mean(\.recall))")
  }

  private static func judgements(_ path: String) throws -> [String: [String: Int]] {
    var judgements: [String: [String: Int]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
      guard fields.count >= 3, let grade = Int(fields[fields.count - 1]) else { continue }
      judgements[fields[0], default: [:]][fields[fields.count - 2]] = grade
    }
    return judgements
  }

  private static func rankings(_ path: String) throws -> [String: [String]] {
    var scored: [String: [(document: String, score: Double)]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      guard fields.count == 6, let score = Double(fields[4]) else { continue }
      scored[fields[0], default: []].append((fields[2], score))
    }
    // As trec_eval does: by score, ties by document backwards.
    return scored.mapValues { list in
      list.sorted { ($0.score, $0.document) > ($1.score, $1.document) }.map(\.document)
    }
  }
}

/// What one question's ranking is worth.
private struct Measures {
  /// Normalised discounted cumulative gain of the first ten; Järvelin & Kekäläinen (2002), with the
  /// grade as gain and log2(rank + 1) as discount.
  let ndcg: Double
  let averagePrecision: Double
  /// Of the first ten.
  let precision: Double
  /// Of the first hundred.
  let recall: Double

  init(ranking: [String], grades: [String: Int]) {
    let gains = ranking.map { Double(max(grades[$0] ?? 0, 0)) }
    let ideal = grades.values.map { Double(max($0, 0)) }.sorted(by: >)
    let relevant = Double(ideal.count { $0 > 0 })
    ndcg = Self.gain(gains.prefix(10)) / Self.gain(ideal.prefix(10))
    precision = Double(gains.prefix(10).count { $0 > 0 }) / 10
    recall = Double(gains.prefix(100).count { $0 > 0 }) / relevant
    var found = 0.0
    var sum = 0.0
    for (index, gain) in gains.enumerated() where gain > 0 {
      found += 1
      sum += found / Double(index + 1)
    }
    averagePrecision = sum / relevant
  }

  private static func gain(_ gains: ArraySlice<Double>) -> Double {
    gains.enumerated().reduce(0) { $0 + $1.element / log2(Double($1.offset + 2)) }
  }
}
