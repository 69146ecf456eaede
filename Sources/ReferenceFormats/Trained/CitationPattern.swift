import References

/// A way of print as data: fields in braces in their order, with the text between them; a part in
/// brackets `⟦…⟧` may be missing. Only a citation that fits from beginning to end is read by it.
///
/// ```
/// {stopped} {title} // {container}. {year}.⟦ Т. {volume}.⟧⟦ № {issue}.⟧ С. {pages}.
/// Марлов Э. И. Соль и хлеб // Вопросы истории. 1957. Т. 114, № 5. С. 953–956.
/// ```
struct CitationPattern: Sendable {
  enum Field: String, Sendable {
    // Names: "Roe AB", "A. B. Roe", "Ann Roe", "Roe, Ann", "Roe A. B.", "ROE, Ann", "ROE Ann", "王伟".
    case chained, bare, direct, given, inverted, stopped, capitals, capitalsGiven, joined,
      group
    case title, sentence, russian, container, short, journal, standard, volume, issue,
      pages, page, pin, year, date, publisher,
      place
    case edition, editors, school, url, code, number, any
  }

  indirect enum Part: Sendable {
    case text(Unicode.Scalar)
    case field(Field)
    case optional([Part])
  }

  let type: ReferenceType
  let parts: [Part]

  init(_ type: ReferenceType, _ pattern: some StringProtocol) {
    self.type = type
    var rest = Array(pattern.unicodeScalars)[...]
    parts = Self.parts(of: &rest)
  }

  /// A pattern a line, behind the kind of work; "#" begins a comment.
  static func all(in table: String) -> [CitationPattern] {
    table.split(separator: "\n").filter { $0.first != "#" }.map { line in
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let type = ReferenceType(rawValue: String(words[0])) else {
        preconditionFailure("no kind of work before the pattern '\(line)'")
      }
      return CitationPattern(type, words[1])
    }
  }

  private static func parts(of rest: inout Printed) -> [Part] {
    var parts: [Part] = []
    while let scalar = rest.first {
      rest.removeFirst()
      switch scalar {
      case "⟧": return parts
      case "⟦": parts.append(.optional(Self.parts(of: &rest)))
      case "{":
        let name = rest.prefix { $0 != "}" }
        rest = rest[(name.endIndex + 1)...]
        guard let field = Field(rawValue: name.string) else {
          preconditionFailure("unknown field '\(name.string)' in a pattern")
        }
        parts.append(.field(field))
      default: parts.append(.text(scalar))
      }
    }
    return parts
  }

  // MARK: Matching

  typealias Found = [(field: Field, range: Range<Int>)]

  /// The fields of a text that fits, or nil.
  func match(_ text: Printed) -> Found? {
    var matcher = Matcher(text: text)
    return matcher.match(parts[...], at: text.startIndex) ? matcher.found : nil
  }

  private struct Matcher {
    let text: Printed
    var found: Found = []
    /// A text that fits is found in few steps.
    var steps = 0

    private static let mostSteps = 30_000

    mutating func match(_ parts: ArraySlice<Part>, at index: Int) -> Bool {
      steps += 1
      guard steps < Self.mostSteps else { return false }
      guard let part = parts.first else { return isEnd(index) }
      let rest = parts.dropFirst()
      switch part {
      case .text(let scalar):
        return end(of: scalar, at: index).map { match(rest, at: $0) } ?? false
      case .optional(let inner):
        let count = found.count
        if match(inner + Array(rest), at: index) { return true }
        found.removeLast(found.count - count)
        return match(rest, at: index)
      case .field(let field):
        for end in ends(of: field, from: index, before: rest) {
          let count = found.count
          found.append((field, index..<end))
          if match(rest, at: end) { return true }
          found.removeLast(found.count - count)
        }
        return false
      }
    }

    private mutating func match(_ parts: [Part], at index: Int) -> Bool {
      match(parts[...], at: index)
    }

    private func isEnd(_ index: Int) -> Bool {
      text[index...].allSatisfy { $0.isBlank || $0 == "." || $0 == "。" || $0 == "．" }
    }

    /// White space behind a mark may be missing; marks of one kind are one.
    private func end(of scalar: Unicode.Scalar, at index: Int) -> Int? {
      if scalar == " " {
        let end = text.skippingBlanks(index)
        let before = text.at(index - 1)
        let isLoose = before.map { !$0.isLetter && !$0.isDigit || $0.isCaseless } ?? true
        return end > index || isLoose || text.at(index)?.isWide == true ? end : nil
      }
      // "Clin .Sci .": scanned pages have a space before marks.
      let place = text.at(index)?.isBlank == true ? text.skippingBlanks(index) : index
      guard let next = text.at(place), next.plain == scalar.plain,
        place == index || !next.isLetter && !next.isDigit
      else { return nil }
      return place + 1
    }

