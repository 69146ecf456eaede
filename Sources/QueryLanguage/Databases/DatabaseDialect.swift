/// How a database of references writes a query: `TI=(bees)`, `TITLE(bees)`, `bees.ti.`, `'bees':ti`.
///
/// `DatabaseDialect.all` is the one table of them. A line is of a dialect where it holds a field's name
/// as only that dialect writes it, or a heading or sign of its own. In such a line, whatever else has
/// the form of a field's name is one: what the table does not have is refused.
///
/// Sources: the help pages of the databases on fields, operators and wildcards.
struct DatabaseDialect: Sendable {
  /// What the name of a field asks for.
  enum Meaning: Equatable, Sendable {
    /// Words in any of our fields; in all, where none is named.
    case words([String])
    /// A name of a person or a journal: words side by side are one.
    case name(String)
    case year
    /// Scopus's `LIMIT-TO(LANGUAGE, "English")`, and what excludes it.
    case limit(isExcluding: Bool)
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

  /// How an operator says that words are near each other.
  struct Proximity: Sendable {
    enum Order { case any, asWritten, asWrittenWithoutNumber }

    var order = Order.any
    /// Words between them where no number says how many; nil where a number has to.
    var usual: Int?
  }

  /// Letters that a sign of a word stands for.
  enum Wildcard {
    case any, one, oneOrNone
  }

  let name: String
  let form: FieldForm
  /// By the operator in small letters.
  let proximity: [String: Proximity]
  /// The number of the operator less this is how many words may stand between.
  var nearOffset = 0
  /// For messages.
  let nearExample: String
  let wildcards: [Character: Wildcard]
  /// Whether words side by side are a phrase; otherwise each has to be there.
  let joinsWords: Bool
  /// Whether OR binds tighter than AND, and AND tighter than AND NOT.
  var bindsOrFirst = false
  let fields: [String: Meaning]
  /// Fields of data that libraries do not have.
  let foreignFields: Set<String>
  /// Names before a colon or an equal sign: `TOPIC: (bees)`.
  var labels: [String: Meaning] = [:]
  /// Names that texts hold as well, so that they alone do not make a line of this dialect: `95% CI=1`.
  let ambiguous: Set<String>

  static let all: [DatabaseDialect] = [webOfScience, scopus, ovid, embase]

  private static let webOfScience = DatabaseDialect(
    name: "Web of Science", form: .equalSign, proximity: ["near": .init(usual: 15)],
    nearExample: "heat NEAR/3 stress",
    wildcards: ["*": .any, "?": .one, "$": .oneOrNone], joinsWords: false,
    fields: [
      "TS": .words(["tiab"]), "TI": .words(["title"]), "AB": .words(["abstract"]),
      "AK": .words(["keyword"]), "KP": .words(["keyword"]), "ALL": .words([]),
      "AU": .name("author"), "ED": .name("editor"), "GP": .name("collaboration"),
      "SO": .name("journal"), "CF": .words(["event"]), "PY": .year, "DOP": .year, "FPY": .year,
      "EAY": .year, "DO": .words(["doi"]), "PMID": .words(["pmid"]), "IS": .words(["issn"]),
      "LA": .words(["language"]), "PUBL": .words(["publisher"]), "DT": .name("publication-type"),
    ],
    foreignFields: names("UT AD OG OO SG CU PS CI FO FG FD FT WC SU AI SA ZP"),
    labels: [
      "TOPIC": .words(["tiab"]), "TITLE": .words(["title"]), "AUTHOR": .name("author"),
      "AUTHORS": .name("author"), "EDITOR": .name("editor"), "ABSTRACT": .words(["abstract"]),
      "PUBLICATION NAME": .name("journal"), "YEAR PUBLISHED": .year,
      "PUBLICATION YEARS": .year, "TIMESPAN": .year, "LANGUAGE": .words(["language"]),
      "LANGUAGES": .words(["language"]), "DOCUMENT TYPE": .name("publication-type"),
      "DOCUMENT TYPES": .name("publication-type"),
      "ADDRESS": .unknown, "RESEARCH AREAS": .unknown,
      "WEB OF SCIENCE CATEGORIES": .unknown, "REFINED BY": .unknown,
    ],
    ambiguous: names("ALL DO IS AD CI DT SA AI CU FT PS FD SG"))

