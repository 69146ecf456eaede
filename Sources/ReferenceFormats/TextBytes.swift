/// The bytes of a text while it is read, each of them after a check of its place, in release builds
/// too: a file that misleads a reader ends the program at worst, and never reads other memory.
///
/// A view of the text that `withBytes` was called on; it must not outlive that call.
@safe struct TextBytes: RandomAccessCollection {
  private let storage: UnsafeBufferPointer<UInt8>

  init() { unsafe storage = UnsafeBufferPointer(start: nil, count: 0) }

  init(_ storage: UnsafeBufferPointer<UInt8>) { unsafe self.storage = unsafe storage }

  var startIndex: Int { 0 }

  var endIndex: Int { unsafe storage.count }

  subscript(index: Int) -> UInt8 { unsafe storage.span[index] }

  /// The bytes of a range, counted from its beginning.
  func slice(_ range: Range<Int>) -> TextBytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe TextBytes(UnsafeBufferPointer(rebasing: storage[range]))
  }

  func makeIterator() -> UnsafeBufferPointer<UInt8>.Iterator { unsafe storage.makeIterator() }

  func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    unsafe try body(storage)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: slice(range), as: UTF8.self) }
}

extension String {
  /// Calls its argument with the text's bytes.
  func withBytes<Result>(_ body: (TextBytes) -> Result) -> Result {
    var text = self
    return text.withUTF8 { unsafe body(TextBytes($0)) }
  }
}

extension [UInt8] {
  func withBytes<Result>(_ body: (TextBytes) -> Result) -> Result {
    withUnsafeBufferPointer { unsafe body(TextBytes($0)) }
  }
}

extension StaticString {
  func withBytes<Result>(_ body: (TextBytes) -> Result) -> Result {
    withUTF8Buffer { unsafe body(TextBytes($0)) }
  }
}
