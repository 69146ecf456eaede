import References

/// Reads names of CSL: `{"family": "Bruggen", "non-dropping-particle": "van", "given": "Arie"}`,
/// `{"literal": "Gene Ontology Consortium"}`.
enum CSLName {
  /// The names of a list, or of what stands in its place; the second is true if it ends in
  /// "others".
  static func names(_ value: Any?) -> ([Creator], hasMore: Bool) {
    let values = value as? [Any] ?? value.map { [$0] } ?? []
    var names = values.compactMap(name)
    let others: [Creator] = [.literal("others"), .literal("et al."), .literal("et al")]
    let hasMore = names.last.map(others.contains) ?? false
    if hasMore { names.removeLast() }
    return (names, hasMore)
  }

  private static func name(_ value: Any) -> Creator? {
    if let text = (value as? String).flatMap(Markup.line) { return Creator(familyFirst: text) }
    guard let parts = value as? [String: Any] else { return nil }
    func part(_ name: String) -> String? { CSLItem.text(parts[name]).flatMap(Markup.line) }
    if let literal = part("literal") ?? part("name") { return .literal(literal) }
    let family = [part("dropping-particle"), part("non-dropping-particle"), part("family")]
      .compactMap(\.self).joined(separator: " ")
    let given = part("given")
    if family.isEmpty { return given.map { .literal($0) } }
    let isInstitution = ["true", "1"].contains(part("isInstitution"))
    if isInstitution { return .literal(family) }
    return .person(PersonalName(family: family, given: given, suffix: part("suffix")))
  }
}

/// Reads dates of CSL in all their forms: `{"date-parts": [[2020, 3, 5]]}`, `{"raw": "March 2020"}`,
/// `{"literal": "n.d."}`, `"2020-03-05"`, `2020`.
enum CSLDate {
  private static let names = ["date-parts", "year", "raw", "literal", "edtf", "date-time"]

  /// The first date that has a year.
  static func date(_ value: Any?) -> PublicationDate {
    if let date = value as? [String: Any] {
      return first(names.lazy.map { self.date(date[$0]) })
    }
    guard let list = value as? [Any] else {
      return CSLItem.text(value).map { PublicationDate($0) } ?? PublicationDate()
    }
    let isDate = !list.contains { $0 is [Any] || $0 is [String: Any] }
    let numbers = isDate ? list.map { CSLItem.text($0).flatMap { Int($0) } } : []
    if let year = numbers.first ?? nil, year != 0, (-9999...2999).contains(year) {
      let parts = numbers.dropFirst()
      return PublicationDate(
        year: year, month: parts.first ?? nil, day: parts.dropFirst().first ?? nil)
    }
    return first(list.lazy.map { self.date($0) })
  }

  private static func first(_ dates: some Sequence<PublicationDate>) -> PublicationDate {
    dates.first { $0.year != nil } ?? PublicationDate()
  }

  /// Both ends of a range, `1997-07/1997-08`; nil if there is one date.
  static func range(_ value: Any?) -> String? {
    guard let parts = (value as? [String: Any])?["date-parts"] as? [Any], parts.count == 2,
      let start = date(parts[0]).iso, let end = date(parts[1]).iso
    else { return nil }
    return "\(start)/\(end)"
  }

  /// A year that is approximate, `1850~`, or a season of one, `2001-22`, as EDTF writes them; nil for
  /// other dates.
  static func qualified(_ value: Any?) -> String? {
    guard let year = date(value).iso, date(value).month == nil else { return nil }
    let fields = value as? [String: Any]
    let printed: String = text(fields?["raw"]) ?? text(fields?["literal"]) ?? text(value) ?? ""
    let words: [Substring] = printed.lowercased().split { !$0.isLetter }
    let season = text(fields?["season"]).flatMap { Int($0) }
    let named = seasons.first { words.contains($0.key) }?.value
    if let number = season ?? named, (1...4).contains(number) { return "\(year)-\(20 + number)" }
    let circa = text(fields?["circa"]).map { !["0", "false"].contains($0) } ?? false
    return circa || words.contains { ["circa", "ca", "c"].contains($0) } ? "\(year)~" : nil
  }

  private static let seasons: KeyValuePairs<Substring, Int> = [
    "spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4,
  ]

  /// The first text or number of a date.
  static func text(_ value: Any?) -> String? {
    if let date = value as? [String: Any] {
      return names.lazy.compactMap { text(date[$0]) }.first
    }
    if let list = value as? [Any] { return list.lazy.compactMap { text($0) }.first }
    return CSLItem.text(value)
  }
}
