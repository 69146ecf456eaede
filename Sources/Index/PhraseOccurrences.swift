import Ranking

/// Where a phrase stands in every work that FTS5 shows, ascending: the counterpart in memory of its
/// posting list.
package final class PhraseOccurrences {
  package private(set) var works: [Int32] = []
  /// Of all works, one after another.
  @exclusivity(unchecked) private var places: [Occurrence] = []
  /// Behind the places of each work.
  private var ends: [Int32] = []

  package init() {}

  /// Takes in a work; `read` appends its places.
  func add(_ work: Int, _ read: (inout [Occurrence]) -> Void) {
    works.append(Int32(truncatingIfNeeded: work))
    read(&places)
    ends.append(Int32(truncatingIfNeeded: places.count))
  }

  /// The places in the work of that number in `works`.
  func places(at index: Int) -> ArraySlice<Occurrence> {
    places[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  /// The places in a work; none if the phrase is not in it.
  func places(in work: Int) -> ArraySlice<Occurrence> {
    let index = works.firstIndex(from: 0, notBelow: Int32(truncatingIfNeeded: work))
    return index < works.count && works[index] == work ? places(at: index) : []
  }

  func list(_ weights: [Double]) -> PostingList {
    PostingList(
      works: works,
      frequencies: works.indices.map { places(at: $0).frequency(weights) })
  }
}
