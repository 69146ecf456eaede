import References

/// Reads citations that fit one of many patterns exactly: ways of print that the trained reader knows
/// little, mostly of other languages and of fields that print no titles.
struct PatternReader {
  /// How sure a pattern is that fits: it may fit by chance.
  private static let probability = 0.85

  static func read(_ text: Printed) -> CitationEntry? {
    guard text.startIndex == 0, text.count < 700 else { return nil }
    for pattern in patterns {
      guard let found = pattern.match(text) else { continue }
      let entry = entry(pattern, found, text)
      if ReadingCheck(entry.reference).faults == 0 { return entry }
    }
    return nil
  }

  private static func entry(
    _ pattern: CitationPattern, _ found: CitationPattern.Found, _ text: Printed
  ) -> CitationEntry {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    var result = CitationDraft(text)
    result.entry = draft.entry
    if result.entry.reference.container == "arXiv" { result.entry.reference.container = nil }
    for (field, range) in found { set(field, text[range], &result) }
    result.entry.reference.type = pattern.type
    result.entry.isComplete = true
    if result.entry.reference.year == nil { result.add(.noYear) }
    result.entry.probability = probability
    result.entry.weigh { _ in probability }
    return result.entry
  }

  private static func set(
    _ field: CitationPattern.Field, _ slice: Printed, _ result: inout CitationDraft
  ) {
    switch field {
    case .group:
      result.entry.reference.authors = PrintedNames(slice).creators
      if !GroupName.isKnown(slice) && result.entry.reference.authors.count != 1 {
        result.entry.reference.authors = [.literal(GroupName.text(slice))]
      }
      result.entry.mark(.authors, slice)
    case .joined:
      let names = slice.split { ",，、・ ".unicodeScalars.contains($0) }.map(\.trimmed)
      result.entry.reference.authors = names.filter { $0.string != "等" }.map {
        .person(PersonalName(family: $0.collapsed))
      }
      result.entry.reference.hasMoreAuthors = names.last?.string == "等"
      result.entry.mark(.authors, slice)
    case .editors:
      result.entry.reference.editors = PrintedNames(slice).creators
      result.entry.mark(.editors, slice)
    case .title, .sentence, .russian: result.setTitle(slice)
    case .container, .short, .journal: result.setContainer(slice)
    case .volume: result.setVolume(slice)
    case .issue: result.setIssue(slice)
    case .pages, .page: result.setLocator(slice)
    case .year, .date:
      if let year = PrintedDate.firstYear(in: slice),
        let date = PrintedDate(at: year.range.lowerBound, in: slice)
      {
        result.setYear(date)
      }
    case .publisher, .school: result.setPublisher(slice)
    case .place: result.setPlace(slice)
    case .edition: result.setEdition(slice)
    case .number, .standard: result.entry.reference.number = slice.nameText
    case .pin, .url, .code, .any: break
    default:
      let names = PrintedNames(slice)
      result.entry.reference.authors = names.creators
      result.entry.reference.hasMoreAuthors = names.hasMore
      result.entry.mark(.authors, slice)
    }
  }

  private static let patterns = CitationPattern.all(in: table)

