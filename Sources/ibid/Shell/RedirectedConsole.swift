import Diagnostics
import Foundation

/// Sends the output of one line to a program or a file: `:last | wc -l`, `:once hits.txt`. Notes still go
/// to the terminal.
final class RedirectedConsole: Console {
  enum Target {
    /// A shell command.
    case program(String)
    case file(String)
  }

  let terminal = Terminal.none
  private(set) var isWanted = true
  private let console: any Console
  private let sink: Sink

  private enum Sink {
    case program(UnsafeMutablePointer<FILE>)
    case file(FileOutput, path: String)
  }

  /// - Throws: `Failure` if the program cannot be started or the file cannot be written.
  init(to target: Target, _ console: any Console) throws(Failure) {
    self.console = console
    switch target {
    case .program(let command):
      guard let stream = ChildProgram.writing(to: command) else {
        throw Failure.wrongRequest("'\(command)' cannot be started")
      }
      sink = .program(stream)
    case .file(let path):
      guard let output = FileOutput(URL(fileURLWithPath: path)) else {
        throw Failure.wrongRequest(
          "'\(path)' cannot be written", hint: "check that its folder exists, and its permissions")
      }
      sink = .file(output, path: path)
    }
  }

  var messageForm: MessageForm {
    get { console.messageForm }
    set { console.messageForm = newValue }
  }

  /// Whether a file still waits for output.
  var isUnused: Bool {
    if case .file(let output, _) = sink { output.isEmpty } else { false }
  }

  func put(_ text: String) {
    guard isWanted else { return }
    switch sink {
    case .program(let stream):
      var text = text
      isWanted = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
    case .file(let output, _):
      output.put(text)
      isWanted = output.isWanted
    }
  }

  func note(_ message: Message) { console.note(message) }

  func flush() {
    if case .program(let stream) = sink { fflush(stream) }
  }

  /// Waits for the program to exit, or puts the file in its place if its line did not fail.
  ///
  /// - Throws: `Failure` if the file could not be written.
  func close(isWhole: Bool) throws(Failure) {
    switch sink {
    case .program(let stream): pclose(stream)
    case .file(let output, let path):
      guard isWhole, !output.isEmpty else { return }
      do {
        try output.close()
      } catch {
        throw Failure.wrongRequest("'\(path)' cannot be written", hint: "check the disk")
      }
      console.note("wrote '\(path)'")
    }
  }
}
