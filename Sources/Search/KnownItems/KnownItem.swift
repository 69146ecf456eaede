import QueryLanguage
import References

/// Something that a text may name, and how its works are found.
struct KnownItem: Equatable {
  enum Lookup: Equatable {
    /// A key, in any case of its letters, or the beginning of one alone.
    case key(String)
    /// A title, by its hash (`TitleForm`).
    case title(Int64)
    case criterion(Criterion)
  }

  let naming: Naming
  let lookup: Lookup

  init(_ naming: Naming, _ lookup: Lookup) { (self.naming, self.lookup) = (naming, lookup) }

  init(_ naming: Naming, _ criterion: Criterion) { self.init(naming, .criterion(criterion)) }
}

extension KnownItem {
  /// What a text that is nothing else may name, in the order in which it is looked up. Most texts
  /// have the shape of nothing but a title, which is one look-up.
  ///
  /// - Parameter words: the compounds of the text, as typed.
  static func candidates(in text: String, _ words: [String]) -> [KnownItem] {
    // A link may hold a number that is another's, or in no record.
    if let item = identifier(text) { return [item, address(text)].compactMap(\.self) }
    return [key(text)].compactMap(\.self) + [title(text)].compactMap(\.self)
      + citations(words) + journals(words) + [person(text)].compactMap(\.self)
  }

  // MARK: Keys and titles

  private static func key(_ text: String) -> KnownItem? {
    let key = cited(text) ?? text.trimmingPrefix("@")
    guard key.count > 1, !key.contains(where: \.isWhitespace), key.contains(where: \.isLetter)
    else { return nil }
    return KnownItem(Naming(.key), .key(String(key)))
  }

  /// The key in `[@key]` or `\cite{key}`, as drafts have it; nil for other text.
  static func cited(_ text: String) -> Substring? {
    if text.hasPrefix("[@"), text.hasSuffix("]") { return text.dropFirst(2).dropLast() }
    guard text.hasPrefix("\\"), text.hasSuffix("}"), text.contains("cite"),
      let open = text.lastIndex(of: "{")
    else { return nil }
    return text[text.index(after: open)...].dropLast()
  }

  /// Each of several numbers and keys that stand one after another and with nothing else; empty for any
  /// other text.
  static func items(in text: String) -> [(text: Substring, item: KnownItem)] {
    let words = text.split { $0.isWhitespace || ",;".contains($0) }
    guard (2...mostItems).contains(words.count) else { return [] }
    let items = words.map { word -> KnownItem? in
      let word = String(word)
      if let item = identifier(word) { return item.naming.reading == .address ? nil : item }
      let isKey =
        word.count > 5 && word.contains(where: \.isWholeNumber)
        && word.prefix(2).allSatisfy(\.isLetter)
        && word.contains(/[a-z]{2}.*\d{4}|\d{4}.*[a-z]{2}|[:_]/)
      return isKey ? key(word) : nil
    }
    guard items.allSatisfy({ $0 != nil }) else { return [] }
    return zip(words, items).map { ($0, $1!) }
  }

  private static let mostItems = 500

  static func title(_ text: String) -> KnownItem? {
    TitleForm.lookupForm(of: text).map { KnownItem(Naming(.title), .title($0)) }
  }

  // MARK: Identifiers

  /// A number alone, with its name before it or as a link.
  static func identifier(_ text: String) -> KnownItem? {
    // Most queries hold neither a number nor a link; they do not pay for compiling patterns.
    guard text.contains(where: \.isWholeNumber) else {
      return text.contains(".") ? address(text) : nil
    }
    let value = text.replacing(/^(?i:doi|pmid|pmcid|arxiv|isbn)(?:[:\s]+|(?=\d))/, with: "")
      .trimmingPrefix("<")
    let digits = value.filter { !"-–‐ ".contains($0) }
    if (10...13).contains(digits.count), digits.wholeMatch(of: /\d{9}[\dXx]|97[89]\d{10}/) != nil {
      return item(.isbn, .isbn, digits)
    }
    if value.contains(where: \.isWhitespace) { return nil }
    if let doi = Identifier.doi(in: value) { return item(.doi, .doi, doi) }
    if let match = value.firstMatch(of: /(?:^|\/)(?i:PMC)(\d{3,9})(?:$|\/)/) {
      return item(.pmcid, .pmcid, String(match.1))
    }
    if let match = value.firstMatch(of: /(?:pubmed\.ncbi\.nlm\.nih\.gov|pubmed|MED)\/(\d{1,9})/) {
      return item(.pmid, .pmid, String(match.1))
    }
    if let arxiv = arxivID(value) { return item(.arxiv, .arxiv, arxiv) }
    if value.wholeMatch(of: /\d{4,8}/) != nil, Year(value) == nil {
      return item(.pmid, .pmid, String(value))
    }
    return address(String(value))
  }

