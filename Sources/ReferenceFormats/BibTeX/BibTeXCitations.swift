import References

/// Makes citations of entries.
///
/// Where a field is given twice, the first that is not empty counts; names, keywords and what the
/// owner wrote are gathered from all.
struct BibTeXCitations {
  private let bytes: TextBytes
  var macros: BibTeXMacros
  private var latex = LaTeXText()
  private var names = BibTeXNames()
  /// For each meaning, the index of the entry's first field that has it and is not empty; or -1.
  private var fields = [Int](repeating: -1, count: BibTeXField.allCases.count)
  /// The entry is an issue of a periodical, which has numbers as its articles do.
  private var isIssue = false
  /// For each meaning, whether the reference holds what its field says.
  private var isHeld = [Bool](repeating: false, count: BibTeXField.allCases.count)

  init(_ bytes: TextBytes, _ macros: BibTeXMacros) {
    self.bytes = bytes
    self.macros = macros
  }

  mutating func citation(
    from entry: inout BibTeXEntry, position: Int, line: Int
  ) -> Citation {
    findFields(&entry)
    var citation = Citation(
      position: position, line: line, raw: bytes.string(entry.start..<entry.end))
    citation.sourceKey = entry.key.map(bytes.string)
    let notes = notes(&entry)
    (citation.annotations, citation.notes) = (notes.annotations, notes.notes)
    citation.reference = reference(&entry)
    citation.reference.fill(from: notes)
    citation.reference.others += others(&entry, citation.reference)
    // What somebody wrote of a work that another source describes.
    if citation.reference.saysNothing, !citation.annotations.isEmpty, let key = citation.sourceKey {
      (citation.subject, citation.sourceKey) = (key, nil)
      return citation
    }
    citation.confidence = confidence(citation.reference, entry)
    reportGaps(citation.reference, &entry)
    return citation
  }

  private func confidence(_ reference: Reference, _ entry: BibTeXEntry) -> Double {
    if entry.fields.isEmpty { return 0.3 }
    let whole = reference.title == nil ? 0.7 : 1
    return entry.isDamaged ? min(whole, 0.8) : whole
  }

  private func reportGaps(_ reference: Reference, _ entry: inout BibTeXEntry) {
    let head = entry.start..<(entry.key?.upperBound ?? entry.opener + 1)
    if entry.fields.isEmpty {
      entry.report(.noFields, at: head)
    } else if reference.title == nil {
      entry.report(.noTitle, at: head)
    }
  }

  // MARK: Fields

  private mutating func findFields(_ entry: inout BibTeXEntry) {
    for index in fields.indices {
      fields[index] = -1
      isHeld[index] = false
    }
    for (index, field) in entry.fields.enumerated() {
      guard let meaning = field.meaning, !isEmpty(field, entry) else { continue }
      if fields[meaning.rawValue] < 0 {
        fields[meaning.rawValue] = index
      } else if !Self.gathered.contains(meaning) {
        reportRepeated(field, of: entry.fields[fields[meaning.rawValue]], &entry)
      }
    }
  }

  private static let gathered: Set<BibTeXField> = [
    .annotation, .note, .keywords, .groups, .author, .editor, .translator, .link, .type, .xdata,
    .crossref, .entrySet,
  ]

  private func isEmpty(_ field: BibTeXEntry.Field, _ entry: BibTeXEntry) -> Bool {
    entry.parts[field.parts].allSatisfy { bytes.trimmed($0.range).isEmpty }
  }

  /// Two names for one thing (`journal`, `journaltitle`) are no repetition.
  private func reportRepeated(
    _ field: BibTeXEntry.Field, of first: BibTeXEntry.Field, _ entry: inout BibTeXEntry
  ) {
    let name = bytes.lowercased(field.name)
    let isSameValue = entry.parts[field.parts].elementsEqual(entry.parts[first.parts]) {
      bytes.slice($0.range).elementsEqual(bytes.slice($1.range))
    }
    if name == bytes.lowercased(first.name), !isSameValue {
      entry.report(.repeatedField(name), at: field.name, .note)
    }
  }

