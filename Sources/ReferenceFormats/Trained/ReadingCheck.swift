import References

/// What no right reading of a citation has, whoever read it.
struct ReadingCheck {
  private let reference: Reference

  init(_ reference: Reference) { self.reference = reference }

  /// How many things are wrong with the reading.
  var faults: Int {
    var faults = 0
    if hasOddName { faults += 1 }
    if let title = reference.title, isOdd(title: title) { faults += 1 }
    if let container = reference.container, isOdd(container: container) { faults += 1 }
    if let volume = reference.volume, isOdd(volume: volume) { faults += 1 }
    if let year = reference.year, reference.locator?.isRange == true,
      let pages = reference.locator?.pages,
      pages.split(whereSeparator: { $0 == "–" || $0 == "-" }).last.map(String.init) == String(year),
      reference.volume == String(year)
    {
      faults += 1
    }
    if reference.title == nil, reference.container == nil { faults += 1 }
    return faults
  }

  /// A family that is initials, or holds one; a literal that is several people.
  private var hasOddName: Bool {
    (reference.authors + reference.editors).contains { creator in
      switch creator {
      case .person(let name):
        let words = name.family.split(separator: " ")
        return name.family.count == 1 || words.contains { $0.count <= 2 && $0.hasSuffix(".") }
          || name.family.contains { $0.isNumber || $0 == "(" || $0 == ":" }
      case .literal(let name):
        return name.contains(";") || name.count > 120 || name.contains("(1") || name.contains("(2")
      }
    }
  }

  private func isOdd(title: String) -> Bool {
    title.hasPrefix("and ") && title.dropFirst(4).first?.isUppercase == true
      || title.first.map { ",;.)".contains($0) } == true
      || title.contains(/\((19|20)\d\d\)[.,:]/)
      || title.contains(/, (vol\.|no\.|pp\.) \d/)
      || title.count < 3
  }

  private func isOdd(container: String) -> Bool {
    let letters = container.filter(\.isLetter)
    return letters.isEmpty
      || [
        " S", " S.", " Jg", " Jg.", " H.", " Nr.", " vol", " vol.", " Vol.", " no.", " pp", " pp.",
      ]
      .contains { container.hasSuffix($0) && container != $0 } && !container.hasSuffix("Acta S")
      || container.contains(/\((19|20)\d\d\)/)
  }

  private func isOdd(volume: String) -> Bool {
    let digits = volume.filter(\.isNumber)
    return digits.count > 5 || volume.contains(/\d{3,}[–-]\d{3,}/)
  }
}

extension Reference {
  /// Whether two readings of one citation say the same.
  func agrees(with other: Reference) -> Bool {
    year == other.year && volume == other.volume && authors.count == other.authors.count
      && authors.first?.familyName.folded == other.authors.first?.familyName.folded
      && title?.folded == other.title?.folded && container?.folded == other.container?.folded
      && locator?.text.folded == other.locator?.text.folded
  }
}

extension String {
  /// Letters and digits alone, in lower case.
  fileprivate var folded: String { lowercased().filter { $0.isLetter || $0.isNumber } }
}
