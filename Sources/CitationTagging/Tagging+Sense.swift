/// What holds of every citation: a volume is of something, and the name of a journal has no number
/// behind it.
extension CitationTagger.Tagging {
  /// Whether there is no journal or book, though a volume, an issue or pages of one, or a number at the
  /// very end that is neither.
  var lacksContainer: Bool {
    let seen = Set(labels)
    guard seen.isDisjoint(with: [.container, .series, .publisher, .note, .annotation]) else {
      return false
    }
    if !seen.isDisjoint(with: [.volume, .issue, .pages]) { return true }
    return seen.isSuperset(of: [.author, .title, .date])
      && seen.isDisjoint(with: [.identifier, .place]) && tokens.last?.isNumber == true
  }

  /// A number that ends the name of a journal is its volume where none is found, and else its page.
  mutating func settleNumbers() {
    for index in tokens.indices.dropFirst() where labels[index] == .container {
      guard tokens[index].isNumber, tokens[index].yearValue == 0, labels[index - 1] == .container,
        index + 1 == labels.count || labels[index + 1] != .container || tokens[index + 1].isLink
      else { continue }
      if !labels.contains(.volume) {
        labels[index] = .volume
      } else if !labels.contains(.pages) {
        labels[index] = .pages
      }
    }
  }
}