  private func has(_ field: BibTeXField) -> Bool { fields[field.rawValue] >= 0 }

  /// Calls `body` with the value of one field, its parts joined.
  private mutating func withValue<Result>(
    _ index: Int, _ entry: inout BibTeXEntry,
    _ body: (inout Self, TextBytes) -> Result
  ) -> Result {
    let parts = entry.parts[entry.fields[index].parts]
    if parts.count == 1, let part = parts.first, !part.isWord || isNumber(part) {
      return body(&self, bytes.slice(part.range))
    }
    var missing: [(String, Range<Int>)] = []
    let joined = macros.joined(parts, bytes) { missing.append(($0, $1)) }
    for (name, range) in missing { entry.report(.undefinedMacro(name), at: range) }
    return joined.withBytes { body(&self, $0) }
  }

  private func isNumber(_ part: BibTeXEntry.Part) -> Bool {
    bytes[part.range.lowerBound].isASCIIDigit
  }

  private mutating func text(
    _ field: BibTeXField, _ entry: inout BibTeXEntry, keepsParagraphs: Bool = false
  ) -> String? {
    guard has(field) else { return nil }
    isHeld[field.rawValue] = true
    let text = withValue(fields[field.rawValue], &entry) {
      $0.latex.text(of: $1, keepsParagraphs: keepsParagraphs)
    }
    return text.isEmpty ? nil : text
  }

  /// The first of several fields that there is.
  private mutating func text(_ options: [BibTeXField], _ entry: inout BibTeXEntry) -> String? {
    for field in options where has(field) {
      if let text = text(field, &entry) { return text }
    }
    return nil
  }

  private mutating func title(
    _ main: BibTeXField, _ sub: BibTeXField, _ entry: inout BibTeXEntry
  ) -> String? {
    guard let title = text(main, &entry) else { return text(sub, &entry) }
    return BibTeXText.title(title, text(sub, &entry))
  }

  // MARK: References

  private mutating func reference(_ entry: inout BibTeXEntry) -> Reference {
    var reference = Reference()
    reference.title = title(.title, .subtitle, &entry).map(BibTeXText.withoutFullStop)
    reference.container = container(&entry)
    reference.type = type(of: entry)
    isIssue = bytes.lowercased(entry.type) == "periodical"
    readNames(&entry, &reference)
    reference.volume = text(.volume, &entry).flatMap { $0.withoutPlaceholder.isEmpty ? nil : $0 }
    readLocator(&entry, &reference)
    readIdentifiers(&entry, &reference)
    if let kind = special(&entry, reference) { reference.type = kind }
    readTable(&entry, &reference)
    reference.genre = genre(&entry, reference)
    reference.set(date(&entry))
    if has(.keywords) || has(.groups) { reference.keywords = keywords(&entry) }
    return reference
  }

  private mutating func readTable(_ entry: inout BibTeXEntry, _ reference: inout Reference) {
    for row in BibTeXTable.rows {
      for field in row.names
      where has(field) && !isHeld[field.rawValue]
        && row.applies(to: isIssue ? .article : reference.type)
        && !reference.knows(row.fact)
      {
        if case .creators(let path) = row.fact.value {
          reference[keyPath: path] = creators(field, &entry)
        } else if let text = words(field, &entry) {
          reference.set(row.fact, to: [text]) { _ in [] }
          isHeld[field.rawValue] =
            isHeld[field.rawValue] && reference.knows(row.fact) && field != .langid
        }
      }
    }
  }

