import References

extension Citation {
  /// Sets a fact to what a person says it is; none of the values: the citation has no such fact.
  ///
  /// A list of people is whole unless it ends in "et al."
  ///
  /// - Returns: whether the values are some of the fact: a year is a number, a DOI begins with `10.`
  @discardableResult
  public mutating func fix(_ fact: Fact, to values: [String]) -> Bool {
    var values = values
    let isCutOff = values.last?.withoutOthers?.isEmpty ?? false
    reference.clear(fact)
    for follower in Fact.all {
      if case .following(fact.name) = follower.rule, case .flag(let path) = follower.value {
        reference[keyPath: path] = isCutOff
        values = isCutOff ? values.dropLast() : values
      }
    }
    reference.set(fact, to: values) { $0.map { Creator(familyFirst: $0) } }
    if !fixed.contains(fact.name) { fixed.append(fact.name) }
    return values.isEmpty || reference.hasSoundValue(of: fact, typed: values)
  }
}

extension Reference {
  fileprivate mutating func clear(_ fact: Fact) {
    switch fact.value {
    case .text(let path), .choice(let path, _): self[keyPath: path] = nil
    case .number(let path): self[keyPath: path] = nil
    case .list(let path): self[keyPath: path] = []
    case .creators(let path): self[keyPath: path] = []
    case .flag, .others: break
    }
  }

  /// Whether it has a value that can be one of the fact.
  ///
  /// - Parameter values: as a person wrote it.
  fileprivate func hasSoundValue(of fact: Fact, typed values: [String]) -> Bool {
    let texts = texts(of: fact.value)
    if texts.isEmpty { return false }
    if case .identifier(let scheme)? = fact.field?.kind { return texts.allSatisfy(scheme.isOne) }
    switch fact.value {
    case .choice(_, let words): return values.allSatisfy(words.contains)
    case .number:
      return texts.allSatisfy { Int($0).map { fact.range?.contains($0) ?? true } ?? false }
    case .text, .list, .creators, .flag, .others: return true
    }
  }
}
