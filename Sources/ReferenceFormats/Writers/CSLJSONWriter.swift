import Foundation
import References

/// Prints citations as CSL-JSON, for pandoc, Zotero and others.
public enum CSLJSONWriter {
  /// One object, on one line without its end.
  public static func text(of citation: Citation, key: String) -> String {
    var item = Item(citation)
    item.add("id", key)
    item.addFacts()
    // A mark tells where one annotation ends, if there are several.
    item.add("annote", citation.annotation)
    item.addOthers()
    if !item.members.text.contains("\"note\":") {
      item.add("note", StatusWords.note(on: citation.reference))
    }
    return item.members.text
  }

  /// An object that is being written.
  private struct Item {
    private(set) var members: CSLMembers
    private let reference: Reference
    private var wording: BibTeXWording

    init(_ citation: Citation) {
      reference = citation.reference
      wording = BibTeXWording(reference.others)
      // Styles for BibTeX print "van" behind the given name.
      members = CSLMembers(particles: CSLParticles(of: citation))
    }

    mutating func add(_ name: String, _ text: String?) { members.add(name, text) }

    mutating func addFacts() {
      let address = address
      add("type", type)
      if reference.type == .preprint, address?.contains("arxiv.org/") != true {
        add("genre", "preprint")
      }
      members.add("author", names: reference.authors, hasMore: reference.hasMoreAuthors)
      members.add("editor", names: reference.editors, hasMore: false)
      addTitles()
      addLocator()
      let issued = issued
      members.add("issued", date: issued)
      addTable()
      members.add("accessed", date: reference.accessed)
      add("DOI", doi)
      add("PMID", reference.pmid)
      if let number = reference.arxivID, address?.contains(number) != true {
        add("archive", "arXiv")
        add("archive_location", number)
      }
      add("URL", address)
      add("keyword", keywords)
      add("abstract", reference.abstract)
    }

    // MARK: Types

    /// That of the source's entry, where CSL tells it apart.
    private var type: String {
      if let own = wording.value(named: CSLTable.typeField),
        (cslTypes[own] ?? .other) == reference.type
      {
        return own
      }
      if let entry = wording.value(named: BibTeXTypes.field),
        BibTeXTypes.mayName(entry, reference), let type = CSLTable.typesOfEntries[entry]
      {
        return type
      }
      return Self.types[reference.type] ?? "document"
    }

    private static let types: [ReferenceType: String] = [
      .article: "article-journal", .book: "book", .chapter: "chapter",
      .conference: "paper-conference", .preprint: "article", .presentation: "speech",
      .thesis: "thesis", .report: "report", .webpage: "webpage", .dataset: "dataset",
      .software: "software", .patent: "patent", .other: "document",
    ]

    // MARK: Titles

    /// A volume of a larger book has a title of its own: styles print that of the whole.
    private mutating func addTitles() {
      let title = withAddition(title(reference.title, [BibTeXWording.titles[0]]), "titleaddon")
      let container = withAddition(
        self.title(reference.container, Array(BibTeXWording.titles.dropFirst())), "booktitleaddon")
      switch reference.type {
      case .book where wording.value(named: BibTeXTypes.field) == "periodical":
        add("title", wording.value(named: "issuetitle").map { wording.marked($0) })
        add("container-title", title)
      case .book where container != nil:
        add("volume-title", title)
        add("title", container)
      case .chapter, .conference:
        add("title", title)
        let whole = wholeOfVolumes
        add("container-title", whole ?? container)
        add("volume-title", whole == nil ? nil : container)
      default:
        add("title", title)
        add("container-title", container)
      }
    }

    /// With the tags that stand for a source's fonts and braces.
    private mutating func title(
      _ text: String?, _ pairs: [(main: BibTeXField, sub: BibTeXField)]
    ) -> String? {
      guard let text, let own = wording.title(text, pairs) else { return text }
      return BibTeXText.title(wording.marked(own.main), own.sub.map { wording.marked($0) })
    }

    /// A title, and what a source adds to it in a field of its own.
    private mutating func withAddition(_ title: String?, _ field: String) -> String? {
      guard let title, let addition = wording.value(named: field) else { return title }
      return "\(title). \(wording.marked(addition))"
    }

    /// The title of the book of which the container is a volume.
    private var wholeOfVolumes: String? {
      mutating get {
        guard let main = wording.value(of: .mainTitle) else { return nil }
        let sub = wording.value(of: .mainSubtitle).map { wording.marked($0) }
        return BibTeXText.title(wording.marked(main), sub)
      }
    }

