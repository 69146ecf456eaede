import Foundation
import Index
import References

/// What runs of saved queries with `--new` have shown, in `Index/state/`: one file for each query
/// and the values of its parameters.
///
/// Works are remembered by key, also those that have left the result: a folder that is away for a
/// day brings nothing new when it comes back.
public struct SeenWorks: Sendable {
  private struct Run: Codable {
    var query: String
    var parameters: [String: String]
    var keys: [String]
  }

  private let folder: URL

  /// Names the records in `Index/state` of a library; the folder need not exist.
  public init(_ library: Library) {
    folder = library.stateFolder
  }

  /// Runs `body` while no other process shows or remembers works of the same query; runs of other
  /// queries go on.
  public func locked<T>(
    _ query: String, _ parameters: [String: String], _ body: () throws -> T
  ) throws -> T {
    try locked(file(query, parameters).appendingPathExtension("lock"), body)
  }

  private func locked<T>(_ file: URL, _ body: () throws -> T) throws -> T {
    guard let lock = FileLock(file) else { throw SeenWorksError.notWritable(file.path) }
    return try withExtendedLifetime(lock, body)
  }

  /// The keys that were shown; none before the first run.
  public func keys(
    of query: String, _ parameters: [String: String]
  ) throws(SeenWorksError) -> Set<String> {
    let file = file(query, parameters)
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    guard let run = run(in: file) else { throw .damaged(file.path) }
    return Set(run.keys)
  }

  /// Replaces the keys recorded for a query and its values; call it within `locked`.
  public func remember(
    _ keys: Set<String>, of query: String, _ parameters: [String: String]
  ) throws(SeenWorksError) {
    try write(Run(query: query, parameters: parameters, keys: keys.sorted()))
  }

  /// Keeps what is known of a query that has another name now.
  public func rename(_ query: String, to newName: String) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    for (file, run) in runs() where run.query == query {
      try locked(query, run.parameters) {
        var renamed = run
        renamed.query = newName
        try write(renamed)
        try? FileManager.default.removeItem(at: file)
      }
    }
  }

  /// Forgets a query that is gone.
  public func forget(_ query: String) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    for (file, run) in runs() where run.query == query {
      try locked(query, run.parameters) {
        try? FileManager.default.removeItem(at: file)
      }
    }
  }

  // MARK: Files

  private func runs() -> [(URL, Run)] {
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "json" }.compactMap { file in
      run(in: file).map { (file, $0) }
    }
  }

  private func run(in file: URL) -> Run? {
    guard let bytes = try? Data(contentsOf: file) else { return nil }
    return try? JSONDecoder().decode(Run.self, from: bytes)
  }

  private func write(_ run: Run) throws(SeenWorksError) {
    let file = file(run.query, run.parameters)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    do {
      try encoder.encode(run).write(to: file, options: .atomic)
    } catch {
      throw .notWritable(file.path)
    }
  }

  /// Named by the hash of the query's name and the parameters.
  private func file(_ query: String, _ parameters: [String: String]) -> URL {
    let values = parameters.sorted { $0.key < $1.key }.map { "\($0.key)\u{0}\($0.value)" }
    var hash = StableHash()
    hash.add(([query] + values).joined(separator: "\u{0}"))
    return folder.appendingPathComponent("\(hash.hexadecimal).json")
  }
}

/// Why it is not known which works are new.
public enum SeenWorksError: Error, Equatable, Sendable {
  case notWritable(String)
  case damaged(String)
}
