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
  let (a, b) = (Array(a), Array(b))
  var before: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      current.append(cost)
    }
    (before, previous) = (previous, current)
  }
  return previous[b.count]
}
