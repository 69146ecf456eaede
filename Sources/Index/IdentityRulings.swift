import Foundation
import GRDB
import References

/// The user's rulings on identity: groups of names of one work, and of different works.
///
/// A name is a work's key, the key that a source gives it, or the place of a citation,
/// `Index/References/list.txt:12`.
public struct IdentityRulings: Equatable, Sendable, Codable {
  /// Groups of two or more names of one work.
  public var same: [[String]] = []
  /// Groups of two or more names, each of another work.
  public var different: [[String]] = []

  /// Creates rulings that leave every decision to the evidence.
  public init() {}

  /// The stored form, used to look again at the works of rulings that change.
  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// The rulings that an index was built with.
  ///
  /// - Throws: `IndexError.damaged` if the stored text is invalid.
  static func stored(in db: Database) throws -> IdentityRulings {
    let text = try String.fetchOne(db, sql: "SELECT rulings FROM library_state") ?? ""
    guard let rulings = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else {
      throw IndexError.damaged
    }
    return rulings
  }

  /// The works of an index that rulings name, so that they are looked at with every change.
  func works(in db: Database) throws -> Set<Int64> {
    let store = WorkStore(db)
    return Set(try (same + different).joined().flatMap { try store.ids(named: $0) })
  }

  /// The pairs of citations that groups name, by all names of each.
  ///
  /// - Parameter names: of each citation.
  func pairs(named names: [CitationNames]) -> Set<RuledPair> {
    var pairs: Set<RuledPair> = []
    for group in same {
      let named = Set(group.flatMap { Self.citations(named: $0, names) }).sorted()
      for (first, second) in zip(named, named.dropFirst()) {
        pairs.insert(RuledPair(first: first, second: second, isSame: true))
      }
    }
    for group in different {
      // A citation is named by its place rather than by the key of a work that it shares.
      let named = group.map { name in names.indices.filter { names[$0].own.contains(name) } }
      for (index, some) in named.enumerated() {
        for others in named[(index + 1)...] {
          let (some, others) = Self.apart(some, others)
          for first in some {
            for second in others where first != second {
              pairs.insert(
                RuledPair(first: min(first, second), second: max(first, second), isSame: false))
            }
          }
        }
      }
    }
    return pairs
  }

  /// The citations that a name of one work calls: those that it calls by themselves, if there are any.
  /// A key of a work which took others in stays the name of what it was given to, or what a ruling once
  /// put together could never be taken apart.
  private static func citations(named name: String, _ names: [CitationNames]) -> [Int] {
    let alone = names.indices.filter { names[$0].alone.contains(name) }
    return alone.isEmpty ? names.indices.filter { names[$0].all.contains(name) } : alone
  }

  /// Two lists, without the items of the shorter in the longer.
  private static func apart(_ some: [Int], _ others: [Int]) -> ([Int], [Int]) {
    some.count <= others.count
      ? (some, others.filter { !some.contains($0) })
      : (some.filter { !others.contains($0) }, others)
  }
}

/// The names by which a ruling can refer to a citation.
struct CitationNames {
  /// The key of its source, its place, and the key that it was given first.
  var alone: Set<String> = []
  /// The key of its source, its place, the key of its work.
  var own: Set<String> = []
  /// Former keys of its work, and the key that it would get.
  var others: Set<String> = []

  var all: Set<String> { own.union(others) }
}

/// Two citations named by a ruling, the lower index first.
struct RuledPair: Hashable {
  let first: Int
  let second: Int
  let isSame: Bool

  var opposite: RuledPair { RuledPair(first: first, second: second, isSame: !isSame) }
}

extension IndexDatabase {
  /// Whether the index was built with these rulings.
  public func follows(_ rulings: IdentityRulings) throws(IndexError) -> Bool {
    try read { db in try IdentityRulings.stored(in: db) == rulings }
  }

  /// The keys of the works that a name of a ruling may mean: a key, the key of a source, or a place,
  /// `Index/References/list.txt:12`.
  public func keys(named name: String) throws(IndexError) -> [CitationKey] {
    try read { db in
      let store = WorkStore(db)
      return try store.ids(named: name).compactMap { try store.keyed($0)?.key }
    }
  }
}

extension WorkStore {
  /// The works that a ruling names by a key or a place.
  fileprivate func ids(named name: String) throws -> [Int64] {
    let ids = try ids(of: CitationKey(name))
    guard ids.isEmpty, let colon = name.lastIndex(of: ":"),
      let line = Int(name[name.index(after: colon)...])
    else { return ids }
    return try Int64.fetchAll(
      db,
      sql: """
        SELECT work_id FROM citation JOIN source ON source.id = source_id
        WHERE path = ? AND line = ?
        """, arguments: [String(name[..<colon]), line])
  }
}