  private static func item(
    _ reading: Naming.Reading, _ scheme: Identifier.Scheme, _ value: String
  ) -> KnownItem {
    KnownItem(
      Naming(reading),
      .data(.identifier(scheme, scheme.normalized(value), isPrefix: false)))
  }

  private static func arxivID(_ text: some StringProtocol) -> String? {
    let text = String(text)
    let isNumber = text.wholeMatch(of: /\d{4}\.\d{4,5}(v\d+)?|[a-z\-]+(\.[A-Z]{2})?\/\d{7}(v\d+)?/)
    if isNumber != nil { return Identifier.arxivID(in: "arxiv \(text)") }
    return text.lowercased().contains("arxiv") ? Identifier.arxivID(in: text) : nil
  }

  /// `https://aclanthology.org/P18-1001/`, without what browsers add and people leave out.
  private static func address(_ text: String) -> KnownItem? {
    guard text.wholeMatch(of: /(?i:https?:\/\/|www\.).+\..+/) != nil else { return nil }
    let plain = text.replacing(/^(?i:https?:\/\/)?(?i:www\.)?/, with: "")
    let trimmed = String(plain.reversed().drop { "/.,;)>".contains($0) }.reversed())
    return KnownItem(Naming(.address), .data(.address(trimmed.lowercased())))
  }

  // MARK: Citations

  /// More words are a question or a reference.
  private static let mostWords = 9

  /// `Family 2018`, `Family and Family (2018)`, `(Family et al., 2018)`, with further words or without:
  /// one of the words is the first author's family name, and all of them stand in the work.
  private static func citations(_ words: [String]) -> [KnownItem] {
    guard words.count <= mostWords, let year = words.compactMap(Year.init).last else { return [] }
    let others = telling(words)
    guard !others.isEmpty else { return [] }
    let holding = others.map { Criterion.text(TextCriterion($0)) } + [year.criterion]
    func item(_ evidence: [String], _ names: [Criterion]) -> KnownItem {
      let hasWords = others.count > names.count
      return KnownItem(
        Naming(.citation, evidence + (hasWords ? ["year", "further words"] : ["year"])),
        .all([names.count == 1 ? names[0] : .or(names)] + holding))
    }
    var items: [KnownItem] = []
    if let pair = pair(words) {
      let both = Criterion.and([
        .text(TextCriterion(pair.0, in: "author", at: .first)),
        .text(TextCriterion(pair.1, in: "author", at: .last)),
      ])
      items.append(KnownItem(Naming(.citation, "authors", "year"), .all([both] + holding)))
    }
    let firsts = others.flatMap { word in
      ["author", "editor"].map { Criterion.text(TextCriterion(word, in: $0, at: .first)) }
    }
    let any = others.map { Criterion.text(TextCriterion($0, in: "author")) }
    return items + [item(["first author"], firsts), item(["an author"], any)]
  }

