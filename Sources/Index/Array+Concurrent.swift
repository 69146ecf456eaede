import Dispatch

extension Array where Element: Sendable {
  /// The same as `map`, on all cores.
  func concurrentMap<Value: Sendable>(
    _ transform: @Sendable (Element) -> Value
  ) -> [Value] {
    let chunkSize = 128
    let chunkCount = (count + chunkSize - 1) / chunkSize
    if chunkCount < 2 { return map(transform) }
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Each chunk has a part of the buffer for itself.
      nonisolated(unsafe) let values = buffer
      DispatchQueue.concurrentPerform(iterations: chunkCount) { chunk in
        for index in chunk * chunkSize..<Swift.min((chunk + 1) * chunkSize, count) {
          values.initializeElement(at: index, to: transform(self[index]))
        }
      }
      initialized = count
    }
  }
}