    // MARK: Places and dates

    /// CSL writes ranges with a hyphen, and the numbers of articles as pages, but for those that a
    /// source calls so and those that would be read as pages.
    private mutating func addLocator() {
      guard let locator = reference.locator else { return }
      if reference.type == .article, let number = locator.articleNumber,
        wording.value(of: .articleNumber) == number || Locator(single: number) != locator
      {
        add("number", number)
      } else {
        add("page", locator.pages.map { String($0.map { $0 == "–" ? "-" : $0 }) } ?? locator.text)
      }
    }

    /// The date, or the range of dates that begins with it.
    private var issued: String? {
      mutating get {
        wording.wordsForYear().flatMap { reference.year == nil ? $0 : nil }
          ?? wording.years(reading: PublicationDate(of: reference)).map {
            $0.split { !$0.isNumber }.joined(separator: "/")
          } ?? ownDate
      }
    }

    private var ownDate: String? {
      let iso = PublicationDate(of: reference).iso
      guard let range = wording.value(named: "date"),
        range.contains("/") || EDTFSuffix(range) != nil, PublicationDate(range).iso == iso
      else { return iso }
      return range
    }

    // MARK: The table

    private mutating func addTable() {
      for row in reference.written(CSLTable.rows) {
        if case .creators(let path) = row.fact.value {
          members.add(row.names[0], names: reference.value(at: path), hasMore: false)
        } else {
          let text = reference.texts(of: row.fact.value).joined(separator: ", ")
          add(row.names[0], printed(text, of: row.fact))
        }
      }
    }

    /// What styles print of a fact.
    private mutating func printed(_ text: String, of fact: Fact) -> String {
      switch fact.name {
      case "language":
        let name = wording.value(of: .langid) ?? text
        let first = name.split(separator: ";").first.map(String.init) ?? name
        return LanguageCode.of(first) ?? first
      case "volume":
        guard let part = wording.value(named: "part") else { return text }
        return "\(text).\(wording.text(part))"
      case "series" where reference.type == .article:
        return Int(text).map { "\(Self.ordinal($0)) series" } ?? text
      default: return text
      }
    }

    /// `3rd`, `11th`
    private static func ordinal(_ number: Int) -> String {
      let endings = [1: "st", 2: "nd", 3: "rd"]
      let isTeen = (11...13).contains(number % 100)
      return "\(number)\(isTeen ? "th" : endings[number % 10] ?? "th")"
    }

    // MARK: Identifiers

    /// As the source writes it, where that differs in capitals alone.
    private var doi: String? {
      guard let doi = reference.doi, let own = wording.value(of: .doi),
        let range = own.range(of: doi, options: .caseInsensitive)
      else { return reference.doi }
      return String(own[range])
    }

    /// The address of the work, or that which its number in an archive has: styles print no numbers.
    ///
    /// Source: pandoc's reader of BibLaTeX.
    private var address: String? {
      if let url = reference.url { return url }
      let eprint = wording.value(of: .eprint)
      if let number = reference.arxivID {
        let isOwn = eprint.flatMap { Identifier.arxivID(in: "arxiv:" + $0) } == number
        return "https://arxiv.org/abs/\(isOwn ? eprint! : number)"
      }
      let archive = wording.value(of: .archive)?.lowercased() ?? ""
      guard let eprint, let start = Self.archives[archive] else { return nil }
      return start + eprint
    }

    private static let archives = [
      "jstor": "https://www.jstor.org/stable/", "googlebooks": "https://books.google.com?id=",
      "hdl": "https://hdl.handle.net/",
    ]

    /// A semicolon tells a keyword with a comma from two keywords.
    private var keywords: String? {
      let keywords = reference.keywords
      if keywords.isEmpty { return nil }
      let isAmbiguous = keywords.count == 1 && keywords[0].holds(",")
      return keywords.joined(separator: "; ") + (isAmbiguous ? ";" : "")
    }

    // MARK: Others

    mutating func addOthers() {
      if reference.publisher == nil, let words = wording.value(of: .howPublished),
        case let text = wording.text(words), !text.contains("://")
      {
        add("publisher", text)
      }
      for (variable, field) in CSLTable.others where field != "part" {
        guard let value = wording.value(named: field) else { continue }
        if CSLTable.dates.contains(variable) {
          members.add(variable, date: value)
        } else if CSLTable.names.contains(variable) {
          members.add(variable, names: wording.creators(in: value), hasMore: false)
        } else {
          add(variable, wording.text(value))
        }
      }
    }
  }
}