  /// A name and a year before the common era: `Aristotle -335`, `Aristotle (335 BCE)`.
  static func ancient(_ text: String) -> KnownItem? {
    guard text.utf8.count < 100, text.contains(where: { "-−B".contains($0) }),
      let match = text.wholeMatch(of: /(\p{L}[\p{L}'’. \-]*?),?\s+\(?([\-−]?)(\d{1,4})(.*?)\)?/),
      let year = Int(match.3),
      match.2.isEmpty
        ? ["BC", "BCE"].contains(match.4.filter(\.isLetter)) : match.4.isEmpty
    else { return nil }
    return KnownItem(
      Naming(.citation, "first author", "year"),
      .and([
        .text(TextCriterion(String(match.1), in: "author", as: .phrase, at: .first)),
        .data(.number(.year, -year...(-year))),
      ]))
  }

  /// Where no work has all words of a citation: the first author and the year alone.
  static func loosely(_ words: [String]) -> KnownItem? {
    guard words.count <= mostWords, let year = words.compactMap(Year.init).last,
      let name = telling(words).first, name.first?.isLetter == true
    else { return nil }
    return KnownItem(
      Naming(.citation, "first author", "year"),
      .and([.text(TextCriterion(name, in: "author", at: .first)), year.criterion]))
  }

  /// Words that are no years, initials or connectors.
  private static func telling(_ words: [String]) -> [String] {
    let others = words.filter {
      Year($0) == nil && !connectors.contains($0.lowercased()) && $0.count > 1
    }
    // `Peters ME`: initials are no words of the work, and a source may print fewer of them.
    return others.enumerated().filter { index, word in
      index == 0 || !isInitials(word) || others[index - 1].allSatisfy { !$0.isLowercase }
    }.map(\.element)
  }

  private static func isInitials(_ word: some StringProtocol) -> Bool {
    let letters = word.filter(\.isLetter)
    return (1...3).contains(letters.count) && letters.allSatisfy(\.isUppercase)
      && word.allSatisfy { $0.isLetter || ".-".contains($0) }
  }

  // MARK: People

  /// A family name and initials, on either side, and nothing else: `Manning CD`, `C. D. Manning`.
  private static func person(_ text: String) -> KnownItem? {
    let words = text.split { $0.isWhitespace || $0 == "," }
    guard (2...5).contains(words.count) else { return nil }
    let initials = words.filter { isInitials($0) }
    let isApart =
      words.prefix(initials.count).elementsEqual(initials)
      || words.suffix(initials.count).elementsEqual(initials)
    guard isApart, (1...3).contains(initials.count), initials.count < words.count,
      words.count - initials.count <= 2
    else { return nil }
    return KnownItem(
      Naming(.person, "an author"), .text(TextCriterion(text, in: "author", as: .phrase)))
  }

  /// The names of `Wang and Li 2018`.
  private static func pair(_ words: [String]) -> (String, String)? {
    guard words.count == 4, ["and", "und", "et", "y", "&"].contains(words[1].lowercased()),
      words[2].lowercased() != "al", Year(words[3]) != nil
    else { return nil }
    return (words[0], words[2])
  }

  private static let connectors: Set<String> = [
    "et", "al", "and", "und", "y", "in", "by", "the", "of", "colleagues", "others", "a",
  ]

  /// `Journal 2017`, `Journal 377 2545`, `Journal 2017;377:2545-54`.
  static func journals(_ typed: [String]) -> [KnownItem] {
    let words = withoutDay(typed)
    let name = words.prefix { $0.first?.isNumber != true }.joined(separator: " ")
    let rest = words.drop { $0.first?.isNumber != true }
      .flatMap { $0.split { "-–".contains($0) }.map(String.init) }
    guard name.count > 1, (1...8).contains(rest.count), words.count <= 16,
      rest.allSatisfy({ $0.contains(where: \.isNumber) })
    else { return [] }
    let titles = [TextCriterion.Wording.exact, .phrase].map {
      Criterion.text(TextCriterion(name, in: "journal", as: $0))
    }
    if rest.count == 1 {
      guard let year = Year(rest[0]) else { return [] }
      return titles.map {
        KnownItem(Naming(.citation, "journal", "year"), .and([$0, year.criterion]))
      }
    }
    return [numbers(rest, Naming(.citation, "journal", "volume", "page"), titles)]
  }

  /// The words of `N Engl J Med. 2018 Feb 1;378(5):439-448. doi: … Epub …`, as PubMed prints it, without
  /// the month, the day and what follows the pages.
  private static func withoutDay(_ words: [String]) -> [String] {
    let end = words.firstIndex { word in
      ["doi", "epub", "pmid", "pmcid"].contains { word.lowercased().hasPrefix($0) }
    }
    var rest = Array(words[..<(end ?? words.count)])
    guard let year = rest.firstIndex(where: { Year($0) != nil }), rest.indices.contains(year + 2),
      months.contains(String(rest[year + 1].lowercased().prefix(3))), rest[year + 1].count <= 9
    else { return rest }
    let isDay = Int(rest[year + 2]).map((1...31).contains) == true && rest.count > year + 4
    rest.removeSubrange((year + 1)...(year + (isDay ? 2 : 1)))
    return rest
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// A volume, and any of the numbers behind it as the page. A year is neither, where there are
  /// others enough.
  private static func numbers(
    _ numbers: [String], _ naming: Naming, _ titles: [Criterion]
  ) -> KnownItem {
    var places = numbers
    if places.count > 2, let index = places.firstIndex(where: { Year($0) != nil }) {
      places.remove(at: index)
    }
    func holds(_ fact: String, _ text: String) -> Criterion {
      .data(.holds(Fact.named(fact)!, text, isPrefix: false))
    }
    let pages = places.dropFirst().flatMap {
      [holds("pages", $0), holds("article_number", $0)]
    }
    return KnownItem(naming, .and([.or(titles), holds("volume", places[0]), .or(pages)]))
  }
}

/// A year as citations print it: `2018`, `2018a`.
struct Year: Equatable {
  let number: Int

  init?(_ word: some StringProtocol) {
    let digits = word.last?.isLetter == true ? word.dropLast() : word[...]
    guard digits.count == 4, let number = Int(digits), (1500...2100).contains(number) else {
      return nil
    }
    self.number = number
  }

  var criterion: Criterion { .data(.number(.year, number...number)) }
}

extension TextCriterion {
  /// A word anywhere.
  init(_ word: String) { self.init(wording: .word, text: word, fields: Field.indexed) }

  /// - Parameter field: the name of a field.
  init(
    _ text: String, in field: String, as wording: Wording = .word, at anchor: Query.Anchor? = nil
  ) {
    self.init(wording: wording, text: text, fields: Field.named(field)!.texts, anchor: anchor)
  }
}
