import ArgumentParser
import Diagnostics
import Foundation
import ReferenceFormats
import ReferenceLibrary
import References
import ZoteroDatabase

struct ReadCommand: DisplayingCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Show how files are parsed, without indexing them.",
    discussion: """
      ibid read saved-page.txt --below 0.9
      ibid read refs.ris --format bibtex > refs.bib

      Detects formats by content, and Zotero's folder or zotero.sqlite: \
      \(ReferenceFormat.all.map(\.name).joined(separator: ", ")).
      """)

  @OptionGroup var printing: PrintingOptions
  @OptionGroup var display: DisplayOptions

  @Option(
    help: ArgumentHelp(
      "Read every file in this format instead of detecting it.", valueName: "name"),
    completion: .list(ReferenceFormat.all.map(\.name))
  )
  var formatIn: String?

  @Option(
    help: ArgumentHelp(
      "Only citations with a confidence below this number.", valueName: "confidence"))
  var below: String?

  @Argument(help: "Files to read; '-' is standard input.", completion: .file())
  var files: [String]

  func said() throws(Failure) -> Settings { try printing.said().over(display.said()) }

  func run(in context: Context) throws {
    let given = try formatIn.map(Self.format)
    // The settings for printing works do not apply: the parsed citations are shown.
    let settings = WholeSettings(said: context.typed)
    let printing = try Printing(context.typed, settings)
    let limit = try confidenceLimit
    var summary = ReadingSummary()
    var isComplete = true
    var citations: [Citation] = []
    for path in files {
      do throws(SourceFault) {
        let (text, reading) = try Self.read(path, as: given)
        summary.add(reading)
        citations += reading.citations.filter { $0.confidence < limit }
        for diagnostic in reading.diagnostics {
          context.console.note(diagnostic.message(in: text))
        }
        if reading.citations.isEmpty {
          context.console.note(.note("no citations found in '\(text.name)'"))
        }
      } catch {
        isComplete = false
        context.console.note(error.message(path == "-" ? SourceFile.standardInput : path))
      }
    }
    write(citations, printing.format, printing.options, to: context.console)
    if summary.citations > 0 { context.console.note(Message(summary.text)) }
    if !isComplete { throw Failure(.wrongRequest) }
    if citations.isEmpty { throw Failure(.nothingFound) }
  }

  /// What indexing would read of a file, with the text that its problems are in.
  private static func read(
    _ path: String, as format: ReferenceFormat?
  ) throws(SourceFault) -> (SourceText, Reading) {
    guard path != "-", format == nil, let database = ZoteroDatabase.found(at: path) else {
      let file = try SourceFile.named(path)
      return (file.text, file.read(as: format))
    }
    var reading = Reading()
    do throws(ZoteroDatabase.Fault) {
      reading.citations = try ZoteroDatabase.read(database)
    } catch {
      throw .zotero(error)
    }
    return (SourceText(name: path, text: ""), reading)
  }

  private var confidenceLimit: Double {
    get throws {
      guard let below else { return .infinity }
      guard let limit = Double(below) else {
        throw Failure.wrongRequest("--below: expected a number", hint: "for example: --below 0.9")
      }
      return limit
    }
  }

  private static func format(_ name: String) throws -> ReferenceFormat {
    if let format = ReferenceFormat.named(name) { return format }
    let ending = name.lowercased()
    let ofEnding = ReferenceFormat.all.filter { $0.fileExtensions.contains(ending) }
    if ofEnding.count == 1 { return ofEnding[0] }
    let names = ReferenceFormat.all.map(\.name)
    let hint =
      nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? "known names: \(names.joined(separator: ", "))"
    throw Failure.wrongRequest("unknown format '\(name)'", hint: hint)
  }

  /// As people and programs see what a reader understood; in other formats as a work each.
  private func write(
    _ citations: [Citation], _ format: OutputFormat, _ options: WriterOptions,
    to output: any Output
  ) {
    switch format {
    case .text:
      let layout = TextLayout(width: output.terminal.width)
      for citation in citations { output.print(layout.citation(citation) + [""]) }
    case .json where options.fields.isEmpty:
      output.write(JSON.array(citations.map(\.json)).line, end: "\n")
    case .jsonl where options.fields.isEmpty:
      for item in citations { output.write(item.json.line, end: "\n") }
    default: format.writer(options, output).write(works(citations))
    }
  }

  /// With the keys that their source gives, else such as the index would.
  private func works(_ citations: [Citation]) -> [Work] {
    var taken: Set<String> = []
    return citations.map { citation in
      let wanted =
        citation.sourceKey.map { CitationKey($0) } ?? CitationKey(for: citation.reference)
      var key = wanted
      var ordinal = 0
      while !taken.insert(key.description).inserted {
        key = wanted.disambiguated(ordinal)
        ordinal += 1
      }
      return Work(citation, key: key)
    }
  }
}

extension SourceFile {
  static let standardInput = "standard input"

  /// The file that a user names; `-` is standard input.
  static func named(_ path: String) throws(SourceFault) -> SourceFile {
    guard path == "-" else { return try SourceFile(URL(fileURLWithPath: path), name: path) }
    do {
      return try SourceFile(FileHandle.standardInput.readToEnd() ?? Data(), name: standardInput)
    } catch let fault as SourceFault {
      throw fault
    } catch {
      throw .failed
    }
  }
}

extension Work {
  /// A work that nothing else cites. Its annotations are of the very file that is read, so they name none.
  fileprivate init(_ citation: Citation, key: CitationKey) {
    self.init(
      key: key, reference: citation.reference,
      annotations: citation.annotations.map { Annotation($0, of: citation, in: "") },
      places: [
        Place(source: "", position: citation.position, line: citation.line, raw: citation.raw)
      ])
  }
}

/// What was understood of files, counted.
private struct ReadingSummary {
  private(set) var citations = 0
  private var annotated = 0
  private var unsure = 0
  private var problems = 0
  private var missing: [(field: String, count: Int)] = [
    ("authors", 0), ("title", 0), ("container", 0), ("year", 0),
  ]

  mutating func add(_ reading: Reading) {
    citations += reading.citations.count
    annotated += reading.citations.count { !$0.annotations.isEmpty }
    unsure += reading.citations.count { $0.confidence < 0.9 }
    problems += reading.diagnostics.count { $0.severity != .note }
    // A note about a work that other sources describe has no fields of its own.
    let references = reading.citations.filter { $0.subject == nil }.map(\.reference)
    missing[0].count += references.count { $0.authors.isEmpty && $0.editors.isEmpty }
    missing[1].count += references.count { $0.title == nil }
    missing[2].count += references.count { $0.container == nil && $0.type.isPartOfContainer }
    missing[3].count += references.count { $0.year == nil }
  }

  /// `225 citations, 15 annotated, 2 not fully understood, 1 problem; without title 3`
  var text: String {
    let gaps = missing.filter { $0.count > 0 }.map { "\($0.field) \($0.count)" }
    return
      "\(counted(citations, "citation")), \(annotated) annotated, \(unsure) not fully parsed, "
      + counted(problems, "problem")
      + (gaps.isEmpty ? "" : "; without \(gaps.joined(separator: ", "))")
  }
}

extension ReferenceType {
  /// Stands in a journal, book or meeting.
  fileprivate var isPartOfContainer: Bool {
    self == .article || self == .chapter || self == .conference
  }
}
