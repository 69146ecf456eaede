import References

/// What publishers, catalogues and programs print behind a name, and is no part of it:
///
/// ```
/// Smith, J. [University of Leeds]     Doe, Jane (ORCID: 0000-0002-1825-0097)     Roe, Richard*
/// Knuth, Donald Ervin, 1938-          Wei Wang 0042, of DBLP                     Marlow, Ina (57190)
/// ```
extension String {
  var withoutNameAddenda: String {
    guard utf8.contains(where: { (48...57).contains($0) || "[(*#".utf8.contains($0) || $0 == 0xE2 })
    else { return self }
    var name = self[...]
    while let addendum = name.firstMatch(of: Self.nameAddendum), !addendum.range.isEmpty,
      case let rest = name[..<addendum.range.lowerBound], !rest.isEmpty
    {
      // A group has brackets of its own.
      if name.last == "]", !rest.holds(",") { break }
      name = rest
    }
    return String(name)
  }

  private static var nameAddendum: some RegexComponent {
    /\s*(?:\[[^\]]*\]|\((?:ORCID|orcid|https?:)[^)]*\)|\(\d[\d\s\-]*\)|[*†‡§¶#]+|,\s*(?:b\. ?|d\. ?|ca?\. ?)?1?[0-9]\d\d\d?\??\s*[\-–]\s*(?:\d{3,4})?\.?|\s0\d{3})\s*$/
  }
}

extension TextBytes {
  /// The same of a name in bytes.
  var withoutNameAddenda: TextBytes {
    let mayHave = contains { byte in
      (48...57).contains(byte) || "[(*#".utf8.contains(byte) || byte == 0xE2
    }
    guard mayHave else { return self }
    let text = string(0..<count)
    let name = text.withoutNameAddenda
    return text.utf8.count == count ? slice(0..<name.utf8.count) : self
  }
}
