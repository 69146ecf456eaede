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
  private let target: Target
  private let stream: UnsafeMutablePointer<FILE>

  /// - Throws: `Failure` if the file cannot be written.
  init(to target: Target, _ console: any Console) throws(Failure) {
    let stream: UnsafeMutablePointer<FILE>? =
      switch target {
      case .program(let command): ChildProgram.writing(to: command)
      case .file(let path): fopen(path, "w")
      }
    guard let stream else {
      switch target {
      case .program(let command): throw Failure.wrongRequest("'\(command)' cannot be started")
      case .file(let path):
        throw Failure.wrongRequest(
          "'\(path)' cannot be written", hint: "check that its folder exists, and its permissions")
      }
    }
    (self.target, self.console, self.stream) = (target, console, stream)
  }

  var messageForm: MessageForm {
    get { console.messageForm }
    set { console.messageForm = newValue }
  }

  func put(_ text: String) {
    guard isWanted else { return }
    var text = text
    isWanted = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
  }

  func note(_ message: Message) { console.note(message) }

  func flush() { fflush(stream) }

  /// Closes the file, or waits for the program to exit.
  func close() {
    switch target {
    case .program: pclose(stream)
    case .file(let path):
      fclose(stream)
      console.note("wrote '\(path)'")
    }
  }
}
