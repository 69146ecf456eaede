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
    for index in fields.indices { fields[index] = -1 }
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
    .annotation, .note, .keywords, .author, .editor, .link, .type, .xdata, .crossref, .entrySet,
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

  /// A title with its subtitle: `City of Suspects: Crime in Mexico City, 1900–1931`.
  private mutating func title(
    _ main: BibTeXField, _ sub: BibTeXField, _ entry: inout BibTeXEntry
  ) -> String? {
    guard let title = text(main, &entry) else { return text(sub, &entry) }
    guard let subtitle = text(sub, &entry) else { return title }
    return title + (title.last.map { "?!:.…".contains($0) } == true ? " " : ": ") + subtitle
  }

  // MARK: References

  private mutating func reference(_ entry: inout BibTeXEntry) -> Reference {
    var reference = Reference()
    reference.title = title(.title, .subtitle, &entry).map(BibTeXText.withoutFullStop)
    reference.container = container(&entry)
    reference.type = type(of: entry)
    readNames(&entry, &reference)
    reference.volume = text(.volume, &entry)
    reference.issue = text([.number, .issue], &entry)
    reference.locator = text([.pages, .articleNumber], &entry).flatMap(BibTeXText.locator)
    reference.year = year(&entry)
    reference.publisher = text([.publisher, .institution, .school, .organization], &entry)
    reference.abstract = text(.abstract, &entry, keepsParagraphs: true)
    if has(.keywords) { reference.keywords = keywords(&entry) }
    readIdentifiers(&entry, &reference)
    if let kind = special(&entry, reference) { reference.type = kind }
    return reference
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
      ?? text(.series, &entry).flatMap { $0.allSatisfy(\.isNumber) ? nil : $0 }
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

  private mutating func year(_ entry: inout BibTeXEntry) -> Int? {
    for field in [BibTeXField.date, .year] where has(field) {
      if let year = text(field, &entry).flatMap({ PublicationDate($0).year }) { return year }
    }
    if let words = text([.date, .year], &entry), !PublicationYear.saysThereIsNone(words) {
      let index = max(fields[BibTeXField.date.rawValue], fields[BibTeXField.year.rawValue])
      entry.report(.noYear(in: words), at: entry.fields[index].name, .note)
    }
    return nil
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

  /// Split at ';' where there is one, else at ','; neither counts in braces.
  private mutating func keywords(_ entry: inout BibTeXEntry) -> [String] {
    var keywords: [String] = []
    var known: Set<String> = []
    for index in entry.fields.indices where entry.fields[index].meaning == .keywords {
      let words = withValue(index, &entry) { reader, value in
        let pieces = value.topLevelParts(UInt8(ascii: ";"))
        return (pieces.count > 1 ? pieces : value.topLevelParts(UInt8(ascii: ",")))
          .map { reader.latex.text(of: value.slice($0)) }
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
      if reference.doi == nil, !text.isEmpty {
        reference.url = reference.url ?? BibTeXText.address(in: text)
        let field = entry.fields[fields[BibTeXField.doi.rawValue]]
        entry.report(.noDOI(in: text), at: field.name, .note)
      }
    } else if let url = reference.url {
      reference.doi = BibTeXText.doi(url)
    }
    reference.pmid = text(.pmid, &entry).flatMap(BibTeXText.number)
    readEprint(&entry, &reference)
  }

  private mutating func readEprint(_ entry: inout BibTeXEntry, _ reference: inout Reference) {
    if has(.eprint) {
      let archive = text(.archive, &entry)?.lowercased()
      let eprint = verbatim(.eprint, &entry)
      switch archive {
      case "arxiv"?, nil: reference.arxivID = Identifier.arxivID(in: "arxiv:" + eprint)
      case "pubmed"?: reference.pmid = reference.pmid ?? BibTeXText.number(eprint)
      default: break
      }
    }
    if reference.arxivID == nil, has(.arxiv) {
      reference.arxivID = Identifier.arxivID(in: "arxiv:" + verbatim(.arxiv, &entry))
    }
    if reference.arxivID == nil {
      reference.arxivID = BibTeXText.arxivID(
        reference, more: has(.howPublished) ? text(.howPublished, &entry) : nil)
    }
  }

  /// The url, or the address that another field holds.
  private mutating func address(_ entry: inout BibTeXEntry) -> String? {
    for field in [BibTeXField.url, .link, .howPublished] where has(field) {
      let text = verbatim(field, &entry)
      if field == .url, !text.isEmpty { return text }
      if let address = BibTeXText.address(in: text) { return address }
    }
    return nil
  }

  /// A value in which LaTeX's commands are few: addresses, DOIs.
  private mutating func verbatim(_ field: BibTeXField, _ entry: inout BibTeXEntry) -> String {
    withValue(fields[field.rawValue], &entry) { BibTeXText.verbatim($1, &$0.latex) }
  }
}
