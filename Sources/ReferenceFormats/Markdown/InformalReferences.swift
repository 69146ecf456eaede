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
  }

  private let text: String
  private var names: [Name] = []

  init(_ text: String) {
    self.text = text
    findPairs()
    findFirstOfMany()
    findLone()
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
    for identifier in identifiers {
      let before = all.lastIndex { $0.range.upperBound <= identifier.range.lowerBound }
      if let before, !keys.contains(all[before].text), !all[before].text.contains(","),
        belongs(identifier, to: all[before])
      {
        all[before].text += ", " + identifier.text
      } else if before.map({ !all[$0].range.overlaps(identifier.range) }) ?? true {
        all.insert(identifier, at: before.map { $0 + 1 } ?? 0)
      }
    }
    var seen: Set<String> = []
    return all.map(\.text).filter { seen.insert($0).inserted }
  }

  private func range(of mention: Mention) -> Range<String.Index>? {
    let start = text.utf8.index(text.startIndex, offsetBy: mention.range.lowerBound)
    return start..<text.utf8.index(text.startIndex, offsetBy: mention.range.upperBound)
  }

  /// "Amaria 2018 Nat Med (doi …": no sentence ends between them.
  private func belongs(_ identifier: Name, to name: Name) -> Bool {
    let between = text[name.range.upperBound..<identifier.range.lowerBound]
    return between.count < 40 && !between.contains("\n") && !between.contains(/[.!?;] \p{Lu}/)
  }

  private var identifiers: [Name] {
    text.matches(of: /10\.\d{4,9}\/[^\s<>]+/).compactMap { match in
      Identifier.doi(in: match.0).map { Name(text: $0, range: match.range) }
    }
  }

  private mutating func add(_ text: String, _ range: Range<String.Index>) {
    if !names.contains(where: { $0.range.overlaps(range) }) {
      names.append(Name(text: text, range: range))
    }
  }

  // MARK: Patterns

  /// "June CH & Sadelain M, N Engl J Med 2018": between names and year there may be up to seven words of
  /// a journal's name.
  private mutating func findPairs() {
    let pattern =
      /((?:(?:van|von|de|der|den|la|du|di|del) )*\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*)(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))? (?:&|and) ((?:(?:van|von|de|der|den|la|du|di|del) )*\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*)(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))?[,.]?(?: (?:\p{Lu}[\p{L}.]*|of|the|and|&),?){0,7},? \(?((?:19|20)\d\d)[a-z]?(?![\p{L}\d])/
    for match in text.matches(of: pattern) {
      add("\(match.1) & \(match.2) (\(match.3))", match.range)
    }
  }

  /// "Rozeman EA et al., Lancet Oncol 2019".
  private mutating func findFirstOfMany() {
    let pattern =
      /((?:(?:van|von|de|der|den|la|du|di|del) )*\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*)(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))?,? et al[.,]*(?: (?:\p{Lu}[\p{L}.]*|of|the|and|&),?){0,7},? \(?((?:19|20)\d\d)[a-z]?(?![\p{L}\d])/
    for match in text.matches(of: pattern) {
      add("\(match.1) et al. (\(match.2))", match.range)
    }
  }

  /// "Amaria 2018", "OpACIN — Rozeman 2019", "Schuster SJ, N Engl J Med 2017", where a note begins.
  private mutating func findLone() {
    let pattern =
      /^(?:[\p{L}\p{N}-]{2,20} [—–-] |\(|[Ss]ee )?((?:(?:van|von|de|der|den|la|du|di|del) )*\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*)(?:(?:,? (?:\p{Lu}{1,3}|(?:\p{Lu}\. ?){1,3}))[,.]?(?: (?:\p{Lu}[\p{L}.]*|of|the|and|&),?){0,7})?,? \(?((?:19|20)\d\d)[a-z]?(?![\p{L}\d])/
    guard let match = text.prefixMatch(of: pattern) else { return }
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
