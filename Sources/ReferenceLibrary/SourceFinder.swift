import Foundation
import ReferenceFormats
import ZoteroDatabase

/// Finds the files that `sources` in `index.yaml` names.
///
/// An entry is a file, a folder (searched recursively for files that may contain references) or a
/// pattern: `*` stands for any letters of one name, `**` for any folders, `?` for one letter. An entry
/// that begins with `!` excludes what it names, whatever else names it.
struct SourceFinder {
  /// Where relative entries begin.
  let folder: URL
  /// What may be read outside of the library.
  let trust: SourceTrust

  /// File names that are read in folders; a listed file is read under any name.
  private static let extensions = Set(
    ReferenceFormat.all.flatMap(\.fileExtensions) + ["text", ""])

  /// Folders that programs fill.
  private static let buildFolders: Set<String> = [
    "node_modules", "build", "dist", "target", "venv", "__pycache__", "DerivedData",
  ]

  struct Found {
    var files: [URL] = []
    /// What entries, links or iCloud name and is not on the disk now.
    var absent: [AbsentSource] = []
    /// Folders that may not be listed.
    var unreadable: [URL] = []
    /// Files of no known format, hidden ones and the folders that programs fill.
    var skipped: [URL] = []
    /// Files, folders and patterns outside of the library that it may not read.
    var untrusted: [String] = []
    /// Paths at and below which nothing can be seen at the moment: what was read there may be there
    /// still.
    var unseen: [String] = []
    /// A conflicted copy, left by a program that synchronizes folders.
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
    let excluded = SourceExclusions(entries, in: folder)
    for entry in entries where !SourceExclusions.isOne(entry) {
      found.files += files(for: entry, &found)
    }
    found.absent.removeAll { $0.paths.contains(where: excluded.contains) }
    var seen: [String: [UInt8]] = [:]
    let files = found.files.map(\.standardizedFileURL).filter { !excluded.contains($0.path) }
      .sorted { $0.path < $1.path }
    found.files = []
    found.untrusted = Set(found.untrusted).sorted()
    for file in files {
      guard let known = seen.updateValue(Array(file.path.utf8), forKey: file.path) else {
        found.files.append(file)
        continue
      }
      // Names that differ only in Unicode normalization are the same to a user.
      if known != Array(file.path.utf8) { found.skipped.append(file) }
    }
    return found
  }

  private func files(for entry: String, _ found: inout Found) -> [URL] {
    let components = entry.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let wild = components.firstIndex(where: { $0.contains(where: Self.isWildcard) }) else {
      return filesOrFolder(url(entry), of: entry, &found)
    }
    let base = url(components[..<wild].joined(separator: "/"))
    guard FileManager.default.fileExists(atPath: base.path) else {
      found.absent.append(AbsentSource(base, entry: entry))
      return []
    }
    let pattern = components[wild...].joined(separator: "/")
    guard isAllowed(base, pattern, &found) else { return [] }
    if isEmptyMount(base) { found.absent.append(AbsentSource(base, entry: nil)) }
    let wanted = PathPattern(pattern)
    return contents(of: base, &found).filter { wanted.matches($0.name) }.map(\.file)
  }

  /// Whether an entry may be read; it is noted if not.
  ///
  /// - Parameter pattern: of what is meant in a folder.
  private func isAllowed(_ url: URL, _ pattern: String, _ found: inout Found) -> Bool {
    let target = url.resolvingSymlinksInPath().path
    let path = pattern.isEmpty ? target : target + "/" + pattern
    if trust.isInside(target) || trust.allows(path) { return true }
    found.untrusted.append(path)
    found.unseen += [url.path, target]
    return false
  }

  static func isWildcard(_ letter: Character) -> Bool { "*?".contains(letter) }

  /// Where an entry without wildcards is.
  func url(_ path: String) -> URL {
    path.isEmpty
      ? folder : URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL
  }