  /// The kind of work, and how it is printed; the first that fits is taken.
  private static let table = """
    # GB/T 7714
    article {joined}. {title} [J]. {container}, {year}, {volume}⟦({issue})⟧: {pages}
    article {bare}. {title} [J]. {container}, {year}, {volume}⟦({issue})⟧: {pages}
    article {joined}. {title} [J]. {container}, {year}⟦({issue})⟧: {pages}
    book {joined}. {title} [M].⟦ {edition}版.⟧ {place}: {publisher}, {year}⟦: {pages}⟧
    book {bare}. {title} [M].⟦ {edition} ed.⟧ {place}: {publisher}, {year}⟦: {pages}⟧
    thesis {joined}. {title} [D]. ⟦{place}: ⟧{school}, {year}
    report {joined}. {title} [R]. ⟦{place}: ⟧{publisher}, {year}
    report {joined}. {title}: {number} [S]. ⟦{place}: ⟧{publisher}, {year}
    patent {joined}. {title}: {place}, {number} [P]. {date}
    conference {bare}. {title} [C]//{container}. {place}: {publisher}, {year}⟦: {pages}⟧
    conference {joined}. {title} [C]//{container}. {place}: {publisher}, {year}⟦: {pages}⟧
    webpage {joined}. {title} [{code}]. ({date}) [{any}]. {url}
    # GOST 7.0.5
    article {stopped} {title} // {container}. {year}.⟦ Т. {volume}⟧⟦, № {issue}⟧⟦. № {issue}⟧⟦. \
    Вып. {volume}⟧. С. {pages}
    article {stopped} {title} // {container}. {place}, {year}.⟦ Т. {volume}.⟧⟦ Вып. {volume}.⟧ \
    С. {pages}
    article {stopped} {title} // {container}. {year}.⟦ Vol. {volume}⟧⟦, No. {issue}⟧. P. {pages}
    article {stopped} {title} // {container}. - {year}.⟦ - Т. {volume}⟧⟦, № {issue}⟧⟦. - № \
    {issue}⟧. - С. {pages}
    thesis {stopped} {russian}: дис. {any}. {place}, {year}.⟦ {pin} с⟧
    book {stopped} {russian}. {place}: {publisher}, {year}.⟦ {pin} с⟧
    book {stopped} {russian}. - {place}: {publisher}, {year}.⟦ - {pin} с⟧
    book {stopped} {russian}. - {place} : {publisher}, {year}.⟦ - {pin} с⟧
    # Japanese
    article {joined}({year})「{title}」『{container}』⟦第⟧{volume}⟦巻⟧⟦号⟧⟦({issue})⟧⟦{issue}号⟧⟦,⟧⟦:⟧ \
    {pages}⟦頁⟧
    article {joined}「{title}」『{container}』⟦第⟧{volume}⟦巻⟧⟦号⟧⟦({issue})⟧⟦{issue}号⟧, {year}⟦年⟧, \
    {pages}⟦頁⟧
    chapter {joined}({year})「{title}」⟦{joined}編⟧『{container}』{publisher}, {pages}⟦頁⟧
    book {joined}({year})『{title}』⟦{place}:⟧ {publisher}
    book {joined}『{title}』{publisher}, {year}⟦年⟧
    # Polish
    article {stopped}, {title}, „{container}” {year}⟦, t. {volume}⟧⟦, nr {issue}⟧⟦, z. {issue}⟧, \
    s. {pages}
    chapter {stopped}, {title}, [w:] {container}⟦, red. {editors}⟧, {publisher}, {place} \
    {year}⟦, s. {pages}⟧
    book {stopped}, {title}, {publisher}, {place} {year}
    # Italian
    article {direct}, {title}, in «{container}», {volume} ({year})⟦, n. {issue}⟧, pp. {pages}
    article {direct}, {title}, «{container}», {volume}⟦, {issue}⟧ ({year}), pp. {pages}
    # Law
    article {given}, {title}, {volume} {short} {page}⟦, {pin}⟧ ({year})
    article {bare}, '{title}' ({year}) {volume}⟦({issue})⟧ {short} {page}⟦, {pin}⟧
    article {bare}, '{title}' [{year}] ⟦{volume} ⟧{short} {page}⟦, {pin}⟧
    article {given}, '{title}' ({year}) {volume}⟦({issue})⟧ {short} {page}⟦, {pin}⟧
    article {given}, '{title}' [{year}] ⟦{volume} ⟧{short} {page}⟦, {pin}⟧
    article {given}, "{title}" ({year}) {volume}⟦:{issue}⟧ {short} {page}⟦ at {pin}⟧
    chapter {given}, "{title}" in {editors}, ed⟦s⟧, {container} ({place}: {publisher}, {year})⟦ \
    {pin}⟧
    article {given}, '{title}', {container} (online⟦, {place}⟧, {date})
    book {given}, {title}⟦, {edition} ed⟧⟦, {edition} ed.⟧ ({place}: {publisher}, {year})⟦ {pin}⟧⟦, \
    {pages}⟧
    book {given}, {title} ({publisher}, {edition} ed, {year})⟦ {pin}⟧
    book {given}, {title} ({publisher}, {year})⟦ {pin}⟧
    thesis {bare}, '{title}' ({edition} thesis, {school} {year})
    chapter {bare}, '{title}' in {editors} (ed⟦s⟧), {container} ({publisher} {year})
    chapter {bare}, '{title}' in {container} ({publisher} {year})⟦ {pin}⟧
    webpage {bare}, '{title}' ({container}, {date}) <{url}> accessed {any}
    book {bare}, {title} (⟦{edition} edn, ⟧{publisher} {year})⟦ {pin}⟧
    book {given}, {title} ⟦{pin} ⟧({edition} ed. {year})
    # MHRA
    article {inverted}, '{title}', {container}, {volume}⟦.{issue}⟧ ({year}), {pages}
    chapter {inverted}, '{title}', in {container}⟦, ed. by {editors}⟧⟦, trans. by {any}⟧ \
    ({place}: {publisher}, {year}), pp. {pages}
    thesis {inverted}, '{title}' (⟦unpublished ⟧{edition} thesis, {school}, {year})
    book {inverted}, {title}⟦, {edition} edn⟧⟦, trans. by {any}⟧ ({place}: {publisher}, {year})
    # French
    article {capitalsGiven}, « {title} », {container}⟦, vol. {volume}⟧⟦, t. {volume}⟧⟦, n° \
    {issue}⟧, {year}, p. {pages}
    chapter {capitalsGiven}, « {title} », in {capitalsGiven} (dir.), {container}, {place}, \
    {publisher}, {year}, p. {pages}
    thesis {capitalsGiven}, {title}, thèse {any}, {school}, {year}
    book {capitalsGiven}⟦ (dir.)⟧, {title}, {place}, {publisher}⟦, coll. « {any} »⟧, {year}⟦, {pin} \
    p⟧
    # DIN 1505-2
    article {capitals}: {title}. In: {container} {volume} ({year})⟦, Nr. {issue}⟧, S. {pages}
    article {capitals}: {title}. In: {container} ({date})⟦, Nr. {issue}⟧, S. {pages}
    chapter {capitals}: {title}. In: {any} (Hrsg.): {container}. {place} : {publisher}, {year}, \
    S. {pages}
    thesis {capitals}: {title}. {place}, {school}, Diss., {year}
    book {capitals}: {title}. {edition} Aufl. {place} : {publisher}, {year}
    book {capitals}: {title}. {place} : {publisher}, {year}
    # ABNT, ISO 690
    article {capitals}. {title}. {container}⟦, {place}⟧, v. {volume}⟦, n. {issue}⟧, p. {pages}, \
    {date}
    article {capitals}. {title}. {container}, {place}, n. {issue}, p. {pages}, {date}
    chapter {capitals}. {title}. In: {capitals}⟦ (org.)⟧. {container}. ⟦{edition} ed. ⟧{place}: \
    {publisher}, {year}. p. {pages}
    chapter {capitals}. {title}. In: {container}. {place}: {publisher}, {year}, s. {pages}⟦. \
    ISBN {any}⟧
    article {capitals}. {title}. {container}. {year}, {volume}⟦({issue})⟧, {pages}⟦. ISSN {any}⟧
    book {capitals}. {title}. ⟦{edition} ed. ⟧⟦{edition} vyd. ⟧{place}: {publisher}, {year}⟦. \
    ISBN {any}⟧
    # ResearchGate
    article {chained}. ({year}). {title}. {container}. {volume}. {pages}⟦. {any}⟧
    article {chained}. ({year}). {title}. {container}. {volume}. {pin}⟦. {any}⟧
    article {chained}. ({year}). {title}. {container}. {volume}⟦. {any}⟧
    chapter {chained}. ({year}). {sentence}. 10.{any}
    book {chained}. ({year}). {sentence}
    # Polish author-date
    article {bare} ({year}), {title}, „{container}”⟦, t. {volume}⟧⟦, nr {issue}⟧⟦, s. {pages}⟧
    chapter {bare} ({year}), {title}, [w:] {editors} (red.), {container}, {publisher}, {place}⟦, \
    s. {pages}⟧
    book {bare} ({year}), {title}⟦, przeł. {any}⟧, {publisher}, {place}
    # German historians
    article {inverted}: {title}, in: {container} {volume} ({year})⟦, H. {issue}⟧, S. {pages}
    chapter {inverted}: {title}, in: {editors} (Hrsg.)⟦:⟧⟦,⟧ {container}, {place} {year}, S. {pages}
    chapter {inverted}: {title}, in: {editors} (Hg.)⟦:⟧⟦,⟧ {container}, {place} {year}, S. {pages}
    article {inverted}: {title}, in: {container}, {date}, S. {pages}
    thesis {inverted}: {title}, Diss.⟦ {any}⟧ {place} {year}
    book {inverted}: {title}, {edition} Aufl., {place} {year}
    book {inverted}: {title}⟦ ({any})⟧, {place} {year}
    # Spanish historians
    book {inverted}: {title}, {place}, {publisher}, {year}
    # Standards
    report {standard}: "{title}"
    report {standard}: "{title}",⟦ {publisher},⟧ {date}
    # Where a work is, without its names and title
    article {journal} ({year})⟦,⟧ {volume}⟦({issue})⟧⟦,⟧⟦:⟧ {pages}⟦ ({any})⟧
    article {journal} {volume} ({year}) {pages}⟦ ({any})⟧
    article {journal}⟦,⟧ {volume}⟦({issue})⟧, {pages} ({year})
    article {journal}⟦,⟧ {year}⟦,⟧⟦.⟧⟦;⟧ {volume}⟦({issue})⟧⟦,⟧⟦:⟧ {pages}
    article {journal}⟦,⟧ Vol. {volume}⟦ ({issue})⟧⟦, No. {issue}⟧, pp. {pages}, {date}
    article {journal}⟦,⟧ Vol. {volume}, No. {issue}, {date}⟦, p. {pages}⟧⟦, pp. {pages}⟧
    # Astronomy
    article {bare}⟦,⟧ {year}, {short}, {volume}, {page}⟦ ({any})⟧
    # Physics, chemistry, mathematics
    article {direct}, {short} {volume} ({year}) {page}
    article {direct}, {title}, {short} {volume} ({year}) {page}⟦ [{any}]⟧⟦ [INSPIRE]⟧
    article {direct}, {title}, {short} {volume} ({year}), no. {issue}, {pages}⟦. MR {pin}⟧
    article {direct}, {short}, {year}, {volume}, {pages}
    article {direct}, {short} {year}, {volume}, {pages}
    patent {direct}, {edition} Pat., {number}, {year}
    chapter {direct}, in {container}, ed. {editors}, {publisher}, {place}, {year}⟦, vol. \
    {volume}⟧, p⟦p⟧. {pages}
    chapter {direct}, in {container}⟦, Vol. {volume}⟧ (Eds.: {editors}), {publisher}, {place}, \
    {year}, p⟦p⟧. {pages}
    thesis {direct}, Dissertation, {school}, {year}
    """
}
