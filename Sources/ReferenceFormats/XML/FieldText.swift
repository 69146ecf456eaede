import References

extension String {
  /// The first four digits in a row that can be a year.
  var firstYear: Int? {
    var digits = 0
    var value = 0
    for scalar in unicodeScalars + ["."] {
      if scalar.isDigit {
        digits += 1
        value = digits > 4 ? value : value * 10 + Int(scalar.value - 48)
      } else {
        if digits == 4, (1000...2199).contains(value) { return value }
        digits = 0
        value = 0
      }
    }
    return nil
  }

  /// A title without the full stop that ends it; an ellipsis and the stop of `U.S.` stay.
  var withoutFinalStop: String {
    guard hasSuffix("."), !hasSuffix("..") else { return self }
    let scalars = Array(unicodeScalars)
    return scalars[...].endsWithInitialism ? self : String(dropLast())
  }
}

extension Identifier {
  /// The number of a record in PubMed from its address: `https://pubmed.ncbi.nlm.nih.gov/29172078/`,
  /// `…/pubmed/29172078`, `…&list_uids=29172078`.
  static func pmid(inURL url: String) -> String? {
    for mark in ["pubmed.ncbi.nlm.nih.gov/", "/pubmed/", "list_uids=", "/pubmed?term="] {
      guard let range = url.range(of: mark) else { continue }
      let digits = url[range.upperBound...].prefix { ("0"..."9").contains($0) }
      if (1...9).contains(digits.count) { return String(digits) }
    }
    return nil
  }
}
