import Diagnostics

/// Takes what is printed, piece by piece: standard output, a pager, a file.
///
/// Here, and nowhere else, text of sources becomes fit for a terminal.
protocol Output: AnyObject {
  /// What is known of where the text is shown; a terminal may be resized meanwhile.
  var terminal: Terminal { get }
  /// False if the reader has gone, so that the search can stop.
  var isWanted: Bool { get }
  /// Takes text in which nothing is left that a terminal should not obey.
  func put(_ text: String)
}

extension Output {
  /// Prints a line for people.
  func print(_ line: StyledText) { put(line.printable(on: terminal) + "\n") }

  func print(_ lines: [StyledText]) {
    for line in lines { print(line) }
  }

  /// Prints text for programs: as it is where it is kept; on a terminal, control characters other than
  /// tabs and line ends are shown.
  ///
  /// - Parameter end: the terminator: a line end, or NUL for `xargs -0`.
  func write(_ data: String, end: String = "") {
    put((terminal.isTerminal ? data.visibleLines : data) + end)
  }
}

/// Where a command prints its results, and meanwhile its notes.
protocol Console: Output {
  /// The form of messages, which follows that of the results.
  var messageForm: MessageForm { get set }
  func note(_ message: Message)
  /// Returns once all that was printed has arrived.
  ///
  /// - Throws: `Failure` where it could not be written.
  func flush() throws
}

extension Console {
  func note(_ messages: [Message]) {
    for message in messages { note(message) }
  }
}

extension String {
  /// With every control character shown but tabs and line ends.
  fileprivate var visibleLines: String {
    guard unicodeScalars.contains(where: { $0.isObeyedByTerminals && $0 != "\n" && $0 != "\t" })
    else { return self }
    return unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { visible(String($0)) }
        .joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
