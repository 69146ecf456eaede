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
    let reference = citation.reference
    let names = Names(reference, dialect)
    var text = "@\(names.type){\(citeKey(key)),\n"
    let fields =
      fields(of: reference, names) + [(names.annotation, citation.annotation.map(escaped))]
    for (name, value) in fields {
      if let value, !value.isEmpty { text += "  \(name) = {\(value)},\n" }
    }
    return text + "}\n"
  }

  private static func fields(of reference: Reference, _ names: Names) -> [(String, String?)] {
    [
      ("author", list(reference.authors, hasMore: reference.hasMoreAuthors)),
      ("editor", list(reference.editors, hasMore: false)),
      ("title", reference.title.map(keepingCapitals)),
      (names.container, reference.container.map(escaped)),
      ("volume", reference.volume.map(escaped)),
      ("number", reference.issue.map(escaped)),
      (locatorField(of: reference), reference.locator.map(locator)),
      (names.year, reference.year.map(String.init)),
      (names.publisher, reference.publisher.map(escaped)),
      ("type", names.kind),
      ("doi", reference.doi.map(plain)),
      ("pmid", reference.pmid.map(plain)),
      ("eprint", reference.arxivID.map(plain)),
      (names.archive, reference.arxivID.map { _ in "arXiv" }),
      ("url", reference.url.map(plain)),
      ("keywords", keywords(reference.keywords)),
      ("abstract", reference.abstract.map(escaped)),
    ]
  }

  // MARK: Names of fields

  /// What a dialect calls the type of a reference, and those of its fields that have several names.
  private struct Names {
    let dialect: Dialect
    let referenceType: ReferenceType
    /// Has editors and no authors.
    let isCollection: Bool

    init(_ reference: Reference, _ dialect: Dialect) {
      self.dialect = dialect
      referenceType = reference.type
      isCollection = reference.authors.isEmpty && !reference.editors.isEmpty
    }

    var type: String {
      switch (referenceType, dialect) {
      case (.article, _): "article"
      case (.book, .biblatex) where isCollection: "collection"
      case (.book, _): "book"
      case (.chapter, _): "incollection"
      case (.conference, _): "inproceedings"
      case (.thesis, .bibtex): "phdthesis"
      case (.thesis, .biblatex): "thesis"
      case (.report, .bibtex): "techreport"
      case (.report, .biblatex): "report"
      case (.webpage, .biblatex): "online"
      case (.dataset, .biblatex): "dataset"
      case (.software, .biblatex): "software"
      case (.patent, .biblatex): "patent"
      case (.webpage, .bibtex), (.dataset, .bibtex), (.software, .bibtex), (.patent, .bibtex),
        (.preprint, _), (.presentation, _), (.other, _):
        "misc"
      }
    }

    /// What tells apart the kinds that have one type.
    var kind: String? {
      if type == "misc" { return referenceType == .other ? nil : referenceType.rawValue }
      // BibLaTeX's styles print what these stand for.
      if dialect == .bibtex { return nil }
      return referenceType == .thesis
        ? "phdthesis" : referenceType == .report ? "techreport" : nil
    }

    var container: String {
      switch referenceType {
      case .chapter, .conference: "booktitle"
      case .book: "series"
      default: dialect == .bibtex ? "journal" : "journaltitle"
      }
    }

    var publisher: String {
      switch referenceType {
      case .thesis: dialect == .bibtex ? "school" : "institution"
      case .report: "institution"
      default: "publisher"
      }
    }

    var annotation: String { dialect == .bibtex ? "annote" : "annotation" }
    var year: String { dialect == .bibtex ? "year" : "date" }
    var archive: String { dialect == .bibtex ? "archiveprefix" : "eprinttype" }
  }

  /// Styles print `pages`; a number with a dash would be read as a range there.
  private static func locatorField(of reference: Reference) -> String {
    guard let number = reference.locator?.articleNumber else { return "pages" }
    return number.utf8.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",") }
      ? "eid" : "pages"
  }

  private static func locator(_ locator: Locator) -> String {
    escaped(locator.text).split(separator: "–", omittingEmptySubsequences: false)
      .joined(separator: "--")
  }

  // MARK: Names

  private static func list(_ creators: [Creator], hasMore: Bool) -> String? {
    if creators.isEmpty { return nil }
    return (creators.map(name) + (hasMore ? ["others"] : [])).joined(separator: " and ")
  }

  private static func name(_ creator: Creator) -> String {
    switch creator {
    case .literal(let name): return "{\(escaped(name))}"
    case .person(let name):
      let family = namePart(name.family)
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

  private static func keywords(_ keywords: [String]) -> String? {
    if keywords.isEmpty { return nil }
    return keywords.map { keyword in
      let isPlain = !keyword.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
      return isPlain ? escaped(keyword) : "{\(escaped(keyword))}"
    }.joined(separator: ", ")
  }

  // MARK: Capitals

  /// A title in which styles that print titles in lower case leave abbreviations and symbols alone:
  /// `{CD19}`, `{B-ALL}`, `{mRNA}`.
  private static func keepingCapitals(_ title: String) -> String {
    title.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { index, word in
      let text = escaped(String(word))
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

  /// Text in which no character means anything to LaTeX.
  private static func escaped(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == last, "-'`".unicodeScalars.contains(scalar) { result += "{}" }
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      case "{": result += "\\textbraceleft{}"
      case "}": result += "\\textbraceright{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      case "|": result += "\\textbar{}"
      case "`" where last == "?" || last == "!": result += "{}`"
      case "&": result += "\\&{}"
      case "$", "%", "#", "_":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return result
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
  private static func plain(_ text: String) -> String {
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
