import References

/// The names that begin a citation of the medical styles: up to the first full stop, or up to the
/// colon of the older form.
struct MedicalNames {
  let list: NameList
  let areEditors: Bool
  /// Where the title begins.
  let end: Int

  /// Nil if the text begins with its title.
  static func read(_ text: Printed, bodyEnd: Int, _ containers: ContainerTitle) -> MedicalNames? {
    guard let stop = end(of: text, before: bodyEnd) else { return nil }
    var names = text[..<stop].trimmed
    var areEditors = false
    for role: StaticString in [
      ", editors", ", editor", ", eds", ", ed", " (eds)", " (ed)", " (editors)",
    ]
    where names.hasSuffix(role) {
      names = names[..<(names.endIndex - role.utf8CodeUnitCount)]
      areEditors = true
    }
    let list = NameList(names)
    guard !list.creators.isEmpty else { return nil }
    let people = list.creators.count(where: \.isPerson)
    let isSure = people > 0 && list.unsure <= people
    if !isSure, !areEditors, !isGroup(names, followedBy: text[(stop + 1)..<max(stop + 1, bodyEnd)])
    {
      return nil
    }
    return MedicalNames(list: list, areEditors: areEditors, end: stop + 1)
  }

  /// A group's name is the only one before a title and a journal.
  private static func isGroup(_ names: Printed, followedBy rest: Printed) -> Bool {
    let words = names.words
    guard words.count <= 18, !ContainerTitle.boundaries(in: rest).isEmpty else { return false }
    if GroupName.isKnown(names) {
      let capitals = words.count { $0.first!.isUpper || $0.first!.isDigit || $0.count <= 4 }
      return capitals * 10 >= words.count * 8
    }
    return words.count <= 6 && words.allSatisfy { $0.first!.isUpper || $0.count <= 3 }
      && words.count > 1
  }

  private static func end(of text: Printed, before limit: Int) -> Int? {
    var index = text.startIndex
    while index < limit {
      switch text[index] {
      case ".":
        guard text.at(index + 1)?.isBlank ?? true else { break }
        if isInsideName(at: index, in: text) { break }
        return index
      case ":" where text.at(index + 1)?.isBlank == true:
        return isNamesOnly(text[..<index]) ? index : nil
      case "?", "!": return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// "St. John R", "Powell D. J., June": full stops of the names themselves.
  private static func isInsideName(at index: Int, in text: Printed) -> Bool {
    let word = text[..<index].lastWord
    if word.string == "St" { return true }
    if word.contains("."), word.count <= 4 { return isFollowedByName(index, in: text) }
    guard word.count == 1, word.first!.isUpper else { return false }
    let next = text[text.skippingBlanks(index + 1)...].prefix { !$0.isBlank }
    return next.count == 3 && next.first?.isUpper == true && next.last == ","
  }

  private static func isFollowedByName(_ index: Int, in text: Printed) -> Bool {
    text.at(index + 1) == ","
  }

  private static func isNamesOnly(_ text: Printed) -> Bool {
    let list = NameList(text)
    return list.unsure == 0 && list.creators.contains(where: \.isPerson)
  }
}
