/// The bibliographic facts of one cited thing, as printed.
///
/// `Fact.all` has a row for each property: a new fact is a property here and a row there.
public struct Reference: Equatable, Sendable {
  /// What kind of thing is cited.
  public var type: ReferenceType = .article
  /// In the order of the byline; `hasMoreAuthors` tells whether it was cut off.
  public var authors: [Creator] = []
  /// The author list ended in "et al."
  public var hasMoreAuthors = false
  /// The group on whose behalf the authors write: `ATLAS Collaboration`.
  public var collaboration: String?
  /// The title with its subtitle, as printed.
  public var title: String?
  /// The journal, book or proceedings that contains the work.
  public var container: String?
  /// The abbreviated name of the container, if a source prints both.
  public var shortContainer: String?
  /// As printed: `377`, `Suppl 1`.
  public var volume: String?
  /// As printed.
  public var issue: String?
  /// Pages or article number, never both.
  public var locator: Locator?
  /// The number of a chapter in its book.
  public var chapter: String?
  /// Negative before the common era: -43 is 44 BCE, as in ISO 8601.
  public var year: Int?
  /// From 1 to 12.
  public var month: Int?
  /// From 1 to 31.
  public var day: Int?
  /// Editors, in the order of printing.
  public var editors: [Creator] = []
  /// Translators, in the order of printing.
  public var translators: [Creator] = []
  /// The publisher, or the institution of a thesis or report.
  public var publisher: String?
  /// Where the publisher is: `Cambridge, MA`.
  public var place: String?
  /// `2`, `Revised`: without the word "edition".
  public var edition: String?
  /// The name of the series: `Lecture Notes in Computer Science`.
  public var series: String?
  /// The number of the book within `series`.
  public var seriesNumber: String?
  /// The number of a report, patent or standard.
  public var number: String?
  /// What kind of thesis or report it is: `Master's thesis`, `Technical report`.
  public var genre: String?
  /// What kinds of publication databases name it: `Review`, `Randomized Controlled Trial`.
  public var publicationTypes: [String] = []
  /// The meeting where a paper was presented, if it is not the container.
  public var event: String?
  /// The version of software or of a data set.
  public var version: String?
  /// Nil for a work that was neither retracted nor corrected, as far as is known.
  public var status: PublicationStatus?
  /// As the source names it: `en`, `ger`, `French`.
  public var language: String?
  /// The work's own abstract, never a reader's summary.
  public var abstract: String?
  /// In the order of the source, without separators.
  public var keywords: [String] = []
  /// Without a resolver before it, in lower case: `10.1038/nrd.2016.123`.
  public var doi: String?
  /// The PubMed ID.
  public var pmid: String?
  /// The PubMed Central ID of the full text: `PMC5739361`.
  public var pmcid: String?
  /// `2101.00001` or `hep-th/9901001`, without a version.
  public var arxivID: String?
  /// As printed, of each binding.
  public var isbn: [String] = []
  /// As printed, of print and online.
  public var issn: [String] = []
  /// The address that the source gives besides the identifiers.
  public var url: String?
  /// When the URL was visited, as an ISO 8601 date, possibly without day or month: `2020-01-05`.
  public var accessed: String?
  /// Fields of the source without a property here, in the order of the source.
  public var others: [OtherField] = []

  /// Creates an article of which nothing is known.
  public init() {}
}

extension Reference {
  /// Titles of the work in other languages, as given by its sources.
  var otherTitles: [String] {
    others.filter { ["origtitle", "translatedtitle"].contains($0.name.lowercased()) }.map(\.value)
  }
}

/// A field of a source's format without a property of `Reference`: `mrnumber = {MR1234567}`.
public struct OtherField: Hashable, Sendable {
  /// The name of the field in its format.
  public var name: String
  /// The value as text.
  public var value: String

  /// Creates a field that is kept without being interpreted.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// The state of a work after publication.
public enum PublicationStatus: String, CaseIterable, Sendable {
  case retracted, corrected
}

/// The place of a work in its container.
public enum Locator: Equatable, Sendable {
  /// A range, `2545–2554`, or a first or only page, `30`.
  case pages(String)
  /// The number of an article without pages: `e14019`, `103640`.
  case articleNumber(String)

  /// Reads a single locator: a number of one to four digits, also with the "S" of a supplement, or
  /// a Roman numeral is a page, anything else an article number.
  public init(single text: String) {
    let digits = text.hasPrefix("S") ? text.dropFirst() : text[...]
    let isShort = (1...4).contains(digits.utf8.count)
    let isPage =
      isShort && digits.utf8.allSatisfy { (48...57).contains($0) }
      || !text.isEmpty && text.utf8.allSatisfy { "ivxlcIVXLC".utf8.contains($0) }
    self = isPage ? .pages(text) : .articleNumber(text)
  }

  /// Pages or article number, whichever it is.
  public var text: String {
    switch self {
    case .pages(let text), .articleNumber(let text): text
    }
  }

  /// The pages; nil for an article number.
  public var pages: String? {
    if case .pages(let text) = self { text } else { nil }
  }

  /// The article number; nil for pages.
  public var articleNumber: String? {
    if case .articleNumber(let text) = self { text } else { nil }
  }

  /// Whether it is more than one page.
  public var isRange: Bool { pages?.contains { $0 == "–" || $0 == "," } ?? false }
}

/// What kind of thing is cited.
public enum ReferenceType: String, CaseIterable, Sendable {
  case article, book, chapter, conference, preprint, presentation, thesis, report, webpage, dataset
  case software, patent, other
}

extension Reference {
  /// The text of the locator if it is pages.
  public var pages: String? {
    get { locator?.pages }
    set { if let newValue { locator = .pages(newValue) } else if pages != nil { locator = nil } }
  }

  /// The text of the locator if it is an article number.
  public var articleNumber: String? {
    get { locator?.articleNumber }
    set {
      if let newValue {
        locator = .articleNumber(newValue)
      } else if articleNumber != nil {
        locator = nil
      }
    }
  }
}
