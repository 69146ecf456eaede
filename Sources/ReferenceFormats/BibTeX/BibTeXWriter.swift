import References

/// Writes citations as BibTeX entries that read back as they were.
///
/// ```
/// @article{knuth1984literate,
///   author = {Knuth, Donald E.},
///   title = {Literate Programming},
///   …
/// }
/// ```
public enum BibTeXWriter {
  /// One entry, with a line end behind it.
  public static func text(of citation: Citation, key: String) -> String {
    let reference = citation.reference
    var text = "@\(type(of: reference)){\(plain(key)),\n"
    for (name, value) in fields(of: reference) + [("annotation", citation.annotation.map(escaped))]
    {
      if let value, !value.isEmpty { text += "  \(name) = {\(value)},\n" }
    }
    return text + "}\n"
  }

  private static func fields(of reference: Reference) -> [(String, String?)] {
    [
      ("author", names(reference.authors, hasMore: reference.hasMoreAuthors)),
      ("editor", names(reference.editors, hasMore: false)),
      ("title", reference.title.map(escaped)),
      (containerField(of: reference.type), reference.container.map(escaped)),
      ("volume", reference.volume.map(escaped)),
      ("number", reference.issue.map(escaped)),
      (locatorField(of: reference), reference.locator.map(locator)),
      ("year", reference.year.map(String.init)),
      (publisherField(of: reference.type), reference.publisher.map(escaped)),
      ("type", kind(of: reference)),
      ("doi", reference.doi.map(plain)),
      ("pmid", reference.pmid.map(plain)),
      ("eprint", reference.arxivID.map(plain)),
      ("archiveprefix", reference.arxivID.map { _ in "arXiv" }),
      ("url", reference.url.map(plain)),
      ("keywords", keywords(reference.keywords)),
      ("abstract", reference.abstract.map(escaped)),
    ]
  }

  // MARK: Names of fields

  private static func type(of reference: Reference) -> String {
    switch reference.type {
    case .article: "article"
    case .book: "book"
    case .chapter: "incollection"
    case .conference: "inproceedings"
    case .thesis: "phdthesis"
    case .report: "techreport"
    case .webpage: "online"
    case .dataset: "dataset"
    case .software: "software"
    case .patent: "patent"
    case .preprint, .presentation, .other: "misc"
    }
  }

  /// What tells apart the kinds that BibTeX has one type for.
  private static func kind(of reference: Reference) -> String? {
    switch reference.type {
    case .preprint, .presentation: reference.type.rawValue
    default: nil
    }
  }

  private static func containerField(of type: ReferenceType) -> String {
    switch type {
    case .chapter, .conference: "booktitle"
    case .book: "series"
    default: "journal"
    }
  }

  private static func publisherField(of type: ReferenceType) -> String {
    switch type {
    case .thesis: "school"
    case .report: "institution"
    default: "publisher"
    }
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

  private static func names(_ creators: [Creator], hasMore: Bool) -> String? {
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
      return "\(family), \(name.given.map(namePart) ?? "")"
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

  /// An address or a key, without what would end the value.
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
