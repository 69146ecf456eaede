import ArgumentParser
import Diagnostics
import Foundation
import Index
import Search

struct StatsCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Summarize a library: works, annotations, years, journals, confidence.",
    discussion: """
      ibid stats
      ibid stats --format json
      ibid stats --prisma

      --prisma counts what a systematic review reports (PRISMA 2020): records identified by source, \
      duplicates removed, works screened, excluded with reasons, and included. 'ibid decide' records \
      the decisions.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

  @OptionGroup var libraryOptions: LibraryOptions
  @OptionGroup var display: DisplayOptions

  @Option(help: "Output format.")
  var format = Format.text

  @Flag(help: "Count records, duplicates and screening decisions.")
  var prisma = false

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    if prisma { return try printScreening(database, to: context.console) }
    let all = SourceText(name: "query", text: "*")
    let description = try answered(all, database) {
      var request = try SearchRequest(all)
      request.facets = [(.year, .max), (.journal, 10), (.type, 20)].map(FacetRequest.init)
      let summary = try opened.searcher(database).answer(request) { try $0.summary() }
      let tables = summary.facets.map { FacetTable($0.facet, $0.counts) }
      return LibraryDescription(
        folder: opened.library.folder.path, size: Self.size(of: database.path),
        statistics: try database.statistics(), years: tables[0],
        others: Array(tables.dropFirst()))
    }
    switch format {
    case .text: context.console.print(description.lines(context.console.terminal))
    case .json: context.console.write(description.json.line, end: "\n")
    }
    if description.statistics.works == 0 {
      throw Failure(.nothingFound)
    }
  }

  private func printScreening(_ database: IndexDatabase, to console: any Console) throws {
    let counts = try database.answering { database throws(IndexError) in
      try database.screeningCounts()
    }
    switch format {
    case .text: console.print(counts.lines)
    case .json: console.write(counts.json.line, end: "\n")
    }
    if counts.works == 0 { throw Failure(.nothingFound) }
  }

  /// In bytes, with what is not yet merged into the file.
  private static func size(of path: String) -> Int {
    [path, path + "-wal"].reduce(0) { total, path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return total + ((attributes?[.size] as? NSNumber)?.intValue ?? 0)
    }
  }
}

/// The statistics that `ibid stats` prints.
private struct LibraryDescription {
  let folder: String
  /// Of the index, in bytes.
  let size: Int
  let statistics: LibraryStatistics
  let years: FacetTable
  let others: [FacetTable]

  // MARK: Text

  func lines(_ terminal: Terminal) -> [StyledText] {
    let rows = self.rows
    let width = rows.map(\.name.count).max() ?? 0
    let lines = rows.map { name, value in
      StyledText(name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + value)
    }
    let tables = others.filter { !$0.counts.isEmpty }.flatMap { table -> [StyledText] in
      ["", StyledText(table.field.rawValue)] + table.lines(terminal, indent: "  ")
    }
    return lines + tables
  }

  private var rows: [(name: String, value: String)] {
    let counts = statistics
    func part(_ count: Int) -> String {
      counts.works == 0 ? "\(count)" : "\(count) (\(100 * count / counts.works) %)"
    }
    let confidence = counts.confidence
    return [
      ("library", folder),
      ("sources", "\(counts.sources)"),
      ("newest source", counts.newestSource.map(Self.date) ?? "none"),
      ("citations", "\(counts.citations)"),
      ("works", "\(counts.works)"),
      ("in several sources", part(counts.sharedWorks)),
      ("annotated", part(counts.annotatedWorks)),
      ("annotations", "\(counts.annotations)"),
      ("mentions", "\(counts.mentions), \(counts.resolvedMentions) of them resolved to works"),
      ("with abstract", part(counts.worksWithAbstract)),
      ("with DOI", part(counts.worksWithDOI)),
      ("journals, books", "\(counts.containers)"),
      ("years", yearsText),
      (
        "read",
        "\(confidence.full) full, \(confidence.high) high, "
          + "\(confidence.low) low"
      ),
      ("index", Self.megabytes(size)),
    ]
  }

  /// `2001 ▁▃█ 2003`
  private var yearsText: String {
    guard let first = years.counts.first, let last = years.counts.last else { return "none known" }
    return "\(first.value) \(Sparkline.text(years.counts.map(\.works))) \(last.value)"
  }

  private static func megabytes(_ bytes: Int) -> String {
    let tenths = (Double(bytes) / 1e5).rounded() / 10
    return "\(tenths) MB"
  }

  private static func date(_ seconds: Double) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm"
    return formatter.string(from: Date(timeIntervalSince1970: seconds))
  }

  // MARK: JSON

  var json: JSON {
    let counts = statistics
    return [
      "library": .string(folder), "sources": .integer(counts.sources),
      "newest_source": JSON(
        counts.newestSource.map { Date(timeIntervalSince1970: $0).ISO8601Format() }),
      "citations": .integer(counts.citations), "works": .integer(counts.works),
      "shared_works": .integer(counts.sharedWorks),
      "annotated_works": .integer(counts.annotatedWorks),
      "annotations": .integer(counts.annotations), "mentions": .integer(counts.mentions),
      "resolved_mentions": .integer(counts.resolvedMentions),
      "works_with_abstract": .integer(counts.worksWithAbstract),
      "works_with_doi": .integer(counts.worksWithDOI), "containers": .integer(counts.containers),
      "confidence": [
        "full": .integer(counts.confidence.full), "high": .integer(counts.confidence.high),
        "low": .integer(counts.confidence.low),
      ],
      "index_bytes": .integer(size), "facets": ([years] + others).json,
    ]
  }
}
