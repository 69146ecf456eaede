/// A citation with its source.
///
/// An object, since many hold each: a citation has more than a hundred properties to copy.
public final class SourcedCitation: Sendable {
  /// The path of the source, relative to the library's folder if it is inside.
  public let source: String
  /// The entry as it was read, with corrections applied.
  public let citation: Citation

  /// Pairs a citation with the path of its source.
  public init(source: String, _ citation: Citation) {
    self.source = source
    self.citation = citation
  }
}

/// The facts of a work, combined from its citations.
///
/// Each fact is chosen independently, by its rule in `Fact.all`. A rule depends on the values and
/// their confidence, never on the names or the order of the sources, so the result is the same
/// whatever the files are called.
public struct UnitedFacts: Sendable {
  /// How a fact is chosen if citations differ.
  public enum Rule: Sendable {
    /// The value of most citations; ties go to the highest confidence, then to the first of a
    /// closed list or the longest text.
    case agreed
    /// The same, among the citations with the chosen value of another fact: a month goes with its
    /// year.
    case agreedWithin(String)
    /// As `agreed`, among the citations that do not contradict the chosen value of another fact, if
    /// any of them states the fact: the pages of a volume are no other's.
    case agreedBeside(String)
    /// The longest text among confident readings; one in capitals only if there is no other.
    case fullest
    /// The union of all items; those that differ only in case or punctuation appear once.
    case together
    /// The longest list of people, each with the fullest given names in any citation.
    case longestList
    /// The value that goes with the list of people chosen for another fact.
    case following(String)
    /// As `agreed`, if another fact is unknown.
    case unless(String)
  }

  /// A fact's chosen value and the citations that state it.
  public struct Origin: Equatable, Sendable {
    /// The fact's name.
    public let fact: String
    /// Indices of the citations, ascending.
    public let citations: [Int]
  }

  /// A value that contradicts the chosen one.
  public struct Conflict: Equatable, Sendable {
    /// The fact's name.
    public let fact: String
    /// As printed.
    public let value: String
    /// Indices of the citations, ascending.
    public let citations: [Int]
  }

  /// The chosen values.
  public private(set) var reference: Reference
  /// Empty if there is only one citation.
  public private(set) var origins: [Origin] = []
  /// Values that were not chosen, in the order of the facts.
  public private(set) var conflicts: [Conflict] = []

  private let citations: [Citation]

  /// - Precondition: there is at least one citation.
  public init(_ citations: [Citation]) {
    self.citations = citations
    reference = citations[0].reference
    guard citations.count > 1 else { return }
    reference = Reference()
    for fact in Fact.all { choose(fact) }
  }

  private mutating func choose(_ fact: Fact) {
    switch fact.value {
    case .text(let path), .choice(let path, _):
      reference[keyPath: path] = text(of: fact)
    case .number(let path):
      reference[keyPath: path] = text(of: fact).flatMap { Int($0) }
    case .flag(let path):
      let isSet = citations.indices.filter { citations[$0].reference.value(at: path) }
      guard case .following(let list) = fact.rule,
        let origin = origins.first(where: { $0.fact == list })
      else {
        reference[keyPath: path] = !isSet.isEmpty
        return
      }
      reference[keyPath: path] = origin.citations.allSatisfy(isSet.contains)
    case .list(let path):
      reference[keyPath: path] = together(fact.name) {
        $0.reference.value(at: path)
      } by: {
        ComparedText.letters($0)
      }
    case .others(let path):
      reference[keyPath: path] = together(fact.name) {
        $0.reference.value(at: path)
      } by: {
        $0.name.lowercased()
      }
    case .creators(let path): reference[keyPath: path] = creators(fact.name, path)
    }
  }

  /// Values that were not chosen, by fact, in order, for searchable facts.
  var otherTexts: [String: [String]] {
    var texts: [String: [String]] = [:]
    for fact in Fact.all where fact.field?.textKind != nil {
      var seen = Set(reference.texts(of: fact.value).map { ComparedText.letters($0) })
      let others = citations.flatMap { $0.reference.texts(of: fact.value) }
        .sorted { ($1.count, $0) < ($0.count, $1) }
        .filter { seen.insert(ComparedText.letters($0)).inserted }
      if !others.isEmpty { texts[fact.name] = others }
    }
    return texts
  }

