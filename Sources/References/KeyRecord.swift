/// What tells which work a key was given to: what one of its citations says, and where it stands.
///
/// A record is a line of six parts with tabs between, all in plain text:
///
/// ```
/// doi:10.1056/nejmoa1707447 pmid:29226797 ⇥ title ⇥ first family ⇥ year ⇥ volume/page ⇥ list.bib#june2018
/// ```
///
/// The last is the citation's place: its source with the key that the source gives it, or its
/// position in the source's list.
public struct KeyRecord: Hashable, Sendable {
  public let text: String

  private static let longestTitle = 80

  public init(_ reference: Reference, source: String, sourceKey: String?, position: Int) {
    var numbers: [String] = []
    for fact in Fact.all {
      guard case .identifier(let scheme)? = fact.field?.kind, scheme.identifiesWorks else {
        continue
      }
      numbers += reference.texts(of: fact.value).map {
        "\(scheme.rawValue):\(scheme.normalized($0).filter { !$0.isWhitespace })"
      }
    }
    let person = (reference.authors.first ?? reference.editors.first)?.familyName
    let page = reference.locator.map { ComparedText.firstPage($0.text) }
    let parts = [
      numbers.joined(separator: " "),
      String(ComparedText.letters(reference.title ?? "").prefix(Self.longestTitle)),
      ComparedText.letters(person ?? ""), reference.year.map(String.init) ?? "",
      [reference.volume.map { ComparedText.letters($0) }, page].compactMap(\.self)
        .joined(separator: "/"),
      "\(source)#\(sourceKey ?? String(position))",
    ]
    text = parts.map { $0.replacing(#/[\t\n\r]/#, with: " ") }.joined(separator: "\t")
  }

  /// A record as its line has it; nil where the line has other parts.
  public init?(text: String) {
    guard text.split(separator: "\t", omittingEmptySubsequences: false).count == 6 else {
      return nil
    }
    self.text = text
  }

  /// What of a record tells its work, each with how much it tells; together more than
  /// `leastWeight` for a work that is known again.
  ///
  /// A number is enough. So are title, author and year, or two of title, author with year, and
  /// place; a place alone is not, nor is a title.
  var signatures: [(text: String, weight: Int)] {
    let parts = text.split(separator: "\t", omittingEmptySubsequences: false)
    let (title, family, year, detail, place) = (parts[1], parts[2], parts[3], parts[4], parts[5])
    var signatures = parts[0].split(separator: " ").map { (String($0), 16) }
    if !title.isEmpty { signatures.append(("t\t\(title)", 2)) }
    if !family.isEmpty, !year.isEmpty { signatures.append(("a\t\(family)\t\(year)", 2)) }
    if !title.isEmpty, !detail.isEmpty { signatures.append(("d\t\(title)\t\(detail)", 3)) }
    // A key of a source is meant to last, a position is not.
    let hasKey = place.split(separator: "#").last.map { Int($0) == nil } ?? false
    signatures.append(("p\t\(place)", hasKey ? 4 : 2))
    return signatures
  }

  static let leastWeight = 4
}

/// The keys that were given, and to what: finds the key of a work that is made again.
///
/// The latest line about a record holds. Keys that a record had before go on naming its work.
public struct KeyClaims: Sendable {
  /// The keys of each signature, each once.
  private var keys: [String: [String]] = [:]
  private var keyOf: [KeyRecord: String] = [:]
  /// A key that went over into another, of which it is another name.
  private var successors: [String: String] = [:]

  public init() {}

  public var isEmpty: Bool { keyOf.isEmpty }

  /// - Parameter lines: keys and records in the order in which they were written.
  public init(_ lines: some Sequence<(key: String, record: KeyRecord)>) {
    for (key, record) in lines {
      if let former = keyOf.updateValue(key, forKey: record), former != key {
        successors[former] = key
        if successors[key] == former { successors[key] = nil }
      }
    }
    for (record, key) in keyOf {
      for (signature, _) in record.signatures where keys[signature]?.contains(key) != true {
        keys[signature, default: []].append(key)
      }
    }
  }

  /// Whether a record has a key already, and which.
  public func key(of record: KeyRecord) -> String? { keyOf[record] }

  /// Whether a key was given.
  public var given: Set<String> { Set(keyOf.values).union(successors.keys) }

  /// The keys that some records claim, each with how much tells for it.
  func votes(of records: [KeyRecord]) -> [String: Int] {
    var votes: [String: Int] = [:]
    for record in records {
      var own: [String: Int] = [:]
      for (signature, weight) in record.signatures {
        for key in keys[signature] ?? [] { own[key, default: 0] += weight }
      }
      for (key, weight) in own where weight >= KeyRecord.leastWeight {
        votes[key, default: 0] += weight
      }
    }
    return votes
  }

  /// The keys that went over into this one, in order.
  func formerKeys(of key: String) -> [String] {
    successors.filter { $0.value == key }.map(\.key).sorted()
  }
}

/// Gives keys to works.
///
/// What was claimed before goes first, the surest claim before others; of equal ones the work whose
/// print comes first in order. Works that nobody knows get the key that they ask for, in the order
/// of their print, with a letter where it was ever given.
public struct KeyAssignment {
  /// A work that needs a key.
  public struct Candidate {
    /// What it asks for.
    public let wanted: CitationKey
    public let records: [KeyRecord]
    /// Orders works whatever their source (`Identity.canonicalText`).
    public let canonicalText: String

    public init(wanted: CitationKey, records: [KeyRecord], canonicalText: String) {
      (self.wanted, self.records, self.canonicalText) = (wanted, records, canonicalText)
    }
  }

  /// A key, and others that name the work, too.
  public struct Assigned: Equatable, Sendable {
    public let key: String
    public let aliases: [String]
    /// Whether the work was here before.
    public let isKnown: Bool
  }

  /// - Parameters:
  ///   - claims: keys that were given before.
  ///   - isTaken: whether a key names a work already, in any case of its letters.
  /// - Returns: by candidate.
  public static func keys(
    for candidates: [Candidate], claims: KeyClaims, isTaken: (String) throws -> Bool
  ) rethrows -> [Assigned] {
    var assigned: [Int: Assigned] = [:]
    var used: Set<String> = []
    let votes = candidates.map { claims.votes(of: $0.records) }
    let claimed = votes.enumerated().flatMap { index, votes in
      votes.map { (index: index, key: $0.key, weight: $0.value) }
    }.sorted {
      ($1.weight, candidates[$0.index].canonicalText, $0.key.count, $0.key)
        < ($0.weight, candidates[$1.index].canonicalText, $1.key.count, $1.key)
    }
    for claim in claimed where assigned[claim.index] == nil && !used.contains(claim.key) {
      if try isTaken(claim.key) { continue }
      used.insert(claim.key)
      assigned[claim.index] = Assigned(
        key: claim.key, aliases: claims.formerKeys(of: claim.key), isKnown: true)
    }
    let given = claims.given
    var ordinals: [CitationKey: Int] = [:]
    let others = candidates.indices.filter { assigned[$0] == nil }
      .sorted { candidates[$0].canonicalText < candidates[$1].canonicalText }
    for index in others {
      let wanted = candidates[index].wanted
      var ordinal = ordinals[wanted] ?? -1
      var key = ordinal < 0 ? wanted : wanted.disambiguated(ordinal)
      while try used.contains(key.description) || given.contains(key.description)
        || isTaken(key.description)
      {
        ordinal += 1
        key = wanted.disambiguated(ordinal)
      }
      ordinals[wanted] = ordinal
      used.insert(key.description)
      assigned[index] = Assigned(key: key.description, aliases: [], isKnown: false)
    }
    return candidates.indices.map { assigned[$0]! }
  }
}
