import ArgumentParser
import Diagnostics
import Foundation
import ReferenceFormats
import ReferenceLibrary
import References

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Show what is understood of a file, without indexing it.")

  @Option(help: "Output: text, json, jsonl.")
  var format = ListFormat.text

  @Argument(help: "Files to read.")
  var files: [String]

  func run() throws {
    var isComplete = true
    var citations: [Citation] = []
    for path in files {
      do throws(SourceFault) {
        let file = try SourceFile(URL(fileURLWithPath: path), name: path)
        let reading = file.read()
        citations += reading.citations
        for diagnostic in reading.diagnostics { Terminal.note(diagnostic.rendered(in: file.text)) }
        if reading.citations.isEmpty {
          Terminal.note("note: no citation was found in '\(visible(path))'")
        }
      } catch {
        isComplete = false
        Terminal.note(error.message(path))
      }
    }
    write(citations)
    if !isComplete { throw Failure.wrongRequest("") }
    if citations.isEmpty { throw ExitCode(Failure.Status.nothingFound.rawValue) }
  }

  private func write(_ citations: [Citation]) {
    switch format {
    case .json: emit(JSON.array(citations.map(\.json)).line)
    case .jsonl: for item in citations { emit(item.json.line) }
    case .text:
      let terminal = Terminal.standardOutput(ProcessInfo.processInfo.environment)
      let layout = TextLayout(terminal: terminal)
      for citation in citations { emit(layout.text(of: citation)) }
      if !citations.isEmpty {
        let annotated = citations.count { $0.annotation != nil }
        let unsure = citations.count { $0.confidence < 0.9 }
        Terminal.note(
          "\(counted(citations.count, "citation")), \(annotated) annotated, \(unsure) not fully understood"
        )
      }
    }
  }
}