  private static let scopus = DatabaseDialect(
    name: "Scopus", form: .function,
    proximity: ["w": .init(), "pre": .init(order: .asWritten)], nearExample: "heat W/3 stress",
    wildcards: ["*": .any, "?": .one], joinsWords: false, bindsOrFirst: true,
    fields: [
      "TITLE-ABS-KEY": .words(["tiab"]), "TITLE-ABS-KEY-AUTH": .words([]),
      "TITLE-ABS": .words(["title", "abstract"]), "TITLE": .words(["title"]),
      "ABS": .words(["abstract"]), "KEY": .words(["keyword"]), "AUTHKEY": .words(["keyword"]),
      "INDEXTERMS": .words(["keyword"]), "EXACTKEYWORD": .words(["keyword"]), "ALL": .words([]),
      "AUTH": .name("author"), "AUTHOR-NAME": .name("author"), "AUTHLASTNAME": .name("author"),
      "AUTHFIRST": .name("author"), "FIRSTAUTH": .name("author"), "EDITOR": .name("editor"),
      "SRCTITLE": .name("journal"), "EXACTSRCTITLE": .name("journal"),
      "CONFNAME": .words(["event"]), "PUBYEAR": .year, "DOI": .words(["doi"]),
      "PMID": .words(["pmid"]), "ISSN": .words(["issn"]), "ISBN": .words(["isbn"]),
      "LANGUAGE": .words(["language"]), "VOLUME": .words(["volume"]), "ISSUE": .words(["issue"]),
      "LIMIT-TO": .limit(isExcluding: false), "EXCLUDE": .limit(isExcluding: true),
      "DOCTYPE": .code("publication-type", documentTypes),
    ],
    foreignFields: names(
      """
      AFFIL AFFILORG AFFILCITY AFFILCOUNTRY AF-ID AU-ID SUBJAREA SRCTYPE REF EID \
      FUND-ALL FUND-SPONSOR FUND-NO REFTITLE REFAUTH PUBDATETXT LOAD-DATE ORIG-LOAD-DATE OPENACCESS
      """),
    ambiguous: names("ALL KEY REF EID VOLUME ISSUE EDITOR EXCLUDE"))

  /// Source: Scopus, Search tips, document type codes.
  private static let documentTypes = [
    "ar": "article", "ab": "abstract report", "bk": "book", "ch": "book chapter",
    "bz": "business article", "cp": "conference paper", "cr": "conference review",
    "dp": "data paper", "ed": "editorial", "er": "erratum", "le": "letter", "no": "note",
    "pr": "press release", "rp": "report", "tb": "retracted", "re": "review",
    "sh": "short survey",
  ]

  private static let ovid = DatabaseDialect(
    name: "Ovid", form: .dots,
    proximity: ["adj": .init(order: .asWrittenWithoutNumber, usual: 0)], nearOffset: 1,
    nearExample: "heat adj3 stress",
    wildcards: ["*": .any, "$": .any, ":": .any, "?": .oneOrNone, "#": .one], joinsWords: true,
    fields: [
      "mp": .words(["tiab"]), "tw": .words(["tiab"]), "af": .words([]), "ti": .words(["title"]),
      "ot": .words(["title"]), "m_titl": .words(["title"]), "tt": .words(["title"]),
      "ab": .words(["abstract"]), "kw": .words(["keyword"]), "kf": .words(["keyword"]),
      "hw": .words(["keyword"]), "sh": .words(["keyword"]), "id": .words(["keyword"]),
      "nm": .words(["keyword"]), "ox": .words(["keyword"]), "px": .words(["keyword"]),
      "rx": .words(["keyword"]), "dq": .words(["keyword"]), "de": .words(["keyword"]),
      "au": .name("author"), "fa": .name("author"), "jn": .name("journal"),
      "jw": .name("journal"), "ja": .name("journal"), "jx": .name("journal"),
      "nj": .name("journal"), "yr": .year, "dp": .year, "do": .words(["doi"]),
      "is": .words(["issn"]), "lg": .words(["language"]), "la": .words(["language"]),
      "pb": .words(["publisher"]), "vo": .words(["volume"]), "pt": .name("publication-type"),
    ],
    foreignFields: names("in fs rn dt ed ui so cp tn dv dm mv an ez"),
    ambiguous: names("in is do so id ed an de la dm"))

