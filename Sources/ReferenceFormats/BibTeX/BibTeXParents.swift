/// Where the entries stand from which others take fields, found before any entry is read: a child
/// may come first.
struct BibTeXParents {
  /// The offset of the first entry of each key that is asked for.
  private var places: [String: Int] = [:]
  /// The same, by key in lower case: BibTeX takes keys for the same in any case.
  private var foldedPlaces: [String: Int] = [:]

  /// The macros that are defined anywhere in the text.
  private(set) var macros = BibTeXMacros()

  init(_ bytes: TextBytes) {
    var asked: Set<String> = []
    var entry = BibTeXEntry()
    var scanner = BibTeXScanner(bytes)
    while let block = scanner.next(&entry) {
      if block == .strings { macros.define(&entry, bytes, isAhead: true) }
      for field in entry.fields where field.meaning?.namesParents == true {
        for key in Self.keys(of: field, entry, bytes) { asked.insert(key.lowercased()) }
      }
    }
    if !asked.isEmpty { findPlaces(of: asked, bytes) }
  }

  private mutating func findPlaces(of asked: Set<String>, _ bytes: TextBytes) {
    var entry = BibTeXEntry()
    var scanner = BibTeXScanner(bytes)
    while scanner.next(&entry) != nil {
      guard let range = entry.key else { continue }
      let key = bytes.string(range)
      let folded = key.lowercased()
      guard asked.contains(folded) else { continue }
      if places[key] == nil { places[key] = entry.start }
      if foldedPlaces[folded] == nil { foldedPlaces[folded] = entry.start }
    }
  }

  func place(of key: String) -> Int? {
    places[key] ?? foldedPlaces[key.lowercased()]
  }

  /// The keys that a field names: `{one, two}`.
  static func keys(
    of field: BibTeXEntry.Field, _ entry: BibTeXEntry, _ bytes: TextBytes
  ) -> [String] {
    entry.parts[field.parts].flatMap { part in
      let text = bytes.slice(part.range)
      return text.topLevelParts(UInt8(ascii: ",")).map(text.string).filter { !$0.isEmpty }
    }
  }
}

extension BibTeXField {
  var namesParents: Bool { self == .crossref || self == .xdata || self == .entrySet }
}
