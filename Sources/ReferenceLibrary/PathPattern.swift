/// Names of files with wildcards.
struct PathPattern {
  private enum Piece: Equatable {
    case letter(Unicode.Scalar)
    /// `?`: a letter of a name.
    case anyLetter
    /// `*`: letters of a name.
    case letters
    /// `**`: folders.
    case folders
  }

  private var pieces: [Piece] = []

  init(_ pattern: some StringProtocol) {
    for scalar in pattern.unicodeScalars {
      switch scalar {
      case "*" where pieces.last == .letters: pieces[pieces.count - 1] = .folders
      case "*": if pieces.last != .folders { pieces.append(.letters) }
      case "?": pieces.append(.anyLetter)
      default: pieces.append(.letter(scalar))
      }
    }
  }

  /// Whether a relative path is of the pattern. All ways to read it are followed at once, so that
  /// many wildcards take no longer than few.
  func matches(_ path: some StringProtocol) -> Bool {
    var places: Set<Int> = []
    add(0, to: &places, isNameBegun: false)
    for scalar in path.unicodeScalars {
      var next: Set<Int> = []
      let isInName = scalar != "/"
      for place in places where place < pieces.count {
        switch pieces[place] {
        case .letter(let letter):
          if letter == scalar { add(place + 1, to: &next, isNameBegun: isInName) }
        case .anyLetter: if isInName { add(place + 1, to: &next, isNameBegun: true) }
        case .letters: if isInName { add(place, to: &next, isNameBegun: true) }
        case .folders: add(place, to: &next, isNameBegun: isInName)
        }
      }
      places = next
    }
    return places.contains(pieces.count)
  }

  /// Adds a place and those after it that need no letter.
  private func add(_ place: Int, to places: inout Set<Int>, isNameBegun: Bool) {
    places.insert(place)
    guard place < pieces.count, pieces[place] == .letters || pieces[place] == .folders else {
      return
    }
    add(place + 1, to: &places, isNameBegun: isNameBegun)
    // `**/x` is also `x`, but no end of another name.
    if pieces[place] == .folders, !isNameBegun, place + 1 < pieces.count,
      pieces[place + 1] == .letter("/")
    {
      add(place + 2, to: &places, isNameBegun: false)
    }
  }
}
