import References

extension Citation {
  /// Sets a fact to what a person says it is; none of the values: the citation has no such fact.
  ///
  /// - Returns: whether the values are some of the fact: a year is a number.
  @discardableResult
  public mutating func fix(_ fact: Fact, to values: [String]) -> Bool {
    reference.clear(fact)
    reference.set(fact, to: values) { $0.map { Creator(familyFirst: $0) } }
    if !fixed.contains(fact.name) { fixed.append(fact.name) }
    return values.isEmpty || reference.knows(fact)
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
}
