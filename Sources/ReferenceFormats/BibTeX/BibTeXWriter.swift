import References

/// Writes citations as BibTeX or BibLaTeX entries that read back as they were.
///
/// Source of the names: the BibTeX manual (`btxdoc`), §3; the biblatex manual, §2.
///
/// ```
/// @article{knuth1984literate,
///   author = {Knuth, Donald E.},
///   title = {Literate Programming},
///   …
/// }
/// ```
public enum BibTeXWriter {
  /// Whose names of types and fields are written.
  public enum Dialect: Sendable { case bibtex, biblatex }

  /// One entry, with a line end behind it.
  public static func text(
    of citation: Citation, key: String, as dialect: Dialect = .bibtex
  ) -> String {
    var entry = Entry(citation.reference, dialect)
    entry.addFacts()
    entry.addAnnotations(citation.annotations)
    entry.addOthers()
    var text = "@\(entry.type){\(citeKey(key)),\n"
    for (name, value) in entry.fields { text += "  \(name) = \(value),\n" }
    return text + "}\n"
  }

  /// An entry that is being written.
  private struct Entry {
    let reference: Reference
    let dialect: Dialect
    let type: String
    private(set) var fields: [(name: String, value: String)] = []
    private var wording: BibTeXWording

    init(_ reference: Reference, _ dialect: Dialect) {
      (self.reference, self.dialect) = (reference, dialect)
      wording = BibTeXWording(reference.others)
      type =
        wording.type(of: reference, in: dialect) ?? BibTeXTypes.name(of: reference, in: dialect)
    }

    mutating func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { fields.append((name, "{\(value)}")) }
    }

    private mutating func add(_ field: BibTeXField, _ value: String?) {
      add(field.name(in: dialect), value)
    }

    // MARK: Facts

    mutating func addFacts() {
      addNames(.author, reference.authors, hasMore: reference.hasMoreAuthors)
      addNames(.editor, reference.editors, hasMore: false)
      addTitle(reference.title, [BibTeXWording.titles[0]], as: .title, .subtitle)
      addTitle(
        reference.container, Array(BibTeXWording.titles.dropFirst()), as: container.main,
        container.sub)
      addDate()
      addTable()
      addLocator()
      addGenre()
      addIdentifiers()
      add(.url, reference.url.map(BibTeXWriter.plain))
      add(.keywords, BibTeXWriter.keywords(reference.keywords))
      add(.abstract, reference.abstract.map(BibTeXWriter.escaped))
    }

    private mutating func addNames(_ field: BibTeXField, _ names: [Creator], hasMore: Bool) {
      var own = wording.names(field, reading: names, hasMore: hasMore)
      // BibTeX takes the commas of `family=Beethoven, given=Ludwig` for those of one name.
      if dialect == .bibtex, own?.contains("family=") == true { own = nil }
      add(field, own ?? BibTeXWriter.list(names, hasMore: hasMore))
    }

    private mutating func addTitle(
      _ title: String?, _ pairs: [(main: BibTeXField, sub: BibTeXField)], as main: BibTeXField,
      _ sub: BibTeXField
    ) {
      guard let title else { return }
      if let own = wording.title(title, pairs) {
        add(main, own.main)
        add(sub, own.sub)
      } else {
        add(
          main, main == .title ? BibTeXWriter.keepingCapitals(title) : BibTeXWriter.escaped(title))
      }
    }

    /// The fields that hold the container.
    private var container: (main: BibTeXField, sub: BibTeXField) {
      switch reference.type {
      case .chapter, .conference: (.bookTitle, .bookSubtitle)
      case .book: (.mainTitle, .mainSubtitle)
      default: (.journal, .journalSubtitle)
      }
    }

    /// BibTeX has a field each for the year, the month and the day.
    private mutating func addDate() {
      let date = PublicationDate(of: reference)
      if let own = wording.date(reading: date) { return add(.date, own) }
      guard let iso = date.iso, let year = date.year else { return }
      let years = wording.years(reading: date)
      if dialect == .biblatex, years == nil { return add(.date, iso) }
      add("year", years ?? String(year))
      if let month = date.month {
        fields.append((BibTeXField.month.name(in: dialect), BibTeXMacros.months[month - 1]))
      }
      add(.day, date.day.map(String.init))
    }

    private mutating func addTable() {
      // An issue of a journal is a book whose fields are an article's.
      let kind = type == "periodical" ? ReferenceType.article : nil
      for row in reference.written(BibTeXTable.rows, as: kind) where row.fact.name != "abstract" {
        if case .creators(let path) = row.fact.value {
          addNames(row.names[0], reference.value(at: path), hasMore: false)
          continue
        }
        let text = reference.texts(of: row.fact.value).joined(separator: ", ")
        if row.fact.name == "language", wording.holdsLanguage { continue }
        let own = wording.words(of: row.names, reading: text, in: dialect)
        add(row.names[0], own ?? BibTeXWriter.item(text, of: row.names[0], in: dialect))
      }
    }

