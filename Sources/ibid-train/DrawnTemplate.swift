/// Styles that nobody uses: how names are printed, the order of fields and the text between them
/// are drawn. A model that has seen many reads a style that it has not.
extension PrintTemplate {
  static func drawn(_ number: Int, seed: UInt64) -> PrintTemplate {
    var random = Random(seed: seed, name: "drawn-\(number)")
    return TemplateDraw(random: &random).template(name: "drawn-\(number)")
  }
}

/// The choices that make a style.
private struct TemplateDraw {
  private enum YearPlace { case afterNames, afterTitle, afterContainer, afterVolume, last }

  private let names: PrintTemplate.Names
  private var yearPlace: YearPlace
  /// How a year after names is printed, with what ends it.
  private var yearBehindNames: String
  /// Between names and title, between title and what holds it, between other parts.
  private let afterNames: String
  private var afterTitle: String
  private let joint: String
  private var quotes: (String, String)
  private var holder: String
  private var volume: String
  private var issue: String
  private var pages: String
  private let bookPages: String
  private let printsTitles: Bool
  private let usesShort: Bool
  private let editors: String
  private let publisher: String
  private var end: String

  init(random: inout Random) {
    names = Self.names(&random)
    yearPlace = random.pick([
      .afterNames, .afterNames, .afterNames, .afterTitle, .afterContainer, .afterVolume,
      .afterVolume, .last, .last,
    ])
    yearBehindNames = random.pick([
      " ({year}). ", " ({year}) ", " ({year}): ", " {year}. ", " {year} ", ", {year}. ",
      ", {year}, ", ", {year}: ", ". {year}. ", ". ({year}). ", " [{year}] ", " ({year}), ",
      ": ({year}) ", ". {year}; ", "; {year}. ", " ({year}⟦, {month}⟧). ",
    ])
    afterNames = random.pick([". ", ". ", ", ", ", ", ": ", ": ", " ", "; ", " – "])
    quotes = random.pick([
      ("", ""), ("", ""), ("", ""), ("", ""), ("“", "”"), ("“", "”"), ("‘", "’"), ("\"", "\""),
      ("« ", " »"), ("„", "“"), ("''", "''"), ("«", "»"),
    ])
    afterTitle = random.pick([
      ". ", ". ", ". ", ", ", ", ", " ", "; ", ". – ", ". - ", ": ", " // ", "[J]. ", " / ",
    ])
    joint = random.pick([", ", ", ", ". ", " ", "; ", ". – "])
    holder = random.pick(["", "", "", "", "", "In: ", "In ", "in: ", "in "])
    volume = random.pick([
      " {volume}", " {volume}", " {volume}", ", {volume}", ", {volume}", ". {volume}",
      "; {volume}", ", vol. {volume}", ", Vol. {volume}", ". Vol. {volume}", ", v. {volume}",
      ", V. {volume}", " vol. {volume}", " Vol {volume}", ", Bd. {volume}", ", Jg. {volume}",
      " Jg. {volume}", ", t. {volume}", ", volume {volume}", ", {volume}. Jg.", " № {volume}",
    ])
    issue = random.pick([
      "⟦({issue})⟧", "⟦({issue})⟧", "⟦ ({issue})⟧", "⟦, {issue}⟧", "⟦, {issue}⟧",
      "⟦, no. {issue}⟧",
      "⟦ no. {issue}⟧", "⟦ No. {issue}⟧", "⟦.{issue}⟧", "⟦/{issue}⟧", "⟦, n. {issue}⟧",
      "⟦, n° {issue}⟧", "⟦, Nr. {issue}⟧", "⟦, H. {issue}⟧", "⟦, Issue {issue}⟧", "⟦:{issue}⟧",
      "⟦, núm. {issue}⟧", "⟦ (No. {issue})⟧", "⟦, Heft {issue}⟧", "", "", "", "",
    ])
    pages = random.pick([
      ":{pages}", ":{pages}", ": {pages}", ": {pages}", ", {pages}", ", {pages}", ", {pages}",
      ", pp. {pages}", ", p. {pages}", ", pp {pages}", " pp. {pages}", ", S. {pages}",
      " S. {pages}", ", s. {pages}", "; {pages}", ". P. {pages}", ", {first}", " {first}",
      ", {first}", " {pages}", ", p. {first}", ", Seiten {pages}", ", Article {first}",
      " - {pages}",
    ])
    bookPages = random.pick([
      ", pp. {pages}", ", p. {pages}", ", S. {pages}", ", {pages}", ": {pages}",
    ])
    printsTitles = random.happens(0.88)
    usesShort = random.happens(0.5)
    editors = random.pick([
      "{editors} (Eds.), ", "{editors} (eds.), ", "{editors}, eds., ", "{editors}, editors, ",
      "{editors} (Hrsg.): ", "{editors} (Hg.), ", "{editors} (dir.), ", "{editors} (ed.): ",
      "edited by {editors}, ", "{editors} (Org.). ", "{editors} (Eds): ",
    ])
    publisher = random.pick([
      "⟦{place}: ⟧{publisher}", "⟦{place}: ⟧{publisher}", "{publisher}⟦, {place}⟧",
      "{publisher}⟦, {place}⟧", "{publisher}", "⟦{place} : ⟧{publisher}", "⟦{place}, ⟧{publisher}",
      "⟦{place}: ⟧{publisher}",
    ])
    end = random.pick([".", ".", ".", "", "", "⟦. doi:{doi}⟧", "⟦. https://doi.org/{doi}⟧"])
    if random.happens(0.1) { dropMarks(&random) }
  }

