import Diagnostics
import Foundation

extension Library {
  /// Adds files and folders to the sources that `index.yaml` names, leaving the rest of the file
  /// and its comments as they are.
  ///
  /// - Returns: false where the file lists its sources in a way that a line cannot be added to.
  public func addSources(_ entries: [String]) throws -> Bool {
    if entries.isEmpty { return true }
    // Of processes that add at once, each adds to what the one before wrote.
    let lock = FileLock(stateFolder.appendingPathComponent("sources.lock"))
    return try withExtendedLifetime(lock) {
      let text = try String(contentsOf: configurationFile, encoding: .utf8)
      guard let changed = Self.adding(entries, to: text) else { return false }
      try Data(changed.utf8).write(to: configurationFile, options: .atomic)
      return true
    }
  }

  /// Nil where `sources` is no block of `- entry` lines.
  static func adding(_ entries: [String], to text: String) -> String? {
    let items = entries.map { "  - " + quoted($0) }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let key = lines.firstIndex(where: { $0.hasPrefix("sources:") }) else {
      while lines.last?.isEmpty == true { lines.removeLast() }
      return (lines + ["sources:", "  - References"] + items + [""]).joined(separator: "\n")
    }
    let value = lines[key].dropFirst("sources:".count).prefix { $0 != "#" }
    guard value.allSatisfy(\.isWhitespace) else { return nil }
    let block = lines[(key + 1)...].prefix { line in
      let text = line.trimmingCharacters(in: .whitespaces)
      return text.isEmpty || text.hasPrefix("#") || text.hasPrefix("- ")
    }
    guard
      let last = block.lastIndex(where: { $0.trimmingCharacters(in: .whitespaces).hasPrefix("- ") })
    else { return nil }
    let indent = lines[last].prefix { $0 == " " }
    lines.insert(contentsOf: entries.map { "\(indent)- \(quoted($0))" }, at: last + 1)
    return lines.joined(separator: "\n")
  }

  /// A YAML scalar in double quotes unless it is plainly a path.
  private static func quoted(_ entry: String) -> String {
    let isPlain = entry.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-".unicodeScalars.contains($0)
    }
    if isPlain, let first = entry.first, first != "-" { return entry }
    return "\"" + entry.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": return "\\" + String(scalar)
    case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
      let hex = String(scalar.value, radix: 16)
      return "\\x" + (hex.count == 1 ? "0" : "") + hex
    default: return String(scalar)
    }
  }

  /// A file as an entry of `sources`: relative to `Index/` where it lies below it, else its full
  /// path.
  public func entry(for file: URL) -> String {
    let path = file.standardizedFileURL.path
    let prefix = indexFolder.standardizedFileURL.path + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}

extension Indexer {
  /// Those of some files and folders that the sources do not name yet.
  public func unnamed(_ files: [URL]) -> [URL] {
    let finder = SourceFinder(folder: library.indexFolder)
    let named = Set(finder.files(for: configuration.sources).files.map(\.path))
    return files.filter { file in
      let wanted = finder.files(for: [file.standardizedFileURL.path]).files
      return wanted.isEmpty || !wanted.allSatisfy { named.contains($0.path) }
    }
  }
}
