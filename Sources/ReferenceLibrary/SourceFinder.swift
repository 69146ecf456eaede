import Foundation
import ReferenceFormats

/// Finds the files that `sources` in `index.yaml` names.
///
/// An entry is a file, a folder (searched to its depths for files that may hold references) or a
/// pattern: `*` stands for any letters of one name, `**` for any folders, `?` for one letter.
struct SourceFinder {
  /// Where relative entries begin.
  let folder: URL

  /// What is looked for in folders; a file that is named is read whatever it is called.
  private static let extensions = Set(
    ReferenceFormat.all.flatMap(\.fileExtensions) + ["text", ""])

  /// Folders that programs fill.
  private static let buildFolders: Set<String> = [
    "node_modules", "build", "dist", "target", "venv", "__pycache__", "DerivedData",
  ]

  struct Found {
    var files: [URL] = []
    /// Entries that name nothing that exists.
    var missing: [String] = []
    /// Folders that may not be listed.
    var unreadable: [URL] = []
    /// Files of no known format, hidden ones and the folders that programs fill.
    var skipped: [URL] = []
    /// What a program that keeps folders alike on several computers left where both had changed.
    var conflicted: [URL] = []
  }

  /// What Dropbox, Nextcloud, Syncthing and Seafile put into the names of such copies.
  private static let conflictMarks = [
    "conflicted copy", "in konflikt stehende kopie", "copie en conflit", "copia en conflicto",
    ".sync-conflict-", "_conflict-", "(sfconflict ",
  ]

  private static func isConflicted(_ file: URL) -> Bool {
    let name = file.lastPathComponent.lowercased()
    return conflictMarks.contains(where: name.contains)
  }

  /// The files of all entries, by path, each once.
  func files(for entries: [String]) -> Found {
    var found = Found()
    for entry in entries {
      let files = files(for: entry, &found)
      if files == nil { found.missing.append(entry) }
      found.files += files ?? []
    }
    var seen: Set<String> = []
    found.files = found.files.map(\.standardizedFileURL)
      .filter { seen.insert($0.path).inserted }
      .sorted { $0.path < $1.path }
    return found
  }

  private func files(for entry: String, _ found: inout Found) -> [URL]? {
    let components = entry.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let wild = components.firstIndex(where: { $0.contains { "*?".contains($0) } }) else {
      return filesOrFolder(url(entry), &found)
    }
    let base = url(components[..<wild].joined(separator: "/"))
    let pattern = components[wild...].joined(separator: "/")
    let prefix = base.path.hasSuffix("/") ? base.path : base.path + "/"
    return contents(of: base, &found).filter { file in
      Self.matches(file.path.dropFirst(prefix.count), pattern)
    }
  }

  private func url(_ path: String) -> URL {
    path.isEmpty
      ? folder : URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL
  }

  private func filesOrFolder(_ url: URL, _ found: inout Found) -> [URL]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      return nil
    }
    guard isFolder.boolValue else { return [url] }
    let files = contents(of: url, &found)
    let isKnown = { (file: URL) in Self.extensions.contains(file.pathExtension.lowercased()) }
    found.skipped += files.filter { !isKnown($0) }
    return files.filter(isKnown)
  }

  /// Every file below a folder; hidden ones, and folders that programs fill, are noted as skipped.
  private func contents(of folder: URL, _ found: inout Found) -> [URL] {
    let folder = folder.resolvingSymlinksInPath()
    var refused: [URL] = []
    let names = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey, .isDirectoryKey],
      errorHandler: { url, _ in
        refused.append(url)
        return true
      })
    var files: [URL] = []
    while let url = names?.nextObject() as? URL {
      let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .isDirectoryKey])
      let isFolder = values?.isDirectory == true
      let isHidden = url.lastPathComponent.hasPrefix(".")
      if isHidden || (isFolder && Self.buildFolders.contains(url.lastPathComponent)) {
        found.skipped.append(url)
        if isFolder { names?.skipDescendants() }
      } else if values?.isRegularFile == true {
        if Self.isConflicted(url) { found.conflicted.append(url) } else { files.append(url) }
      }
    }
    found.unreadable += refused
    return files
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
