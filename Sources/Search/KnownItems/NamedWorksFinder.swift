import GRDB
import Index
import QueryLanguage
import Ranking
import References

/// Finds the works that a question names: a few look-ups before it is searched, and a look at its
/// best works behind.
struct NamedWorksFinder {
  private let session: SearchSession
  private let question: Question
  private let text: String
  private let words: [String]

  init(_ session: SearchSession, _ question: Question) {
    (self.session, self.question) = (session, question)
    text = String(question.text.trimmingPrefix(while: \.isWhitespace))
      .trimmingSuffix { $0.isWhitespace || ".,;".contains($0) }
    // No reference is longer.
    words = text.utf8.count > 4000 ? [] : session.analyzer.compounds(in: text)
  }

  /// Whether the text has the shape of a reference.
  var isReference: Bool { CitedText.isReference(text, words) }

  /// Whether the text can be nothing but a reference.
  var isWholeReference: Bool { CitedText.isWholeReference(text, words) }

  // MARK: Before the search

  /// What the text's shape says: a key, a number, a title, a citation. Nil for any other text.
  func named() throws -> NamedWorks? {
    let query = question.parsed.query
    if let key = KnownItem.cited(text) {
      return try works(of: [KnownItem(Naming(.key), .key(String(key)))])
    }
    if let several = try several() { return several }
    if let item = KnownItem.ancient(text), let works = try works(of: [item]) { return works }
    if query.isPhrase { return try works(of: [KnownItem.title(text)].compactMap(\.self)) }
    if question.isPlain { return try works(of: KnownItem.candidates(in: text, words)) ?? cited() }
    guard isReference else { return nil }
    return try cited() ?? works(of: KnownItem.journals(words))
  }

  /// Whether the text is the title of a work.
  var isTitle: Bool {
    get throws { try works(of: [KnownItem.title(text)].compactMap(\.self)) != nil }
  }

  /// What the text is, if it is a number or link that is some work's, whether the library has it or
  /// not: `10.1056/nejmoa1707447`, `arXiv:1706.03762`.
  var identifier: Naming.Reading? {
    guard question.isPlain || question.parsed.query.isOfIdentifier else { return nil }
    return KnownItem.identifier(text)?.naming.reading
  }

  /// Numbers and keys in a row: all their works, and which have none.
  private func several() throws -> NamedWorks? {
    guard question.isPlain else { return nil }
    var found: [Int] = []
    var notes: [QueryError] = []
    let typed = question.source.text
    let items = KnownItem.items(in: text)
    for (word, item) in items {
      let works = try works(of: item.lookup)
      if works.isEmpty, let range = typed.firstRange(of: word) {
        let start = typed.utf8.distance(from: typed.startIndex, to: range.lowerBound)
        notes.append(
          QueryError(.note, .noWork(String(word)), at: start..<start + word.utf8.count))
      }
      found += works.filter { !found.contains($0) }
    }
    guard let first = items.first, !found.isEmpty else { return nil }
    let isOfOneKind = items.allSatisfy { $0.item.naming == first.item.naming }
    let reading = isOfOneKind ? first.item.naming.reading : .list
    return NamedWorks(naming: Naming(reading), works: found, notes: notes)
  }

  /// A citation of whose words no work has all: the first author's works of its year.
  func namedLoosely() throws -> NamedWorks? {
    guard question.isPlain else { return nil }
    return try works(of: [KnownItem.loosely(words)].compactMap(\.self))
  }

  /// By a number that a reference holds.
  private func cited() throws -> NamedWorks? {
    guard isReference else { return nil }
    let items = text.split(whereSeparator: \.isWhitespace).compactMap { word -> KnownItem? in
      guard word.contains("10.") || word.lowercased().contains("arxiv"),
        let item = KnownItem.identifier(String(word)), item.naming.reading != .address
      else { return nil }
      return KnownItem(
        Naming(.reference, item.naming.reading == .doi ? "DOI" : "arXiv ID"), item.lookup)
    }
    return try works(of: items)
  }

