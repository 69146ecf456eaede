import Dispatch
import Foundation

/// Waits for Ctrl-C, and for the signal that asks a program to end. The second one ends it at once.
struct EndingSignals {
  private let sources: [any DispatchSourceSignal]

  /// - Parameter action: what the first one does, on a thread of its own.
  init(_ action: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        signal(number, SIG_DFL)
        action()
      }
      source.resume()
      return source
    }
  }

  func stop() {
    for source in sources { source.cancel() }
  }
}
