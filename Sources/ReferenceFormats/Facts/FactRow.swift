import References

/// The fields of a format for a fact of `Fact.all`: one row of the format's table.
///
/// A reader tries the rows in order and keeps the first value that there is, of each name for one fact; a
/// writer takes the first row of a fact. Names, titles, dates and pages, which depend on other
/// facts, are read by each format's own code.
struct FactRow<Name: Hashable & Sendable>: Sendable {
  let fact: Fact
  /// The format's field names; the first one is written.
  let names: [Name]
  /// The types of references in which the names mean this; nil for all.
  let types: Set<ReferenceType>?

  init(_ fact: String, _ names: [Name], of types: Set<ReferenceType>? = nil) {
    guard let fact = Fact.named(fact) else { preconditionFailure("no fact is called \(fact)") }
    (self.fact, self.names, self.types) = (fact, names, types)
  }

  func applies(to type: ReferenceType) -> Bool { types?.contains(type) ?? true }
}

extension Set<ReferenceType> {
  /// What is bound, or part of it.
  static let books: Self = [.book, .chapter, .conference]
}

extension Reference {
  func knows(_ fact: Fact) -> Bool { !texts(of: fact.value).isEmpty }

  /// Sets a fact to the value of a field, in the form of the fact; a field without such a value
  /// changes nothing.
  mutating func set(_ fact: Fact, to texts: [String], names: ([String]) -> [Creator]) {
    let texts = texts.flatMap { FactText.cleaned($0, of: fact) }
    guard let first = texts.first else { return }
    switch fact.value {
    case .text(let path) where fact.comparison == .language:
      self[keyPath: path] = texts.joined(separator: "; ")
    case .text(let path), .choice(let path, _): self[keyPath: path] = first
    case .number(let path): self[keyPath: path] = Int(first)
    case .list(let path):
      var seen: Set<String> = []
      self[keyPath: path] = texts.filter { seen.insert($0).inserted }
    case .creators(let path): self[keyPath: path] = names(texts)
    case .flag, .others: break
    }
  }

  /// Reads the facts of a table that are still unknown.
  ///
  /// - Parameters:
  ///   - texts: the values of a name, as plain text.
  ///   - names: the people that values name.
  mutating func read<Name>(
    _ rows: [FactRow<Name>], texts: (Name) -> [String], names: ([String]) -> [Creator]
  ) {
    var used: Set<Name> = []
    for row in rows where row.applies(to: type) && !knows(row.fact) {
      for name in row.names where !used.contains(name) && !knows(row.fact) {
        set(row.fact, to: texts(name), names: names)
        if knows(row.fact) { used.insert(name) }
      }
    }
  }

  /// An abbreviated name that is the only one is not an abbreviation of another.
  mutating func dropRepeatedNames() {
    if shortContainer == container { shortContainer = nil }
  }

  /// The rows of a table under which the reference's facts are written, a row a fact.
  ///
  /// - Parameter type: what the format takes it for; by default what it is.
  func written<Name>(
    _ rows: [FactRow<Name>], as type: ReferenceType? = nil
  ) -> [FactRow<Name>] {
    var seen: Set<String> = []
    return rows.filter {
      $0.applies(to: type ?? self.type) && knows($0.fact) && seen.insert($0.fact.name).inserted
    }
  }
}
