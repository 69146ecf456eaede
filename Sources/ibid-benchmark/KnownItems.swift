import ArgumentParser
import Diagnostics
import Foundation
import ReferenceFormats
import ReferenceLibrary
import References
import Search

struct KnownItems: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "known-item",
    abstract: "Ask for works of a library in the ways in which people name them.",
    discussion: """
      Prints for each way how many works come first, and how many are among ten, or as likely as \
      the tenth. Works are found if they come first for a number, a title or a reference; if they \
      are among ten for what others may share.
      """)

  @Option(help: "How many works are asked for, a way.") var sample = 200
  @Option(help: "Where the choice of works begins.") var seed: UInt64 = 1
  @Option(help: "Print as many that are not found, a way.") var missed = 0

  @Argument(help: "Files of references, in any format.") var files: [String]

  func run() throws {
    let citations = try files.flatMap { path in
      try SourceFile(URL(fileURLWithPath: path), name: path).read(as: nil).citations
    }
    let index = try TemporaryIndex(citations)
    let keys = try index.database.keys(ofSource: TemporaryIndex.source)
    let searcher = Searcher(index.database)
    var options = SearchOptions()
    options.matching = .auto
    options.limit = 10
    for way in NamingWay.all {
      var random = SeededGenerator(state: seed)
      var (asked, first, amongTen, shown) = (0, 0, 0, 0)
      for citation in citations.shuffled(using: &random) where asked < sample {
        guard let text = way.text(citation, &random), let key = keys[citation.position] else {
          continue
        }
        asked += 1
        let rank = try rank(of: key, citation, text, options, searcher)
        if rank == 0 { first += 1 }
        if rank != nil { amongTen += 1 }
        let isFound = rank.map { $0 == 0 || way.isShared } ?? false
        if !isFound, shown < missed {
          shown += 1
          print("  \(key): \(text)")
        }
      }
      guard asked > 0 else { continue }
      func percent(_ count: Int) -> String {
        String(format: "%6.1f", 100 * Double(count) / Double(asked))
      }
      print("\(percent(first)) first \(percent(amongTen)) among ten of \(asked)  \(way.name)")
    }
  }

  /// The place of a work, or of one with its title; 9 where the tenth is as likely; nil if it is
  /// not found.
  private func rank(
    of key: String, _ citation: Citation, _ text: String, _ options: SearchOptions,
    _ searcher: Searcher
  ) throws -> Int? {
    let source = SourceText(name: "query", text: text)
    guard let request = try? SearchRequest(source, options),
      let hits = try? searcher.search(request).hits
    else { return nil }
    let title = citation.reference.title.map(folded)
    let rank = hits.firstIndex {
      $0.work.key.description == key || $0.work.reference.title.map(folded) == title
    }
    if let rank { return rank }
    guard hits.count == 10 else { return nil }
    if hits.allSatisfy({ $0.naming != nil }) { return 9 }
    var all = request
    all.options.limit = .max
    all.detail = .key
    let isAmongAll = try searcher.search(all).hits.contains { $0.work.key.description == key }
    return text.contains("author:") && isAmongAll ? 9 : nil
  }
}

/// A way in which people name a work.
private struct NamingWay: Sendable {
  let name: String
  /// Whether several works may be meant, all of them equally.
  let isShared: Bool
  /// Nil for a work that has not what it takes.
  let text: @Sendable (Citation, inout SeededGenerator) -> String?

  init(
    _ name: String, isShared: Bool = false,
    _ text: @escaping @Sendable (Citation, inout SeededGenerator) -> String?
  ) {
    (self.name, self.isShared, self.text) = (name, isShared, text)
  }

  init(
    _ name: String, isShared: Bool = false, _ text: @escaping @Sendable (Citation) -> String?
  ) {
    self.init(name, isShared: isShared) { citation, _ in text(citation) }
  }

  static let all: [NamingWay] = identifiers + authorsAndYears + titles + journals + references

  private static let identifiers = [
    // The numbers of a program's records are not keys.
    NamingWay("key") { $0.sourceKey.flatMap { $0.contains(where: \.isLetter) ? $0 : nil } },
    NamingWay("key in capitals") {
      $0.sourceKey.flatMap { $0.contains(where: \.isLetter) ? $0.uppercased() : nil }
    },
    NamingWay("DOI") { $0.reference.doi },
    NamingWay("DOI as a link") { $0.reference.doi.map { "https://doi.org/\($0.uppercased())" } },
    NamingWay("PubMed number") { $0.reference.pmid },
    NamingWay("PubMed number as a link") {
      $0.reference.pmid.map { "https://pubmed.ncbi.nlm.nih.gov/\($0)/" }
    },
    NamingWay("PubMed Central number") { $0.reference.pmcid },
    NamingWay("arXiv ID") { $0.reference.arxivID },
    NamingWay("address") { $0.reference.url },
  ]

