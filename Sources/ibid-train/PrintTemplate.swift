import CitationTagging
import Foundation

/// A way of print that no CSL style has, as a pattern: fields in braces, with how names are printed
/// and what joins them; a part in brackets `⟦…⟧` is left out where one of its fields is missing.
///
/// ```
/// {authors}. {title}. ⟦{journal}, {volume}⟦({issue})⟧:{pages}, ⟧⟦{month} ⟧{year}.
/// ```
struct PrintTemplate {
  var name: String
  var names: Names
  /// For articles; for books; for chapters and papers.
  var article: String
  var book: String
  var chapter: String

  /// How names are printed.
  struct Names {
    enum Form {
      case initialsFirst, initialsFirstTight, givenFirst, familyInitials, familyBare, familyGiven
      case familyInitialsTight, familyStopped, familySpacedInitials
      case capitals, capitalsInitials, capitalsBare
    }

    var first: Form
    var others: Form
    var separator = ", "
    var pair = " and "
    var last = ", and "
    var most = 99
    var more = " et al."
  }

  var usesInitials: Bool { ![.givenFirst, .familyGiven, .capitals].contains(names.first) }

  func print(_ work: InventedWork, _ random: inout Random) -> LabelledString? {
    let pattern: String
    switch work.kind {
    case .article: pattern = article
    case .book: pattern = book
    case .chapter, .conference: pattern = chapter
    default: return nil
    }
    var string = LabelledString()
    var printer = Printer(work: work, names: names, usesShort: random.happens(0.5))
    printer.month = Self.months[(work.month ?? 1) - 1]
    guard printer.print(Substring(pattern), into: &string) else { return nil }
    return string.withoutDoubleStops
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
  ]

  private struct Printer {
    let work: InventedWork
    let names: Names
    let usesShort: Bool
    var month = ""

    /// False if a field of the pattern is missing.
    func print(_ pattern: Substring, into string: inout LabelledString) -> Bool {
      var rest = pattern
      while let mark = rest.firstIndex(where: { $0 == "{" || $0 == "⟦" }) {
        string.add(String(rest[..<mark]))
        if rest[mark] == "{" {
          let end = rest[mark...].firstIndex(of: "}")!
          guard let (text, label) = value(String(rest[rest.index(after: mark)..<end])) else {
            return false
          }
          if label == .author || label == .editor {
            Self.add(text, label, to: &string)
          } else {
            string.add(text, label)
          }
          rest = rest[rest.index(after: end)...]
        } else {
          let end = Self.partEnd(of: rest[mark...])
          var part = LabelledString()
          if print(rest[rest.index(after: mark)..<end], into: &part) {
            string.segments += part.segments
          }
          rest = rest[rest.index(after: end)...]
        }
      }
      string.add(String(rest))
      return true
    }

    private static func add(_ text: String, _ label: FieldLabel, to string: inout LabelledString) {
      string.add(text, label)
    }

    private static func partEnd(of text: Substring) -> String.Index {
      var depth = 0
      return text.indices.first { index in
        if text[index] == "⟦" { depth += 1 }
        if text[index] == "⟧" { depth -= 1 }
        return depth == 0
      }!
    }

    private func value(_ field: String) -> (String, FieldLabel)? {
      switch field {
      case "authors":
        if let group = work.group { return (group, .author) }
        return work.authors.isEmpty ? nil : (text(of: work.authors), .author)
      case "editors": return work.editors.isEmpty ? nil : (text(of: work.editors), .editor)
      case "title": return (work.title, .title)
      case "journal":
        return (
          usesShort && !work.shortContainer.isEmpty ? work.shortContainer : work.container,
          .container
        )
      case "short":
        return (work.shortContainer.isEmpty ? work.container : work.shortContainer, .container)
      case "container": return (work.container, .container)
      case "volume": return work.volume.map { ($0, .volume) }
      case "issue": return work.issue.map { ($0, .issue) }
      case "pages": return work.pages.map { ($0.replacingOccurrences(of: "-", with: "–"), .pages) }
      case "bibpages":
        return work.pages.map { ($0.replacingOccurrences(of: "-", with: "--"), .pages) }
      case "first":
        return work.pages.map { (String($0.prefix { $0.isLetter || $0.isNumber }), .pages) }
      case "year": return (String(work.year), .date)
      case "month": return work.month == nil ? nil : (month, .date)
      case "publisher": return work.publisher.map { ($0, .publisher) }
      case "place": return work.place.map { ($0, .place) }
      case "series": return work.series.map { ($0, .series) }
      case "edition":
        return work.edition.map {
          (["first", "second", "third", "fourth", "fifth", "sixth"][$0 - 1], .edition)
        }
      case "doi": return work.doi.map { ($0, .identifier) }
      case "arxiv":
        return (
          "arXiv:\(work.year % 100 < 10 ? "0" : "")\(work.year % 100)05.\(10000 + work.title.count * 37)",
          .identifier
        )
      default: return nil
      }
    }