  private func filesOrFolder(_ url: URL, of entry: String, _ found: inout Found) -> [URL] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      found.absent.append(AbsentSource(url, entry: entry))
      return []
    }
    guard isAllowed(url, "", &found) else { return [] }
    guard isFolder.boolValue else { return [url] }
    // Zotero's folder also contains copies of pages and PDFs.
    let database = url.appendingPathComponent(ZoteroDatabase.fileName)
    if FileManager.default.fileExists(atPath: database.path) { return [database] }
    if isEmptyMount(url) { found.absent.append(AbsentSource(url, entry: nil)) }
    let files = contents(of: url, &found)
    found.skipped += files.filter { !Self.isKnown($0.name) }.map(\.file)
    return files.filter { Self.isKnown($0.name) }.map(\.file)
  }

  /// Whether a file of a folder is read, by its name.
  private static func isKnown(_ name: String) -> Bool {
    let name = name.lowercased()
    // Packed files are what is packed in them.
    let unpacked = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    return extensions.contains((unpacked as NSString).pathExtension)
  }

  /// Whether a folder outside of the library has nothing in it, as the place of a disk that is not
  /// mounted.
  private func isEmptyMount(_ url: URL) -> Bool {
    let library = folder.deletingLastPathComponent().standardizedFileURL.path
    guard !url.path.hasPrefix(library + "/"),
      let names = try? FileManager.default.contentsOfDirectory(atPath: url.path)
    else { return false }
    return names.isEmpty
  }

  /// A file below a folder.
  private struct NamedFile {
    /// By which it was found there: `deep/list.txt`.
    let name: String
    /// Itself, where the name is a link.
    let file: URL
  }

  /// Every file below a folder, links followed; hidden ones, folders that programs fill and what has
  /// no name in Unicode are noted as skipped.
  private func contents(of folder: URL, _ found: inout Found) -> [NamedFile] {
    var files: [NamedFile] = []
    var seen: Set<String> = []
    let root = folder.resolvingSymlinksInPath()
    var pending = [NamedFile(name: "", file: root)]
    while let folder = pending.popLast() {
      // A link may point to a folder that contains it.
      guard seen.insert(folder.file.path).inserted else { continue }
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.file.path)
      else {
        found.unreadable.append(folder.file)
        found.unseen.append(folder.file.path)
        continue
      }
      for name in Library.withoutOwnFiles(names, of: folder.file) {
        let url = folder.file.appendingPathComponent(name)
        let named = NamedFile(
          name: folder.name.isEmpty ? name : "\(folder.name)/\(name)", file: Self.target(of: url))
        let kind = FileKind(url)
        if let absent = AbsentSource(behind: url), Self.isKnown(absent.name) {
          found.absent.append(absent)
          if absent.absence == .missing { found.skipped.append(url) }
        } else if kind == nil || name.hasPrefix(".")
          || (kind == .folder && Self.buildFolders.contains(name))
        {
          found.skipped.append(url)
        } else if named.file != url, !named.file.path.isAt(orBelow: root.path),
          !trust.allows(named.file.path)
        {
          found.untrusted.append(named.file.path)
          found.unseen.append(named.file.path)
        } else if kind == .folder {
          pending.append(named)
        } else if Self.isConflicted(url) {
          found.conflicted.append(url)
        } else {
          files.append(named)
        }
      }
    }
    return files
  }

  /// The target of a link, so that one file is one source under any name.
  private static func target(of url: URL) -> URL {
    var status = stat()
    let isLink = lstat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    return isLink ? url.resolvingSymlinksInPath() : url
  }

  /// What a name stands for, links followed; nil for what can be neither read nor listed: a pipe, a
  /// link that leads nowhere, a name that is not Unicode.
  private enum FileKind {
    case file, folder

    init?(_ url: URL) {
      var status = stat()
      guard stat(url.path, &status) == 0 else { return nil }
      switch status.st_mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      default: return nil
      }
    }
  }
}