  /// The text of a field; in BibLaTeX, keys represent words, and places and publishers are lists.
  private mutating func words(_ field: BibTeXField, _ entry: inout BibTeXEntry) -> String? {
    guard field != .abstract else { return text(field, &entry, keepsParagraphs: true) }
    guard let text = text(field, &entry) else { return nil }
    if let words = BibTeXKeys.words(of: text) {
      isHeld[field.rawValue] = false
      return words
    }
    guard BibTeXField.lists.contains(field), isOfBibLaTeX(entry), text.contains(" and ") else {
      return text
    }
    let items = withValue(fields[field.rawValue], &entry) { reader, value in
      reader.latex.items(of: value)
    }
    // One item with an "and" in it is written as it was read.
    isHeld[field.rawValue] = items.count == 1
    return items.joined(separator: "; ")
  }

  /// The entry has fields that BibTeX's own styles do not know.
  private func isOfBibLaTeX(_ entry: BibTeXEntry) -> Bool {
    has(.date)
      || entry.fields.contains {
        ["location", "journaltitle"].contains(bytes.lowercased($0.name))
      }
  }

  /// The genre of a thesis or report, from the entry's type if no field gives it.
  private mutating func genre(_ entry: inout BibTeXEntry, _ reference: Reference) -> String? {
    guard [.thesis, .report, .patent, .software, .other, .book].contains(reference.type) else {
      return nil
    }
    if has(.type), let text = text(.type, &entry) {
      if ReferenceType(rawValue: text.lowercased()) != nil { return nil }
      let words = BibTeXKeys.words(of: text)
      isHeld[BibTeXField.type.rawValue] = words == nil
      return text == BibTeXGenre.unknown[reference.type] ? nil : words ?? text
    }
    return BibTeXGenre.ofEntries[bytes.lowercased(entry.type)]
  }

  private mutating func readLocator(_ entry: inout BibTeXEntry, _ reference: inout Reference) {
    for field in [BibTeXField.pages, .articleNumber] where has(field) && reference.locator == nil {
      guard let text = text(field, &entry) else { continue }
      reference.locator = BibTeXText.locator(text, of: field)
      let dashes = text.split(whereSeparator: \.isPageDash).joined(separator: "–")
      isHeld[field.rawValue] =
        reference.locator?.text == dashes
        && (field == .pages || BibTeXText.locator(text)?.pages != nil)
    }
  }

  private func type(of entry: BibTeXEntry) -> ReferenceType {
    guard case .entry(let type)? = BibTeXKind.named(bytes.lowercased(entry.type)) else {
      return .other
    }
    return type
  }

  /// A kind that the entry's type does not tell: preprints are @misc, @online, or articles in a
  /// journal that is none.
  private mutating func special(
    _ entry: inout BibTeXEntry, _ reference: Reference
  ) -> ReferenceType? {
    let isVague = reference.type == .other || reference.type == .webpage
    guard isVague || reference.type == .article else { return nil }
    if isVague, has(.type), let kind = text(.type, &entry),
      let named = BibTeXText.kinds.first(where: { kind.contains(anyCase: $0.word) })
    {
      return named.type
    }
    if isVague, reference.arxivID != nil { return .preprint }
    return reference.container.map(BibTeXText.isPreprintServer) == true ? .preprint : nil
  }

  private mutating func container(_ entry: inout BibTeXEntry) -> String? {
    title(.journal, .journalSubtitle, &entry) ?? title(.bookTitle, .bookSubtitle, &entry)
      ?? title(.mainTitle, .mainSubtitle, &entry) ?? text(.shortJournal, &entry)
  }

  private mutating func readNames(_ entry: inout BibTeXEntry, _ reference: inout Reference) {
    reference.authors = creators(.author, &entry)
    reference.hasMoreAuthors = has(.author) && names.hasMore
    if reference.authors.isEmpty { reference.authors = creators(.holder, &entry) }
    reference.editors = creators(.editor, &entry)
  }

  /// The names in every field of one meaning: some files have one field a name.
  private mutating func creators(
    _ meaning: BibTeXField, _ entry: inout BibTeXEntry
  ) -> [Creator] {
    guard has(meaning) else { return [] }
    isHeld[meaning.rawValue] = true
    var creators: [Creator] = []
    var hasMore = false
    for index in fields[meaning.rawValue]..<entry.fields.count
    where entry.fields[index].meaning == meaning {
      withValue(index, &entry) { $0.names.read($1) }
      if let separator = names.separator {
        entry.report(.nameSeparator(separator), at: entry.fields[index].name)
      }
      hasMore = hasMore || names.hasMore
      if creators.isEmpty {
        creators = names.creators
      } else if creators != names.creators {
        creators += names.creators
      }
    }
    names.hasMore = hasMore
    return creators
  }

