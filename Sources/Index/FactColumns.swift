import GRDB
import References

/// The columns of `citation` that hold the facts of `Fact.all`: their definitions, the values of a
/// reference, and the reference of a row. Creators are rows of `creator`, by the fact's name.
package enum FactColumns {
  /// Between the items of a list, and behind each name of `others`; no text of a source holds it.
  private static let separator = "\u{1F}"

  private static let inCitation = Fact.all.filter { !$0.isCreators }
  private static let values = inCitation.map(\.value)
  /// Facts whose values are rows of `creator`, with where they are in a reference.
  package static let creators:
    [(role: String, path: WritableKeyPath<Reference, [Creator]> & Sendable)] =
      Fact.all.compactMap { fact in
        if case .creators(let path) = fact.value { (fact.name, path) } else { nil }
      }
  /// For `CREATE TABLE`.
  package static let definitions = inCitation.map { "\($0.name) \($0.type)" }.joined(
    separator: ", ")
  /// For `SELECT` and `INSERT`, in the order in which `bind` binds them.
  package static let names = inCitation.map(\.name)
  package static let list = names.map { "citation.\($0)" }.joined(separator: ", ")

  /// Binds the facts of a reference, in the order of `names`; of nil, those of a citation that states
  /// none.
  static func bind(_ reference: Reference?, to row: BoundStatement) {
    let (isKnown, reference) = (reference != nil, reference ?? Reference())
    for value in values {
      switch value {
      case .text(let path), .choice(let path, _):
        row.bind(isKnown ? reference.value(at: path) : nil)
      case .number(let path): row.bind(reference.value(at: path))
      case .flag(let path): row.bind(Int64(reference.value(at: path) ? 1 : 0))
      case .list(let path): row.bind(joined(reference.value(at: path)))
      case .others(let path):
        row.bind(joined(reference.value(at: path).flatMap { [$0.name, $0.value] }))
      case .creators: continue
      }
    }
  }

  /// The facts of a row that begins, at an index, with the columns of `list`; without creators.
  static func reference(
    in row: StatementRow, from start: Int = 0
  ) throws(IndexError) -> Reference {
    var reference = Reference()
    for (offset, value) in values.enumerated() {
      let index = start + offset
      switch value {
      case .text(let path), .choice(let path, _):
        if let text: String = try row.value(at: index) { reference[keyPath: path] = text }
      case .number(let path):
        if let number: Int = try row.value(at: index) { reference[keyPath: path] = number }
      case .flag(let path): if try row.value(at: index) { reference[keyPath: path] = true }
      case .list(let path):
        if let text: String = try row.value(at: index) { reference[keyPath: path] = items(text) }
      case .others(let path):
        guard let text: String = try row.value(at: index) else { continue }
        let items = items(text)
        reference[keyPath: path] = stride(from: 0, to: items.count - 1, by: 2)
          .map { OtherField(name: items[$0], value: items[$0 + 1]) }
      case .creators: continue
      }
    }
    return reference
  }

  /// A condition on `citation` that some text of a fact fulfils.
  ///
  /// - Parameter body: the condition on an expression of SQL, null where the fact is not known.
  package static func condition(on fact: Fact, _ body: (String) -> String) -> String {
    guard case .creators = fact.value else { return body("citation.\(fact.name)") }
    return """
      EXISTS (SELECT 1 FROM creator WHERE creator.citation_id = citation.id \
      AND role = '\(fact.name)' AND \(body("coalesce(literal, given || ' ' || family, family)")))
      """
  }

  package static func joined(_ items: [String]) -> String? {
    if items.isEmpty { return nil }
    return items.map { $0.utf8.contains(0x1F) ? $0.replacing(separator, with: " ") : $0 }
      .joined(separator: separator)
  }

  package static func items(_ text: String?) -> [String] {
    guard let text, !text.isEmpty else { return [] }
    return text.utf8.split(separator: 0x1F, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }
}

extension Fact {
  fileprivate var isCreators: Bool {
    if case .creators = value { true } else { false }
  }

  /// Its column's type.
  fileprivate var type: String {
    switch value {
    case .number: "INTEGER"
    case .flag: "INTEGER NOT NULL"
    case .text, .choice, .list, .others, .creators: "TEXT"
    }
  }
}
