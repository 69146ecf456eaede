import ArgumentParser

/// Measures what `ibid` promises: how well it ranks and how fast it is.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ibid-benchmark",
    abstract: "Measure ranking and speed.",
    subcommands: [
      Relevance.self, KnownItems.self, Score.self, Latency.self, Build.self, Read.self,
      Strings.self, Saved.self, Duplicates.self, Growth.self,
    ])
}
