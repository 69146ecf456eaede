import Diagnostics
import Foundation

/// A line on a terminal's standard error that tells how far a long task is; gone when it ends.
struct ProgressLine {
  /// Shorter tasks tell nothing.
  private static let patience = Duration.seconds(1)
  private static let interval = Duration.milliseconds(100)

  private let isOn = isatty(STDERR_FILENO) == 1
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isShown = false

  init() {
    next = clock.now + Self.patience
  }

  mutating func show(_ text: @autoclosure () -> String) {
    guard isOn, clock.now >= next else { return }
    next = clock.now + Self.interval
    isShown = true
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(visible(text()))".utf8))
  }

  mutating func clear() {
    guard isShown else { return }
    isShown = false
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K".utf8))
  }
}
