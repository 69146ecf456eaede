import ArgumentParser
import Foundation

/// How costs grow with the library, through the program as people run it.
struct Growth: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how the cost of each task grows with the size of the library.",
    discussion: """
      Prints a line of JSON for each task and size: CPU seconds, peak memory in MB, and the exponent e \
      of the growth since the size before, where the cost is proportional to N^e.
      """)

  @Option(help: "The program to measure.")
  var ibid = ".build/release/ibid"

  @Option(help: "Numbers of works, ascending, separated by commas.")
  var sizes = "10000,100000"

  func run() throws {
    let sizes = try self.sizes.split(separator: ",").map { size in
      guard let size = Int(size), size > 1_000 else {
        throw ValidationError("expected sizes above 1000, got '\(size)'")
      }
      return size
    }
    var before: (size: Int, costs: [String: Double])?
    for size in sizes {
      let library = try GrowingLibrary(program: ibid, works: size)
      var costs: [String: Double] = [:]
      for task in GrowingLibrary.tasks {
        let cost = try library.perform(task)
        costs[task.name] = cost.seconds
        let exponent = before.flatMap { before in
          before.costs[task.name].map {
            log(cost.seconds / $0) / log(Double(size) / Double(before.size))
          }
        }
        print(
          """
          {"works":\(size),"task":"\(task.name)","cpu_seconds":\(Self.text(cost.seconds)),\
          "peak_mb":\(cost.peakMemory >> 20),"exponent":\(exponent.map(Self.text) ?? "null")}
          """)
      }
      let (index, source) = try library.sizes()
      print(
        """
        {"works":\(size),"source_bytes":\(source),"index_bytes":\(index),\
        "ratio":\(Self.text(Double(index) / Double(source)))}
        """)
      before = (size, costs)
    }
  }

  private static func text(_ number: Double) -> String { String(format: "%.3f", number) }
}

/// A library of invented works in a temporary folder.
private final class GrowingLibrary {
  struct Task {
    let name: String
    var arguments: [String]
    /// What happens to the sources before.
    var change: Change?

    enum Change { case addition, correction }
  }

  /// In this order.
  static let tasks = [
    Task(name: "index from nothing", arguments: ["index"]),
    Task(name: "100 entries added", arguments: ["index"], change: .addition),
    Task(name: "one entry changed", arguments: ["index"], change: .correction),
    Task(name: "a word", arguments: ["search", "gan", "--limit", "10"]),
    Task(name: "three words", arguments: ["search", "ben dan ken", "--limit", "10"]),
    Task(name: "a name and a year", arguments: ["search", "Ban 2010", "--limit", "10"]),
    Task(name: "nothing found", arguments: ["search", "qwertyuiop", "--match", "all"]),
    Task(name: "by author", arguments: ["search", "gan", "--sort", "author", "--limit", "10"]),
    Task(name: "facets", arguments: ["facets", "author"]),
    Task(name: "stats", arguments: ["stats"]),
    Task(name: "export", arguments: ["export", "--format", "bibtex"]),
    Task(name: "duplicates", arguments: ["duplicates"]),
  ]

  private let program: String
  private let works: Int
  private let folder: URL
  private let corpus = InventedCorpus()

  private var source: URL { folder.appendingPathComponent("works.bib") }
  private var additions: URL { folder.appendingPathComponent("more.bib") }

  init(program: String, works: Int) throws {
    (self.program, self.works) = (program, works)
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-growth-\(UUID().uuidString)", isDirectory: true)
    let index = folder.appendingPathComponent("Index", isDirectory: true)
    try FileManager.default.createDirectory(at: index, withIntermediateDirectories: true)
    try Data("sources: ['*.bib']\n".utf8).write(to: index.appendingPathComponent("index.yaml"))
    try corpus.write(0..<works, to: source)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func perform(_ task: Task) throws -> MeasuredProgram.Cost {
    switch task.change {
    case .addition: try corpus.write(works..<works + 100, to: additions)
    case .correction:
      let entry = corpus.entry(works + 50).replacing("title = {", with: "title = {Corrected ")
      let text = try String(contentsOf: additions, encoding: .utf8)
      try Data(text.replacing(corpus.entry(works + 50), with: entry).utf8).write(to: additions)
    case nil: break
    }
    return try MeasuredProgram(program, folder).run(task.arguments)
  }

  /// Bytes of the index and of the sources.
  func sizes() throws -> (index: Int, source: Int) {
    func size(_ path: String) throws -> Int {
      let file = folder.appendingPathComponent(path).path
      return try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    }
    return (try size("Index/index.sqlite"), try size("works.bib"))
  }
}