    /// Styles print `pages`; a number that would be read as pages there has a field of its own.
    private mutating func addLocator() {
      guard let locator = reference.locator else { return }
      let own = [BibTeXField.pages, .articleNumber].first { field in
        wording.value(of: field).flatMap { BibTeXText.locator(wording.text($0), of: field) }
          == locator
      }
      if let own, let value = wording.value(of: own) { return add(own, value) }
      let isReadAsPages = locator.articleNumber.flatMap { BibTeXText.locator($0)?.pages } != nil
      add(isReadAsPages ? .articleNumber : .pages, BibTeXWriter.locator(locator))
    }

    private mutating func addIdentifiers() {
      if let doi = reference.doi {
        add(.doi, wording.number(.doi, reading: doi, by: BibTeXText.doi) ?? BibTeXWriter.plain(doi))
      }
      add(.pmid, reference.pmid.map(BibTeXWriter.plain))
      guard let number = reference.arxivID else { return }
      let own = wording.number(.eprint, reading: number) { Identifier.arxivID(in: "arxiv:" + $0) }
      add(.eprint, own ?? BibTeXWriter.plain(number))
      add(.archive, "arXiv")
    }

    /// What a thesis or report is, in words or with BibLaTeX's key; of kinds that have no type of their
    /// own, which it is, where styles do not print it.
    private mutating func addGenre() {
      if case .entry(let kind)? = BibTeXKind.named(type), kind != reference.type, !isToldByFields {
        add("entrysubtype", reference.type.rawValue)
      }
      guard let genre = reference.genre ?? BibTeXGenre.unknown[reference.type] else { return }
      let key = BibTeXGenre.key(genre)
      if dialect == .bibtex, key.map(BibTeXTypes.saying) == type { return }
      let own = wording.words(of: [.type], reading: genre, in: dialect)
      add(.type, own ?? (dialect == .biblatex ? key : nil) ?? BibTeXWriter.escaped(genre))
    }

    /// A preprint is told by its archive.
    private var isToldByFields: Bool {
      reference.type == .preprint
        && (reference.arxivID != nil
          || reference.container.map(BibTeXText.isPreprintServer) == true)
    }

    // MARK: Annotations

    /// All of one person in one field: programs keep one of several that are called alike. What the
    /// source's own note says is not said twice.
    mutating func addAnnotations(_ annotations: [CitedAnnotation]) {
      let note = wording.value(of: .note).map { wording.text($0) }
      var names: [String] = []
      var texts: [String: [String]] = [:]
      for annotation in annotations
      where SourceMark.annotations(in: annotation.text).map(\.text) != [note] {
        let user = annotation.annotator.map {
          "comment-\($0.filter { $0.isLetter || $0.isNumber })"
        }
        let name = user ?? BibTeXField.annotation.name(in: dialect)
        if texts[name] == nil { names.append(name) }
        texts[name, default: []].append(BibTeXWriter.escaped(annotation.text))
      }
      for name in names { add(name, texts[name]!.joined(separator: "\n\n")) }
    }

    // MARK: Others

