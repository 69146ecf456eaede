/// The record of all assigned keys: finds the key of a work that reappears.
///
/// If a record had several keys, the latest has precedence; the others stay aliases of its work.
public struct KeyClaims: Sendable {
  private struct Claim {
    let key: String
    /// Less where the record had another key before, or has another now.
    let discount: Int
  }

  private var claims: [String: [Claim]] = [:]
  /// Of each record, the latest last.
  private var history: [KeyRecord: [String]] = [:]
  /// Every key that was ever assigned.
  public private(set) var given: Set<String> = []

  /// Creates the claims of a new library: none.
  public init() {}

  /// Whether no key was ever given.
  public var isEmpty: Bool { history.isEmpty }

  /// - Parameter lines: keys and records in the order in which they were written.
  public init(_ lines: some Sequence<(key: String, record: KeyRecord)>) {
    for (key, record) in lines {
      given.insert(key)
      history[record, default: []].removeAll { $0 == key }
      history[record]!.append(key)
    }
    for (record, keys) in history {
      for (age, key) in keys.reversed().enumerated() {
        let discount = keys.count == 1 ? 0 : age + 1
        for (signature, _) in record.signatures {
          claims[signature, default: []].append(Claim(key: key, discount: discount))
        }
      }
    }
  }

  /// The key that a record was given last.
  public func key(of record: KeyRecord) -> String? { history[record]?.last }

  /// The key that a record was given first.
  public func firstKey(of record: KeyRecord) -> String? { history[record]?.first }

  /// Whether a record had a key.
  func gave(_ key: String, to record: KeyRecord) -> Bool {
    history[record]?.contains(key) ?? false
  }

  /// The keys that a record had, the latest first; none where nothing like it had one.
  public func keys(claimedBy record: KeyRecord) -> [String] {
    votes(of: [record]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// Every record with the key that it was given last of those that no work has now: of a work that is
  /// gone, or that another took in and may give back.
  ///
  /// - Parameter known: the keys of works.
  public func open(without known: Set<String>) -> [(key: String, record: KeyRecord)] {
    history.compactMap { record, keys in
      keys.last { !known.contains($0) }.map { ($0, record) }
    }
  }

  /// What so many records say, a title that every journal has, tells none of them.
  static let mostClaims = 50

  /// The keys that some records claim, each with how much tells for it.
  func votes(of records: [KeyRecord]) -> [String: Int] {
    var votes: [String: Int] = [:]
    for record in records {
      let given = history[record] ?? []
      var own: [String: (weight: Int, discount: Int)] = [:]
      for (signature, weight) in record.signatures {
        for (key, discount) in Dictionary(
          telling(of: signature, given).map { ($0.key, $0.discount) }, uniquingKeysWith: min)
        {
          let known = own[key] ?? (0, .max)
          own[key] = (known.weight + weight, min(known.discount, discount))
        }
      }
      for (key, vote) in own where vote.weight >= KeyRecord.leastWeight {
        votes[key, default: 0] += max(4 * vote.weight - vote.discount, 1)
      }
    }
    return votes
  }

  /// The claims by what a record says that tell it from others.
  ///
  /// - Parameter given: the keys of the very record.
  private func telling(of signature: String, _ given: [String]) -> [Claim] {
    let all = claims[signature] ?? []
    guard all.count > Self.mostClaims else { return all }
    guard given.count <= Self.mostClaims else { return [] }
    return given.reversed().enumerated().map { age, key in
      Claim(key: key, discount: given.count == 1 ? 0 : age + 1)
    }
  }

  /// The keys of a record that too many works have for any to claim one, in their order.
  func interchangeableKeys(of record: KeyRecord) -> [String] {
    guard let given = history[record], given.count > Self.mostClaims else { return [] }
    return given.sorted { ($0.count, $0) < ($1.count, $1) }
  }
}