  /// Some print nothing between most fields: "Pell A 2012 Cold as a signal J. Salt 12 43".
  private mutating func dropMarks(_ random: inout Random) {
    yearPlace = .afterNames
    yearBehindNames = random.pick([" {year} ", " ({year}) "])
    quotes = ("", "")
    afterTitle = " "
    holder = ""
    volume = " {volume}"
    issue = random.pick(["", "⟦ ({issue})⟧"])
    pages = random.pick([" {pages}", " {first}"])
    end = ""
  }

  private static func names(_ random: inout Random) -> PrintTemplate.Names {
    let first = random.pick([
      PrintTemplate.Names.Form.initialsFirst, .initialsFirst, .initialsFirstTight, .givenFirst,
      .givenFirst, .familyInitials, .familyInitials, .familyInitialsTight, .familyBare,
      .familyBare, .familyStopped, .familyGiven, .familyGiven, .familySpacedInitials, .capitals,
      .capitalsInitials, .capitalsBare,
    ])
    let isInverted = ![.initialsFirst, .initialsFirstTight, .givenFirst].contains(first)
    var names = PrintTemplate.Names(first: first, others: first)
    if isInverted, random.happens(0.2) {
      names.others = first == .familyGiven || first == .capitals ? .givenFirst : .initialsFirst
    }
    names.separator = random.pick([", ", ", ", ", ", "; ", "; ", " ; ", " / ", "/", " – "])
    if names.separator == ", " {
      names.last = random.pick([
        ", and ", " and ", ", & ", " & ", ", ", ", ", " und ", " et ", " y ",
      ])
    } else {
      names.last = random.pick([names.separator, names.separator, " and ", "; and "])
    }
    names.pair = names.last == ", and " && random.happens(0.6) ? " and " : names.last
    if random.happens(0.35) { names.most = random.number(2...7) }
    names.more = random.pick([
      " et al.", ", et al.", " et al", ", et al", ", …", " u. a.", " [et al.]",
    ])
    return names
  }

  // MARK: Patterns

  func template(name: String) -> PrintTemplate {
    PrintTemplate(name: name, names: names, article: article, book: book, chapter: chapter)
  }

  private var lead: String {
    "{authors}" + (yearPlace == .afterNames ? yearBehindNames : afterNames)
  }

  private var title: String { quotes.0 + "{title}" + quotes.1 }

  private var article: String {
    var text = lead
    if printsTitles { text += title + titleEnd }
    text += holder + (usesShort ? "{short}" : "{container}")
    if yearPlace == .afterContainer { text += joint + "{year}" }
    let place = volume + issue
    switch yearPlace {
    case .afterVolume: text += place + " ({year})" + pages
    case .last:
      text += place + pages + (joint == " " ? " ({year})" : joint + "{year}")
    default: text += place + pages
    }
    return text + end
  }

  private var titleEnd: String {
    yearPlace == .afterTitle ? afterTitle.trimmed + " ({year}) " : afterTitle
  }

  private var book: String {
    let year = yearPlace == .afterNames ? "" : ", {year}"
    return lead + "{title}⟦, {edition} ed.⟧. " + publisher + year + end
  }

  private var chapter: String {
    let year = yearPlace == .afterNames ? "" : ", {year}"
    return lead + title + ". In: ⟦" + editors + "⟧{container}⟦, vol. {volume}⟧⟦" + bookPages
      + "⟧. ⟦" + publisher + "⟧" + year + end
  }
}

extension String {
  fileprivate var trimmed: String { last == " " ? String(dropLast()) : self }
}
