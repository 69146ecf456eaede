/// The author of a statement, judged by its words.
enum NoteStatement: Equatable {
  /// Part of what a database says of a record: `Journal Article`.
  case ofRecord
  /// A program's in any context: `cited By 12`.
  case byItself
  /// What a title page says, in a field that programs fill: `With a foreword by C. Tarn`.
  case ofPublication
  /// A person's in any context.
  case sentence
  /// No sentence, or one about who paid, as databases have them.
  case unclear

  init(_ statement: Substring) {
    let text = statement.trimmed
    self =
      Self.kind(byLabelOf: text) ?? Self.kind(byProseOf: text) ?? Self.kind(
        byWordsOf: text.lowercased()[...])
      ?? Self.kind(byShapeOf: text) ?? (Self.isOfPublication(text) ? .ofPublication : nil)
      ?? (text.isSentence && !Self.isAboutFunding(text) ? .sentence : .unclear)
  }

  /// Whether a program's statement is prose that goes on to the end of its line, semicolons and all.
  static func takesAll(_ line: Substring) -> Bool {
    let text = line.trimmed.lowercased()
    return prose.contains { text.hasPrefix($0) } || text.contains("©")
      || text.contains("all rights reserved")
  }

  // MARK: Labels

  /// `Publisher: Springer`; with ` - ` for the colon in what ProQuest writes and after tags, `=` in
  /// what was a field. A word before a sentence or a remark is a person's, unless programs write
  /// sentences after it; a label of several words is a program's.
  private static func kind(byLabelOf text: Substring) -> NoteStatement? {
    if let dash = text.prefix(longestLabel).firstRange(of: " - ") {
      let label = text[..<dash.lowerBound].trimmed
      if proQuestLabels.contains(label.lowercased()) || recordTags.contains(String(label)) {
        return .ofRecord
      }
    }
    if holdsRecordLabel(text) { return .ofRecord }
    guard let colon = text.prefix(longestLabel).firstIndex(of: ":") else {
      guard let equals = text.firstIndex(of: "=") else { return nil }
      let field = text[..<equals]
      let name = field.trimmed.lowercased()
      let isField = name.hasPrefix("tex.") || field.last == " " && labels.contains(name)
      return isField ? .byItself : nil
    }
    let label = text[..<colon].trimmed
    let value = text[text.index(after: colon)...].trimmed
    if recordTags.contains(String(label)) { return .ofRecord }
    let name = label.lowercased()
    if name.hasPrefix("tex.") || name.hasPrefix("citeulike") { return .byItself }
    // `Read_Status`
    if name.contains("_"), !name.contains(" ") { return .byItself }
    if isName(label), isPlaceOfWork(value) { return .ofRecord }
    let kind: NoteStatement? =
      recordLabels.contains(name) ? .ofRecord : labels.contains(name) ? .byItself : nil
    guard kind != nil, !name.contains(where: { $0 == " " || $0 == "-" }), isPersons(value) else {
      return kind
    }
    return value.isSentence ? nil : .sentence
  }

  /// `tables/charts. Journal Subset: Biomedical`: a label of several words begins a sentence in it.
  private static func holdsRecordLabel(_ text: Substring) -> Bool {
    var rest = text
    while let stop = rest.firstRange(of: ". ") {
      rest = rest[stop.upperBound...]
      guard let colon = rest.prefix(longestLabel).firstIndex(of: ":") else { continue }
      let name = rest[..<colon].lowercased()
      if name.contains(" "), recordLabels.contains(name) { return true }
    }
    return false
  }

  /// Whether what follows a label of one word is more than a program would write there: a sentence,
  /// `RCT, N=40`, `predatory!`, `RCT, weak blinding`.
  private static func isPersons(_ value: Substring) -> Bool {
    if value.contains("://") { return false }
    let words = value.split(separator: " ")
    let isRemark =
      words.contains { $0.last == "!" || $0.last == "?" } || words.count > 1 && value.contains("=")
    if value.isSentence || isRemark { return true }
    let parts = value.split(separator: ",").dropFirst().map(\.trimmed)
    return !parts.isEmpty
      && parts.allSatisfy { $0.first?.isLowercase == true && $0.contains(" ") }
  }

  /// `Funding: paid by the producer! Beware.`, where a program would have written `Funding: NIH` or
  /// `Funding: This work was supported by …`.
  private static func kind(byProseOf text: Substring) -> NoteStatement? {
    guard let colon = text.prefix(longestLabel).firstIndex(of: ":"),
      prose.contains(text[...colon].lowercased())
    else { return nil }
    let value = text[text.index(after: colon)...].trimmed
    let lower = value.lowercased()
    let isRemark =
      value.first?.isLowercase == true && value.contains(" ")
      && !beginningsOfProse.contains(where: lower.hasPrefix)
    return isRemark || value.contains("!") || value.contains("?") ? .sentence : nil
  }

