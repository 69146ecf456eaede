import References

/// Entry types that are more specific than a reference's type: `@mvbook`, `@unpublished`. They are
/// kept as another field of the reference.
enum BibTeXTypes {
  /// The name of that field.
  static let field = "entrytype"

  /// The type, in lower case; nil if the reference is written under it without being told.
  static func telling(_ type: String, _ reference: Reference) -> String? {
    guard BibTeXKind.named(type) != nil, !withoutTelling.contains(type) else { return nil }
    let isWritten = [BibTeXWriter.Dialect.bibtex, .biblatex].contains {
      name(of: reference, in: $0) == type
    }
    return isWritten ? nil : type
  }

  /// Those that say nothing, or that a reference's genre tells apart.
  private static let withoutTelling: Set<String> = [
    "misc", "thesis", "phdthesis", "mastersthesis", "report", "techreport",
  ]

  /// Whether an entry of this type may be what the reference says. Preprints have no type of their own.
  static func mayName(_ type: String, _ reference: Reference) -> Bool {
    guard case .entry(let kind)? = BibTeXKind.named(type) else { return false }
    return kind == reference.type
      || (reference.type == .preprint && [.article, .webpage, .other].contains(kind))
      || (kind == .other && name(of: reference, in: .bibtex) == "misc")
  }

  /// The type under which a reference is written.
  static func name(of reference: Reference, in dialect: BibTeXWriter.Dialect) -> String {
    switch (reference.type, dialect) {
    case (.article, _): "article"
    case (.book, .biblatex) where reference.authors.isEmpty && !reference.editors.isEmpty:
      "collection"
    case (.book, _): "book"
    case (.chapter, _): "incollection"
    case (.conference, _): "inproceedings"
    case (.thesis, .bibtex):
      reference.genre.flatMap(BibTeXGenre.key).flatMap(saying) ?? "phdthesis"
    case (.thesis, .biblatex): "thesis"
    case (.report, .bibtex): "techreport"
    case (.report, .biblatex): "report"
    case (.webpage, _): "online"
    case (.patent, _): "patent"
    case (.dataset, .biblatex): "dataset"
    case (.software, .biblatex): "software"
    case (.dataset, .bibtex), (.software, .bibtex), (.preprint, _), (.presentation, _), (.other, _):
      "misc"
    }
  }

  /// BibTeX's type of entry that says what a key of BibLaTeX does.
  static func saying(_ key: String) -> String? {
    ["mathesis": "mastersthesis", "phdthesis": "phdthesis", "techreport": "techreport"][key]
  }

  /// Those that styles for BibTeX know: its own, and those of IEEEtran and other widespread ones.
  static let ofBibTeX: Set<String> = [
    "article", "book", "booklet", "conference", "electronic", "inbook", "incollection",
    "inproceedings", "manual", "mastersthesis", "misc", "online", "patent", "periodical",
    "phdthesis", "proceedings", "standard", "techreport", "unpublished",
  ]
}

/// What a thesis or report is, as BibLaTeX's keys say it and as people do.
///
/// Source: the biblatex manual, §4.9.2.13.
enum BibTeXGenre {
  static let ofEntries: [String: String] = [
    "mastersthesis": "Master’s thesis", "phdthesis": "PhD thesis", "mathesis": "Master’s thesis",
    "bachelorsthesis": "Bachelor’s thesis", "techreport": "Technical report",
  ]

  /// What is written of a thesis or report of which nothing is known: their types ask for something.
  static let unknown: [ReferenceType: String] = [.thesis: "Thesis", .report: "Report"]

  /// BibLaTeX's key of what a text calls a thesis or report; nil if it has none.
  static func key(_ genre: String) -> String? {
    let letters = genre.lowercased().filter { $0.isLetter || $0.isNumber }
    return keys.first { letters.hasPrefix($0.beginning) }?.key
  }

  private static let keys: [(beginning: String, key: String)] = [
    ("master", "mathesis"), ("mscthesis", "mathesis"), ("mathesis", "mathesis"),
    ("phd", "phdthesis"), ("doctoral", "phdthesis"), ("dissertation", "phdthesis"),
    ("candidate", "candthesis"), ("bachelor", "bathesis"), ("technicalreport", "techreport"),
    ("techreport", "techreport"), ("technreport", "techreport"),
    ("research report", "resreport"), ("researchreport", "resreport"),
    ("computersoftware", "software"), ("datacd", "datacd"), ("audiocd", "audiocd"),
  ]
}
