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
    while let rest = name.withoutLastAddendum, !rest.isEmpty { name = rest }
    return String(name)
  }
}

extension Substring {
  /// The name before what its end adds to it; nil where nothing does. Read from the end, so that a long
  /// field costs no more than its length.
  fileprivate var withoutLastAddendum: Substring? {
    let name = trimmed
    guard let last = name.last else { return nil }
    switch last {
    case "*", "†", "‡", "§", "¶", "#": return name.dropLast().trimmed
    case "]":
      guard let open = name.lastIndex(of: "[") else { return nil }
      let rest = name[..<open].trimmed
      // A group has brackets of its own.
      return rest.holds(",") ? rest : nil
    case ")":
      guard let open = name.lastIndex(of: "(") else { return nil }
      let inside = name[name.index(after: open)...].dropLast().lowercased()
      let isNumber =
        inside.first?.isNumber == true && inside.allSatisfy { "0123456789 -".contains($0) }
      let isAddress = ["orcid", "http:", "https:"].contains(where: inside.hasPrefix)
      return isNumber || isAddress ? name[..<open].trimmed : nil
    default: return last == "-" || last == "–" || last == "." || last.isNumber ? withoutDates : nil
    }
  }

  /// `Knuth, Donald Ervin, 1938-`, `Eliot, T. S., 1888-1965.`, `Bede, ca. 673-735`; `Wei Wang 0042`.
  private var withoutDates: Substring? {
    let name = trimmed
    if let blank = name.lastIndex(of: " "),
      case let word = name[blank...].dropFirst(), word.count == 4, word.first == "0",
      word.allSatisfy(\.isNumber)
    {
      return name[..<blank].trimmed
    }
    guard let comma = name.lastIndex(of: ",") else { return nil }
    let dates = name[name.index(after: comma)...]
    guard dates.utf8.count < 24,
      dates.wholeMatch(
        of: /\s*(?:b\. ?|d\. ?|ca?\. ?)?1?[0-9]\d\d\d?\??\s*[\-–]\s*(?:\d{3,4})?\.?/) != nil
    else { return nil }
    return name[..<comma].trimmed
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