  /// Of `date`, or of `year`, `month` and `day`; a month may contain its day: `may # "~3"`.
  private mutating func date(_ entry: inout BibTeXEntry) -> PublicationDate {
    for field in [BibTeXField.date, .year] where has(field) {
      guard let text = text(field, &entry), case var date = PublicationDate(text), date.year != nil
      else { continue }
      isHeld[field.rawValue] = date.iso == text || (field == .year && text == "\(date.year ?? 0)")
      if field == .year { addMonth(&entry, to: &date) }
      return date
    }
    if let words = text([.date, .year], &entry), !PublicationYear.saysThereIsNone(words) {
      let index = max(fields[BibTeXField.date.rawValue], fields[BibTeXField.year.rawValue])
      entry.report(.noYear(in: words), at: entry.fields[index].name, .note)
    }
    isHeld[BibTeXField.date.rawValue] = false
    isHeld[BibTeXField.year.rawValue] = false
    return PublicationDate()
  }

  private mutating func addMonth(_ entry: inout BibTeXEntry, to date: inout PublicationDate) {
    guard has(.month), let month = text(.month, &entry) else { return }
    let words = month.split { !$0.isLetter && !$0.isNumber }
    let numbers = words.compactMap { Int($0) }
    let named = words.lazy.compactMap { PublicationDate.month($0) }.first
    let day = has(.day) ? text(.day, &entry).flatMap { Int($0) } : nil
    let inMonth = named == nil ? numbers.dropFirst().first : numbers.first
    date = PublicationDate(year: date.year, month: named ?? numbers.first, day: day ?? inMonth)
    isHeld[BibTeXField.month.rawValue] =
      date.month != nil && words.count <= (date.day == nil ? 1 : 2)
  }

  // MARK: Words

  private mutating func notes(_ entry: inout BibTeXEntry) -> NoteText {
    var notes = NoteText()
    guard has(.annotation) || has(.note) else { return notes }
    for index in entry.fields.indices {
      guard let meaning = entry.fields[index].meaning, meaning == .annotation || meaning == .note
      else { continue }
      let text = withValue(index, &entry) { $0.latex.text(of: $1, keepsParagraphs: true) }
      let name = bytes.string(entry.fields[index].name)
      notes.add(
        text, from: meaning == .annotation ? .own : .shared, by: BibTeXField.annotator(of: name))
    }
    return notes
  }

  /// Those of the entry, and the groups that JabRef has it in.
  private mutating func keywords(_ entry: inout BibTeXEntry) -> [String] {
    var keywords: [String] = []
    var known: Set<String> = []
    for index in entry.fields.indices {
      guard let meaning = entry.fields[index].meaning, meaning == .keywords || meaning == .groups
      else { continue }
      let words = withValue(index, &entry) { reader, value in
        value.keywords.map { reader.latex.text(of: value.slice($0)) }
      }
      for word in words where !word.isEmpty && known.insert(word).inserted {
        keywords.append(word)
      }
    }
    return keywords
  }

  // MARK: Identifiers

  private mutating func readIdentifiers(
    _ entry: inout BibTeXEntry, _ reference: inout Reference
  ) {
    reference.url = address(&entry)
    if has(.doi) {
      let text = verbatim(.doi, &entry)
      reference.doi = BibTeXText.doi(text)
      isHeld[BibTeXField.doi.rawValue] = reference.doi == text
      if reference.doi == nil, !text.isEmpty {
        reference.url = reference.url ?? BibTeXText.address(in: text)
        let field = entry.fields[fields[BibTeXField.doi.rawValue]]
        entry.report(.noDOI(in: text), at: field.name, .note)
      }
    } else if let url = reference.url {
      reference.doi = BibTeXText.doi(url)
    }
    reference.pmid = text(.pmid, &entry).flatMap(BibTeXText.number)
    isHeld[BibTeXField.pmid.rawValue] = reference.pmid != nil
    readEprint(&entry, &reference)
  }

