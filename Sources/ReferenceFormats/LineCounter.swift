/// Finds the line numbers of ascending offsets in one pass.
struct LineCounter {
  private let bytes: TextBytes
  private var place = 0
  private var line = 1

  init(_ bytes: TextBytes) { self.bytes = bytes }

  /// Counted from 1.
  mutating func line(of offset: Int) -> Int {
    while place < offset {
      if bytes[place] == 0x0A { line += 1 }
      place += 1
    }
    return line
  }
}
