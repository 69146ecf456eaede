import References

extension CitationStyle {
  public func text(of reference: Reference) -> String { "" }
}