  // MARK: Single values

  /// Equivalent values of a fact, with their citations.
  fileprivate struct Group {
    var meaning: String
    let comparison: ComparedText
    var citations: [Int]
    /// The highest confidence among them.
    var confidence: Double
    var values: [String]

    /// The form of most citations; ties go to the longest, then to the first in order. A page range
    /// is preferred to its first page.
    var value: String {
      let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
      return counts.max {
        (isRange($0.key), Self.isWritten($0.key), $0.value, $0.key.count, $1.key)
          < (isRange($1.key), Self.isWritten($1.key), $1.value, $1.key.count, $0.key)
      }!.key
    }

    private func isRange(_ value: String) -> Int {
      comparison == .firstPage && Locator.pages(value).isRange ? 1 : 0
    }
  }

  private mutating func text(of fact: Fact) -> String? {
    var candidates = Array(citations.indices)
    switch fact.rule {
    case .agreedWithin(let other):
      guard let origin = origins.first(where: { $0.fact == other }) else { return nil }
      candidates = origin.citations
    case .unless(let other):
      if origins.contains(where: { $0.fact == other }) { return nil }
    default: break
    }
    let groups = groups(of: fact, among: candidates)
    if case .agreedBeside(let other) = fact.rule {
      let beside = self.groups(
        of: fact, among: candidates.filter { !isContradicted(other, by: $0) })
      guard let chosen = agreed(beside.isEmpty ? groups : beside, fact) else { return nil }
      return choose(chosen, of: fact, among: groups)
    }
    let chosen =
      if case .fullest = fact.rule { fullest(groups) } else { agreed(groups, fact) }
    return chosen.map { choose($0, of: fact, among: groups) }
  }

  /// Whether a citation states another value of a fact than the chosen one.
  private func isContradicted(_ fact: String, by citation: Int) -> Bool {
    guard let origin = origins.first(where: { $0.fact == fact }),
      let value = Fact.named(fact)?.value
    else { return false }
    return !origin.citations.contains(citation)
      && !citations[citation].reference.texts(of: value).isEmpty
  }

  private mutating func choose(_ chosen: Group, of fact: Fact, among groups: [Group]) -> String {
    origins.append(Origin(fact: fact.name, citations: chosen.citations))
    conflicts += groups.filter {
      $0.meaning != chosen.meaning && fact.isContradicted($0.meaning, chosen.meaning)
    }
    .sorted { $0.meaning < $1.meaning }
    .map { Conflict(fact: fact.name, value: $0.value, citations: $0.citations) }
    return chosen.value
  }

  private func groups(of fact: Fact, among candidates: [Int]) -> [Group] {
    var groups: [String: Group] = [:]
    for index in candidates {
      guard let value = citations[index].reference.texts(of: fact.value).first else { continue }
      let meaning = fact.comparison.form(of: value)
      var group =
        groups[meaning]
        ?? Group(
          meaning: meaning, comparison: fact.comparison, citations: [], confidence: 0, values: [])
      group.citations.append(index)
      group.values.append(value)
      group.confidence = max(group.confidence, citations[index].confidence)
      groups[meaning] = group
    }
    return Array(groups.values)
  }

  private func agreed(_ groups: [Group], _ fact: Fact) -> Group? {
    let known = if case .choice(_, let known) = fact.value { known } else { [] as [String] }
    func rank(_ group: Group) -> Int {
      known.isEmpty
        ? group.meaning.count : -(group.values.compactMap { known.firstIndex(of: $0) }.min() ?? 0)
    }
    return groups.max {
      ($0.citations.count, $0.confidence, rank($0), $1.meaning)
        < ($1.citations.count, $1.confidence, rank($1), $0.meaning)
    }
  }

  /// Doubtful readings count only if there are no confident ones.
  private static let sure = 0.9

  private func fullest(_ groups: [Group]) -> Group? {
    let best = groups.map(\.confidence).max() ?? 0
    return groups.filter { $0.confidence >= min(Self.sure, best) }.max {
      ($0.isWritten, $0.meaning.count, $0.citations.count, $1.meaning)
        < ($1.isWritten, $1.meaning.count, $1.citations.count, $0.meaning)
    }
  }

  // MARK: Lists

