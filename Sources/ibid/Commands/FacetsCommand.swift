import ArgumentParser
import Diagnostics
import Foundation
import SearchEngine

struct FacetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "facets",
    abstract: "Count works by year, author, journal, source or type.",
    discussion: "ibid facets year 'annotation:relapse'")

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, jsonl, csv }

  @OptionGroup var libraryOptions: LibraryOptions

  @Option(help: ArgumentHelp("Show at most so many values, commonest first.", valueName: "n"))
  var limit = 20

  @Option(help: "Output: \(Format.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = Format.text

  @Argument(help: "By what: \(Facet.allCases.map(\.rawValue).joined(separator: ", ")).")
  var field: Facet

  @Argument(help: "Only works that match this query; by default all.")
  var query: [String] = []

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit takes a number that is not negative") }
  }

  func run() throws {
    let source = SourceText(
      name: "query", text: query.isEmpty ? "*" : QueryArguments.joined(query))
    let opened = try libraryOptions.opened()
    let database = try opened.currentIndex()
    var options = SearchOptions()
    // A histogram has all years, or it would be none.
    options.limit = field == .year ? .max : limit
    let counts = try answered(source, database) {
      try opened.searcher(database).counts(of: field, in: source, options)
    }
    write(field == .year ? Self.everyYear(counts) : counts)
    if counts.isEmpty { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }

  private static let longestHistogram = 200

  /// The years in order, those between that have no work included.
  private static func everyYear(_ counts: [FacetCount]) -> [FacetCount] {
    let works = Dictionary(
      uniqueKeysWithValues: counts.compactMap { count in Int(count.value).map { ($0, count.works) }
      })
    guard let first = works.keys.min(), let last = works.keys.max() else { return counts }
    let years = last - first <= longestHistogram ? Array(first...last) : works.keys.sorted()
    return years.map { FacetCount(value: String($0), works: works[$0] ?? 0) }
  }

  private func write(_ counts: [FacetCount]) {
    switch format {
    case .text: writeText(counts)
    case .json: emit(JSON.array(counts.map(\.json)).line)
    case .jsonl: for item in counts { emit(item.json.line) }
    case .csv:
      emit("\(field.rawValue),works")
      for item in counts { emit("\(item.value.quotedForCSV),\(item.works)") }
    }
  }

  /// Counts before values; on a terminal a bar behind each.
  private func writeText(_ counts: [FacetCount]) {
    let terminal = Terminal.standardOutput(ProcessInfo.processInfo.environment)
    let numberWidth = counts.map { "\($0.works)".count }.max() ?? 0
    let valueWidth = min(counts.map { visible($0.value).displayWidth }.max() ?? 0, 40)
    let most = Double(counts.map(\.works).max() ?? 1)
    for item in counts {
      let number = "\(item.works)"
      let value = visible(item.value)
      var line = String(repeating: " ", count: numberWidth - number.count) + number + "  " + value
      if let width = terminal.width {
        let room = max(width - numberWidth - valueWidth - 4, 0)
        let bar = String(repeating: "█", count: Int(Double(room) * Double(item.works) / most))
        line += String(repeating: " ", count: max(valueWidth - value.displayWidth, 0)) + "  " + bar
      }
      emit(line)
    }
  }
}

extension Facet: ExpressibleByArgument {}

extension FacetCount {
  fileprivate var json: JSON { ["value": .string(value), "works": .integer(works)] }
}

extension String {
  /// In quotes where RFC 4180 asks for them.
  fileprivate var quotedForCSV: String {
    contains { ",\"".contains($0) || $0.isNewline }
      ? "\"" + replacing("\"", with: "\"\"") + "\"" : self
  }
}
