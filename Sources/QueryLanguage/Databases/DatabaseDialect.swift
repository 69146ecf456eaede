/// How a database of references writes a query: `TI=(bees)`, `TITLE(bees)`, `bees.ti.`, `'bees':ti`.
///
/// `DatabaseDialect.all` is the one table of them. A line is of a dialect where it holds a field's name
/// as only that dialect writes it, or a heading or sign of its own.
struct DatabaseDialect: Sendable {
  /// What the name of a field asks for.
  enum Meaning: Equatable {
    /// Words in one of our fields; in any, where none is named.
    case words([String])
    /// A name of a person or a journal: words side by side are one.
    case name(String)
    case year
    /// A word or its code, in one of our fields: `ar` of Scopus is an article.
    case code(String, [String: String])
    /// Something that no work of a library has.
    case unknown
  }

  /// Where a field's name stands.
  enum FieldForm {
    /// `TI=(bees)`
    case equalSign
    /// `TITLE(bees)`
    case function
    /// `bees.ti,ab.`
    case dots
    /// `'bees':ti,ab`
    case colon
  }

  let name: String
  let form: FieldForm
  /// Words between two that are near each other, less this, where a number says how near they are.
  var nearOffset = 0
  /// Words between two that are near each other where no number says so.
  var usualDistance = 0
  /// Whether words side by side are a phrase; otherwise each has to be there.
  let joinsWords: Bool
  /// Whether OR binds tighter than AND, and AND tighter than AND NOT.
  var bindsOrFirst = false
  let fields: [String: Meaning]
  /// Names that texts hold as well, so that they alone do not make a line of this dialect: `95% CI=1`.
  var ambiguous: Set<String> = []

  static let all: [DatabaseDialect] = [webOfScience, scopus, ovid, embase]

  private static let webOfScience = DatabaseDialect(
    name: "Web of Science", form: .equalSign, usualDistance: 15, joinsWords: false,
    fields: [
      "TS": .words(["tiab"]), "TI": .words(["title"]), "AB": .words(["abstract"]),
      "AK": .words(["keyword"]), "KP": .words(["keyword"]), "ALL": .words([]),
      "AU": .name("author"), "ED": .name("editor"), "GP": .name("collaboration"),
      "SO": .name("journal"), "CF": .words(["event"]), "PY": .year, "DOP": .year,
      "DO": .words(["doi"]), "PMID": .words(["pmid"]), "IS": .words(["issn"]),
      "LA": .words(["language"]), "PUBL": .words(["publisher"]),
      "UT": .unknown, "AD": .unknown, "OG": .unknown, "OO": .unknown, "CU": .unknown,
      "CI": .unknown, "DT": .name("publication-type"), "FO": .unknown, "FG": .unknown,
      "FT": .unknown,
      "WC": .unknown, "SU": .unknown, "AI": .unknown, "SA": .unknown, "ZP": .unknown,
    ], ambiguous: ["ALL", "DO", "IS", "AD", "CI", "DT", "SA", "AI", "CU", "FT"])

  private static let scopus = DatabaseDialect(
    name: "Scopus", form: .function, joinsWords: false, bindsOrFirst: true,
    fields: [
      "TITLE-ABS-KEY": .words(["tiab"]), "TITLE-ABS-KEY-AUTH": .words([]),
      "TITLE-ABS": .words(["title", "abstract"]), "TITLE": .words(["title"]),
      "ABS": .words(["abstract"]), "KEY": .words(["keyword"]), "AUTHKEY": .words(["keyword"]),
      "INDEXTERMS": .words(["keyword"]), "ALL": .words([]), "AUTH": .name("author"),
      "AUTHOR-NAME": .name("author"), "AUTHLASTNAME": .name("author"),
      "AUTHFIRST": .name("author"), "FIRSTAUTH": .name("author"), "EDITOR": .name("editor"),
      "SRCTITLE": .name("journal"), "EXACTSRCTITLE": .name("journal"),
      "CONFNAME": .words(["event"]), "PUBYEAR": .year, "DOI": .words(["doi"]),
      "PMID": .words(["pmid"]), "ISSN": .words(["issn"]), "ISBN": .words(["isbn"]),
      "LANGUAGE": .words(["language"]), "VOLUME": .words(["volume"]), "ISSUE": .words(["issue"]),
      "AFFIL": .unknown, "AFFILORG": .unknown, "AFFILCOUNTRY": .unknown, "AF-ID": .unknown,
      "AU-ID": .unknown, "DOCTYPE": .code("publication-type", documentTypes), "SUBJAREA": .unknown,
      "SRCTYPE": .unknown,
      "LIMIT-TO": .unknown, "EXCLUDE": .unknown, "REF": .unknown, "EID": .unknown,
      "FUND-ALL": .unknown, "REFTITLE": .unknown,
    ], ambiguous: ["ALL", "KEY", "REF", "EID", "VOLUME", "ISSUE", "EDITOR", "EXCLUDE"])

