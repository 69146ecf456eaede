import Diagnostics
import Foundation
import Yams

/// Why the list of sources cannot be changed.
public enum SourceListProblem: Error, Equatable {
  /// `sources` in `index.yaml` is not a block list, so that no line can be changed.
  case notAList
  /// Neither an entry of `sources` nor a file of one.
  case unknown
  /// A path with a `?` or `*`, which is a pattern there.
  case pattern(String)
}

extension Library {
  /// Adds files and folders to the sources that `index.yaml` names, leaving the rest of the file
  /// and its comments as they are.
  ///
  /// - Throws: `SourceListProblem`, or where the file cannot be written.
  public func addSources(_ files: [URL]) throws {
    if files.isEmpty { return }
    try editSources { list throws(SourceListProblem) in
      for file in files { try list.add(file) }
    }
  }

  /// Takes a source out: the entry that names it, or, for a file of a folder that is a source, by an
  /// entry that excludes it. Files stay where they are.
  public func removeSource(_ place: URL) throws {
    try editSources { list throws(SourceListProblem) in try list.remove(place) }
  }

  /// Names a source by the place where it is now; corrections and rulings follow it.
  public func moveSource(_ old: URL, to new: URL) throws {
    let (oldPath, newPath) = (storedPath(of: old), storedPath(of: new))
    try editSources { list throws(SourceListProblem) in
      try list.move(old, to: new)
      list.renamePlaces(from: oldPath, to: newPath)
    }
    try moveFixes(from: oldPath, to: newPath)
  }

  private func editSources(
    _ change: (inout SourceList) throws(SourceListProblem) -> Void
  ) throws {
    _ = try editConfiguration { editor in
      var list = try SourceList(editor, self)
      try change(&list)
      editor = list.editor
      return true
    }
  }

  /// A file as an entry of `sources`: relative to `Index/` if it is below the folder that holds the
  /// library, so that both can be moved together; else its full path.
  public func entry(for file: URL) -> String {
    let path = file.standardizedFileURL.path
    func entry(_ name: String) -> String { SourceExclusions.isOne(name) ? "./" + name : name }
    for (folder, way) in [
      (indexFolder, ""), (self.folder, "../"), (self.folder.deletingLastPathComponent(), "../../"),
    ] {
      let prefix = folder.standardizedFileURL.path
      if prefix.count > 1, path.hasPrefix(prefix + "/") {
        return entry(way + path.dropFirst(prefix.count + 1))
      }
    }
    return path
  }
}

/// The entries of `sources` in the text of `index.yaml`.
private struct SourceList {
  var editor: ConfigurationEditor
  private let library: Library
  private let finder: SourceFinder

  init(_ editor: ConfigurationEditor, _ library: Library) throws(SourceListProblem) {
    (self.editor, self.library) = (editor, library)
    finder = SourceFinder(folder: library.indexFolder, trust: .everything)
    guard editor.items(of: "sources") != nil else { throw .notAList }
  }

  private struct Entry {
    /// Nil for the folder that is a source where the file lists none.
    let item: ConfigurationEditor.Item?
    let path: String
    var isMapping = false
    /// Where the item has the path, from 1.
    var mark: Mark?
  }

  private var entries: [Entry] {
    let items = editor.items(of: "sources") ?? []
    if items.isEmpty { return [Entry(item: nil, path: LibraryConfiguration.ownFolder)] }
    return items.compactMap { item in
      guard let value = (try? Yams.compose(yaml: item.text))?.sequence?.first else { return nil }
      let node = value.mapping == nil ? value : value.mapping?["path"]
      return node?.string.map {
        Entry(item: item, path: $0, isMapping: value.mapping != nil, mark: node?.mark)
      }
    }
  }

  /// Those that name a file or folder itself.
  private func entries(naming place: URL) -> [Entry] {
    entries.filter { entry in
      !entry.path.contains(where: SourceFinder.isWildcard) && !SourceExclusions.isOne(entry.path)
        && finder.url(entry.path).path == place.standardizedFileURL.path
    }
  }

  /// Whether an entry names a file with others: by their folder or a pattern.
  private func isCovered(_ place: URL) -> Bool {
    let path = place.standardizedFileURL.path
    return entries.contains { entry in
      guard !SourceExclusions.isOne(entry.path) else { return false }
      let whole = finder.url(entry.path).path
      return whole.contains(where: SourceFinder.isWildcard)
        ? PathPattern(whole).matches(path) : path.hasPrefix(whole + "/")
    }
  }

  mutating func add(_ place: URL) throws(SourceListProblem) {
    let exclusion = "!" + library.entry(for: place)
    remove(entries.filter { $0.path == exclusion })
    if isCovered(place) || !entries(naming: place).isEmpty { return }
    let entry = library.entry(for: place)
    guard !entry.contains(where: SourceFinder.isWildcard) else { throw .pattern(entry) }
    try append(entry)
  }

  mutating func remove(_ place: URL) throws(SourceListProblem) {
    let named = entries(naming: place).filter { $0.item != nil }
    guard !named.isEmpty || isCovered(place) else { throw .unknown }
    remove(named)
    if isCovered(place) { try append("!" + library.entry(for: place)) }
    // Without any entry the usual folder would be a source again.
    if editor.items(of: "sources")?.isEmpty == true { try append("!*") }
  }

  mutating func move(_ old: URL, to new: URL) throws(SourceListProblem) {
    let named = entries(naming: old).filter { $0.item != nil }
    guard !named.isEmpty || isCovered(old) else { throw .unknown }
    // The author of its annotations is stated where the entry is.
    guard let entry = named.last, entry.isMapping || !isCovered(new), let item = entry.item else {
      if !named.isEmpty { remove(named) } else if exists(old) { try remove(old) }
      return try add(new)
    }
    let path = ConfigurationEditor.quoted(library.entry(for: new))
    guard let mark = entry.mark else { throw .notAList }
    let quoted = ConfigurationEditor.quoted(entry.path)
    for written in ["'\(entry.path)'", "\"\(entry.path)\"", quoted, entry.path]
    where editor.replace(
      written, with: path, in: item, line: mark.line - 1, column: mark.column - 1)
    {
      return
    }
    throw .notAList
  }

  private func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

  /// Rulings name citations by their places: `Index/References/list.txt:12`.
  mutating func renamePlaces(from old: String, to new: String) {
    for key in ["same", "different"] {
      for item in editor.items(of: key) ?? [] {
        guard let value = try? Yams.load(yaml: item.text) as? [[String]], let names = value.first,
          item.lines.count == 1
        else { continue }
        let renamed = names.map { name in
          name.hasPrefix(old + ":") ? new + name.dropFirst(old.count) : name
        }
        let content = ConfigurationEditor.content(of: item.text)
        guard renamed != names, let end = content.lastIndex(of: "]") else { continue }
        let list = content[...end].drop { $0 == " " || $0 == "-" }
        _ = editor.replace(
          String(list), with: ConfigurationEditor.list(renamed), in: item, line: 0,
          column: content.unicodeScalars.distance(
            from: content.startIndex, to: list.startIndex))
      }
    }
  }

  private mutating func append(_ entry: String) throws(SourceListProblem) {
    guard editor.appendSources([entry]) else { throw .notAList }
  }

  /// From the last line up, so that the lines above keep their numbers.
  private mutating func remove(_ entries: [Entry]) {
    for item in entries.compactMap(\.item).sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound })
    {
      editor.remove(item)
    }
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
