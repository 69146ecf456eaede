import References

/// The names of one cell, however a program divides them.
///
/// | cell | names |
/// |---|---|
/// | `Marlow I, Quill B; Boat Study Group.` | PubMed: family and initials, groups at the end |
/// | `Marlow, Ina (57190); Quill, Ben (5719)` | Scopus |
/// | `Marlow, Ina and Quill, Ben` | Rayyan |
/// | `Marlow, I., Quill, B., & Tarn, P.` | as APA prints them |
/// | `Ina Marlow, Ben Quill, and Pia Tarn` | as people say them |
/// | `Marlow, Ina|Quill, Ben` | programs that write tables of lists |
///
/// Among names with commas, one without is a group's: `Smith, John; World Health Organization`.
struct TableNames {
  private(set) var names: [Creator] = []
  private(set) var hasMore = false

  init(_ cell: String) {
    var text = cell.replacing("|", with: ";")[...]
    if let others = text.firstMatch(of: Self.others) {
      text = text[..<others.range.lowerBound]
      hasMore = true
    }
    if text.endsInStopOfList { text = text.dropLast() }
    let parts = Self.parts(of: String(text)).map { $0.withoutNameAddenda.singleSpaced }
    let areFamilyFirst = parts.contains { $0.holds(",") && !GroupName.hasOwnCommas($0) }
    for name in parts where !name.isEmpty {
      names.append(Self.creator(name, isGroup: areFamilyFirst && !name.holds(",")))
    }
  }

  /// At the end of a list: `et al.`, `and others`, `…`.
  private static var others: some RegexComponent {
    /(?:(?:^|[\s,;&])(?:and\s+)?(?:et\s+al\b\.?|others)|\.\.\.|…)[\s,;]*$/
  }

  private static func parts(of text: String) -> [String] {
    if text.holds(";") {
      return text.split(separator: ";").map(String.init).flatMap { part in
        let names = split(part)
        return names.count > 1 && names.allSatisfy(\.endsInInitials) ? names : [part]
      }
    }
    if GroupName.holds(text), !text.holds(",") { return [text] }
    let isListed = text.holds(" and ") || text.holds("&")
    guard isListed else { return list(text) }
    let lists = text.split(separator: /,?\s+(?:and|&)\s+/).map(String.init)
    let arePeople = lists.allSatisfy { $0.holds(",") || $0.singleSpaced.holds(" ") }
    return arePeople || text.holds(" and ") ? lists.flatMap(list) : [text]
  }

  private static func split(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).singleSpaced }
  }

  /// The names between commas, of which some part a family from its given names.
  private static func list(_ text: String) -> [String] {
    let parts = split(text)
    guard parts.count > 1, !GroupName.hasOwnCommas(text) else { return [text] }
    // Each is a whole name where it is of several words; `June, C. H., Sadelain, M.` is not.
    if parts.allSatisfy({ $0.holds(" ") && !$0.isInitials }) { return parts }
    let areInitials = parts.indices.allSatisfy { $0.isMultiple(of: 2) || parts[$0].isInitials }
    guard parts.count.isMultiple(of: 2), parts.count > 2, areInitials else {
      return parts.count == 2 ? [text] : parts
    }
    return stride(from: 0, to: parts.count, by: 2).map { "\(parts[$0]), \(parts[$0 + 1])" }
  }

  private static func creator(_ name: String, isGroup: Bool) -> Creator {
    let last = name.split(separator: " ").last.map(String.init) ?? ""
    if name.holds(",") || last.isInitials { return Creator(familyFirst: name) }
    return isGroup || GroupName.holds(name) ? .literal(name) : Creator(givenFirst: name)
  }
}

extension String {
  /// `C. H.`, `CH`, `J.-S.`, not `DOE A.`
  fileprivate var isInitials: Bool {
    let words = split { ". -".contains($0) }
    return !words.isEmpty && (1...4).contains(words.reduce(0) { $0 + $1.count })
      && (words.count == 1 || words.allSatisfy { $0.count < 3 })
      && words.allSatisfy { $0.allSatisfy(\.isUppercase) }
  }

  /// `Quill B`
  fileprivate var endsInInitials: Bool {
    let words = split(separator: " ").map(String.init)
    return words.count > 1 && words[words.count - 1].isInitials
  }
}

extension Substring {
  /// Whether the only full stop ends the list, not initials behind a comma: `Marlow I, Quill B.`
  fileprivate var endsInStopOfList: Bool {
    guard last == ".", count(where: { $0 == "." }) == 1 else { return false }
    let name = split { ",;".contains($0) }.last.map { String($0).singleSpaced } ?? ""
    return !name.isInitials && !firmEndings.contains { name.hasSuffix($0) }
  }

  private var firmEndings: [String] { ["Inc.", "Ltd.", "Corp.", "Jr.", "Sr."] }
}
