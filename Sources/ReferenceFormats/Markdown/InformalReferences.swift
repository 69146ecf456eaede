import References

/// What people call works in their notes, short of a citation:
///
/// ```
/// Rozeman EA et al., Lancet Oncol 2019      Roe & Poe, Gut 2018
/// Blank CU et al. N Engl J Med 2024;391     Amaria 2018 Nat Med (doi 10.1038/s41591-018-0197-1)
/// ```
///
/// A family name and a year alone name a work only where a note begins: "Sotillo 2015, exon 2".
struct InformalReferences {
  /// What names a work, and where it stands.
  private struct Name {
    var text: String
    var range: Range<String.Index>
    /// Whether the text is, or ends with, an identifier.
    var hasIdentifier = false
  }

  private let text: String
  private var names: [Name] = []

  init(_ text: String) {
    self.text = text
    // Nothing is named without a year, in which one of these stands.
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "9") || $0 == UInt8(ascii: "0") }) else {
      return
    }
    for window in windows {
      findPairs(in: window)
      findFirstOfMany(in: window)
    }
    findLone()
  }

  /// Characters before a year in which its name may begin.
  private static let reach = 240

  /// The text before each year, from the one before it, and the sign behind: a name has one year, its
  /// last part.
  private var windows: [Substring] {
    var end = text.startIndex
    return text.matches(of: Self.year).map { year in
      let start = text.index(year.range.lowerBound, offsetBy: -Self.reach, limitedBy: end) ?? end
      let behind = text.index(year.range.upperBound, offsetBy: 2, limitedBy: text.endIndex)
      end = year.range.upperBound
      return text[start..<(behind ?? text.endIndex)]
    }
  }

  /// How a note's subject is called, each work once, in the order of the text: an identifier belongs to
  /// the name before it.
  ///
  /// - Parameter mentions: what is surely named, by key or by name and year.
  func subjects(beside mentions: [Mention]) -> [String] {
    var all = names
    for mention in mentions {
      guard let name = mention.target.name, let range = range(of: mention) else { continue }
      if !names.contains(where: { $0.range.overlaps(range) }) {
        all.append(Name(text: name, range: range))
      }
    }
    all.sort { $0.range.lowerBound < $1.range.lowerBound }
    let keys = Set(
      mentions.filter { if case .keyed = $0.target { true } else { false } }.map(\.text))
    var subjects: [Name] = []
    var later = all[...]
    for identifier in identifiers {
      while let name = later.first, name.range.upperBound <= identifier.range.lowerBound {
        subjects.append(later.removeFirst())
      }
      if let name = subjects.last, !keys.contains(name.text), !name.hasIdentifier,
        belongs(identifier, to: name)
      {
        subjects[subjects.count - 1].text += ", " + identifier.text
        subjects[subjects.count - 1].hasIdentifier = true
      } else {
        subjects.append(identifier)
      }
    }
    var seen: Set<String> = []
    return (subjects + later).map(\.text).filter { seen.insert($0).inserted }
  }

  private func range(of mention: Mention) -> Range<String.Index>? {
    let start = text.utf8.index(text.startIndex, offsetBy: mention.range.lowerBound)
    return start..<text.utf8.index(text.startIndex, offsetBy: mention.range.upperBound)
  }

  /// "Amaria 2018 Nat Med (doi …": no sentence ends between them.
  private func belongs(_ identifier: Name, to name: Name) -> Bool {
    let between = text[name.range.upperBound..<identifier.range.lowerBound]
    return between.utf8.count < 80 && between.count < 40 && !between.contains("\n")
      && !between.contains(/[.!?;] \p{Lu}/)
  }

  private var identifiers: [Name] {
    guard text.utf8.firstRange(of: "10.".utf8) != nil else { return [] }
    return text.matches(of: Self.identifier).compactMap { match in
      Identifier.doi(in: match.0).map { Name(text: $0, range: match.range, hasIdentifier: true) }
    }
  }

  private mutating func add(_ text: String, _ range: Range<String.Index>) {
    if !names.contains(where: { $0.range.overlaps(range) }) {
      names.append(Name(text: text, range: range))
    }
  }

  // MARK: Patterns

  // Compiled once: that takes longer than a paragraph does to search. A regular expression is not
  // Sendable only because it may call closures, which these do not; what is compiled is stored
  // atomically.
  nonisolated(unsafe) private static let year = /[ (](?:19|20)\d\d(?!\d)/
  nonisolated(unsafe) private static let identifier = /10\.\d{4,9}\/[^\s<>]+/
  nonisolated(unsafe) private static let pair =
    /((?:(?:van|von|de|der|den|la|du|di|del) ){0,3}\p{Lu}[\p{L}'’-]{0,30}\p{Ll}[\p{L}'’-]{0,30})(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))? (?:&|and) ((?:(?:van|von|de|der|den|la|du|di|del) ){0,3}\p{Lu}[\p{L}'’-]{0,30}\p{Ll}[\p{L}'’-]{0,30})(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))?[,.]?(?: (?:\p{Lu}[\p{L}.]*|of|the|and|&),?){0,7},? \(?((?:19|20)\d\d)[a-z]?(?![\p{L}\d])/
  nonisolated(unsafe) private static let firstOfMany =
    /((?:(?:van|von|de|der|den|la|du|di|del) ){0,3}\p{Lu}[\p{L}'’-]{0,30}\p{Ll}[\p{L}'’-]{0,30})(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))?,? et al[.,]*(?: (?:\p{Lu}[\p{L}.]*|of|the|and|&),?){0,7},? \(?((?:19|20)\d\d)[a-z]?(?![\p{L}\d])/
  nonisolated(unsafe) private static let lone =
    /^(?:[\p{L}\p{N}-]{2,20} [—–-] |\(|[Ss]ee )?((?:(?:van|von|de|der|den|la|du|di|del) ){0,3}\p{Lu}[\p{L}'’-]{0,30}\p{Ll}[\p{L}'’-]{0,30})(?:(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))[,.]?(?: (?:\p{Lu}[\p{L}.]*|of|the|and|&),?){0,7})?,? \(?((?:19|20)\d\d)[a-z]?(?![\p{L}\d])/

  /// "June CH & Sadelain M, N Engl J Med 2018": between names and year there may be up to seven words of
  /// a journal's name.
  private mutating func findPairs(in window: Substring) {
    guard
      window.utf8.firstRange(of: " & ".utf8) != nil
        || window.utf8.firstRange(of: " and ".utf8) != nil
    else { return }
    for match in window.matches(of: Self.pair) {
      add("\(match.1) & \(match.2) (\(match.3))", match.range)
    }
  }

  /// "Rozeman EA et al., Lancet Oncol 2019".
  private mutating func findFirstOfMany(in window: Substring) {
    guard window.utf8.firstRange(of: "et al".utf8) != nil else { return }
    for match in window.matches(of: Self.firstOfMany) {
      add("\(match.1) et al. (\(match.2))", match.range)
    }
  }

  /// "Amaria 2018", "OpACIN — Rozeman 2019", "Schuster SJ, N Engl J Med 2017", where a note begins.
  private mutating func findLone() {
    guard let match = text.prefixMatch(of: Self.lone) else { return }
    if !Self.noNames.contains(match.1.lowercased()) {
      add("\(match.1) (\(match.2))", match.range)
    }
  }

  /// What stands before a year and is nobody.
  private static let noNames: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "spring", "summer", "autumn", "fall", "winter", "in",
    "since", "until", "before", "after", "from", "by", "during", "update", "updated", "meeting",
    "chapter", "figure", "table", "section", "week", "conference", "congress", "symposium",
    "lecture", "version", "draft", "session", "semester", "term", "volume", "issue", "part",
    "year", "notes", "guideline", "guidelines", "read", "todo", "status", "edition",
  ]
}
