/// A piece of XML or HTML as a flat list of its elements, in document order, over one run of text.
///
/// An element's text is a stretch of the run, with that of everything inside it: a title cut into
/// `<style>` runs is in one piece again. Nothing here recurses, so depth costs nothing.
struct MarkupTree {
  struct Element {
    let name: String
    let attributes: [(name: String, value: String)]
    /// The index of the element that contains this one.
    let parent: Int?
    /// The range of its text in the tree's `text`.
    var text: Range<Int>
    /// The index after its last descendant.
    var end: Int
    /// Where it stands in what was parsed, in bytes: from somewhere in its start tag to somewhere
    /// in its end tag.
    var source: Range<Int>

    func attribute(_ name: String) -> String? {
      attributes.first { $0.name == name }?.value
    }

    /// Whether one of its classes is this.
    func has(class name: String) -> Bool {
      attribute("class")?.split(whereSeparator: \.isWhitespace).contains { $0 == name } ?? false
    }
  }

  var elements: [Element] = []
  /// UTF-8.
  var text: [UInt8] = []

  func text(of element: Element) -> ArraySlice<UInt8> { text[element.text] }

  /// The indices of the elements directly inside another.
  func children(of index: Int) -> [Int] {
    var children: [Int] = []
    var next = index + 1
    while next < elements[index].end {
      children.append(next)
      next = elements[next].end
    }
    return children
  }

  /// The indices of all elements inside another.
  func descendants(of index: Int) -> Range<Int> {
    (index + 1)..<max(elements[index].end, index + 1)
  }

  /// The name of the element that contains another, empty at the root.
  func parentName(of index: Int) -> String {
    elements[index].parent.map { elements[$0].name } ?? ""
  }
}
