import Foundation

/// Finds the files that `sources` in `index.yaml` names.
///
/// An entry is a file, a folder (searched to its depths for files that may hold references) or a
/// pattern: `*` stands for any letters of one name, `**` for any folders, `?` for one letter.
struct SourceFinder {
  /// Where relative entries begin.
  let folder: URL

  /// What is looked for in folders; a file that is named is read whatever it is called.
  private static let extensions: Set<String> = ["txt", "text", "md", ""]

  struct Found {
    var files: [URL] = []
    /// Entries that name nothing that exists.
    var missing: [String] = []
    /// Folders that may not be listed.
    var unreadable: [URL] = []
  }

  /// The files of all entries, by path, each once.
  func files(for entries: [String]) -> Found {
    var found = Found()
    for entry in entries {
      let files = files(for: entry, &found.unreadable)
      if files == nil { found.missing.append(entry) }
      found.files += files ?? []
    }
    var seen: Set<String> = []
    found.files = found.files.map(\.standardizedFileURL)
      .filter { seen.insert($0.path).inserted }
      .sorted { $0.path < $1.path }
    return found
  }

  private func files(for entry: String, _ unreadable: inout [URL]) -> [URL]? {
    let components = entry.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let wild = components.firstIndex(where: { $0.contains { "*?".contains($0) } }) else {
      return filesOrFolder(url(entry), &unreadable)
    }
    let base = url(components[..<wild].joined(separator: "/"))
    let pattern = components[wild...].joined(separator: "/")
    let prefix = base.path.hasSuffix("/") ? base.path : base.path + "/"
    return contents(of: base, &unreadable).filter { file in
      Self.matches(file.path.dropFirst(prefix.count), pattern)
    }
  }

  private func url(_ path: String) -> URL {
    path.isEmpty
      ? folder : URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL
  }

  private func filesOrFolder(_ url: URL, _ unreadable: inout [URL]) -> [URL]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      return nil
    }
    guard isFolder.boolValue else { return [url] }
    return contents(of: url, &unreadable).filter {
      Self.extensions.contains($0.pathExtension.lowercased())
    }
  }

  /// Every file below a folder, hidden ones and what they hold left out.
  private func contents(of folder: URL, _ unreadable: inout [URL]) -> [URL] {
    let folder = folder.resolvingSymlinksInPath()
    var refused: [URL] = []
    let names = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles],
      errorHandler: { url, _ in
        refused.append(url)
        return true
      })
    defer { unreadable += refused }
    return (names?.compactMap { $0 as? URL } ?? []).filter {
      (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }
  }

  /// Whether a relative path is of a pattern.
  private static func matches(_ path: some StringProtocol, _ pattern: String) -> Bool {
    matches(Array(path.unicodeScalars)[...], Array(pattern.unicodeScalars)[...])
  }

  private static func matches(
    _ path: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == "*" {
      let isDeep = pattern.dropFirst().first == "*"
      let rest = pattern.dropFirst(isDeep ? 2 : 1)
      if isDeep, rest.first == "/", matches(path, rest.dropFirst()) { return true }
      for end in path.startIndex...path.endIndex {
        if matches(path[end...], rest) { return true }
        if end < path.endIndex, path[end] == "/", !isDeep { return false }
      }
      return false
    }
    guard let letter = path.first, letter == first || (first == "?" && letter != "/") else {
      return false
    }
    return matches(path.dropFirst(), pattern.dropFirst())
  }
}
