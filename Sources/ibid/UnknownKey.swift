import Diagnostics
import Index
import References

extension Failure {
  /// No work has a key; the nearest one that begins alike is proposed.
  static func unknownKey(_ key: String, _ database: IndexDatabase) -> Failure {
    let alike = (try? database.values(of: "key", beginning: String(key.prefix(4)))) ?? []
    let hint = nearest(to: key.lowercased(), among: alike).map { "did you mean '\($0)'?" }
    return Failure(.nothingFound, .error("no work has the key '\(key)'", hint: hint))
  }
}
