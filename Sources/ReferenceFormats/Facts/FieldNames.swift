import References

/// The names of a field or cell, however a program or person divides them.
///
/// | text | names |
/// |---|---|
/// | `Marlow I, Quill B; Boat Study Group.` | PubMed: family and initials, groups at the end |
/// | `Marlow, Ina (57190); Quill, Ben (5719)` | Scopus |
/// | `Marlow, Ina and Quill, Ben` | Rayyan |
/// | `Marlow, I., Quill, B., & Tarn, P.` | as APA prints them |
/// | `Ina Marlow, Ben Quill, and Pia Tarn` | as people say them: in a cell alone |
/// | `Marlow, Ina\|Quill, Ben` | programs that write tables of lists |
/// | `Hern, Matt, Ed` | an editor, as ERIC marks them |
///
/// Among names with commas, one without is a group's: `Smith, John; World Health Organization`.
struct FieldNames {
  /// What a text holds.
  enum Layout {
    /// One name as a rule, with the family name before a comma: a tagged field.
    case familyFirst
    /// One name as a rule, as people say it.
    case givenFirst
    /// Every name of a kind: a cell of a table.
    case cell
  }

  private(set) var names: [Creator] = []
  /// Those that say so.
  private(set) var editors: [Creator] = []
  /// The list ended in "et al."
  private(set) var hasMore = false
  private let layout: Layout

  init(_ texts: [String], _ layout: Layout = .familyFirst) {
    self.layout = layout
    for text in texts { add(text) }
  }

  init(cell: String) { self.init([cell], .cell) }

  private mutating func add(_ text: String) {
    var text = layout == .cell ? text.replacing("|", with: ";") : text
    if let rest = text.withoutOthers {
      text = rest
      hasMore = true
    }
    if layout == .cell, text.endsInStopOfList { text.removeLast() }
    let parts = parts(of: text).map { $0.withoutNameAddenda.singleSpaced }
    let areFamilyFirst =
      layout == .cell && parts.contains { $0.holds(",") && !GroupName.hasOwnCommas($0) }
    for name in parts where !name.isEmpty && !name.saysThereIsNone {
      if let editor = name.editor {
        editors.append(Creator(familyFirst: editor))
      } else {
        names.append(creator(name, isGroup: areFamilyFirst && !name.holds(",")))
      }
    }
  }

  private func creator(_ name: String, isGroup: Bool) -> Creator {
    switch layout {
    case .familyFirst: return Creator(familyFirst: name)
    case .givenFirst: return Creator(givenFirst: name)
    case .cell:
      if name.holds(",") || name.endsInInitials { return Creator(familyFirst: name) }
      return isGroup || GroupName.holds(name) ? .literal(name) : Creator(givenFirst: name)
    }
  }

  /// Whether a field for one name contains those of the authors that a work cites, as PsycInfo has
  /// them: a long list that is none of a family and a given name each.
  static func areCited(_ text: String) -> Bool {
    let commas = text.utf8.count { $0 == UInt8(ascii: ",") }
    return commas > 5 && !text.holds(";") && FieldNames([text]).names.count == 1
  }

  // MARK: Parts

  private func parts(of text: String) -> [String] {
    if text.holds(";") {
      return text.split(separator: ";").map(String.init).flatMap { part in
        let names = part.commaParts
        return names.count > 1 && names.allSatisfy(isNameWithInitials)
          ? names : [names.joined(separator: ", ")]
      }
    }
    let isGroup =
      GroupName.hasOwnCommas(text)
      || layout == .cell && !text.holds(",") && GroupName.holds(text)
    if isGroup { return [text] }
    guard text.holds(" and ") || text.holds("&") else { return list(text) }
    let lists = text.split(separator: /,?\s+(?:and|&)\s+/).map(String.init)
    let haveCommas = lists.allSatisfy { $0.holds(",") }
    let arePeople = text.holds(" and ") || lists.allSatisfy { $0.singleSpaced.holds(" ") }
    return haveCommas || layout == .cell && arePeople ? lists.flatMap(list) : list(text)
  }

  /// The names between commas, of which some part a family from its given names.
  private func list(_ text: String) -> [String] {
    let parts = text.commaParts
    guard parts.count > 1, !GroupName.hasOwnCommas(text) else { return [text] }
    if parts.allSatisfy(isNameWithInitials) { return parts }
    // Each is a whole name where it is of several words; `June, C. H., Sadelain, M.` is not.
    if layout == .cell, parts.allSatisfy({ $0.holds(" ") && !$0.isInitials }) { return parts }
    guard parts.count > 2 else { return [text] }
    let names = Self.withInitials(parts)
    let pairs = parts.count - names.count
    // `Smith, J., Doe, A., WHO`; `Marlow, I., Quill`
    if pairs > 1 || pairs == 1 && layout == .cell { return names }
    // `Smith, John, Doe, Jane`
    if layout == .cell, parts.count.isMultiple(of: 2), !parts.contains(where: { $0.holds(" ") }) {
      return stride(from: 0, to: parts.count, by: 2).map { "\(parts[$0]), \(parts[$0 + 1])" }
    }
    return layout == .cell && parts.count > 3 ? parts : [text]
  }

