/// The groups of equal elements of a page that could be its reference list: the items of a list, the
/// sibling paragraphs or rows.
struct PageGroups {
  private let tree: MarkupTree
  /// Where four digits begin, in the tree's text.
  private let years: [Int]

  private static let mostTried = 6

  init(_ tree: MarkupTree) {
    self.tree = tree
    var years: [Int] = []
    var digits = 0
    for (place, byte) in tree.text.enumerated() {
      if (48...57).contains(byte) {
        digits += 1
      } else {
        if digits == 4 { years.append(place - 4) }
        digits = 0
      }
    }
    self.years = years
  }

  /// Those with the most items that contain a year, most first, as indices of elements.
  var likeliest: [[Int]] {
    var groups: [(items: [Int], score: Int)] = []
    for index in tree.elements.indices {
      for items in self.groups(in: index) {
        let score = items.count { isCandidate(tree.elements[$0]) }
        if score > 0 { groups.append((items, score)) }
      }
      if groups.count > 64 { groups = best(of: groups) }
    }
    return best(of: groups).map(\.items)
  }

  private func best(of groups: [(items: [Int], score: Int)]) -> [(items: [Int], score: Int)] {
    let sorted = groups.enumerated().sorted {
      ($0.element.score, -$0.offset) > ($1.element.score, -$1.offset)
    }
    return sorted.prefix(Self.mostTried).map(\.element)
  }

  private func isCandidate(_ element: MarkupTree.Element) -> Bool {
    guard (20...PageItem.longest).contains(element.text.count) else { return false }
    var (low, high) = (0, years.count)
    while low < high {
      let middle = (low + high) / 2
      if years[middle] < element.text.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < years.count && years[low] < element.text.upperBound
  }

  /// The children of an element, by name and class.
  private func groups(in index: Int) -> [[Int]] {
    var groups: [String: [Int]] = [:]
    for child in tree.children(of: index) {
      let element = tree.elements[child]
      switch element.name {
      case "li", "p", "dd", "tr", "font", "span", "cite":
        groups[element.name, default: []].append(child)
      case "div", "section", "article":
        groups[element.name + "." + (element.attribute("class") ?? ""), default: []].append(child)
      default: break
      }
    }
    return Array(groups.values)
  }
}
