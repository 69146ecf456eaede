import Foundation
import ReferenceFormats
import ZoteroDatabase

/// Finds the files that `sources` in `index.yaml` names.
///
/// An entry is a file, a folder (searched recursively for files that may contain references) or a
/// pattern: `*` stands for any letters of one name, `**` for any folders, `?` for one letter.
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
    /// Entries of which there is nothing at the moment.
    var absent: [Absence] = []
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

    mutating func note(_ absence: Absence) {
      absent.append(absence)
      unseen += absence.paths
    }
  }

  struct Absence {
    let entry: String
    /// With links as they are, and resolved.
    let paths: [String]
    /// Whether it names nothing that exists; else it is a folder without files.
    let isMissing: Bool
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
      if files == nil {
        found.note(Absence(entry: entry, paths: [url(entry).path], isMissing: true))
      }
      found.files += files ?? []
    }
    var seen: [String: [UInt8]] = [:]
    let files = found.files.map(\.standardizedFileURL).sorted { $0.path < $1.path }
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

  private func files(for entry: String, _ found: inout Found) -> [URL]? {
    let components = entry.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let wild = components.firstIndex(where: { $0.contains { "*?".contains($0) } }) else {
      return filesOrFolder(url(entry), &found)
    }
    let base = url(components[..<wild].joined(separator: "/"))
    let pattern = components[wild...].joined(separator: "/")
    guard isAllowed(base, pattern, &found) else { return [] }
    let wanted = PathPattern(pattern)
    let files = contents(of: base, &found).filter { wanted.matches($0.name) }.map(\.file)
    noteIfAbsent(base, files, &found)
    return files
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

  /// A folder of somewhere else in which there is nothing is one that is not mounted.
  private func noteIfAbsent(_ folder: URL, _ files: [URL], _ found: inout Found) {
    let target = folder.resolvingSymlinksInPath().path
    guard files.isEmpty, !trust.isInside(target) else { return }
    found.note(Absence(entry: folder.path, paths: [folder.path, target], isMissing: false))
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
    guard isAllowed(url, "", &found) else { return [] }
    guard isFolder.boolValue else { return [url] }
    // Zotero's folder also contains copies of pages and PDFs.
    let database = url.appendingPathComponent(ZoteroDatabase.fileName)
    if FileManager.default.fileExists(atPath: database.path) { return [database] }
    let files = contents(of: url, &found)
    let isKnown = { (named: NamedFile) in
      let name = named.name.lowercased()
      // Packed files are what is packed in them.
      let unpacked = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
      return Self.extensions.contains((unpacked as NSString).pathExtension)
    }
    found.skipped += files.filter { !isKnown($0) }.map(\.file)
    let known = files.filter(isKnown).map(\.file)
    noteIfAbsent(url, known, &found)
    return known
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
      for name in names {
        let url = folder.file.appendingPathComponent(name)
        let named = NamedFile(
          name: folder.name.isEmpty ? name : "\(folder.name)/\(name)", file: Self.target(of: url))
        let kind = FileKind(url)
        if kind == nil || name.hasPrefix(".")
          || (kind == .folder && Self.buildFolders.contains(name))
        {
          found.skipped.append(url)
          if kind == nil, let target = Self.missingTarget(of: url) { found.unseen.append(target) }
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

  /// Where a link leads that leads nowhere at the moment; nil for anything else.
  private static func missingTarget(of url: URL) -> String? {
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else {
      return nil
    }
    if target.hasPrefix("/") { return target }
    return url.deletingLastPathComponent().appendingPathComponent(target).standardizedFileURL.path
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

/// Names of files with wildcards.
private struct PathPattern {
  private enum Piece: Equatable {
    case letter(Unicode.Scalar)
    /// `?`: a letter of a name.
    case anyLetter
    /// `*`: letters of a name.
    case letters
    /// `**`: folders.
    case folders
  }

  private var pieces: [Piece] = []

  init(_ pattern: some StringProtocol) {
    for scalar in pattern.unicodeScalars {
      switch scalar {
      case "*" where pieces.last == .letters: pieces[pieces.count - 1] = .folders
      case "*": if pieces.last != .folders { pieces.append(.letters) }
      case "?": pieces.append(.anyLetter)
      default: pieces.append(.letter(scalar))
      }
    }
  }

  /// Whether a relative path is of the pattern. All ways to read it are followed at once, so that
  /// many wildcards take no longer than few.
  func matches(_ path: some StringProtocol) -> Bool {
    var places: Set<Int> = []
    add(0, to: &places, isNameBegun: false)
    for scalar in path.unicodeScalars {
      var next: Set<Int> = []
      let isInName = scalar != "/"
      for place in places where place < pieces.count {
        switch pieces[place] {
        case .letter(let letter):
          if letter == scalar { add(place + 1, to: &next, isNameBegun: isInName) }
        case .anyLetter: if isInName { add(place + 1, to: &next, isNameBegun: true) }
        case .letters: if isInName { add(place, to: &next, isNameBegun: true) }
        case .folders: add(place, to: &next, isNameBegun: isInName)
        }
      }
      places = next
    }
    return places.contains(pieces.count)
  }

  /// Adds a place and those after it that need no letter.
  private func add(_ place: Int, to places: inout Set<Int>, isNameBegun: Bool) {
    places.insert(place)
    guard place < pieces.count, pieces[place] == .letters || pieces[place] == .folders else {
      return
    }
    add(place + 1, to: &places, isNameBegun: isNameBegun)
    // `**/x` is also `x`, but no end of another name.
    if pieces[place] == .folders, !isNameBegun, place + 1 < pieces.count,
      pieces[place + 1] == .letter("/")
    {
      add(place + 2, to: &places, isNameBegun: false)
    }
  }
}
