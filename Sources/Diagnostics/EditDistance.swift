/// The name that was likely meant: the nearest one at most two edits away; nil if there is none.
public func nearest(to name: String, among names: [String]) -> String? {
  names.map { (name: $0, distance: editDistance(name, $0)) }.filter { $0.distance <= 2 }
    .min { $0.distance < $1.distance }?.name
}

/// Insertions, deletions, substitutions and exchanges of neighbours that turn one word into the
/// other.
///
/// Source: Damerau (1964); the restricted form, in which no part is edited twice.
public func editDistance(_ a: String, _ b: String) -> Int {
  let isPlain = a.utf8.allSatisfy { $0 < 0x80 } && b.utf8.allSatisfy { $0 < 0x80 }
  return isPlain ? edits(Array(a.utf8), Array(b.utf8)) : edits(Array(a), Array(b))
}

/// What both begin or end with needs no edit.
private func edits<Letter: Equatable>(_ a: [Letter], _ b: [Letter]) -> Int {
  let most = min(a.count, b.count)
  var start = 0
  while start < most, a[start] == b[start] { start += 1 }
  var end = 0
  while end < most - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
  let (a, b) = (Array(a[start..<(a.count - end)]), Array(b[start..<(b.count - end)]))
  if a.isEmpty || b.isEmpty { return a.count + b.count }
  var before = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  var current = before
  for i in a.indices {
    current[0] = i + 1
    for j in b.indices {
      var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      current[j + 1] = cost
    }
    (before, previous, current) = (previous, current, before)
  }
  return previous[b.count]
}