  /// Source: Scopus, Search tips, document type codes.
  private static let documentTypes = [
    "ar": "article", "ab": "abstract report", "bk": "book", "ch": "book chapter",
    "bz": "business article", "cp": "conference paper", "cr": "conference review",
    "dp": "data paper", "ed": "editorial", "er": "erratum", "le": "letter", "no": "note",
    "pr": "press release", "rp": "report", "tb": "retracted", "re": "review",
    "sh": "short survey",
  ]

  private static let ovid = DatabaseDialect(
    name: "Ovid", form: .dots, nearOffset: 1, joinsWords: true,
    fields: [
      "mp": .words(["tiab"]), "tw": .words(["tiab"]), "af": .words([]), "ti": .words(["title"]),
      "ot": .words(["title"]), "ab": .words(["abstract"]), "kw": .words(["keyword"]),
      "kf": .words(["keyword"]), "hw": .words(["keyword"]), "sh": .words(["keyword"]),
      "id": .words(["keyword"]), "nm": .words(["keyword"]), "au": .name("author"),
      "fa": .name("author"), "jn": .name("journal"), "jw": .name("journal"),
      "ja": .name("journal"), "nj": .name("journal"), "yr": .year, "dp": .year,
      "do": .words(["doi"]), "is": .words(["issn"]), "lg": .words(["language"]),
      "la": .words(["language"]), "pb": .words(["publisher"]), "vo": .words(["volume"]),
      "pt": .name("publication-type"), "in": .unknown, "fs": .unknown, "rn": .unknown,
      "dt": .unknown,
      "ed": .unknown, "ui": .unknown, "so": .unknown, "cp": .unknown, "tn": .unknown,
    ], ambiguous: ["in", "is", "do", "so", "id", "ed"])

  private static let embase = DatabaseDialect(
    name: "Embase", form: .colon, joinsWords: true,
    fields: [
      "ti": .words(["title"]), "tt": .words(["title"]), "ab": .words(["abstract"]),
      "kw": .words(["keyword"]), "de": .words(["keyword"]), "au": .name("author"),
      "jt": .name("journal"), "so": .name("journal"), "ta": .name("journal"), "py": .year,
      "doi": .words(["doi"]), "la": .words(["language"]), "is": .words(["issn"]),
      "it": .name("publication-type"), "ad": .unknown, "cy": .unknown, "ff": .unknown,
      "dn": .unknown,
      "tn": .unknown, "ca": .unknown, "an": .unknown,
    ])
}

extension DatabaseDialect {
  /// What several names behind one value ask for; nil where one of them is none.
  func meaning(_ names: [Substring]) -> Meaning? {
    let meanings = names.map { fields[form == .colon ? $0.lowercased() : String($0)] }
    guard let first = meanings.first, meanings.allSatisfy({ $0 != nil }) else { return nil }
    var words: [String] = []
    if case .words? = first {} else if meanings.count == 1 { return first }
    for case .words(let fields)?? in meanings.map(Optional.some) {
      if fields.isEmpty { return .words([]) }
      words += fields.filter { !words.contains($0) }
    }
    if words.isEmpty { return .unknown }
    // Who looks in titles and abstracts looks in all running text.
    if words.contains("tiab") || Set(words).isSuperset(of: ["title", "abstract"]) {
      words = words.filter { !["title", "abstract", "keyword", "tiab"].contains($0) }
      words.insert("tiab", at: 0)
    }
    return .words(words)
  }
}
