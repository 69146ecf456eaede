import References

/// Which tags of RIS have which facts. Names, titles, dates, pages and identifiers, whose place depends
/// on other tags, are not here.
///
/// Source: EndNote's table of tags for each type (2011), and what Zotero writes.
enum RISTable {
  static let rows: [FactRow<Tag>] = [
    FactRow("volume", ["VL"]),
    FactRow("number", ["SN", "IS"], of: [.report]),
    FactRow("number", ["IS", "SN"], of: [.patent]),
    FactRow("issue", ["IS", "CP", "NO"]),
    FactRow("chapter", ["SE"], of: [.chapter]),
    FactRow("edition", ["ET"], of: editions),
    FactRow("version", ["ET"], of: [.software, .dataset]),
    FactRow("series", ["T3", "T2"], of: [.book]),
    FactRow("series", ["T3"]),
    FactRow("series_number", ["SV", "M1"], of: .books),
    FactRow("genre", ["M3"], of: [.thesis, .report, .patent, .software, .presentation, .other]),
    FactRow("publication_types", ["M3", "PT"], of: [.article, .conference, .chapter, .book]),
    FactRow("translators", ["A4", "TA"]),
    FactRow("publisher", ["PB"]),
    FactRow("place", ["CY", "PP"]),
    FactRow("language", ["LA"]),
    FactRow("isbn", ["SN"], of: [.book, .chapter, .conference, .thesis]),
    FactRow("issn", ["SN"]),
    FactRow("accessed", ["Y2"], of: Set(ReferenceType.allCases).subtracting([.conference])),
    FactRow("pmcid", ["PMC", "PMCI"]),
  ]

  private static let editions = Set(ReferenceType.allCases).subtracting([.software, .dataset])

  /// Tags that no fact has, under BibLaTeX's names of them.
  static let others: [(tag: Tag, field: String)] = [
    ("ST", "shorttitle"), ("NV", "volumes"), ("CN", "library"), ("OP", "origdate"),
    ("TT", "translatedtitle"),
  ]
}

/// The same for Refer.
enum ReferTable {
  static let rows: [FactRow<Tag>] = [
    FactRow("volume", ["%V"]),
    FactRow("number", ["%N", "%@"], of: [.report, .patent]),
    FactRow("issue", ["%N"]),
    FactRow("chapter", ["%&"], of: [.chapter]),
    FactRow("version", ["%7"], of: [.software, .dataset]),
    FactRow("edition", ["%7"]),
    FactRow("series", ["%S", "%B"], of: [.book]),
    FactRow("series", ["%S"]),
    FactRow("genre", ["%9"], of: [.thesis, .report, .patent, .software, .other]),
    FactRow("publication_types", ["%9"], of: [.article, .conference, .chapter, .book]),
    FactRow("translators", ["%?"], of: .books),
    FactRow("publisher", ["%I"]),
    FactRow("place", ["%C"]),
    FactRow("language", ["%G"]),
    FactRow("isbn", ["%@"], of: [.book, .chapter, .conference, .thesis]),
    FactRow("issn", ["%@"]),
    FactRow("accessed", ["%["]),
    FactRow("pmcid", ["%2"]),
  ]

  static let others: [(tag: Tag, field: String)] = [
    ("%!", "shorttitle"), ("%6", "volumes"), ("%L", "library"),
  ]
}

/// The same for MEDLINE.
enum MEDLINETable {
  static let rows: [FactRow<Tag>] = [
    FactRow("short_container", ["TA"]),
    FactRow("volume", ["VI"]),
    FactRow("issue", ["IP"]),
    FactRow("edition", ["EN"]),
    FactRow("series", ["CTI"]),
    FactRow("publisher", ["PB"]),
    FactRow("place", ["PL"]),
    FactRow("language", ["LA"]),
    FactRow("publication_types", ["PT"]),
    FactRow("isbn", ["ISBN"]),
    FactRow("issn", ["IS"]),
    FactRow("pmcid", ["PMC"]),
  ]

  /// The title in the language of the work.
  static let others: [(tag: Tag, field: String)] = [("TT", "origtitle")]
}
