/// The largest of many numbers.
package struct BoundedHeap {
  private let capacity: Int
  /// A heap, with the smallest first.
  private var values: [Double] = []

  package init(capacity: Int) {
    self.capacity = capacity
  }

  /// The smallest of those kept; less than any number while there are fewer than may be kept.
  package var smallest: Double {
    values.count < capacity ? -.infinity : values.first ?? -.infinity
  }

  @inline(__always)
  package mutating func insert(_ value: Double) {
    if values.count == capacity, value <= values[0] { return }
    keep(value)
  }

  private mutating func keep(_ value: Double) {
    if values.count < capacity {
      values.append(value)
      siftUp(values.count - 1)
    } else {
      values[0] = value
      siftDown()
    }
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0, values[child] < values[(child - 1) / 2] {
      values.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while 2 * parent + 1 < values.count {
      var least = 2 * parent + 1
      if least + 1 < values.count, values[least + 1] < values[least] { least += 1 }
      if values[least] >= values[parent] { return }
      values.swapAt(parent, least)
      parent = least
    }
  }
}
