import References

/// Korean, Chinese and Japanese names, which are printed whole: marks stand between persons, not between the parts
/// of a name.
///
/// ```
/// 김영수, 박지현 (2015).          김영수; 박지현
/// 李航, 张志强. 知识图谱 [J].     李航; 张志强
/// 東 洋・柏木 惠子 (1980).        東 洋; 柏木 惠子
/// ```
enum WholeNames {
  static func settle(_ creators: inout [Creator]) {
    guard creators.contains(where: isJoined) else { return }
    creators = creators.flatMap(persons)
  }

  private static func isJoined(_ creator: Creator) -> Bool {
    switch creator {
    case .person(let name):
      isWhole(name.family) && name.given.map(isWhole) == true
    case .literal(let name):
      name.contains("・") && name.split(separator: "・").allSatisfy(holdsHan)
    }
  }

  private static func persons(_ creator: Creator) -> [Creator] {
    guard isJoined(creator) else { return [creator] }
    switch creator {
    case .person(let name):
      return [name.family, name.given!].map { .person(PersonalName(family: $0)) }
    case .literal(let name):
      return name.split(separator: "・").map { .person(PersonalName(family: String($0))) }
    }
  }

  /// Two syllables or more: a family's name alone has one.
  private static func isWhole(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return (2...4).contains(scalars.count)
      && scalars.allSatisfy {
        (0xAC00...0xD7A3).contains($0.value) || (0x4E00...0x9FFF).contains($0.value)
      }
  }

  private static func holdsHan(_ text: Substring) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
