import Diagnostics
import Foundation

/// Takes what a command prints, and what it notes meanwhile, in place of standard output and standard
/// error.
protocol OutputSink: AnyObject, Sendable {
  func write(_ text: String)
  func note(_ message: Message)
  /// False where nobody reads any more, so that nothing more need be printed.
  var isWanted: Bool { get }
}

enum Output {
  /// Where printed text goes; nil where it goes to standard output at once.
  @TaskLocal static var sink: (any OutputSink)?

  static var isWanted: Bool { sink?.isWanted ?? true }

  /// What an action prints.
  static func text(of action: () throws -> Void) rethrows -> String {
    let page = CollectedOutput()
    try $sink.withValue(page) { try action() }
    return page.text
  }
}

/// Prints a line, at once, so that the next program in a pipe need not wait.
///
/// - Parameter end: what stands behind it: a line end, or a NUL for `xargs -0`.
func emit(_ line: some CustomStringConvertible, end: String = "\n") {
  emit(text: "\(line)\(end)")
}

/// Prints text as it is.
///
/// Ends the program where it cannot be written, as what was asked for is lost then; without a word
/// where the next program in the pipe has read enough.
func emit(text: String) {
  if let sink = Output.sink { return sink.write(text) }
  do {
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  } catch {
    if error.isBrokenPipe { exit(0) }
    Failure.exit(
      with: Failure.wrongRequest("standard output could not be written", hint: "is the disk full?"))
  }
}

/// Prints text of sources: as it is where it is kept, with every control character shown where a
/// terminal would obey it.
func emit(data text: String, _ terminal: Terminal, end: String = "\n") {
  guard terminal.isTerminal else { return emit(text, end: end) }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    line.split(separator: "\t", omittingEmptySubsequences: false).map { visible($0) }
      .joined(separator: "\t")
  }
  emit(lines.joined(separator: "\n"), end: end)
}

extension Error {
  /// Whether nobody reads the other end of a pipe.
  fileprivate var isBrokenPipe: Bool {
    let error = self as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    return cause.domain == NSPOSIXErrorDomain && cause.code == Int(EPIPE)
  }
}

/// What would have been printed, held back.
///
/// Unchecked, as it is filled and read by one thread.
private final class CollectedOutput: OutputSink, @unchecked Sendable {
  private(set) var text = ""
  let isWanted = true

  func write(_ text: String) { self.text += text }
  func note(_ message: Message) { Terminal.standardErrorNote(message) }
}