    mutating func addOthers() {
      if wording.value(of: .note) == nil {
        add(.note, StatusWords.note(on: reference))
      }
      for other in wording.rest(without: Set(fields.map(\.name))) { add(other.name, other.value) }
    }
  }

  /// Text of a field; one item, where BibLaTeX reads a list.
  static func item(_ text: String, of field: BibTeXField, in dialect: Dialect) -> String {
    let isSplit =
      dialect == .biblatex && BibTeXField.lists.contains(field) && text.contains(" and ")
    return isSplit ? "{\(escaped(text))}" : escaped(text)
  }

  fileprivate static func locator(_ locator: Locator) -> String {
    escaped(locator.text).split(separator: "–", omittingEmptySubsequences: false)
      .joined(separator: "--")
  }

  // MARK: Names

  static func list(_ creators: [Creator], hasMore: Bool) -> String? {
    if creators.isEmpty { return nil }
    return (creators.map(name) + (hasMore ? ["others"] : [])).joined(separator: " and ")
  }

  private static func name(_ creator: Creator) -> String {
    switch creator {
    case .literal(let name): return "{\(escaped(name))}"
    case .person(let name):
      let family =
        hasParticleInside(name.family) ? "{\(escaped(name.family))}" : namePart(name.family)
      if let suffix = name.suffix {
        return "\(family), \(namePart(suffix)), \(name.given.map(namePart) ?? "")"
      }
      guard let given = name.given else {
        // Nothing may stand behind a last comma; a name of one word needs none.
        return family.utf8.contains { $0.isBlank || $0 == UInt8(ascii: "{") }
          ? "\(family), {}" : family
      }
      return "\(family), \(namePart(given))"
    }
  }

  /// `Vázques de Parga` is read as a particle and `Parga`.
  private static func hasParticleInside(_ family: String) -> Bool {
    let words = family.split(separator: " ").drop { $0.first?.isLowercase == true }
    return words.dropLast().contains { $0.first?.isLowercase == true }
  }

  /// In braces where a comma or an "and" in it would end it.
  private static func namePart(_ text: String) -> String {
    let isOneWord = !text.utf8.contains {
      $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";")
    }
    let last = text.split(separator: " ").last ?? ""
    let isPlain =
      isOneWord
      || !text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
        && !text.contains(anyCase: " and ") && !text.contains(anyCase: " et al")
        && (last.utf8.count == 1 || !BibTeXNames.isSuffix(last, isAfterComma: false))
    return isPlain ? escaped(text) : "{\(escaped(text))}"
  }

  /// A comma behind the only keyword keeps its semicolon from dividing it.
  fileprivate static func keywords(_ keywords: [String]) -> String? {
    if keywords.isEmpty { return nil }
    let list = keywords.map { keyword in
      let isPlain = !keyword.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
      return isPlain ? escaped(keyword) : "{\(escaped(keyword))}"
    }.joined(separator: ", ")
    let isOnlyOne = keywords.count == 1 && keywords[0].utf8.contains(UInt8(ascii: ";"))
    return isOnlyOne ? list + "," : list
  }

  // MARK: Capitals

  /// A title in which styles that print titles in lower case leave abbreviations and symbols alone:
  /// `{CD19}`, `{B-ALL}`, `{mRNA}`.
  static func keepingCapitals(_ title: String) -> String {
    title.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { index, word in
      let text = escaped(String(word))
      if isLowercased(word) { return text }
      let letters = word.drop { !$0.isLetter && !$0.isNumber }
      let isSymbol =
        letters.dropFirst().contains(where: \.isUppercase)
        || letters.contains(where: \.isUppercase) && letters.contains(where: \.isNumber)
        || letters.first?.isUppercase == true && letters.dropFirst().first?.isLetter == false
        || index > 0 && letters.count == 1 && letters.first?.isUppercase == true
      return isSymbol ? "{\(text)}" : text
    }.joined(separator: " ")
  }

  // MARK: Characters

  /// Whether a word of ASCII has no capital but its first letter, as nearly all words of a title.
  private static func isLowercased(_ word: Substring) -> Bool {
    let rest = word.utf8.dropFirst()
    return word.utf8.first.map { $0 < 0x80 } ?? true && !rest.isEmpty
      && rest.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
  }

  /// Text in which no character means anything to LaTeX. All that do are ASCII, so that bytes are
  /// looked at.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isTelling) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      if byte == last, ligatures.contains(byte) { result += "{}".utf8 }
      switch Unicode.Scalar(byte) {
      case "\\": result += "\\textbackslash{}".utf8
      case "{": result += "\\textbraceleft{}".utf8
      case "}": result += "\\textbraceright{}".utf8
      case "~": result += "\\textasciitilde{}".utf8
      case "^": result += "\\textasciicircum{}".utf8
      case "<": result += "\\textless{}".utf8
      case ">": result += "\\textgreater{}".utf8
      case "|": result += "\\textbar{}".utf8
      case "`" where last == UInt8(ascii: "?") || last == UInt8(ascii: "!"): result += "{}`".utf8
      case "&": result += "\\&{}".utf8
      case "$", "%", "#", "_": result += [UInt8(ascii: "\\"), byte]
      default: result.append(byte)
      }
      last = byte
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Of which LaTeX makes one sign of two.
  private static let ligatures = "-'`".utf8

  /// Whether a byte may mean something to LaTeX.
  private static func isTelling(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "\\", "{", "}", "~", "^", "<", ">", "|", "`", "&", "$", "%", "#", "_", "-", "'": true
    default: false
    }
  }

  /// A key that both programs read: what it may not hold becomes a hyphen.
  private static func citeKey(_ key: String) -> String {
    let scalars = key.unicodeScalars.map { scalar -> Unicode.Scalar in
      let isAllowed =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_:./+*'".unicodeScalars.contains(scalar)
      return isAllowed ? scalar : "-"
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// An address, without what would end the value.
  fileprivate static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{": result += "%7B"
      case "}": result += "%7D"
      case "\\": result += "%5C"
      case "$": result += "\\$"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