  /// The text between commas, with initials behind the family name that they belong to.
  private static func withInitials(_ parts: [String]) -> [String] {
    var names: [String] = []
    var isOpen = false
    for part in parts {
      if part.isInitials, isOpen {
        names[names.count - 1] += ", \(part)"
        isOpen = false
      } else {
        names.append(part)
        isOpen = !part.isInitials
      }
    }
    return names
  }

  /// `Smith J`, of which several stand in a row; `ST JOHN` is not one in a field for one name.
  private func isNameWithInitials(_ name: String) -> Bool {
    name.endsInInitials
      && (layout == .cell || !name.prefix { $0 != " " }.allSatisfy { $0.isUppercase || $0 == "." })
  }
}

extension String {
  /// The text between commas; a suffix behind initials belongs to the name before it:
  /// `Smith J., Jr., Doe A.`
  fileprivate var commaParts: [String] {
    var parts: [String] = []
    for part in split(separator: ",").map({ String($0).singleSpaced }) where !part.isEmpty {
      if part.isDegree, !parts.isEmpty { continue }
      if let last = parts.last, part.isSuffixOfName, last.endsInInitials {
        parts[parts.count - 1] = "\(last) \(part)"
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  /// `MD`, `PhD`: no part of a name.
  fileprivate var isDegree: Bool {
    ["MD", "M.D.", "PhD", "Ph.D.", "MSc", "MPH", "DPhil", "FRCP", "RN"].contains(self)
  }

  fileprivate var isSuffixOfName: Bool {
    ["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"].contains(self)
  }

  /// `C. H.`, `CH`, `J.-S.`, not `DOE A.`
  fileprivate var isInitials: Bool {
    let words = split { ". -".contains($0) }
    return !words.isEmpty && (1...4).contains(words.reduce(0) { $0 + $1.count })
      && (words.count == 1 || words.allSatisfy { $0.count < 3 })
      && words.allSatisfy { $0.allSatisfy(\.isUppercase) }
  }

  /// `Quill B`, `Quill B Jr`
  fileprivate var endsInInitials: Bool {
    var words = split(separator: " ").map(String.init)
    if words.count > 2, words[words.count - 1].isSuffixOfName { words.removeLast() }
    return words.count > 1 && words[words.count - 1].isInitials
  }

  /// The text before what says that a list goes on, `et al.`, `and others`, `…`; nil where nothing
  /// does.
  var withoutOthers: String? {
    let marks: Set<Character> = [" ", ",", ";", "&"]
    var text = self[...]
    while let last = text.last, marks.contains(last) { text.removeLast() }
    guard let last = text.last, "lL.sS…".contains(last) else { return nil }
    let lower = text.lowercased()
    for ending in ["et al.", "et al", "and others", "others", "...", "…"]
    where lower.hasSuffix(ending) {
      var rest = text.dropLast(ending.count)
      let isWord = ending.first?.isLetter == true
      if isWord, let before = rest.last, !marks.contains(before) { return nil }
      while let last = rest.last, marks.contains(last) { rest.removeLast() }
      return String(rest)
    }
    return nil
  }

  /// `[No author name available]`
  fileprivate var saysThereIsNone: Bool {
    first == "[" && ["[no author", "[anonymous]"].contains { lowercased().hasPrefix($0) }
  }

  /// The name before the word that makes it an editor's: in brackets, or behind a whole name, since
  /// `Diener, Ed` is a person.
  fileprivate var editor: String? {
    guard holds("Ed") || holds("ed") else { return nil }
    let patterns = [
      /(.+?),? \([Ee]ds?\.?\)/, /([^,]+, ?[^,]+), [Ee]ds?\.?/, /([^,]+ [^,]+), eds?\.?/,
      /(.+), [Ee]ds\.?/,
    ]
    return patterns.lazy.compactMap { wholeMatch(of: $0) }.first.map { String($0.1) }
  }

  /// Whether the only full stop ends the list, not initials behind a comma: `Marlow I, Quill B.`
  fileprivate var endsInStopOfList: Bool {
    guard last == ".", count(where: { $0 == "." }) == 1 else { return false }
    let person = split(separator: ";").last.map(String.init) ?? self
    let name = person.split(separator: ",").last.map { String($0).singleSpaced } ?? ""
    if name.isInitials || firmEndings.contains(where: name.hasSuffix) { return false }
    // `Marlow, Ina; Quill, Ben T.`
    let isInitial = name.split(separator: " ").last.map { $0.count == 2 } ?? false
    return !(isInitial && holds(";") && person.holds(","))
  }

  private var firmEndings: [String] { ["Inc.", "Ltd.", "Corp.", "Jr.", "Sr."] }
}