/// The members of an object of CSL-JSON.
private struct CSLMembers {
  private var list: [String] = []
  private let particles: CSLParticles

  init(particles: CSLParticles = CSLParticles()) { self.particles = particles }

  var text: String { "{\(list.joined(separator: ","))}" }

  mutating func add(_ name: String, _ text: String?) {
    if let text { add(name, raw: quoted(text)) }
  }

  private mutating func add(_ name: String, raw: String) { list.append("\(quoted(name)):\(raw)") }

  mutating func add(_ name: String, names: [Creator], hasMore: Bool) {
    let printed = names.map(object) + (hasMore ? [#"{"literal":"others"}"#] : [])
    if !printed.isEmpty { add(name, raw: "[\(printed.joined(separator: ","))]") }
  }

  /// A date, or a range of two, as ISO 8601 has it; any other text as it stands.
  mutating func add(_ name: String, date text: String?) {
    guard let text else { return }
    let ends = text.split(separator: "/").map { PublicationDate($0) }
    guard !ends.isEmpty, ends.allSatisfy({ $0.year != nil }) else {
      return add(name, raw: #"{"literal":\#(quoted(text))}"#)
    }
    let parts = ends.map { end in
      let numbers = [end.year, end.month, end.day].compactMap { $0.map(String.init) }
      return "[\(numbers.joined(separator: ","))]"
    }
    let suffix = EDTFSuffix(text)?.members ?? ""
    add(name, raw: #"{"date-parts":[\#(parts.joined(separator: ","))]\#(suffix)}"#)
  }

  private func object(_ creator: Creator) -> String {
    var members = CSLMembers()
    switch creator {
    case .literal(let name): members.add("literal", name)
    case .person(let name):
      let (dropping, nonDropping) = particles.parts(of: name)
      let length = [dropping, nonDropping].reduce(0) { $0 + ($1.map { $0.count + 1 } ?? 0) }
      members.add("family", String(name.family.dropFirst(length)))
      members.add("given", name.given)
      members.add("dropping-particle", dropping)
      members.add("non-dropping-particle", nonDropping)
      members.add("suffix", name.suffix)
    }
    return members.text
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      // The same to every reader of JSON, and a page may hold it as it is.
      case "<": quoted += "\\u003c"
      case "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}":
        let code = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension PersonalName {
  /// The words in small letters before the family name: `van der` of `van der Berg`.
  fileprivate var particle: String {
    let words = family.split(separator: " ")
    return words.dropLast().prefix { $0.first?.isLowercase == true }.joined(separator: " ")
  }
}

/// Which words of family names are particles.
private struct CSLParticles {
  typealias Parts = (dropping: String?, nonDropping: String?)

  /// Whether every particle is one that styles may drop, as those for BibTeX do.
  private var isDropping = false
  /// What an item of CSL-JSON says, by the whole family name.
  private var known: [String: Parts] = [:]

  init() {}

  init(of citation: Citation) {
    isDropping = citation.raw.hasPrefix("@")
    guard citation.raw.hasPrefix("{"), citation.raw.contains("dropping-particle"),
      let object = try? JSONSerialization.jsonObject(with: Data(citation.raw.utf8))
    else { return }
    let lists = (object as? [String: Any] ?? [:]).values.compactMap { $0 as? [[String: Any]] }
    for name in lists.joined() {
      let parts: Parts = (
        name["dropping-particle"] as? String, name["non-dropping-particle"] as? String
      )
      let words = [parts.dropping, parts.nonDropping, name["family"] as? String]
      known[words.compactMap(\.self).joined(separator: " ")] = parts
    }
  }

  func parts(of name: PersonalName) -> Parts {
    if let parts = known[name.family] { return parts }
    return (isDropping && !name.particle.isEmpty ? name.particle : nil, nil)
  }
}

/// What EDTF writes behind a year: `2001-22` is a season, `1850~` an approximate year.
private struct EDTFSuffix {
  /// Further members of a date of CSL.
  let members: String

  init?(_ date: String) {
    guard let match = date.wholeMatch(of: /-?\d{1,4}(?:-2([1-4]))?(~?)/),
      match.1 != nil || !match.2.isEmpty
    else { return nil }
    members =
      (match.1.map { ",\"season\":\($0)" } ?? "") + (match.2.isEmpty ? "" : ",\"circa\":true")
  }
}
