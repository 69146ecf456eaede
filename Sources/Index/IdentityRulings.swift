import GRDB
import References

/// What a user says about works that identity alone would get wrong: groups of names of works that are
/// one, and of works that are not.
///
/// A name is a work's key, the key that a source gives it, or the place of a citation,
/// `Index/References/list.txt:12`.
public struct IdentityRulings: Equatable, Sendable {
  public var same: [[String]] = []
  public var different: [[String]] = []

  public init() {}

  /// What the index keeps, to be built again when it changes.
  var digest: String { "\(same) \(different)" }

  /// The other names of groups of `same` that hold one of some names.
  func sameNames(as names: Set<String>) -> [String] {
    same.filter { !names.isDisjoint(with: $0) }.joined().filter { !names.contains($0) }
  }

  /// Whether two citations are said to be of different works.
  func areDifferent(_ names: Set<String>, _ others: Set<String>) -> Bool {
    different.contains { group in
      group.contains { name in
        names.contains(name) && group.contains { $0 != name && others.contains($0) }
      }
    }
  }
}

extension IndexDatabase {
  /// Whether the index was built with these rulings.
  public func follows(_ rulings: IdentityRulings) throws(IndexError) -> Bool {
    try read { db in
      try String.fetchOne(db, sql: "SELECT rulings FROM library_state") == rulings.digest
    }
  }
}

extension WorkStore {
  /// The work that a ruling calls by a name.
  func id(named name: String) throws -> Int64? {
    if let id = try id(of: CitationKey(name)) { return id }
    guard let colon = name.lastIndex(of: ":"), let line = Int(name[name.index(after: colon)...])
    else { return nil }
    return try Int64.fetchOne(
      db,
      sql: """
        SELECT work_id FROM citation JOIN source ON source.id = source_id
        WHERE path = ? AND line = ?
        """, arguments: [String(name[..<colon]), line])
  }

  /// Every name of a work's citations, and its key.
  func names(of work: Int64) throws -> Set<String> {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT source_key, path || ':' || line AS place, key FROM citation
        JOIN source ON source.id = source_id JOIN work ON work.id = work_id WHERE work_id = ?
        """, arguments: [work])
    return Set(
      rows.flatMap { [$0["source_key"] as String?, $0["place"], $0["key"]] }.compactMap(\.self))
  }
}
