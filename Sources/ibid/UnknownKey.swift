import Diagnostics
import Index
import References

extension Failure {
  /// The message for an unknown key, with the nearest key of the same prefix.
  static func unknownKey(_ key: String, _ database: IndexDatabase) -> Failure {
    let hint = nearestKey(to: key, database).map { "did you mean '\($0)'?" }
    return Failure(.nothingFound, .error("unknown key '\(key)'", hint: hint))
  }

  static func nearestKey(to key: String, _ database: IndexDatabase) -> String? {
    let alike =
      (try? database.values(of: "key", beginning: String(key.prefix(2)), limit: 5_000)) ?? []
    return nearest(to: key.lowercased(), among: alike)
  }
}