  private static let embase = DatabaseDialect(
    name: "Embase", form: .colon,
    proximity: ["near": .init(), "next": .init(order: .asWritten)], nearOffset: 1,
    nearExample: "heat NEAR/3 stress",
    wildcards: ["*": .any, "?": .one, "$": .oneOrNone], joinsWords: true,
    fields: [
      "ti": .words(["title"]), "tt": .words(["title"]), "ab": .words(["abstract"]),
      "kw": .words(["keyword"]), "de": .words(["keyword"]), "au": .name("author"),
      "jt": .name("journal"), "so": .name("journal"), "ta": .name("journal"), "py": .year,
      "doi": .words(["doi"]), "la": .words(["language"]), "is": .words(["issn"]),
      "it": .name("publication-type"),
    ],
    foreignFields: names("ad cy ff dn tn ca an lnk pt df cl rn mn sp"), ambiguous: [])

  private static func names(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }
}

extension DatabaseDialect {
  /// What a field's name asks for, in capitals or small letters as the dialect has it; nil where it has
  /// none of this name.
  func meaning(of name: some StringProtocol) -> Meaning? {
    fields[String(name)] ?? (foreignFields.contains(String(name)) ? .unknown : nil)
  }

  /// What several names of one value ask for.
  static func union(of meanings: [Meaning]) -> Meaning {
    if let first = meanings.first, !first.isWords, meanings.allSatisfy({ $0 == first }) {
      return first
    }
    var fields: [String] = []
    var isAnywhere = false
    for meaning in meanings {
      guard let names = meaning.fields else { return .unknown }
      isAnywhere = isAnywhere || names.isEmpty
      fields += names.filter { !fields.contains($0) }
    }
    if isAnywhere { return .words([]) }
    // Who looks in titles and abstracts looks in all running text.
    if fields.contains("tiab") || Set(fields).isSuperset(of: ["title", "abstract"]) {
      fields.removeAll { ["title", "abstract", "keyword", "tiab"].contains($0) }
      fields.insert("tiab", at: 0)
    }
    return .words(fields)
  }

  /// Whether some dialect writes an operator of proximity so.
  static func isProximity(_ name: String, hasSlash: Bool) -> Bool {
    all.contains { $0.proximity[name] != nil && $0.nearHasSlash == hasSlash }
  }

  /// `NEAR/3`, where Ovid has `adj3`.
  var nearHasSlash: Bool { form != .dots }
}

extension DatabaseDialect.Meaning {
  fileprivate var isWords: Bool { if case .words = self { true } else { false } }

  /// Those in which text is searched for; nil where it is none.
  fileprivate var fields: [String]? {
    switch self {
    case .words(let names): names
    case .name(let name), .code(let name, _): [name]
    case .year, .limit, .unknown: nil
    }
  }
}

/// What stands with a slash: Ovid's subheadings and Embase's signs.
enum DatabaseHeading {
  /// Embase: signs of a subject heading, exploded or major.
  static let signs: Set<String> = ["exp", "de", "mj", "br", "syn"]

  /// Embase's limits that PubMed calls otherwise.
  static let filters = ["abstracts": "hasabstract"]

  /// Whether Embase narrows a heading so: `'malaria'/exp/dm_dt`.
  static func isSubheading(_ part: some StringProtocol) -> Bool {
    part.hasPrefix("dm_") || part.hasPrefix("dd_") || part.hasPrefix("ae_")
  }

  /// Ovid: the codes of MeSH's and Emtree's subheadings, `Malaria/dt, pc`.
  static let subheadings: Set<Substring> = Set(
    """
    aa ab ad ae ag ah ai an bi bl bs ce cf ch ci ck cl cm cn co cr cs ct cy de df dg dh di do dt du \
    ec ed eh em en ep es et ge gd hi im in ip ir is je lj ma me mi mo mt nu og pa pc pd ph pk po pp \
    ps px py ra rc re rh ri rt sc sd se si sn st su td th tm to tr tu ul ur us ut ve vi
    """.split(separator: " "))
}
