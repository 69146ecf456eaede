import Foundation

/// Writes a line to standard output, at once, so that the next program in a pipe need not wait.
///
/// Ends the program where it cannot be written: what was asked for is lost then.
func emit(_ line: some CustomStringConvertible) {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  } catch {
    Failure.exit(with: Failure.wrongRequest("error: standard output could not be written"))
  }
}
