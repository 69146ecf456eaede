import Foundation

/// What would have been printed, held back until it is known how long it is.
///
/// Unchecked, as a page is filled and read by one thread.
final class Page: @unchecked Sendable {
  private(set) var text = ""

  /// The page that takes what is emitted; nil where it goes to standard output at once.
  @TaskLocal static var current: Page?

  /// What an action emits.
  static func text(of action: () throws -> Void) rethrows -> String {
    let page = Page()
    try $current.withValue(page) { try action() }
    return page.text
  }

  fileprivate func add(_ line: String) { text += line }
}

/// Writes a line to standard output, at once, so that the next program in a pipe need not wait.
///
/// Ends the program where it cannot be written: what was asked for is lost then.
func emit(_ line: some CustomStringConvertible) {
  if let page = Page.current { return page.add("\(line)\n") }
  do {
    try FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
  } catch {
    Failure.exit(with: Failure.wrongRequest("error: standard output could not be written"))
  }
}
