import References

/// The names of one kind in a record, one a field as a rule.
struct RecordNames {
  private(set) var names: [Creator] = []
  /// Those that say so, as ERIC's do: `Hern, Matt, Ed`.
  private(set) var editors: [Creator] = []
  /// The list ended in "et al."
  private(set) var hasMore = false

  private static let others: Set<String> = [
    "et al", "et al.", "et al.,", "others", "and others", "others,",
  ]

  init(_ texts: [String], givenFirst: Bool = false) {
    for text in texts {
      for name in Self.parts(of: text) {
        add(name.withoutNameAddenda, givenFirst: givenFirst)
      }
    }
  }

  private mutating func add(_ name: String, givenFirst: Bool) {
    if Self.others.contains(name.lowercased()) {
      hasMore = true
    } else if let editor = Self.editor(name) {
      editors.append(Creator(familyFirst: editor))
    } else if givenFirst {
      names.append(Creator(givenFirst: name))
    } else {
      names.append(Creator(familyFirst: name))
    }
  }

  /// Whether a field for one name contains those of the authors that a work cites, as PsycInfo has
  /// them: a long list that is none of a family and a given name each.
  static func areCited(_ text: String) -> Bool {
    let commas = text.utf8.count { $0 == UInt8(ascii: ",") }
    return commas > 5 && !text.holds(";") && parts(of: text).count == 1
  }

  /// The name before the word that makes it an editor's: in brackets, or behind a whole name, since
  /// `Diener, Ed` is a person.
  private static func editor(_ name: String) -> String? {
    guard name.holds("Ed") || name.holds("ed") else { return nil }
    let patterns = [
      /(.+?),? \([Ee]ds?\.?\)/, /([^,]+, ?[^,]+), [Ee]ds?\.?/, /([^,]+ [^,]+), eds?\.?/,
      /(.+), [Ee]ds\.?/,
    ]
    return patterns.lazy.compactMap { name.wholeMatch(of: $0) }.first.map { String($0.1) }
  }

  /// Several names in one field are parted by semicolons, or by the commas after initials:
  /// `June, C. H., Sadelain, M.`
  private static func parts(of text: String) -> [String] {
    if text.holds(";") {
      return text.split(separator: ";").map { String($0).singleSpaced }.filter { !$0.isEmpty }
    }
    guard text.holds(",") else { return [text] }
    let people = text.components(separatedBy: " and ")
    if people.count > 1, people.allSatisfy({ $0.holds(", ") }) { return people }
    let list = text.split(separator: ",").map { String($0).singleSpaced }
    if list.count > 1, list.allSatisfy(\.endsInInitials) { return list }
    if text.utf8.count(where: { $0 == UInt8(ascii: ",") }) < 3 { return [text] }
    let words = text.split(separator: ",").map { String($0).singleSpaced }
    let areInitials = words.indices.allSatisfy { $0 % 2 == 0 || words[$0].isGivenInitials }
    guard words.count >= 4, words.count % 2 == 0, areInitials else { return [text] }
    return stride(from: 0, to: words.count, by: 2).map { "\(words[$0]), \(words[$0 + 1])" }
  }
}

extension String {
  /// `Smith J`, of which several stand in a row.
  fileprivate var endsInInitials: Bool {
    let words = split(separator: " ")
    guard words.count > 1, let last = words.last else { return false }
    return String(last).isGivenInitials && !words[0].allSatisfy { $0.isUppercase || $0 == "." }
  }

  /// `C. H.`, `CH`, `J.-S.`
  fileprivate var isGivenInitials: Bool {
    let letters = filter { $0 != "." && $0 != "-" && $0 != " " }
    return (1...4).contains(letters.count) && letters.allSatisfy(\.isUppercase)
  }
}
