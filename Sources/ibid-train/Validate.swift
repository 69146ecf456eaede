import ArgumentParser
import CitationTagging
import Foundation

/// Trains without some of the data and tells how well the rest is tagged.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Cross-validate: train without some strings and styles, and tag those.")

  @OptionGroup var training: TrainingOptions
  @Option(help: "Styles that are left out of training, by parts of their names.") var leaveOut:
    [String] = []
  @Option(help: "How many parts the real strings are cut into; one is left out.") var folds = 4
  @Option(help: "Which part is left out.") var fold = 0
  @Option(help: "Writes the model and what was left out into this folder.") var output: String?

  func run() throws {
    var sets = try training.sets()
    var left: [String: [LabelledString]] = [:]
    for (name, strings) in sets.printed where leaveOut.contains(where: name.contains) {
      left[name] = strings
      sets.printed[name] = nil
    }
    for (name, strings) in sets.real {
      // Whole stretches, because neighbours are of one list.
      let size = (strings.count + folds - 1) / folds
      let range = min(fold * size, strings.count)..<min((fold + 1) * size, strings.count)
      left["real-" + name] = Array(strings[range])
      sets.real[name] = Array(strings[..<range.lowerBound] + strings[range.upperBound...])
    }
    let file = try training.model(from: sets)
    if let output {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
      try Data(file).write(to: URL(fileURLWithPath: output + "/model.bin"))
      for (name, strings) in left {
        try strings.map { $0.line + "\n" }.joined().write(
          toFile: "\(output)/\(name).jsonl", atomically: true, encoding: .utf8)
      }
    }
    let model = file.withUnsafeBytes { TaggerModel($0) }!
    let tagger = CitationTagger(model: model)
    for name in left.keys.sorted() { print(score(left[name]!, tagger, name)) }
  }

  private func score(_ strings: [LabelledString], _ tagger: CitationTagger, _ name: String)
    -> String
  {
    var right = 0
    var tokens = 0
    var whole = 0
    for string in strings {
      let tagging = tagger.tag(Array(string.text.unicodeScalars)[...])
      let starts = TaggedExample(string.text, journals: tagger.model.journals).starts
      let matches = zip(string.labels(at: starts), tagging.labels).count { Self.isSame($0, $1) }
      right += matches
      tokens += starts.count
      if matches == starts.count { whole += 1 }
    }
    let share = { (part: Int, all: Int) in
      String(format: "%5.1f", 100 * Double(part) / Double(max(all, 1)))
    }
    return
      "\(share(right, tokens)) of words, \(share(whole, strings.count)) of \(strings.count) citations  \(name)"
  }

  /// Words such as "In" and "pp." are counted as right anywhere.
  static func isSame(_ wanted: FieldLabel, _ found: FieldLabel) -> Bool {
    wanted == found || wanted == .other || found == .other && wanted == .note
  }
}