  private func works(of items: [KnownItem]) throws -> NamedWorks? {
    for item in items {
      let works = try works(of: item.lookup)
      if !works.isEmpty { return NamedWorks(naming: item.naming, works: works) }
    }
    return nil
  }

  private func works(of lookup: KnownItem.Lookup) throws -> [Int] {
    switch lookup {
    case .key(let key): return try works(withKey: key)
    case .title(let form):
      return try ids(
        """
        SELECT id FROM title JOIN work ON id = work_id WHERE form = ?
        ORDER BY \(RankedSearch.order[.newest]!)
        """, [form])
    case .criterion(let criterion):
      var corrections: [Correction] = []
      let query = try session.compile(criterion, SearchOptions(), &corrections)
      let ranked = try session.ranked(query, SearchOptions())
      return try ranked.ordered(limit: ranked.total).map(\.work)
    }
  }

  // MARK: Keys

  /// A word of letters alone is a key only where no work holds it as a word.
  private func works(withKey key: String) throws -> [Int] {
    let works = try ids(
      """
      SELECT id FROM work WHERE key = ?1 OR key = ?2
      UNION SELECT work_id FROM citation WHERE source_key = ?1
      UNION SELECT id FROM work JOIN alias USING (key) WHERE alias = ?1
      """, [key, key.lowercased()])
    let isWord = key.allSatisfy(\.isLetter)
    if isWord, try session.vocabulary.works(with: folded(key)) > 0 { return [] }
    if !works.isEmpty { return works }
    // Keys of every program have a year or a sign in them; other words are not looked for further.
    let hasSign = key.count > 4 && key.contains(/\d{4}|[:_\/]|\d-/)
    guard isWord || hasSign else { return [] }
    let same = try ids(
      "SELECT work_id FROM citation WHERE source_key = ?1 COLLATE NOCASE", [key])
    if !same.isEmpty || !hasSign { return same }
    let beginning = try ids(
      "SELECT id FROM work WHERE key >= ?1 AND key < ?2 LIMIT 2",
      [key.lowercased(), key.lowercased() + "\u{10FFFF}"])
    return beginning.count == 1 ? beginning : []
  }

  private func ids(_ sql: String, _ arguments: StatementArguments) throws -> [Int] {
    try Int.fetchAll(session.db.cachedStatement(sql: sql), arguments: arguments)
  }

  // MARK: Behind the search

  /// As many of the best works are looked at.
  private static let mostCandidates = 20

  /// Those of a search's best works that the text names as a reference, or as a title with a slip.
  func named(among search: RankedSearch) throws -> NamedWorks? {
    guard words.count > 1 else { return nil }
    let cited = CitedText(text)
    let store = WorkStore(session.db)
    var best: CitedText.Agreement?
    var works: [Int] = []
    for row in try search.best(Self.mostCandidates) {
      let id = Int64(row.work)
      // A title is read in one step, a whole work in dozens.
      guard cited.mayName(workTitled: try store.titles(of: id)),
        let reference = try store.work(id)?.reference,
        let agreement = cited.agreement(with: reference),
        agreement.strength >= best?.strength ?? 0
      else { continue }
      if agreement.strength > best?.strength ?? 0 { works = [] }
      best = agreement
      works.append(row.work)
    }
    guard let best else { return nil }
    let reading = best.isTitleAlone ? Naming.Reading.title : .reference
    return NamedWorks(
      naming: Naming(reading, best.evidence), works: works,
      isWhole: reading == .reference && best.coverage >= 0.5)
  }
}

extension Query {
  /// Whether it is the value of an identifier's field and nothing else.
  fileprivate var isOfIdentifier: Bool {
    guard case .field(let name, .leaf(let leaf)?) = self, leaf.form == .word,
      case .identifier? = Field.named(name.text)?.kind
    else { return false }
    return true
  }

  /// Whether it is a phrase and nothing else.
  fileprivate var isPhrase: Bool {
    if case .leaf(let leaf) = self { leaf.form == .phrase && leaf.anchor == nil } else { false }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    String(self[..<(lastIndex { !isTrimmed($0) }.map(index(after:)) ?? startIndex)])
  }
}
