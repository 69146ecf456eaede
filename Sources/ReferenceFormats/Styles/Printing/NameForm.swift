import References

/// How a style prints one name.
enum NameForm {
  /// `Powell, D. J. Jr`
  case inverted
  /// `Powell, D. J., Jr.`
  case invertedWithCommas
  /// `Powell, D.J. Jr`
  case invertedTight
  /// `Powell, Daniel J., Jr.`
  case invertedFull
  /// `Powell DJ Jr`
  case bare
  /// `D. J. Powell Jr.`
  case direct
  /// `D.J. Powell Jr.`
  case directTight
  /// `Daniel J. Powell Jr.`
  case full

  func text(of creator: Creator) -> String {
    switch creator {
    case .literal(let name): name
    case .person(let name): text(of: name)
    }
  }

  private func text(of name: PersonalName) -> String {
    guard let given = name.given, !given.isEmpty else { return name.family }
    let initials = GivenInitials(given)
    let suffix = name.suffix.map { " \($0)" } ?? ""
    let stopped = suffix.hasSuffix("r") ? suffix + "." : suffix
    return switch self {
    case .inverted: "\(name.family), \(initials.spaced)\(suffix)"
    case .invertedWithCommas:
      "\(name.family), \(initials.spaced)\(stopped.isEmpty ? "" : "," + stopped)"
    case .invertedTight: "\(name.family), \(initials.tight)\(suffix)"
    case .invertedFull: "\(name.family), \(given)\(stopped.isEmpty ? "" : "," + stopped)"
    case .bare: "\(name.family) \(initials.bare)\(suffix)"
    case .direct: "\(initials.spaced) \(name.family)\(stopped)"
    case .directTight: "\(initials.tight) \(name.family)\(stopped)"
    case .full: "\(given) \(name.family)\(stopped)"
    }
  }
}

/// The initials of given names, however they are printed: `Daniel J.`, `D.J.`, `DJ`, `Jean-Pierre`.
struct GivenInitials {
  /// `D. J.`, `J.-P.`
  let spaced: String
  /// `D.J.`
  var tight: String { spaced.filter { $0 != " " } }
  /// `DJ`, `J-P`
  var bare: String { spaced.filter { $0 != " " && $0 != "." } }

  init(_ given: String) {
    spaced = given.split(whereSeparator: \.isWhitespace).map(Self.initials).joined(separator: " ")
  }

  /// Those of one word, which may contain several: `D.J.`, `DJ`, `Jean-Pierre`, `Yu.`
  private static func initials(of word: Substring) -> String {
    if word.contains(".") {
      var spaced = ""
      for (index, character) in zip(word.indices, word) {
        spaced.append(character)
        let next = word.index(after: index)
        if character == ".", next < word.endIndex, word[next].isLetter { spaced.append(" ") }
      }
      return spaced.hasSuffix(".") ? spaced : spaced + "."
    }
    if word.count <= 3, word.allSatisfy(\.isUppercase) {
      return word.map { "\($0)." }.joined(separator: " ")
    }
    guard word.first?.isUppercase == true else { return String(word) }
    return word.split(separator: "-").map { "\($0.prefix(1))." }.joined(separator: "-")
  }
}