  /// `Smith, J.`, `Smith, J.-P. B.`
  private static func isName(_ label: Substring) -> Bool {
    guard let comma = label.firstIndex(of: ","), label.first?.isUppercase == true else {
      return false
    }
    let given = label[label.index(after: comma)...].trimmed
    let letters = given.split { !$0.isLetter }
    return given.last == "." && letters.allSatisfy { $0.count == 1 && $0.first!.isUppercase }
  }

  /// `Dept of X, University of Y, z@y.org`
  private static func isPlaceOfWork(_ text: Substring) -> Bool {
    text.contains(",")
      && text.lowercased().split { !$0.isLetter }
        .contains { institutions.contains(String($0)) }
  }

  private static let longestLabel = 40

  // MARK: Words

  private static func kind(byWordsOf text: Substring) -> NoteStatement? {
    var bare = text
    while let last = bare.last, ".;,".contains(last) { bare.removeLast() }
    let whole = String(bare)
    if publicationTypes.contains(whole) || recordWords.contains(whole) { return .ofRecord }
    if words.contains(whole) { return .byItself }
    if recordBeginnings.contains(where: text.hasPrefix) { return .ofRecord }
    if beginnings.contains(where: text.hasPrefix) || prose.contains(where: text.hasPrefix) {
      return .byItself
    }
    if text.contains("©") || text.contains("all rights reserved") || isCopyright(text) {
      return .byItself
    }
    return isVisit(text) || isAddress(text) || isEvent(text) || isBibliography(text)
      ? .byItself : nil
  }

  /// `Received 3 May 2019; accepted 4 June 2019`, `Epub: 2019/05/01`: what was done, a day, and no
  /// other word.
  private static func isEvent(_ text: Substring) -> Bool {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    return words.contains { events.contains(String($0)) || $0 == "import" }
      && words.contains { $0.count >= 4 && $0.allSatisfy(\.isNumber) }
      && words.allSatisfy {
        $0.allSatisfy(\.isNumber) || events.contains(String($0))
          || wordsOfDates.contains(String($0))
      }
  }

  /// `[Online; accessed 19-July-2008]`, `Retrieved May 2, 2019, from https://…`
  private static func isVisit(_ text: Substring) -> Bool {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard words.count <= 12 || text.contains("://") else { return false }
    let isNamed = words.prefix(4).contains { visits.contains(String($0)) }
    return isNamed
      && words.contains { $0.allSatisfy(\.isNumber) && ($0.count == 4 || $0.count == 8) }
  }

  private static let visits: Set<String> = [
    "accessed", "retrieved", "visited", "viewed", "checked", "zugriff", "abgerufen", "aufgerufen",
    "zugegriffen", "consulté", "consultée", "consultado", "consultato", "geraadpleegd", "besucht",
  ]

  /// Nothing but addresses, and words that say so: `Full text available at https://example.org`
  private static func isAddress(_ text: Substring) -> Bool {
    guard text.contains("://") || text.hasPrefix("www.") else { return false }
    return text.split(separator: " ").allSatisfy { word in
      word.contains("://") || word.hasPrefix("www.")
        || word.split { !$0.isLetter }.allSatisfy { wordsOfAddresses.contains(String($0)) }
    }
  }

  /// `Copyright of Journal of Ponds is the property of …`, as EBSCO ends its abstracts.
  private static func isCopyright(_ text: Substring) -> Bool {
    text.hasPrefix("copyright") && text.contains(" is the property of ")
      || text.contains("content may not be copied")
  }

  /// `Literaturverz. S. 201-220`, `Bibliographie : p. 201-220`: a library's, of a book's own list.
  private static func isBibliography(_ text: Substring) -> Bool {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard let first = words.first, namesOfBibliographies.contains(String(first)),
      words.count > 1 || first.hasPrefix("literatur")
    else { return false }
    let isOf = words.contains { $0.allSatisfy(\.isNumber) } || first.hasPrefix("literatur")
    return isOf
      && words.dropFirst().allSatisfy {
        $0.allSatisfy(\.isNumber) || wordsOfBibliographies.contains(String($0))
          || namesOfBibliographies.contains(String($0)) || $0.allSatisfy { "ivxlc".contains($0) }
      }
  }

  private static func isAboutFunding(_ text: Substring) -> Bool {
    text.lowercased().split { !$0.isLetter }.contains { fundingWords.contains(String($0)) }
  }

  private static let fundingWords: Set<String> = [
    "award", "funded", "funders", "funding", "grant", "grants", "sponsored", "sponsor",
  ]

  // MARK: Shapes