  /// In the order of the citation with the most items, then the rest in alphabetical order.
  private mutating func together<Item: Hashable>(
    _ fact: String, _ items: (Citation) -> [Item], by key: (Item) -> String
  ) -> [Item] {
    let lists = citations.indices.map { (index: $0, items: items(citations[$0])) }
      .filter { !$0.items.isEmpty }
      .sorted {
        ($1.items.count, $0.items.map(key).joined(separator: "\u{1F}"))
          < ($0.items.count, $1.items.map(key).joined(separator: "\u{1F}"))
      }
    if lists.isEmpty { return [] }
    origins.append(Origin(fact: fact, citations: lists.map(\.index).sorted()))
    let all = lists.flatMap(\.items)
    let fullest = Dictionary(all.map { (key($0), $0) }) { isShorter($0, $1) ? $1 : $0 }
    var seen: Set<String> = []
    return all.map(key).filter { seen.insert($0).inserted }.map { fullest[$0]! }
  }

  /// By length, then alphabetically.
  private func isShorter<Item>(_ item: Item, _ other: Item) -> Bool {
    let (text, otherText) = ("\(item)", "\(other)")
    return (text.count, otherText) < (otherText.count, text)
  }

  private mutating func creators(
    _ fact: String, _ path: WritableKeyPath<Reference, [Creator]>
  ) -> [Creator] {
    let lists = citations.indices.map {
      (index: $0, names: citations[$0].reference.value(at: path))
    }
    .filter { !$0.names.isEmpty }
    let best = lists.map { citations[$0.index].confidence }.max() ?? 0
    let sure = lists.filter { citations[$0.index].confidence >= min(Self.sure, best) }
    func rank(_ list: (index: Int, names: [Creator])) -> (Int, Int, Int, String) {
      let text = list.names.map(\.description).joined(separator: "; ")
      return (
        list.names.count, citations[list.index].reference.hasMoreAuthors ? 0 : 1, text.count, text
      )
    }
    guard let chosen = sure.max(by: { rank($0) < rank($1) }) else { return [] }
    origins.append(
      Origin(
        fact: fact,
        citations: lists.filter { $0.names.count == chosen.names.count }.map(\.index).sorted()))
    return chosen.names.enumerated().map { place, name in
      sure.filter { place < $0.names.count }.map { $0.names[place] }
        .filter { $0.isSamePerson(as: name) }
        .max { ($0.description.count, $0.description) < ($1.description.count, $1.description) }
        ?? name
    }
  }
}

extension UnitedFacts.Group {
  fileprivate var isWritten: Int { Self.isWritten(value, longest: 8) }

  /// Not all capitals, as some databases print titles; short ones are acronyms, `BMJ`.
  fileprivate static func isWritten(_ value: String, longest: Int = 4) -> Int {
    let cased = value.unicodeScalars.filter { $0.properties.isCased }
    let capitals = cased.filter(\.properties.isUppercase)
    return cased.count > longest && capitals.count * 10 > cased.count * 7 ? 0 : 1
  }
}

extension Fact {
  /// Whether a value contradicts the chosen one: neither is part of the other.
  fileprivate func isContradicted(_ value: String, _ chosen: String) -> Bool {
    switch rule {
    case .agreed, .agreedBeside, .unless: true
    case .fullest: name == "title" && !chosen.hasPrefix(value)
    case .agreedWithin, .together, .longestList, .following: false
    }
  }
}

extension Creator {
  /// Whether two names at the same position of two lists are one, in a fuller or shorter form.
  fileprivate func isSamePerson(as other: Creator) -> Bool {
    guard folded(familyName) == folded(other.familyName) else { return false }
    guard case .person(let name) = self, case .person(let other) = other else { return true }
    let (initials, others) = (name.initials, other.initials)
    return initials.starts(with: others) || others.starts(with: initials)
  }
}

extension PersonalName {
  /// The folded first letters of the given names.
  fileprivate var initials: [Character] {
    // `JA` without full stops or spaces is two initials.
    let words = (given ?? "").split { !$0.isLetter && $0 != "'" }
    return words.flatMap { word in
      word.count <= 3 && word.allSatisfy(\.isUppercase)
        ? folded(word).map(\.self) : folded(word).prefix(1).map(\.self)
    }
  }
}