  private mutating func readEprint(_ entry: inout BibTeXEntry, _ reference: inout Reference) {
    if has(.eprint) {
      let archive = text(.archive, &entry)?.lowercased()
      let eprint = verbatim(.eprint, &entry)
      switch archive {
      case "arxiv"?, nil: reference.arxivID = Identifier.arxivID(in: "arxiv:" + eprint)
      case "pubmed"?, "pmid"?: reference.pmid = reference.pmid ?? BibTeXText.number(eprint)
      default: break
      }
      isHeld[BibTeXField.eprint.rawValue] = reference.arxivID == eprint
      isHeld[BibTeXField.archive.rawValue] = reference.arxivID != nil
    }
    if reference.arxivID == nil, has(.arxiv) {
      reference.arxivID = Identifier.arxivID(in: "arxiv:" + verbatim(.arxiv, &entry))
      isHeld[BibTeXField.arxiv.rawValue] = reference.arxivID != nil
    }
    if reference.arxivID == nil {
      reference.arxivID = BibTeXText.arxivID(
        reference, more: has(.howPublished) ? text(.howPublished, &entry) : nil)
    }
    if has(.howPublished) {
      let words = text(.howPublished, &entry)
      let number = words.flatMap { Identifier.arxivID(in: $0) }
      isHeld[BibTeXField.howPublished.rawValue] =
        words == reference.url || number != nil && number == reference.arxivID
    }
  }

  /// The url, or the address that another field holds.
  private mutating func address(_ entry: inout BibTeXEntry) -> String? {
    for field in [BibTeXField.url, .link, .howPublished] where has(field) {
      let text = verbatim(field, &entry)
      isHeld[field.rawValue] = field == .url
      if field == .url, !text.isEmpty { return text }
      if let address = BibTeXText.address(in: text) { return address }
    }
    return nil
  }

  /// A value in which LaTeX's commands are few: addresses, DOIs.
  private mutating func verbatim(_ field: BibTeXField, _ entry: inout BibTeXEntry) -> String {
    withValue(fields[field.rawValue], &entry) { BibTeXText.verbatim($1, &$0.latex) }
  }

  // MARK: What the reference does not hold

  /// The fields that no fact has, and those of whose markup or wording a fact keeps less, with their
  /// values verbatim.
  private mutating func others(
    _ entry: inout BibTeXEntry, _ reference: Reference
  ) -> [OtherField] {
    var others: [OtherField] = []
    if let type = BibTeXTypes.telling(bytes.lowercased(entry.type), reference) {
      others.append(OtherField(name: BibTeXTypes.field, value: type))
    }
    for index in entry.fields.indices {
      let field = entry.fields[index]
      if let meaning = field.meaning {
        guard !Self.dropped.contains(meaning), fields[meaning.rawValue] == index else { continue }
        if isHeld[meaning.rawValue], !isWordedApart(field, meaning, entry) { continue }
      } else if isEmpty(field, entry) {
        continue
      }
      let joined = macros.joined(entry.parts[field.parts], bytes) { _, _ in }
      let value = joined.withBytes { $0.string($0.trimmed(0..<$0.count)) }
      if let meaning = field.meaning, isWrittenSo(value, meaning, reference) { continue }
      others.append(OtherField(name: name(of: field), value: value))
    }
    return others
  }

  /// What is read in another way, or says where other fields are.
  private static let dropped: Set<BibTeXField> = [
    .annotation, .keywords, .crossref, .xdata, .entrySet, .abstract,
  ]