    private func text(of people: [(family: String, given: String)]) -> String {
      let shown = people.count > names.most ? Array(people.prefix(1)) : people
      let printed = shown.enumerated().map { index, name in
        Self.text(name, index == 0 ? names.first : names.others)
      }
      if people.count > names.most { return printed[0] + names.more }
      switch printed.count {
      case 1: return printed[0]
      case 2: return printed[0] + names.pair + printed[1]
      default:
        return printed.dropLast().joined(separator: names.separator) + names.last + printed.last!
      }
    }

    private static func text(_ name: (family: String, given: String), _ form: Names.Form) -> String
    {
      let initials = name.given.split { $0 == " " || $0 == "-" }.compactMap(\.first)
      let stopped = initials.map { "\($0)." }
      return switch form {
      case .initialsFirst: stopped.joined(separator: " ") + " " + name.family
      case .initialsFirstTight: stopped.joined() + " " + name.family
      case .givenFirst: name.given + " " + name.family
      case .familyInitials: name.family + ", " + stopped.joined(separator: " ")
      case .familyInitialsTight: name.family + ", " + stopped.joined()
      case .familyStopped: name.family + " " + stopped.joined(separator: " ")
      case .familyBare: name.family + " " + initials.map(String.init).joined()
      case .familySpacedInitials:
        name.family + " " + initials.map(String.init).joined(separator: " ")
      case .familyGiven: name.family + ", " + name.given
      case .capitals: name.family.uppercased() + ", " + name.given
      case .capitalsInitials: name.family.uppercased() + ", " + stopped.joined(separator: " ")
      case .capitalsBare:
        name.family.uppercased() + " " + initials.map(String.init).joined(separator: " ")
      }
    }
  }
}

extension LabelledString {
  /// No style prints a full stop after the one of an initial, or after a question mark.
  fileprivate var withoutDoubleStops: LabelledString {
    var string = self
    for index in string.segments.indices.dropFirst() {
      guard string.segments[index].text.first == ".",
        let last = string.segments[index - 1].text.last,
        ".?!".contains(last)
      else { continue }
      string.segments[index].text.removeFirst()
    }
    string.segments.removeAll(where: \.text.isEmpty)
    return string
  }
}

extension PrintTemplate {
  private static let direct = Names(first: .initialsFirst, others: .initialsFirst)
  private static let full = Names(first: .givenFirst, others: .givenFirst)

