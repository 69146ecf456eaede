import References

/// What no right reading of a citation has, whoever read it.
struct ReadingCheck {
  private let reference: Reference

  init(_ reference: Reference) { self.reference = reference }

  /// How many things are wrong with the reading.
  var faults: Int {
    var faults = 0
    if swallowsAnother { faults += 1 }
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

  /// Whether the title goes on with the names and the year of another citation, or is as long as
  /// several: "… Columbia University Press, New York Sereno PC, Forster CA (1993) …".
  var swallowsAnother: Bool {
    guard let title = reference.title, title.utf8.count > 60 else { return false }
    if title.utf8.count > Self.longestTitle { return true }
    guard Self.holdsYear(title) else { return false }
    return title.contains(Self.namesAndYear) || title.contains(/[—–_-]{3,}\.? ?[(\[]?(1|2)\d{3}/)
  }

  /// In bytes.
  private static let longestTitle = 600

  /// A look at the bytes, since few titles have one.
  private static func holdsYear(_ title: String) -> Bool {
    var digits = 0
    for byte in title.utf8 {
      digits = (0x30...0x39).contains(byte) ? digits + 1 : 0
      if digits == 4 { return true }
    }
    return false
  }

  /// Behind the words of a title, a person with initials and a year in brackets or between full stops.
  private static var namesAndYear: Regex<Substring> {
    /.{20}\p{Lu}[\p{L}'’-]+,? (?:\p{Lu}\.[ -]?){1,4}(?:, )?(?:et al\.? |DE |[Ee]ds?\.? |\([Ee]ds?\.?\) )?[(\[]?(?:1[5-9]|20)\d\d[a-z]?[)\].,:] ?.{12}|.{20}\p{Lu}[\p{L}'’-]+ \p{Lu}{1,2}(?: et al\.?)?(?: \([Ee]ds?\.?\))? [(\[](?:1[5-9]|20)\d\d[a-z]?[)\]] ?.{12}/
  }

  /// A family that is initials, or holds one; a literal that is several people.
  private var hasOddName: Bool {
    (reference.authors + reference.editors).contains { creator in
      switch creator {
      case .person(let name):
        let words = name.family.split(separator: " ")
        return name.family.count == 1 || words.contains { $0.count <= 2 && $0.hasSuffix(".") }
          || name.family.contains { $0.isASCII && $0.isNumber || $0 == "(" || $0 == ":" }
      case .literal(let name):
        return name.contains(#/^\p{Lu}\. /#) || name.contains(";") || name.count > 120
          || name.contains("(1") || name.contains("(2")
      }
    }
  }

  private func isOdd(title: String) -> Bool {
    title.hasPrefix("and ") && title.dropFirst(4).first?.isUppercase == true
      || title.first.map { ",;.)".contains($0) } == true
      || title.first?.isNumber == true && title.contains(/^(1[5-9]|20)\d\d[a-z]?[.,):]/)
      || title.contains(/\((19|20)\d\d\)[.,:]/)
      || title.contains(/, (vol\.|no\.|pp\.) \d/)
      || mayHold(title) && title.contains(Self.holderInside)
      || title.utf8.contains(UInt8(ascii: "[")) && title.contains(Self.typeCode)
      || title.contains(" // ") || title.contains("»,") || title.contains("』")
      || title.count < 3
  }

  /// A look at the bytes, since few titles have " In ", " in: " or " ed".
  private func mayHold(_ title: String) -> Bool {
    var last: (UInt8, UInt8) = (0, 0)
    for byte in title.utf8 {
      let isAfterBlank = last.0 == 0x20
      if isAfterBlank, last.1 == UInt8(ascii: "I"), byte == UInt8(ascii: "n") { return true }
      if isAfterBlank, last.1 == UInt8(ascii: "i"), byte == UInt8(ascii: "n") { return true }
      if isAfterBlank, last.1 == UInt8(ascii: "e"), byte == UInt8(ascii: "d") { return true }
      last = (last.1, byte)
    }
    return false
  }

  /// What holds the work: "Working memory. In G. Bower (Ed.), The psychology of learning".
  private static var holderInside: Regex<Substring> {
    #/[.,”»’?!] [Ii]n:? (?:\p{Lu}.*(?:[Ee]ds?\.|Hrsg\.)|[Pp]roceedings|[Pp]roc\.)|[.,] [Ii]n: |\. In \p{Lu}|”,? in | eds? \p{Lu} ?\p{Lu}?\.? \p{Lu}| edited by \p{Lu}/#
  }

  /// "A study of salt [J]".
  private static var typeCode: Regex<Substring> { #/\[(?:[JMCDPRSN]|(?:EB|J|R|C)/OL)\]/# }

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
    return digits.isEmpty && !volume.isRomanOrNamed || digits.count > 5
      || volume.contains(/\d{3,}[–-]\d{3,}/)
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
  /// "XII", "A", "Suppl": volumes without digits.
  fileprivate var isRomanOrNamed: Bool {
    count == 1 || allSatisfy { "IVXLCDMivxlcdm".contains($0) } || lowercased().hasPrefix("suppl")
  }

  /// Letters and digits alone, in lower case.
  fileprivate var folded: String { lowercased().filter { $0.isLetter || $0.isNumber } }
}
