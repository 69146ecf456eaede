import Diagnostics
import Foundation

/// A progress line on the terminal's standard error, erased when the task ends.
struct ProgressLine {
  /// Shorter tasks show no progress.
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