    /// Where a field may end: names as far as they go, others as soon as they may.
    private func ends(
      of field: Field, from start: Int, before rest: ArraySlice<Part>
    ) -> [Int] {
      guard start < text.endIndex, !text[start].isBlank else { return [] }
      let longest = min(text.endIndex, start + field.longest)
      var ends: [Int] = []
      var end = start + 1
      while end <= longest {
        defer { end += 1 }
        if case .text(let scalar)? = rest.first {
          guard end < text.endIndex else { break }
          let fits =
            scalar == " "
            ? text[end].isBlank || text[end].isWide
            : text[end].plain == scalar.plain
              || text[end].isBlank && text.at(end + 1)?.plain == scalar.plain
          if !fits { continue }
        }
        // No field ends inside a number.
        if text[end - 1].isDigit, text.at(end)?.isDigit == true { continue }
        if PatternField.accepts(text[start..<end], as: field) { ends.append(end) }
      }
      return field.isName ? ends.reversed() : ends
    }
  }
}

extension CitationPattern.Field {
  var isName: Bool {
    [
      .chained, .bare, .direct, .given, .inverted, .stopped, .capitals, .capitalsGiven,
      .joined, .group, .editors,
    ].contains(self)
  }

  fileprivate var longest: Int {
    switch self {
    case .year: 6
    case .volume, .issue, .page, .pin, .code: 10
    case .pages: 24
    case .edition, .date, .number: 30
    case .short, .place, .standard: 60
    case .journal: 90
    case .container, .publisher, .school: 160
    case .url, .any: 200
    default: 400
    }
  }
}

/// What a field may be.
private enum PatternField {
  static func accepts(_ text: Printed, as field: CitationPattern.Field) -> Bool {
    switch field {
    case .year:
      let digits = text.last?.isLower == true ? text.dropLast() : text
      return digits.count == 4 && PrintedDate.year(at: digits.startIndex, in: digits) != nil
    case .volume, .issue:
      return text.contains(where: \.isDigit) && !text.contains(where: \.isBlank) || text.isRoman
    case .page, .pin:
      return text.contains(where: \.isDigit)
        && text.allSatisfy { $0.isLetter || $0.isDigit || $0.isDash }
    case .pages:
      return text.contains(where: \.isDigit) && !text.contains(where: \.isBlank)
        || text.isLooseRange || text.isRange
    case .date: return PrintedDate.firstYear(in: text) != nil
    case .edition, .number: return text.contains(where: \.isDigit) || text.first?.isUpper == true
    case .code: return text.allSatisfy { $0.isUpper || $0 == "/" }
    case .url: return text.has("http", at: text.startIndex) || text.has("www", at: text.startIndex)
    case .russian:
      return text.count > 2 && text.last?.isBlank == false
        && text.contains { (0x400...0x4FF).contains($0.value) }
    case .title:
      let lead = text.prefix { $0 != "," && $0 != ";" }
      return PersonParts.direct(lead) == nil && text.count > 2 && !(text.last?.isBlank ?? true)
        && text.first.map { "“\"‘«".unicodeScalars.contains($0) } == false
        && !text.has("et al", at: text.startIndex)
    case .short:
      // "J. Am. Chem. Soc.", "Harv. L. Rev.", "Science"
      return text.first?.isUpper == true && !text.contains(where: \.isDigit)
        && text.words.allSatisfy {
          $0.first?.isUpper == true || $0.first == "&" || joiners.contains($0)
        }
    case .journal:
      return text.first?.isUpper == true && text.last?.isBlank == false
        && TrainedReader.tagger.model.journals.contains(name: text)
    case .standard:
      // "3GPP TS 23.228", "ISO/IEC 23090-6", "Recommendation ITU-T P.910"
      let words = text.words
      return (2...5).contains(words.count) && words.last?.contains(where: \.isDigit) == true
        && words.prefix(2).contains { $0.count(where: \.isUpper) > 1 }
        && words.allSatisfy { $0.first?.isUpper == true || $0.contains(where: \.isDigit) }
    case .place:
      guard text.first?.isUpper == true || text.first?.isCaseless == true,
        text.last.map({ $0.isLetter || $0 == "." || $0 == ")" }) == true,
        !text.contains(where: \.isDigit)
      else { return false }
      guard let comma = text.firstIndex(of: ",") else { return true }
      let rest = text[(comma + 1)...].trimmed
      return rest.count < 4 || Imprint.isPlace(rest)
    case .sentence:
      return text.count > 2 && !text.contains(". ") && !text.contains(where: \.isDigit)
        && text.last?.isBlank == false
    case .chained:
      // "Braun, Virginia & Clarke, Victoria"
      let people = text.split(separator: "&").map(\.trimmed)
      return people.allSatisfy { person in
        let parts = person.split(separator: ",").map(\.trimmed)
        return parts.count == 2 && PersonParts.isFamily(parts[0])
          && PersonParts.isFullGiven(parts[1]) && parts[1].contains(where: \.isLower)
      }
    case .publisher where text.contains(where: \.isDigit): return false
    case .container, .publisher, .school:
      return !text.contains(where: { "“”‘«»『』「」".unicodeScalars.contains($0) })
        && text.last?.isBlank == false
        && (text.first?.isUpper == true || text.first?.isCaseless == true
          || text.first?.isDigit == true)
    case .any: return true
    case .group:
      return text.words.count < 12 && text.first?.isUpper == true
        && !text.contains(where: \.isDigit)
    case .joined:
      return text.allSatisfy { $0.isCaseless || ",，、・· ".unicodeScalars.contains($0) }
        && text.count < 40
    case .editors: return areNames(text) { _ in true }
    case .bare: return areNames(text) { PersonParts.bare($0) != nil }
    case .direct: return areNames(text) { PersonParts.direct($0) != nil }
    case .stopped: return areNames(text) { $0.last == "." && PersonParts.bare($0) != nil }
    case .given:
      return areNames(text, commas: false) {
        PersonParts.full($0) != nil || PersonParts.direct($0) != nil
      }
    case .inverted: return isInverted(text)
    case .capitals: return areCapitals(text, comma: true)
    case .capitalsGiven: return areCapitals(text, comma: false)
    }
  }

