/// The works that contain a term or phrase, ascending, and how often each does.
package struct PostingList: Equatable {
  /// Ids of works.
  package private(set) var works: [Int32] = []
  /// Occurrences in each work, counted with the weights of their fields.
  package private(set) var frequencies: [Double] = []

  package init() {}

  /// - Parameters:
  ///   - works: ascending.
  ///   - frequencies: as many.
  package init(works: [Int32], frequencies: [Double]) {
    self.works = works
    self.frequencies = frequencies
  }

  /// The works of both lists; where a work is in both, what `combine` makes of its frequencies.
  package func merged(
    with other: PostingList, _ combine: (Double, Double) -> Double
  ) -> PostingList {
    let (short, long) = works.count < other.works.count ? (self, other) : (other, self)
    if short.works.isEmpty { return long }
    var merged = PostingList()
    merged.reserve(short.works.count + long.works.count)
    var next = 0
    for (work, frequency) in zip(short.works, short.frequencies) {
      let place = long.works.firstIndex(from: next, notBelow: work)
      merged.append(long, next..<place)
      next = place
      if next < long.works.count, long.works[next] == work {
        merged.works.append(work)
        merged.frequencies.append(combine(frequency, long.frequencies[next]))
        next += 1
      } else {
        merged.works.append(work)
        merged.frequencies.append(frequency)
      }
    }
    merged.append(long, next..<long.works.count)
    return merged
  }

  /// Calls `body` with the place of each of some works that is in the list, and its frequency.
  ///
  /// - Parameter others: ascending.
  func forEach(among others: [Int32], _ body: (Int, Double) -> Void) {
    var next = 0
    for (place, work) in others.enumerated() {
      next = works.firstIndex(from: next, notBelow: work)
      if next == works.count { return }
      if works[next] == work { body(place, frequencies[next]) }
    }
  }

  private mutating func reserve(_ count: Int) {
    works.reserveCapacity(count)
    frequencies.reserveCapacity(count)
  }

  private mutating func append(_ list: PostingList, _ range: Range<Int>) {
    works.append(contentsOf: list.works[range])
    frequencies.append(contentsOf: list.frequencies[range])
  }
}

/// Sets of works as ascending ids.
extension [Int32] {
  /// The first place at `start` or behind whose value is not below `value`; the end if there is none.
  ///
  /// Source: Bentley & Yao (1976), An almost optimal algorithm for unbounded searching.
  package func firstIndex(from start: Int, notBelow value: Int32) -> Int {
    withUnsafeBufferPointer { values in
      var (low, step) = (start, 1)
      var high = start
      while high < values.count, values[high] < value {
        low = high + 1
        high += step
        step *= 2
      }
      high = Swift.min(high, values.count)
      while low < high {
        let middle = (low + high) / 2
        if values[middle] < value { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// Those that are in the other set, too.
  package func intersecting(_ other: [Int32]) -> [Int32] {
    let (short, long) = count < other.count ? (self, other) : (other, self)
    var common: [Int32] = []
    var next = 0
    for work in short {
      next = long.firstIndex(from: next, notBelow: work)
      if next == long.count { break }
      if long[next] == work { common.append(work) }
    }
    return common
  }

  /// Those that are not in the other set.
  package func excluding(_ other: [Int32]) -> [Int32] {
    var next = 0
    return filter { work in
      next = other.firstIndex(from: next, notBelow: work)
      return next == other.count || other[next] != work
    }
  }

  /// The works of all sets, of ids below `capacity`.
  package static func union(_ sets: [[Int32]], capacity: Int) -> [Int32] {
    let sets = sets.filter { !$0.isEmpty }
    if sets.count < 2 { return sets.first ?? [] }
    var words = [UInt64](repeating: 0, count: capacity / 64 + 1)
    for work in sets.joined() { words[Int(work) >> 6] |= 1 << UInt64(work & 63) }
    var works: [Int32] = []
    works.reserveCapacity(words.reduce(0) { $0 + $1.nonzeroBitCount })
    for (index, word) in words.enumerated() {
      var word = word
      while word != 0 {
        works.append(Int32(truncatingIfNeeded: index << 6 | word.trailingZeroBitCount))
        word &= word - 1
      }
    }
    return works
  }
}
