import Diagnostics
import Foundation

extension Library {
  /// Adds files and folders to the sources that `index.yaml` names, leaving the rest of the file
  /// and its comments as they are.
  ///
  /// - Returns: false if the file lists its sources in a way that a line cannot be added to.
  public func addSources(_ entries: [String]) throws -> Bool {
    if entries.isEmpty { return true }
    return try editConfiguration { $0.appendSources(entries) }
  }

  /// A file as an entry of `sources`: relative to `Index/` where it lies below it, else its full
  /// path.
  public func entry(for file: URL) -> String {
    let path = file.standardizedFileURL.path
    let prefix = indexFolder.standardizedFileURL.path + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}

extension ConfigurationEditor {
  mutating func appendSources(_ entries: [String]) -> Bool {
    append(entries.map(Self.quoted), to: "sources", first: [LibraryConfiguration.ownFolder])
  }
}

extension Indexer {
  /// Those of some files and folders that the sources do not name yet.
  public func unnamed(_ files: [URL]) -> [URL] {
    let named = Set(finder.files(for: configuration.sources).files.map(\.path))
    return files.filter { file in
      let wanted = finder.files(for: [file.standardizedFileURL.path]).files
      return wanted.isEmpty || !wanted.allSatisfy { named.contains($0.path) }
    }
  }
}
