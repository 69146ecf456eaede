import References

extension Reference {
  /// The facts that another reference has otherwise: `place: Leeds, not York`.
  func differences(from other: Reference) -> [String] {
    Fact.all.compactMap { fact in
      let (here, there) = (texts(of: fact.value), other.texts(of: fact.value))
      return here == there
        ? nil
        : "\(fact.name): \(here.joined(separator: " / ")), not \(there.joined(separator: " / "))"
    }
  }
}