  private static func kind(byShapeOf text: Substring) -> NoteStatement? {
    let bytes = Array(text.utf8.prefix(longestShape))
    if isNumberOfDatabase(bytes) || areNumbersOfDatabases(bytes) || isListOfISSNs(text)
      || isPrintedByMEDLINE(bytes)
      || isGrant(text) || isAffiliation(text)
    {
      return .ofRecord
    }
    return isExtent(text) || isCount(text) || isNumber(bytes) || isConference(text)
      ? .byItself : nil
  }

  private static let longestShape = 400

  /// `L643474277`, `CN-01234567`, `EMBASE 643474277`, `2020-05-01`, `PMC123`, `2-s2.0-85`.
  private static func isNumberOfDatabase(_ bytes: [UInt8]) -> Bool {
    guard bytes.count < 40 else { return false }
    let letters = bytes.prefix { !$0.isASCIIDigit }
    let digits = bytes.dropFirst(letters.count)
    let isPlain = digits.count >= 5 && digits.allSatisfy(\.isASCIIDigit)
    let isDate =
      bytes.count == 10 && bytes[4] == bytes[7] && (bytes[4] == 0x2D || bytes[4] == 0x2F)
      && bytes.count(where: \.isASCIIDigit) == 8
    return isDate || (isPlain && numberSystems.contains(String(decoding: letters, as: UTF8.self)))
      || bytes.starts(with: "2-s2.0-".utf8) || bytes.isORCID
  }

  /// `L643474277 2024-02-16`
  private static func areNumbersOfDatabases(_ bytes: [UInt8]) -> Bool {
    let words = bytes.split(separator: 0x20)
    return (2...5).contains(words.count) && words.allSatisfy { isNumberOfDatabase(Array($0)) }
  }

  /// `Conference on Ponds, Leeds, ENGLAND, MAY 30-JUN 02, 2015`, as Web of Science writes it; also with
  /// a year to each day: `DEC 30, 2014-JAN 02, 2015`.
  private static func isConference(_ text: Substring) -> Bool {
    let parts = text.split(separator: ",").map { $0.split { $0 == " " || $0 == "-" } }
    let date = parts.reversed().prefix { $0.allSatisfy(isPartOfDate) }.reversed().flatMap(\.self)
    guard let year = date.last, year.count == 4, year.allSatisfy(\.isNumber) else { return false }
    return date[0].allSatisfy(\.isUppercase) && parts.count >= 3
  }

  /// `MAY`, `30`, `2015`
  private static func isPartOfDate(_ word: Substring) -> Bool {
    word.count <= 4
      && (word.allSatisfy(\.isNumber)
        || word.allSatisfy(\.isUppercase) && wordsOfDates.contains(word.lowercased()))
  }

