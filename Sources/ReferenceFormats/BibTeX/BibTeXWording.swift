import References

/// The fields of an entry that a reference's facts do not hold, for the entry that is written again: as
/// the source has them, where they still say what the facts say.
struct BibTeXWording {
  /// Fields that make one title.
  static let titles: [(main: BibTeXField, sub: BibTeXField)] = [
    (.title, .subtitle), (.journal, .journalSubtitle), (.bookTitle, .bookSubtitle),
    (.mainTitle, .mainSubtitle),
  ]

  private var others: [OtherField]
  private var latex = LaTeXText()
  private var names = BibTeXNames()

  init(_ others: [OtherField]) { self.others = others }

  /// The source's type of the entry, where it means what the reference's type does.
  mutating func type(of reference: Reference, in dialect: BibTeXWriter.Dialect) -> String? {
    guard let type = value(named: BibTeXTypes.field), BibTeXTypes.mayName(type, reference) else {
      return nil
    }
    return dialect == .biblatex || BibTeXTypes.ofBibTeX.contains(type) ? type : nil
  }

  /// A title and its subtitle as the source has them, where both together are the title.
  mutating func title(
    _ title: String, _ fields: [(main: BibTeXField, sub: BibTeXField)]
  ) -> (main: String, sub: String?)? {
    for (main, sub) in fields {
      guard let mainValue = value(of: main) else { continue }
      let subValue = value(of: sub)
      let whole = BibTeXText.title(text(mainValue), subValue.map { text($0) })
      guard whole == title || BibTeXText.withoutFullStop(whole) == title else { continue }
      remove(main)
      remove(sub)
      return (mainValue, subValue)
    }
    return nil
  }

  /// A field's value as the source has it, where it is read as a text.
  mutating func value(of fields: [BibTeXField], reading wanted: String) -> String? {
    for field in fields {
      guard let value = value(of: field), text(value) == wanted else { continue }
      remove(field)
      return value
    }
    return nil
  }

  /// The same, of values in which BibLaTeX has keys for words, or lists.
  mutating func words(
    of fields: [BibTeXField], reading wanted: String, in dialect: BibTeXWriter.Dialect
  ) -> String? {
    if let value = value(of: fields, reading: wanted) { return value }
    guard dialect == .biblatex, let field = fields.first(where: { value(of: $0) != nil }),
      let value = value(of: field)
    else { return nil }
    let items = value.withBytes { latex.items(of: $0) }
    guard BibTeXKeys.words(of: value) == wanted || items.joined(separator: "; ") == wanted else {
      return nil
    }
    remove(field)
    return value
  }

  /// A list of names as the source has it, where it names the same people.
  mutating func names(_ field: BibTeXField, reading wanted: [Creator], hasMore: Bool) -> String? {
    guard let value = value(of: field) else { return nil }
    value.withBytes { names.read($0) }
    guard names.creators == wanted, names.hasMore == hasMore else { return nil }
    remove(field)
    return value
  }

  /// A DOI, eprint or other number as the source has it, where it is read as the same.
  mutating func number(
    _ field: BibTeXField, reading wanted: String, by read: (String) -> String?
  ) -> String? {
    guard let value = value(of: field), read(value) == wanted else { return nil }
    remove(field)
    return value
  }

  /// A value of CSL, its fonts and braces as tags.
  mutating func marked(_ value: String) -> String {
    value.withBytes { latex.text(of: $0, keepsMarkup: true) }
  }

  /// A date as the source has it, where it begins with the same.
  mutating func date(reading wanted: PublicationDate) -> String? {
    guard let value = value(of: .date), PublicationDate(text(value)) == wanted else { return nil }
    remove(.date)
    return value
  }

  /// The years that the field of a year has, `2010/2012`, where they begin with the same.
  mutating func years(reading wanted: PublicationDate) -> String? {
    guard let value = value(of: .year), case let words = text(value),
      words.split(whereSeparator: { !$0.isNumber }).map(\.count) == [4, 4], wanted.year != nil,
      PublicationDate(words).year == wanted.year
    else { return nil }
    return value
  }

  /// What the field of a year has in place of one: `in press`.
  mutating func wordsForYear() -> String? {
    guard let value = value(of: .year) ?? value(of: .date), case let words = text(value),
      PublicationDate(words).year == nil
    else { return nil }
    return words
  }

  /// The source names the language for hyphenation: that is written again, and says it.
  var holdsLanguage: Bool { value(of: .langid) != nil }

  /// What is left, without fields that are written already.
  func rest(without written: Set<String>) -> [OtherField] {
    others.filter { field in
      let name = BibTeXField.named(field.name)
      let names = name.map { [$0.name(in: .bibtex), $0.name(in: .biblatex)] } ?? []
      return ![BibTeXTypes.field, CSLTable.typeField].contains(field.name)
        && !written.contains(field.name)
        && !names.contains(where: written.contains)
    }
  }

  // MARK: Values

  func value(named name: String) -> String? {
    others.first { $0.name == name }?.value
  }

  func value(of field: BibTeXField) -> String? {
    others.first { BibTeXField.named($0.name) == field }?.value
  }

  private mutating func remove(_ field: BibTeXField) {
    others.removeAll { BibTeXField.named($0.name) == field }
  }

  mutating func creators(in value: String) -> [Creator] {
    value.withBytes { names.read($0) }
    return names.creators
  }

  mutating func text(_ value: String) -> String {
    value.withBytes { latex.text(of: $0) }
  }
}