  static let all: [PrintTemplate] = [
    PrintTemplate(
      name: "bibtex-plain", names: full,
      article: "{authors}. {title}. {journal}, {volume}⟦({issue})⟧⟦:{bibpages}⟧, ⟦{month} ⟧{year}.",
      book:
        "{authors}. {title}⟦, volume {volume}⟧⟦ of {series}⟧. {publisher}⟦, {place}⟧⟦, {edition} edition⟧, ⟦{month} ⟧{year}.",
      chapter:
        "{authors}. {title}. In ⟦{editors}, editors, ⟧{container}⟦, volume {volume}⟧⟦ of {series}⟧⟦, pages {bibpages}⟧⟦, {place}⟧, ⟦{month} ⟧{year}⟦. {publisher}⟧."
    ),
    PrintTemplate(
      name: "bibtex-abbrv", names: direct,
      article: "{authors}. {title}. {journal}, {volume}⟦({issue})⟧⟦:{pages}⟧, ⟦{month} ⟧{year}.",
      book:
        "{authors}. {title}⟦, volume {volume}⟧⟦ of {series}⟧. {publisher}⟦, {place}⟧⟦, {edition} edition⟧, {year}.",
      chapter:
        "{authors}. {title}. In ⟦{editors}, editors, ⟧{container}⟦, volume {volume}⟧⟦ of {series}⟧⟦, pages {pages}⟧⟦, {place}⟧, {year}⟦. {publisher}⟧."
    ),
    PrintTemplate(
      name: "bibtex-apalike", names: Names(first: .familyInitials, others: .familyInitials),
      article: "{authors} ({year}). {title}. {journal}, {volume}⟦({issue})⟧⟦:{pages}⟧.",
      book:
        "{authors} ({year}). {title}⟦, volume {volume}⟧⟦ of {series}⟧. {publisher}⟦, {place}⟧⟦, {edition} edition⟧.",
      chapter:
        "{authors} ({year}). {title}. In ⟦{editors}, editors, ⟧{container}⟦, pages {pages}⟧⟦, {place}⟧⟦. {publisher}⟧."
    ),
    PrintTemplate(
      name: "siam", names: Names(first: .initialsFirst, others: .initialsFirst),
      article: "{authors}, {title}, {journal}, {volume} ({year})⟦, pp. {pages}⟧.",
      book: "{authors}, {title}⟦, {edition} ed.⟧, {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors}, {title}, in {container}⟦, {editors}, eds.⟧⟦, {publisher}⟧⟦, {place}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "amsplain", names: full,
      article: "{authors}, {title}, {journal} {volume} ({year})⟦, no. {issue}⟧⟦, {pages}⟧.",
      book:
        "{authors}, {title}⟦, {edition} ed.⟧⟦, {series}⟧⟦, vol. {volume}⟧, {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors}, {title}, {container}⟦ ({editors}, eds.)⟧⟦, {series}⟧⟦, vol. {volume}⟧⟦, {publisher}⟧⟦, {place}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "ams-initials",
      names: Names(
        first: .initialsFirst, others: .initialsFirst, separator: ", ", pair: " and ", last: " and "
      ),
      article: "{authors}, {title}, {short} {volume} ({year})⟦, {pages}⟧.",
      book: "{authors}, {title}⟦, {edition} edition⟧. {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors}, {title}, In: {container}⟦ ({editors}, Eds.)⟧⟦, {publisher}⟧⟦, {place}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "revtex",
      names: Names(first: .initialsFirst, others: .initialsFirst, most: 10, more: " et al."),
      article: "{authors}, {short} {volume}, {first} ({year}).",
      book: "{authors}, {title} ({publisher}⟦, {place}⟧, {year}).",
      chapter:
        "{authors}, in {container}⟦, edited by {editors}⟧ ({publisher}⟦, {place}⟧, {year})⟦, p. {first}⟧."
    ),
    PrintTemplate(
      name: "revtex-titles",
      names: Names(first: .initialsFirst, others: .initialsFirst, most: 10, more: " et al."),
      article: "{authors}, {title}, {short} {volume}, {first} ({year}).",
      book: "{authors}, {title} ({publisher}⟦, {place}⟧, {year}).",
      chapter:
        "{authors}, {title}, in {container}⟦, edited by {editors}⟧ ({publisher}⟦, {place}⟧, {year})⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "physics-brackets",
      names: Names(first: .initialsFirst, others: .initialsFirst, pair: ", ", last: ", "),
      article: "{authors}, {short} {volume} ({year}) {first}.",
      book: "{authors}, {title}, {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors}, in: ⟦{editors} (Eds.), ⟧{container}⟦, {publisher}⟧⟦, {place}⟧, {year}⟦, p. {first}⟧."
    ),
    PrintTemplate(
      name: "jhep",
      names: Names(
        first: .initialsFirstTight, others: .initialsFirstTight, pair: " and ", last: " and ",
        most: 6, more: " et al."),
      article: "{authors}, {title}, {short} {volume} ({year}) {first}⟦ [{arxiv}]⟧.",
      book: "{authors}, {title}, {publisher}⟦, {place}⟧ ({year}).",
      chapter:
        "{authors}, {title}, in {container}⟦, {editors} eds.⟧⟦, {publisher}⟧⟦, {place}⟧ ({year})⟦, pg. {first}⟧."
    ),
    PrintTemplate(
      name: "rsc", names: Names(first: .initialsFirst, others: .initialsFirst, last: " and "),
      article: "{authors}, {short}, {year}, {volume}⟦, {pages}⟧.",
      book: "{authors}, {title}, {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors}, in {container}⟦, ed. {editors}⟧⟦, {publisher}⟧⟦, {place}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "angewandte",
      names: Names(first: .initialsFirst, others: .initialsFirst, pair: ", ", last: ", "),
      article: "{authors}, {short} {year}, {volume}⟦, {pages}⟧.",
      book: "{authors}, {title}, {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors}, in {container}⟦ (Eds.: {editors})⟧⟦, {publisher}⟧⟦, {place}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "mnras",
      names: Names(
        first: .familyInitials, others: .familyInitials, separator: ", ", pair: ", ", last: ", ",
        most: 8, more: ", et al."),
      article: "{authors}, {year}, {short}, {volume}, {first}",
      book: "{authors}, {year}, {title}. {publisher}⟦, {place}⟧",
      chapter:
        "{authors}, {year}, in ⟦{editors}, eds, ⟧{container}⟦. {publisher}⟧⟦, {place}⟧⟦, p. {first}⟧"
    ),
    PrintTemplate(
      name: "mnras-bare",
      names: Names(
        first: .familySpacedInitials, others: .familySpacedInitials, pair: ", ", last: ", ",
        most: 8, more: ", et al."),
      article: "{authors}, {year}, {short}, {volume}, {first}",
      book: "{authors}, {year}, {title}. {publisher}⟦, {place}⟧",
      chapter:
        "{authors}, {year}, in ⟦{editors}, eds, ⟧{container}⟦. {publisher}⟧⟦, {place}⟧⟦, p. {first}⟧"
    ),
    PrintTemplate(
      name: "apj",
      names: Names(
        first: .familyInitials, others: .familyInitials, pair: ", & ", last: ", & ", most: 8,
        more: ", et al."),
      article: "{authors}⟦ {year}⟧, {short}, {volume}, {first}",
      book: "{authors} {year}, {title} (⟦{place}: ⟧{publisher})",
      chapter:
        "{authors} {year}, in {container}⟦, ed. {editors}⟧ (⟦{place}: ⟧{publisher})⟦, {first}⟧"),
    PrintTemplate(
      name: "iop",
      names: Names(first: .familySpacedInitials, others: .familySpacedInitials, last: " and "),
      article: "{authors} {year} {title} {short} {volume} {pages}",
      book: "{authors} {year} {title} (⟦{place}: ⟧{publisher})",
      chapter:
        "{authors} {year} {title} {container}⟦ ed {editors}⟧ (⟦{place}: ⟧{publisher})⟦ pp {pages}⟧"),
    PrintTemplate(
      name: "annual-reviews",
      names: Names(
        first: .familyBare, others: .familyBare, pair: ", ", last: ", ", most: 6, more: ", et al."),
      article: "{authors}. {year}. {title}. {short} {volume}⟦({issue})⟧⟦:{pages}⟧",
      book: "{authors}. {year}. {title}. ⟦{place}: ⟧{publisher}",
      chapter:
        "{authors}. {year}. {title}. In {container}⟦, ed. {editors}⟧⟦, pp. {pages}⟧. ⟦{place}: ⟧{publisher}"
    ),
    PrintTemplate(
      name: "ams-journals", names: Names(first: .familyInitials, others: .initialsFirst),
      article: "{authors}, {year}: {title}. {short}, {volume}⟦, {pages}⟧.",
      book: "{authors}, {year}: {title}. {publisher}.",
      chapter: "{authors}, {year}: {title}. {container}⟦, {editors}, Eds.⟧, {publisher}⟦, {pages}⟧."
    ),
    PrintTemplate(
      name: "wikipedia",
      names: Names(
        first: .familyGiven, others: .familyGiven, separator: "; ", pair: "; ", last: "; "),
      article:
        "{authors} ({year}). \"{title}\". {journal}. {volume}⟦ ({issue})⟧⟦: {pages}⟧.⟦ doi:{doi}.⟧",
      book: "{authors} ({year}). {title}.⟦ {place}:⟧ {publisher}.",
      chapter:
        "{authors} ({year}). \"{title}\". ⟦In {editors} (eds.). ⟧{container}.⟦ {place}:⟧⟦ {publisher}.⟧⟦ pp. {pages}.⟧"
    ),
    PrintTemplate(
      name: "german-sociology",
      names: Names(first: .familyGiven, others: .familyGiven, separator: "/", pair: "/", last: "/"),
      article:
        "{authors} ({year}): {title}. In: {container}⟦, Jg. {volume}⟧⟦, H. {issue}⟧⟦, S. {pages}⟧.",
      book: "{authors} ({year}): {title}.⟦ {place}:⟧ {publisher}.",
      chapter:
        "{authors} ({year}): {title}. In: ⟦{editors} (Hrsg.): ⟧{container}.⟦ {place}:⟧⟦ {publisher}⟧⟦, S. {pages}⟧."
    ),
    PrintTemplate(
      name: "german-short",
      names: Names(
        first: .familyGiven, others: .familyGiven, separator: "; ", pair: "; ", last: "; "),
      article: "{authors} ({year}): {title}. In: {container} {volume}⟦ ({issue})⟧⟦, S. {pages}⟧.",
      book: "{authors} ({year}): {title},⟦ {place}:⟧ {publisher}.",
      chapter:
        "{authors} ({year}): {title}, in: ⟦{editors} (Hg.): ⟧{container},⟦ {place}:⟧⟦ {publisher}⟧⟦, {pages}⟧."
    ),
    PrintTemplate(
      name: "german-colon",
      names: Names(
        first: .familyGiven, others: .familyGiven, separator: ", ", pair: " und ", last: " und "),
      article: "{authors}, {year}: {title}. {container} {volume}⟦: {pages}⟧.",
      book: "{authors}, {year}: {title}.⟦ {place}:⟧ {publisher}.",
      chapter:
        "{authors}, {year}: {title}. S. {pages} in: ⟦{editors} (Hg.), ⟧{container}.⟦ {place}:⟧⟦ {publisher}⟧."
    ),
    PrintTemplate(
      name: "din-1505",
      names: Names(first: .capitals, others: .capitals, separator: " ; ", pair: "; ", last: " ; "),
      article: "{authors}: {title}. In: {container} {volume} ({year})⟦, Nr. {issue}⟧⟦, S. {pages}⟧",
      book: "{authors}: {title}.⟦ {edition} Aufl.⟧⟦ {place} :⟧ {publisher}, {year}",
      chapter:
        "{authors}: {title}. In: ⟦{editors} (Hrsg.): ⟧{container}.⟦ {place} :⟧⟦ {publisher}⟧, {year}⟦, S. {pages}⟧"
    ),
    PrintTemplate(
      name: "iso-690-fr",
      names: Names(
        first: .capitals, others: .capitals, separator: ", ", pair: " et ", last: " et "),
      article:
        "{authors}. {title}. {container}. {year}⟦. Vol. {volume}⟧⟦, n° {issue}⟧⟦, p. {pages}⟧.",
      book: "{authors}. {title}.⟦ {place} :⟧ {publisher}, {year}.",
      chapter:
        "{authors}. {title}. In : ⟦{editors} (éd.), ⟧{container}.⟦ {place} :⟧⟦ {publisher}⟧, {year}⟦, p. {pages}⟧."
    ),
    PrintTemplate(
      name: "french",
      names: Names(
        first: .familyGiven, others: .familyGiven, separator: ", ", pair: " et ", last: " et "),
      article:
        "{authors}, « {title} », {container}⟦, vol. {volume}⟧⟦, no {issue}⟧, {year}⟦, p. {pages}⟧.",
      book: "{authors}, {title},⟦ {place},⟧ {publisher}, {year}.",
      chapter:
        "{authors}, « {title} », dans ⟦{editors} (dir.), ⟧{container},⟦ {place},⟧⟦ {publisher}⟧, {year}⟦, p. {pages}⟧."
    ),
    PrintTemplate(
      name: "abnt",
      names: Names(first: .capitals, others: .capitals, separator: "; ", pair: "; ", last: "; "),
      article:
        "{authors}. {title}. {container}⟦, v. {volume}⟧⟦, n. {issue}⟧⟦, p. {pages}⟧, {year}.",
      book: "{authors}. {title}.⟦ {place}:⟧ {publisher}, {year}.",
      chapter:
        "{authors}. {title}. In: ⟦{editors} (Org.). ⟧{container}.⟦ {place}:⟧⟦ {publisher}⟧, {year}⟦. p. {pages}⟧."
    ),
    PrintTemplate(
      name: "spanish",
      names: Names(
        first: .familyGiven, others: .familyGiven, separator: ", ", pair: " y ", last: " y "),
      article:
        "{authors} ({year}): “{title}”, {container}⟦, vol. {volume}⟧⟦, núm. {issue}⟧⟦, pp. {pages}⟧.",
      book: "{authors} ({year}): {title},⟦ {place},⟧ {publisher}.",
      chapter:
        "{authors} ({year}): “{title}”, en ⟦{editors} (eds.), ⟧{container},⟦ {place},⟧⟦ {publisher}⟧⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "gb-t-7714",
      names: Names(
        first: .familyBare, others: .familyBare, pair: ", ", last: ", ", most: 3, more: ", et al"),
      article: "{authors}. {title}[J]. {container}, {year}, {volume}⟦({issue})⟧⟦: {pages}⟧.",
      book: "{authors}. {title}[M].⟦ {place}:⟧ {publisher}, {year}.",
      chapter:
        "{authors}. {title}[C]//⟦{editors}. ⟧{container}.⟦ {place}:⟧⟦ {publisher}⟧, {year}⟦: {pages}⟧."
    ),
    PrintTemplate(
      name: "current-opinion",
      names: Names(
        first: .familyBare, others: .familyBare, pair: ", ", last: ", ", most: 10, more: ", et al."),
      article: "{authors}: {title}. {short} {year}, {volume}⟦:{pages}⟧.",
      book: "{authors}: {title}.⟦ {place}:⟧ {publisher}; {year}.",
      chapter:
        "{authors}: {title}. In {container}.⟦ Edited by {editors}.⟧⟦ {place}:⟧⟦ {publisher}⟧; {year}⟦:{pages}⟧."
    ),
    PrintTemplate(
      name: "sciencedirect",
      names: Names(first: .initialsFirstTight, others: .initialsFirstTight, pair: ", ", last: ", "),
      article: "{authors} {title} {short}, {volume}⟦ ({issue})⟧ ({year})⟦, pp. {pages}⟧",
      book: "{authors} {title} {publisher}⟦, {place}⟧ ({year})",
      chapter:
        "{authors} {title} ⟦{editors} (Eds.), ⟧{container}⟦, {publisher}⟧⟦, {place}⟧ ({year})⟦, pp. {pages}⟧"
    ),
    PrintTemplate(
      name: "lines-of-their-own",
      names: Names(first: .initialsFirstTight, others: .initialsFirstTight, pair: ", ", last: ", "),
      article: "{authors}\n{title}\n{short}, {volume}⟦ ({issue})⟧ ({year})⟦, pp. {pages}⟧",
      book: "{authors}\n{title}\n{publisher}⟦, {place}⟧ ({year})",
      chapter:
        "{authors}\n{title}\n⟦{editors} (Eds.), ⟧{container}⟦, {publisher}⟧⟦, {place}⟧ ({year})⟦, pp. {pages}⟧"
    ),
    PrintTemplate(
      name: "lines-of-full-names",
      names: Names(first: .givenFirst, others: .givenFirst, pair: ", ", last: ", "),
      article: "{authors}\n{title}\n{journal}, {volume}⟦ ({issue})⟧⟦, {pages}⟧, {year}",
      book: "{authors}\n{title}\n{publisher}⟦, {place}⟧, {year}",
      chapter: "{title}\n{authors}\n{container}⟦, {publisher}⟧⟦, {place}⟧, {year}⟦, pp. {pages}⟧"),
    PrintTemplate(
      name: "jco",
      names: Names(
        first: .familyBare, others: .familyBare, pair: ", ", last: ", ", most: 3, more: ", et al"),
      article: "{authors}: {title}. {short} {volume}⟦:{pages}⟧, {year}",
      book: "{authors}: {title}.⟦ {place},⟧ {publisher}, {year}",
      chapter:
        "{authors}: {title}, ⟦in {editors} (eds): ⟧{container}.⟦ {place},⟧⟦ {publisher}⟧, {year}⟦, pp {pages}⟧"
    ),
    PrintTemplate(
      name: "semicolon-chem",
      names: Names(
        first: .familyInitials, others: .familyInitials, separator: "; ", pair: "; ", last: "; "),
      article: "{authors} {title}. {short} {year}, {volume}⟦ ({issue})⟧⟦, {pages}⟧.",
      book: "{authors} {title}; {publisher}:⟦ {place}⟧, {year}.",
      chapter:
        "{authors} {title}. In {container};⟦ {editors}, Eds.;⟧ {publisher}:⟦ {place}⟧, {year}⟦; pp {pages}⟧."
    ),
    PrintTemplate(
      name: "chem-no-title",
      names: Names(
        first: .familyInitials, others: .familyInitials, separator: "; ", pair: "; ", last: "; "),
      article: "{authors} {short} {year}, {volume}⟦, {first}⟧.",
      book: "{authors} {title}; {publisher}:⟦ {place}⟧, {year}.",
      chapter:
        "{authors} In {container};⟦ {editors}, Eds.;⟧ {publisher}:⟦ {place}⟧, {year}⟦; p {first}⟧."),
    PrintTemplate(
      name: "comma-bare",
      names: Names(first: .initialsFirst, others: .initialsFirst, pair: ", ", last: ", "),
      article: "{authors}, {title}. {short} {volume}⟦, {pages}⟧ ({year}).",
      book: "{authors}, {title} ({publisher}⟦, {place}⟧, {year}).",
      chapter:
        "{authors}, {title} in {container}⟦, {editors}, Eds.⟧ ({publisher}⟦, {place}⟧, {year})⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "mla",
      names: Names(first: .familyGiven, others: .givenFirst, most: 2, more: ", et al."),
      article:
        "{authors}. “{title}.” {container}⟦, vol. {volume}⟧⟦, no. {issue}⟧, {year}⟦, pp. {pages}⟧.",
      book: "{authors}. {title}. {publisher}, {year}.",
      chapter:
        "{authors}. “{title}.” {container}⟦, edited by {editors}⟧⟦, {publisher}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "mla-7",
      names: Names(first: .familyGiven, others: .givenFirst, most: 3, more: ", et al."),
      article: "{authors}. “{title}.” {container} {volume}⟦.{issue}⟧ ({year})⟦: {pages}⟧.",
      book: "{authors}. {title}.⟦ {place}:⟧ {publisher}, {year}. Print.",
      chapter:
        "{authors}. “{title}.” {container}.⟦ Ed. {editors}.⟧⟦ {place}:⟧⟦ {publisher}⟧, {year}⟦. {pages}⟧. Print."
    ),
    PrintTemplate(
      name: "humanities", names: Names(first: .familyGiven, others: .givenFirst),
      article: "{authors}, ‘{title}’, {container} {volume} ({year})⟦, pp. {pages}⟧.",
      book: "{authors}, {title} (⟦{place}: ⟧{publisher}, {year}).",
      chapter:
        "{authors}, ‘{title}’, in ⟦{editors} (eds.), ⟧{container} (⟦{place}: ⟧{publisher}, {year})⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "acm-old",
      names: Names(first: .familyInitials, others: .familyInitials, pair: ", and ", last: ", and "),
      article: "{authors} {title}. {journal} {volume}⟦, {issue}⟧ (⟦{month} ⟧{year})⟦, {pages}⟧.",
      book: "{authors} {title}. {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors} {title}. In {container} (⟦{place}, ⟧{year})⟦, {publisher}⟧⟦, pp. {pages}⟧."),
    PrintTemplate(
      name: "plain-year-in-the-middle",
      names: Names(first: .familyInitials, others: .familyInitials, pair: " & ", last: " & "),
      article: "{authors} {year} {title}. {journal} {volume}⟦, {pages}⟧.",
      book: "{authors} {year} {title}.⟦ {place}:⟧ {publisher}.",
      chapter:
        "{authors} {year} {title}. In {container}⟦ (ed. {editors})⟧⟦, pp. {pages}⟧.⟦ {place}:⟧ {publisher}."
    ),
    PrintTemplate(
      name: "frontiers",
      names: Names(first: .familyBare, others: .familyBare, pair: ", ", last: ", "),
      article: "{authors}. {title}. {short} ({year}) {volume}⟦({issue})⟧⟦:{pages}⟧.⟦ doi: {doi}⟧",
      book: "{authors}. {title}.⟦ {place}:⟧ {publisher} ({year}).",
      chapter:
        "{authors}. {title}. In: ⟦{editors}, editors. ⟧{container}.⟦ {place}:⟧⟦ {publisher}⟧ ({year})⟦. p. {pages}⟧."
    ),
    PrintTemplate(
      name: "gb-t-7714-capitals",
      names: Names(
        first: .capitalsBare, others: .capitalsBare, pair: ", ", last: ", ", most: 3,
        more: ", et al"),
      article: "{authors}. {title}[J]. {container}, {year}, {volume}⟦({issue})⟧⟦: {pages}⟧.",
      book: "{authors}. {title}[M].⟦ {place}:⟧ {publisher}, {year}.",
      chapter:
        "{authors}. {title}[C]//⟦{editors}. ⟧{container}.⟦ {place}:⟧⟦ {publisher}⟧, {year}⟦: {pages}⟧."
    ),
    PrintTemplate(
      name: "law",
      names: Names(
        first: .givenFirst, others: .givenFirst, separator: ", ", last: " and ", most: 3,
        more: " and others"),
      article: "{authors}, ‘{title}’ ({year}) {volume}⟦({issue})⟧ {journal} {first}",
      book: "{authors}, {title} ({publisher} {year})",
      chapter: "{authors}, ‘{title}’ in ⟦{editors} (eds), ⟧{container} ({publisher} {year})"),
    PrintTemplate(
      name: "law-bare",
      names: Names(
        first: .familyBare, others: .familyBare, last: " and ", most: 3,
        more: " and others"),
      article: "{authors}, “{title}” ({year}) {volume} {journal} {first}⟦ <https://doi.org/{doi}>⟧",
      book: "{authors}, {title} ({publisher} {year})",
      chapter: "{authors}, “{title}” in ⟦{editors} (eds), ⟧{container} ({publisher} {year})"),
    PrintTemplate(
      name: "law-volume-first",
      names: Names(first: .givenFirst, others: .givenFirst, last: " & "),
      article: "{authors}, {title}, {volume} {journal} {first} ({year}).",
      book: "{authors}, {title} ({year}).",
      chapter: "{authors}, {title}, in {container} {first} (⟦{editors} eds., ⟧{year})."),
    PrintTemplate(
      name: "acm-numbers",
      names: Names(first: .givenFirst, others: .givenFirst),
      article: "{authors}. {year}. {title}. {journal} {volume}⟦, {issue}⟧ ({year})⟦, {pages}⟧.",
      book: "{authors}. {year}. {title}. {publisher}⟦, {place}⟧.",
      chapter: "{authors}. {year}. {title}. In {container}. {publisher}⟦, {place}⟧⟦, {pages}⟧."),
    PrintTemplate(
      name: "acm-proceedings",
      names: Names(
        first: .familyInitialsTight, others: .familyInitialsTight, last: " and ", most: 3,
        more: " et al."),
      article: "{authors} {year}. {title}. {journal}. {volume}⟦, {issue}⟧ ({year})⟦, {pages}⟧.",
      book: "{authors} {year}. {title}. {publisher}.",
      chapter: "{authors} {year}. {title}. {container} (⟦{place}, ⟧{year})⟦, {pages}⟧."),
    PrintTemplate(
      name: "ams-inverted",
      names: Names(first: .familyGiven, others: .familyGiven),
      article: "{authors}, {title}, {journal} {volume}⟦ no. {issue}⟧ ({year}) {pages}.",
      book: "{authors}, {title}, {publisher}⟦, {place}⟧, {year}.",
      chapter:
        "{authors}, {title}, {container}⟦ ({editors}, eds.)⟧, {publisher}⟦, {place}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "angewandte-titles",
      names: Names(first: .initialsFirst, others: .initialsFirst, pair: ", ", last: ", "),
      article: "{authors}, “{title}” {short} {year}, {volume}⟦, {pages}⟧.",
      book: "{authors}, {title}, {publisher}⟦, {place}⟧, {year}.",
      chapter: "{authors}, “{title}” in {container}, {publisher}⟦, {place}⟧, {year}⟦, pp. {pages}⟧."
    ),
    PrintTemplate(
      name: "notes",
      names: Names(first: .givenFirst, others: .givenFirst, most: 3, more: " et al."),
      article: "{authors}, “{title},” {journal} {volume}⟦, no. {issue}⟧ ({year})⟦: {pages}⟧.",
      book: "{authors}, {title} (⟦{place}: ⟧{publisher}, {year}).",
      chapter:
        "{authors}, “{title},” in {container}⟦, ed. {editors}⟧ (⟦{place}: ⟧{publisher}, {year})⟦, {pages}⟧."
    ),
    PrintTemplate(
      name: "notes-bibliography",
      names: Names(first: .familyGiven, others: .givenFirst, most: 3, more: ", et al."),
      article: "{authors}. “{title}.” {journal} {volume}⟦, no. {issue}⟧ ({year})⟦: {pages}⟧.",
      book: "{authors}. {title}.⟦ {place}:⟧ {publisher}, {year}.",
      chapter:
        "{authors}. “{title}.” In {container}⟦, edited by {editors}⟧⟦, {pages}⟧.⟦ {place}:⟧ {publisher}, {year}."
    ),
    PrintTemplate(
      name: "direct-quoted",
      names: Names(first: .initialsFirst, others: .initialsFirst, last: " and "),
      article: "{authors}, “{title},” {short}⟦ {volume}⟧⟦, {first}⟧ ({year}).",
      book: "{authors}, {title} ({publisher}⟦, {place}⟧, {year}).",
      chapter:
        "{authors}, “{title},” in {container}⟦, edited by {editors}⟧ ({publisher}⟦, {place}⟧, {year})⟦, pp. {pages}⟧."
    ),
  ]
}