  /// Whether the writer would write a title verbatim here.
  private func isWrittenSo(
    _ value: String, _ meaning: BibTeXField, _ reference: Reference
  ) -> Bool {
    guard isHeld[meaning.rawValue] else { return false }
    switch meaning {
    case .title: return reference.title.map(BibTeXWriter.keepingCapitals) == value
    case .journal, .bookTitle, .mainTitle:
      return reference.container.map(BibTeXWriter.escaped) == value
    default:
      let row = BibTeXTable.rows.first { $0.names.contains(meaning) && reference.knows($0.fact) }
      let texts = row.map { reference.texts(of: $0.fact.value) } ?? []
      return [BibTeXWriter.Dialect.bibtex, .biblatex].contains { dialect in
        texts.map { BibTeXWriter.item($0, of: meaning, in: dialect) } == [value]
      }
    }
  }

  /// A field's own name, or, where it was inherited under another, that of its meaning.
  private func name(of field: BibTeXEntry.Field) -> String {
    let name = bytes.lowercased(field.name)
    guard let meaning = field.meaning, BibTeXField.named(name) != meaning else { return name }
    return meaning.name(in: .bibtex)
  }

  /// Whether a value says more than its plain text: braces around words, fonts, math, where a subtitle
  /// begins; of names, what only BibLaTeX's own form of them has.
  private func isWordedApart(
    _ field: BibTeXEntry.Field, _ meaning: BibTeXField, _ entry: BibTeXEntry
  ) -> Bool {
    switch meaning {
    case .author, .editor, .translator:
      return entry.parts[field.parts].contains { bytes.slice($0.range).hasPartsOfNames }
    case .url, .doi, .pmid, .eprint, .arxiv, .pages, .year, .month, .date: return false
    default: break
    }
    if let pair = BibTeXWording.titles.first(where: { $0.main == meaning || $0.sub == meaning }),
      has(pair.sub)
    {
      return true
    }
    return entry.parts[field.parts].contains { bytes.slice($0.range).holdsMarkup }
  }
}

extension TextBytes {
  /// Where the keywords of a field stand: between ';' where a keyword ends so, else between ','. A ';'
  /// in one of many keywords divides that one alone: `Boat; small,hulls,ponds`. Web of Science has a
  /// second pair of braces around them all: `{boats; ponds}`.
  fileprivate var keywords: [Range<Int>] {
    if isOneGroup, contains(UInt8(ascii: ";")) {
      return slice(1..<count - 1).keywords.map { ($0.lowerBound + 1)..<($0.upperBound + 1) }
    }
    let pieces = topLevelParts(UInt8(ascii: ";"))
    let others = topLevelParts(UInt8(ascii: ","))
    let isList = pieces.count > 1 && (pieces.count > 2 || others.count < 3 || isSpaced(others))
    return isList ? pieces : others
  }

  /// Whether a space precedes each piece but the first.
  private func isSpaced(_ pieces: [Range<Int>]) -> Bool {
    pieces.dropFirst().allSatisfy { at($0.lowerBound - 1).isBlank }
  }

  /// `family=Beethoven, prefix=van`
  fileprivate var hasPartsOfNames: Bool {
    var depth = 0
    for byte in self {
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "=") where depth == 0: return true
      default: break
      }
    }
    return false
  }

  /// Braces that are not an accent's, commands of more than a letter, math.
  fileprivate var holdsMarkup: Bool {
    for (index, byte) in enumerated() {
      switch byte {
      case UInt8(ascii: "$"): return true
      case UInt8(ascii: "{"):
        let isOfAccent = at(index - 2) == UInt8(ascii: "\\") || at(index + 1) == UInt8(ascii: "\\")
        if !isOfAccent { return true }
      case UInt8(ascii: "\\"):
        if at(index + 1).isASCIILetter, at(index + 2).isASCIILetter { return true }
      default: break
      }
    }
    return false
  }
}

extension Reference {
  /// Whether it contains no fact but a type.
  fileprivate var saysNothing: Bool {
    var plain = self
    (plain.type, plain.keywords) = (.article, [])
    return plain == Reference()
  }
}
