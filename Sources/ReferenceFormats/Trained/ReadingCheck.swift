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
        return Self.beginsWithInitial(name) || name.contains(";") || name.count > 120
          || name.contains("(1") || name.contains("(2")
      }
    }
  }

  private static func beginsWithInitial(_ name: String) -> Bool {
    let scalars = Array(name.unicodeScalars.prefix(3))
    return scalars.count == 3 && scalars[0].isUpper && scalars[1] == "." && scalars[2] == " "
  }

  private func isOdd(title: String) -> Bool {
    title.hasPrefix("and ") && title.dropFirst(4).first?.isUppercase == true
      || title.first.map { ",;.)".contains($0) } == true
      || title.first?.isNumber == true && title.contains(/^(1[5-9]|20)\d\d[a-z]?[.,):]/)
      || Self.holdsYearInBrackets(title, before: ".,:".utf8.contains)
      || [", vol. ", ", no. ", ", pp. "].contains { Self.holds($0, beforeDigitIn: title) }
      || Self.mayHold(title) && title.contains(Self.holderInside)
      || title.utf8.contains(UInt8(ascii: "[")) && title.contains(Self.typeCode)
      || title.contains(" // ") || title.contains("»,") || title.contains("』")
      || title.count < 3
  }

  // Patterns are compiled at each use, which takes as long as reading the citation: a look at the
  // bytes keeps them from texts that cannot match.

  /// `(1999)`, and behind it a byte that `isMark` takes.
  private static func holdsYearInBrackets(
    _ text: String, before isMark: (UInt8) -> Bool
  ) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.indices.contains { start in
        guard bytes[start] == UInt8(ascii: "("), start + 5 < bytes.count,
          bytes[start + 5] == UInt8(ascii: ")")
        else { return false }
        let century = (bytes[start + 1], bytes[start + 2])
        let isYear =
          (century == (0x31, 0x39) || century == (0x32, 0x30))
          && bytes[(start + 3)...(start + 4)].allSatisfy { (0x30...0x39).contains($0) }
        return isYear && isMark(start + 6 < bytes.count ? bytes[start + 6] : 0)
      }
    }
  }

  /// Whether a digit stands behind some words in a text.
  private static func holds(_ words: StaticString, beforeDigitIn text: String) -> Bool {
    var text = text
    let words = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    return text.withUTF8 { bytes in
      bytes.indices.dropLast(words.count).contains { start in
        bytes[start] == words[0] && bytes[start...].starts(with: words)
          && (0x30...0x39).contains(bytes[start + words.count])
      }
    }
  }

  /// Whether " in" stands behind a mark, or " ed", " eds" or " edited" anywhere.
  private static func mayHold(_ title: String) -> Bool {
    var title = title
    return title.withUTF8 { bytes in
      bytes.indices.dropLast(3).contains { blank in
        guard bytes[blank] == UInt8(ascii: " ") else { return false }
        switch (bytes[blank + 1], bytes[blank + 2]) {
        case (UInt8(ascii: "I"), UInt8(ascii: "n")), (UInt8(ascii: "i"), UInt8(ascii: "n")):
          return blank > 0 && (bytes[blank - 1] >= 0x80 || ".,?!".utf8.contains(bytes[blank - 1]))
        case (UInt8(ascii: "e"), UInt8(ascii: "d")):
          return [UInt8(ascii: " "), UInt8(ascii: "s"), UInt8(ascii: "i")]
            .contains(bytes[blank + 3])
        default: return false
        }
      }
    }
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
      || Self.holdsYearInBrackets(container) { _ in true }
  }

  private func isOdd(volume: String) -> Bool {
    let digits = volume.filter(\.isNumber)
    return digits.isEmpty && !volume.isRomanOrNamed || digits.count > 5
      || volume.contains { "–-".contains($0) } && volume.contains(/\d{3,}[–-]\d{3,}/)
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