  /// One word, half of it a long number or a day: `20190501//`, `SCOPUS:85012345678`, `10.1000/xyz`,
  /// `2020-03-01T12:00:00Z`; pages, `1234-1240`, may be a person's.
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    guard bytes.count < 60, !bytes.contains(0x20) else { return false }
    if bytes.starts(with: "10.".utf8) { return bytes.contains(UInt8(ascii: "/")) }
    let runs = bytes.split { !$0.isASCIIDigit }.map(\.count)
    let isDay = runs.starts(with: [4, 2, 2])
    return runs.reduce(0, +) * 2 >= bytes.count && (isDay || runs.contains { $0 >= 5 })
  }

  private static let numberSystems: Set<String> = [
    "L", "CN-", "PMC", "NIHMS", "WOS:", "ISI:", "MEDLINE:", "BIOSIS:", "INSPEC:", "EMBASE:", "EJ",
    "ED", "CCDC:", "BCI:", "KJD:", "SCIELO:", "CABI:", "PQDT:", "NCT", "ISRCTN", "PPR", "PUBMED ",
    "EMBASE ", "MEDLINE ",
  ]

  /// `1533-4406`, `1234-5678 (Print)`
  private static func isListOfISSNs(_ text: Substring) -> Bool {
    let words = text.split { $0 == " " || $0 == "," || $0 == ";" }
    let kinds = ["(print)", "(electronic)", "(online)", "(linking)", "issn", "issn:"]
    return !words.isEmpty
      && words.allSatisfy { $0.isISSN || kinds.contains($0.lowercased()) }
      && words.contains(where: \.isISSN)
  }

  /// `J Invented Tests. 2020 May;4(1):10-19. doi: 10.5555/778.`: a year with a month or day, a
  /// semicolon, a volume and a colon.
  private static func isPrintedByMEDLINE(_ bytes: [UInt8]) -> Bool {
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: ";") {
      let before = bytes[..<index].suffix(16)
      let after = bytes[(index + 1)...].prefix(24)
      guard let stop = before.lastIndex(of: UInt8(ascii: ".")) else { continue }
      let year = before[(stop + 1)...].drop { $0 == 0x20 }.prefix(4)
      guard year.count == 4, year.allSatisfy(\.isASCIIDigit),
        let colon = after.firstIndex(of: 0x3A),
        colon == index + 1 || after[(index + 1)..<colon].contains(where: \.isASCIIDigit)
      else { continue }
      return true
    }
    return false
  }

  /// `R01 CA123456/CA/NCI NIH HHS/United States`, `Wellcome Trust [101148/Z/13/Z]`
  private static func isGrant(_ text: Substring) -> Bool {
    let slashes = text.count { $0 == "/" }
    return slashes >= 2
      && (text.hasSuffix("/United States") || text.hasSuffix("/United Kingdom")
        || text.contains("Wellcome Trust") || text.contains("NIH HHS") || text.hasSuffix("/Z]"))
  }

  /// `(Marlow I.; Quill B., q@example.org) Institute of Ponds, Leeds`
  private static func isAffiliation(_ text: Substring) -> Bool {
    if text.first == "(", let end = text.firstIndex(of: ")") {
      let name = text[..<end]
      return name.contains(". ") || name.hasSuffix(".") || name.contains("@")
    }
    return text.hasPrefix("email:") || text.hasPrefix("e-mail:")
  }

  /// `12 pages, 3 figures`, `iv+123 pages`, `Comment: 9 pages`: what arXiv and libraries count. What
  /// goes on after the word is a person's: `3 figures are wrong`.
  private static func isExtent(_ text: Substring) -> Bool {
    var words = text.lowercased().split(separator: " ")
    if words.first == "comment:" || words.first == "comments:" { words.removeFirst() }
    guard let first = words.first?.first, first.isNumber || "ivxl".contains(first),
      let place = words.prefix(3).firstIndex(where: { extents.contains($0.letters) }), place > 0
    else { return false }
    let isLast = place == words.count - 1
    if ["p", "cm"].contains(words[place].letters) {
      return isLast && words[..<place].allSatisfy { $0.allSatisfy(\.isNumber) }
    }
    let isEnd = words[place].last?.isLetter == false || isLast
    return isEnd || ["and", "with", "including", "+"].contains(words[place + 1])
  }

  private static let extents: Set<String> = [
    "pages", "page", "pp", "p", "cm", "figures", "figure", "figs", "fig", "tables", "leaves",
    "slides",
    "seiten", "bl", "sheets", "vol",
  ]

  /// `cited By 12`, `Cited By (since 1996)12`, `Times cited: 3`
  private static func isCount(_ text: Substring) -> Bool {
    let lower = text.lowercased()
    if lower.prefixMatch(of: /\d+ cites?: http/) != nil { return true }
    guard
      let name = [
        "cited by", "citedby", "times cited", "citation count", "citations", "cited",
      ].first(where: lower.hasPrefix)
    else { return false }
    var rest = lower.dropFirst(name.count).drop { " :=(".contains($0) }
    if rest.hasPrefix("since 1996)") { rest = rest.dropFirst("since 1996)".count) }
    return rest.drop { $0 == " " }.first?.isNumber == true
  }
}

extension Substring {
  fileprivate var isISSN: Bool {
    let bytes = Array(utf8)
    return bytes.count == 9 && bytes[4] == 0x2D && bytes[..<4].allSatisfy(\.isASCIIDigit)
      && bytes[5..<8].allSatisfy(\.isASCIIDigit)
      && (bytes[8].isASCIIDigit || bytes[8] | 0x20 == UInt8(ascii: "x"))
  }

  /// Three words or more, most in small letters, one of those that hold sentences together; or letters
  /// of a script without capitals.
  fileprivate var isSentence: Bool {
    let words = split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" }
    if count(where: { $0.isLetter && !$0.isCased }) > 5 { return true }
    guard words.count >= 3 else { return false }
    let rest = words.dropFirst().filter { $0.first?.isLetter == true }
    let small = rest.count { $0.first?.isLowercase == true }
    return small * 2 >= rest.count && !isName(rest)
      && words.contains { NoteStatement.joiningWords.contains($0.lowercased()) }
  }

  /// `University of Leeds`: every word is a capital one or joins two.
  private func isName(_ rest: [Substring]) -> Bool {
    rest.contains { $0.first?.isUppercase == true }
      && rest.allSatisfy {
        $0.first?.isUppercase == true || NoteStatement.joiningWords.contains(String($0))
      }
  }
}

extension Substring {
  fileprivate var letters: String { filter(\.isLetter) }
}

extension [UInt8] {
  /// `0000-0002-1825-0097`
  fileprivate var isORCID: Bool {
    count == 19 && [4, 9, 14].allSatisfy { self[$0] == 0x2D }
      && self[..<18].count(where: \.isASCIIDigit) == 15
  }
}