  private static let authorsAndYears = [
    NamingWay("Family 2018", isShared: true) { $0.family.map { "\($0.name) \($0.year)" } },
    NamingWay("family 2018", isShared: true) {
      $0.family.map { "\($0.name.lowercased()) \($0.year)" }
    },
    NamingWay("Family et al. (2018)", isShared: true) {
      $0.family.map { "\($0.name) et al. (\($0.year))" }
    },
    NamingWay("(Family et al., 2018)", isShared: true) {
      $0.family.map { "(\($0.name) et al., \($0.year))" }
    },
    NamingWay("Family 2018 word", isShared: true) { citation in
      guard let family = citation.family, let word = citation.tellingWord else { return nil }
      return "\(family.name) \(family.year) \(word)"
    },
    NamingWay("Family and Family 2018", isShared: true) { citation in
      guard let family = citation.family, citation.reference.authors.count == 2 else { return nil }
      return "\(family.name) and \(citation.reference.authors[1].familyName) \(family.year)"
    },
    NamingWay("author:\"Family XY\"", isShared: true) { citation in
      guard case .person(let name)? = citation.reference.authors.first, let given = name.given
      else {
        return nil
      }
      let initials = given.split { " -.".contains($0) }.compactMap(\.first)
      return
        "author:\"\(name.family) \(String(initials).uppercased())\" year:\(citation.reference.year ?? 0)"
    },
  ]

  private static let titles = [
    NamingWay("title of one to three words") { $0.title(words: 1...3) },
    NamingWay("title of four to six words") { $0.title(words: 4...6) },
    NamingWay("title of seven words or more") { $0.title(words: 7...99) },
    NamingWay("title in small letters") { $0.title(words: 4...99)?.lowercased() },
    NamingWay("title in quotes") { citation in
      citation.title(words: 1...99).flatMap { $0.contains("\"") ? nil : "\"\($0)\"" }
    },
    NamingWay("title with a colon") {
      $0.title(words: 4...99).flatMap { $0.contains(":") ? $0 : nil }
    },
    NamingWay("title without its subtitle") { citation in
      citation.title(words: 6...99).flatMap { title in
        title.firstIndex(of: ":").map { String(title[..<$0]) }
      }.flatMap { $0.split(separator: " ").count >= 4 ? $0 : nil }
    },
    NamingWay("title with a slip") { citation, random in
      citation.title(words: 4...99).map { $0.withSlip(using: &random) }
    },
  ]

  private static let journals = [
    NamingWay("Journal Volume Page") { citation in
      let reference = citation.reference
      guard let container = reference.container, let volume = reference.volume,
        let page = reference.locator?.text.prefix(while: { $0.isLetter || $0.isNumber }),
        !page.isEmpty
      else { return nil }
      return "\(container) \(volume) \(page)"
    },
    NamingWay("journal year;volume:page") { citation in
      let reference = citation.reference
      guard let container = reference.container, let volume = reference.volume,
        let page = reference.locator?.text, let year = reference.year
      else { return nil }
      return "\(container.lowercased()) \(year);\(volume):\(page)"
    },
    NamingWay("Journal Year", isShared: true) { citation in
      guard let container = citation.reference.container, citation.reference.volume != nil,
        let year = citation.reference.year
      else { return nil }
      return "\(container) \(year)"
    },
  ]

  private static let references = CitationStyles.all.map { style in
    NamingWay("reference, \(style.name)") { citation in
      citation.family == nil || citation.reference.title == nil
        ? nil : style.text(of: citation.reference)
    }
  }
}

extension Citation {
  /// The first author's family name and the year.
  fileprivate var family: (name: String, year: Int)? {
    guard case .person(let name)? = reference.authors.first, let year = reference.year else {
      return nil
    }
    return (name.family, year)
  }

  /// The longest word of the title.
  fileprivate var tellingWord: String? {
    reference.title?.split { !$0.isLetter }.max { $0.count < $1.count }
      .flatMap { $0.count > 4 ? String($0) : nil }
  }

  fileprivate func title(words: ClosedRange<Int>) -> String? {
    guard let title = reference.title, words.contains(title.split(separator: " ").count) else {
      return nil
    }
    return title
  }
}

extension String {
  /// The text with one letter of a word left out, doubled, or exchanged with the next.
  fileprivate func withSlip(using random: inout SeededGenerator) -> String {
    let places = indices.dropLast(2).filter { self[$0].isLetter && self[index(after: $0)].isLetter }
    guard let place = places.randomElement(using: &random) else { return self }
    let next = index(after: place)
    var text = self
    switch Int.random(in: 0...2, using: &random) {
    case 0: text.remove(at: place)
    case 1: text.insert(self[place], at: place)
    default: text.replaceSubrange(place...next, with: [self[next], self[place]])
    }
    return text
  }
}
