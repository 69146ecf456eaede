import ArgumentParser
import CitationTagging
import Foundation

/// Makes the model with which `CitationTagging` reads citations.
@main
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ibid-train",
    abstract: "Makes and checks the model that reads citations.",
    subcommands: [Synthesize.self, Train.self, Validate.self, Show.self])
}

/// Prints what a model makes of strings.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tag the lines of standard input, or show where a file of labelled strings differs.")

  @Option(help: "The model.") var model: String
  @Option(help: "Labelled strings.") var strings: String?
  @Option(help: "How many.") var limit = 40

  func run() throws {
    let file = try Data(contentsOf: URL(fileURLWithPath: model))
    let tagger = CitationTagger(model: file.withUnsafeBytes { TaggerModel($0) }!)
    guard let strings else {
      while let line = readLine() {
        print(Self.text(line, tagger.tag(Array(line.unicodeScalars)[...])))
      }
      return
    }
    var shown = 0
    for string in try LabelledString.read(strings) where shown < limit {
      let text = string.text
      let tagging = tagger.tag(Array(text.unicodeScalars)[...])
      let starts = TaggedExample(text, journals: tagger.model.journals).starts
      let differs = zip(string.labels(at: starts), tagging.labels).contains {
        !Validate.isSame($0, $1)
      }
      guard differs else { continue }
      shown += 1
      print("want " + string.segments.map { "<\($0.label)>\($0.text)" }.joined())
      print("got  " + Self.text(text, tagging))
    }
  }

  static func text(_ text: String, _ tagging: CitationTagger.Tagging) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var last: FieldLabel?
    var place = 0
    for (token, label) in zip(tagging.tokens, tagging.labels) {
      result.unicodeScalars.append(contentsOf: scalars[place..<token.range.lowerBound])
      if label != last { result += "<\(label)>" }
      last = label
      result.unicodeScalars.append(
        contentsOf: scalars[token.range.lowerBound..<token.range.upperBound])
      place = token.range.upperBound
    }
    result.unicodeScalars.append(contentsOf: scalars[place...])
    return "\(tagging.probability) \(result)"
  }
}
