import Foundation

/// Ctrl-C while a query runs, caught on a thread of its own; on a terminal alone.
///
/// Unchecked, because a lock guards its state.
final class Interruption: @unchecked Sendable {
  private let lock = NSLock()
  private let queue = DispatchQueue(label: "interruption")
  private var source: (any DispatchSourceSignal)?
  private var stop: (@Sendable () -> Void)?
  /// Tells one query from the next.
  private var number = 0
  private var isRunning = false
  private var isTold = false

  /// A quicker query needs no hint.
  private static let patience = DispatchTimeInterval.seconds(1)
  private static let interval = DispatchTimeInterval.milliseconds(20)

  /// Stops what runs at the moment.
  var action: (@Sendable () -> Void)? {
    get { lock.withLock { stop } }
    set { lock.withLock { stop = newValue } }
  }

  /// From here on an interrupt ends a query, not the program.
  func start() {
    // Caught, not ignored: an editor or a pager would inherit that.
    signal(SIGINT) { _ in }
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    source.setEventHandler { [weak self] in self?.interrupt(nil) }
    source.resume()
    self.source = source
  }

  /// Does what an interrupt may end; when it takes long, tells that it may. Nothing may be printed
  /// meanwhile.
  func during<T>(_ body: () throws -> T) rethrows -> T {
    guard source != nil else { return try body() }
    let number = begin()
    queue.asyncAfter(deadline: .now() + Self.patience) { [weak self] in self?.tell(number) }
    defer { end() }
    return try body()
  }

  private func begin() -> Int {
    lock.withLock {
      number += 1
      isRunning = true
      return number
    }
  }

  private func end() {
    lock.withLock {
      if isTold { Self.write("\r\u{1B}[K") }
      (isRunning, isTold) = (false, false)
    }
  }

  private func tell(_ query: Int) {
    lock.withLock {
      guard isRunning, query == number else { return }
      isTold = true
      Self.write("searching; Ctrl-C stops")
    }
  }

  /// - Parameter query: the one to stop; nil for any that runs.
  private func interrupt(_ query: Int?) {
    let running = lock.withLock { isRunning && query ?? number == number ? number : nil }
    guard let running else { return }
    action?()
    // A query is many statements, and between two of them there was nothing to be stopped.
    queue.asyncAfter(deadline: .now() + Self.interval) { [weak self] in self?.interrupt(running) }
  }

  private static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
