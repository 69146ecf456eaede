import References

/// Which elements of EndNote's records have which facts. Names, titles, dates, pages and identifiers,
/// whose place depends on other elements, are not here. A custom field is PubMed Central's where its
/// value is.
enum EndNoteTable {
  static let rows: [FactRow<String>] = [
    FactRow("volume", ["volume"]),
    FactRow("number", ["number", "isbn"], of: [.report, .patent]),
    FactRow("issue", ["number"]),
    FactRow("chapter", ["section"], of: [.chapter]),
    FactRow("version", ["edition"], of: [.software, .dataset]),
    FactRow("edition", ["edition"], of: .books.union([.thesis, .report])),
    FactRow("series", ["tertiary-title", "secondary-title"], of: [.book]),
    FactRow("series", ["tertiary-title"]),
    FactRow("genre", ["work-type"], of: [.thesis, .report, .patent, .software, .other]),
    FactRow("publication_types", ["work-type"], of: [.article, .conference, .chapter, .book]),
    FactRow("publisher", ["publisher"]),
    FactRow("place", ["pub-location"]),
    FactRow("language", ["language"]),
    FactRow("isbn", ["isbn"], of: [.book, .chapter, .conference, .thesis]),
    FactRow("issn", ["isbn"]),
    FactRow("accessed", ["access-date"]),
    FactRow("pmcid", ["custom2"]),
  ]

  static let others: [(element: String, field: String)] = [
    ("short-title", "shorttitle"), ("num-vols", "volumes"), ("call-num", "library"),
  ]
}

/// The same for PubMed, by an element and what holds it where its name alone does not tell.
enum PubMedTable {
  static let rows: [FactRow<String>] = [
    FactRow("short_container", ["MedlineTA", "ISOAbbreviation"]),
    FactRow("volume", ["Volume"]),
    FactRow("issue", ["Issue"]),
    FactRow("edition", ["Edition"]),
    FactRow("series", ["CollectionTitle"]),
    FactRow("publisher", ["PublisherName"]),
    FactRow("place", ["PublisherLocation", "Country"]),
    FactRow("language", ["Language"]),
    FactRow("isbn", ["Isbn"]),
    FactRow("issn", ["ISSN"]),
    FactRow("pmcid", ["ArticleId pmc"]),
    FactRow("publication_types", ["PublicationType"]),
  ]
}

/// What became of a work, as PubMed says it: by its types of publication, and by other records that
/// correct it.
enum PubMedStatus {
  /// - Parameters:
  ///   - types: of publication: `Retracted Publication`.
  ///   - links: to other records: `RetractionIn`.
  static func status(types: [String], links: [String]) -> PublicationStatus? {
    if types.contains("Retracted Publication") || links.contains(where: retractions.contains) {
      return .retracted
    }
    let isCorrected =
      types.contains("Corrected and Republished Article")
      || links.contains(where: corrections.contains)
    return isCorrected ? .corrected : nil
  }

  private static let retractions: Set<String> = ["RetractionIn"]
  private static let corrections: Set<String> = ["ErratumIn", "CorrectedAndRepublishedIn"]
}
