/// A compound of a query's text, with every spelling under which the index may contain it.
package struct QueryWord: Equatable {
  package struct Part: Equatable {
    /// Folded, lower case.
    package var form: String
    /// Nil if the part is never stemmed.
    package var stem: String?
    package var digraph: String?
    package var greekInitial: String?
    /// Written in capitals.
    package var isUpper: Bool
  }

  package var parts: [Part]
  /// Pairs of Chinese, Japanese or Korean characters: always a phrase.
  package var isPairs = false
  /// One such character: the beginning of a pair, or the last of a text.
  package var isBeginning: Bool { isPairs && parts[0].form.count == 1 }

  init(_ parts: [Part]) {
    self.parts = parts
  }

  init(pairs: [String]) {
    parts = pairs.map { Part(form: $0, isUpper: false) }
    isPairs = true
  }

  /// The terms in order, in each spelling: `PD-1` is `pd 1` and `pd1`; `PD1` is `pd1` and `pd 1`.
  package var spellings: [[String]] {
    var spellings = [parts.map(\.form)]
    if isPairs { return spellings }
    if parts.contains(where: { $0.digraph != nil }) {
      spellings.append(parts.map { $0.digraph ?? $0.form })
    }
    if parts.count > 1 {
      spellings.append([joined])
      if parts.contains(where: { $0.greekInitial != nil }) {
        spellings.append([parts.map { $0.greekInitial ?? $0.form }.joined()])
      }
    }
    let split = parts.flatMap { Self.splitAtDigits($0.form) }
    if split.count > parts.count { spellings.append(split) }
    return spellings
  }

  /// The parts as one term.
  package var joined: String { parts.map(\.form).joined() }

  /// Initials typed together: `DJ` is `d j`.
  package var initials: [String]? {
    guard parts.count == 1, parts[0].isUpper, (2...4).contains(parts[0].form.count),
      parts[0].form.allSatisfy(\.isLetter)
    else { return nil }
    return parts[0].form.map(String.init)
  }

  /// `pd1` → `pd`, `1`; `5mm` → `5`, `mm`; `il13ra2` stays, as more than one change of kind is a name
  /// of its own.
  private static func splitAtDigits(_ form: String) -> [String] {
    guard let isNumber = form.first?.isNumber,
      let change = form.firstIndex(where: { $0.isNumber != isNumber }),
      form[change...].allSatisfy({ $0.isNumber != isNumber && ($0.isNumber || $0.isLetter) })
    else { return [form] }
    return [String(form[..<change]), String(form[change...])]
  }
}
