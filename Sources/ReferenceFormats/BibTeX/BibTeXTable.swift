import References

/// Which fields of an entry have which facts. Names, titles, dates, pages and identifiers, whose place
/// depends on other fields, are not here.
enum BibTeXTable {
  static let rows: [FactRow<BibTeXField>] = [
    FactRow("volume", [.volume]),
    FactRow("issue", [.number, .issue], of: [.article, .preprint]),
    FactRow("series_number", [.number], of: .books),
    FactRow("number", [.number]),
    FactRow("issue", [.issue]),
    FactRow("series", [.series]),
    FactRow("chapter", [.chapter]),
    FactRow("edition", [.edition]),
    FactRow("version", [.version]),
    FactRow("translators", [.translator]),
    FactRow("collaboration", [.collaboration]),
    FactRow("short_container", [.shortJournal]),
    FactRow("event", [.event]),
    FactRow("publisher", [.institution, .publisher, .school, .organization], of: [.report]),
    FactRow("publisher", [.school, .institution, .publisher, .organization], of: [.thesis]),
    FactRow("publisher", [.publisher, .organization, .institution, .school]),
    FactRow("place", [.address]),
    FactRow("language", [.language, .langid]),
    FactRow("isbn", [.isbn]),
    FactRow("issn", [.issn]),
    FactRow("pmcid", [.pmcid]),
    FactRow("accessed", [.accessed]),
    FactRow("abstract", [.abstract]),
  ]
}