  private static let joiners: WordSet = [
    "of", "the", "and", "in", "für", "der", "di", "de", "la", "et", "и",
  ]

  private static func areNames(
    _ text: Printed, commas: Bool = true, _ isName: (Printed) -> Bool
  ) -> Bool {
    guard let last = text.last, !last.isBlank, last != "," else { return false }
    let parts = parts(text, commas: commas)
    return !parts.isEmpty && parts.allSatisfy { $0.count > 2 && isName($0) || isRest($0) }
  }

  /// The persons of a list; behind an "and" there is one.
  private static func parts(_ text: Printed, commas: Bool) -> [Printed] {
    var parts: [Printed] = []
    for piece in text.split(whereSeparator: { $0 == ";" || commas && $0 == "," }) {
      var start = piece.startIndex
      for word in piece.words
      where ["and", "&", "et", "und", "i", "oraz", "и", "y"].contains(word.string) {
        parts.append(piece[start..<word.startIndex].trimmed)
        start = word.endIndex
      }
      parts.append(piece[start...].trimmed)
    }
    return parts.filter { !$0.isEmpty }
  }

  private static func isRest(_ text: Printed) -> Bool {
    ["et al.", "et al", "others", "and others", "и др.", "i in."].contains(text.string)
  }

  /// "Eagleton, Terry", "Gilbert, Sandra M., and Susan Gubar".
  private static func isInverted(_ text: Printed) -> Bool {
    guard let comma = text.firstIndex(of: ","), PersonParts.isFamily(text[..<comma]),
      text.last?.isBlank == false, text.last != ","
    else { return false }
    let rest = text[(comma + 1)...].trimmed
    let names = parts(rest, commas: true)
    guard let first = names.first, PersonParts.isFullGiven(first), names.count < 9 else {
      return false
    }
    let isAnded = rest.contains(" and ") || rest.contains("et al")
    return names.count == 1
      || isAnded
        && names.dropFirst().allSatisfy {
          PersonParts.full($0) != nil || PersonParts.direct($0) != nil || isRest($0)
        }
  }

  /// "FREIRE, Paulo; SHOR, Ira", "BOLTANSKI Luc et CHIAPELLO Ève".
  private static func areCapitals(_ text: Printed, comma: Bool) -> Bool {
    guard text.last?.isBlank == false, text.last != ",", text.last != ";" else { return false }
    let family = text.prefix {
      $0.isUpper || $0.isDash || $0.isBlank || $0.isApostrophe || $0 == "."
    }
    guard family.trimmed.count(where: \.isUpper) > 2 else { return false }
    let names = PrintedNames(text).creators
    return !names.isEmpty && text.words.count < 16
      && names.allSatisfy { creator in
        guard case .person(let name) = creator, let given = name.given else { return false }
        return !name.family.contains(where: \.isLowercase) && given.count < 30
          && (!comma || text.contains(","))
      }
  }
}

extension Unicode.Scalar {
  /// Marks of one kind are one.
  fileprivate var plain: Unicode.Scalar {
    switch self {
    case "．", "。": "."
    case "，", "、": ","
    case "：": ":"
    case "；": ";"
    case "（": "("
    case "）": ")"
    case "［": "["
    case "］": "]"
    case "“", "”", "„", "\"", "‟": "\""
    case "‘", "’", "'", "‚": "'"
    default: isDash ? "-" : self
    }
  }

  fileprivate var isWide: Bool {
    (0x3000...0x303F).contains(value) || (0xFF00...0xFF65).contains(value)
  }

  /// A letter of a script without case.
  fileprivate var isCaseless: Bool { properties.generalCategory == .otherLetter }
}
