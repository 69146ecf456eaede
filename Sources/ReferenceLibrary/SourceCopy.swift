import Foundation
import ZoteroDatabase

/// Why a source is not copied into the library.
public enum SourceCopyProblem: Error, Equatable {
  /// Zotero goes on writing its database, so that a copy would be out of date at once.
  case zotero
  /// The library has another file of that name.
  case exists(URL)
  /// There is nothing in the folder that would be read.
  case noSources
  case notCopied(URL)
}

extension Library {
  /// The folder that keeps the library's own sources.
  var referencesFolder: URL {
    indexFolder.appendingPathComponent(LibraryConfiguration.ownFolder, isDirectory: true)
  }

  /// Copies a file, or the files of a folder that would be read, into `Index/References`. A file that is
  /// there already with the same bytes stays.
  ///
  /// - Returns: the copy, a file or folder.
  public func copySource(_ source: URL) throws(SourceCopyProblem) -> URL {
    let source = source.standardizedFileURL
    let copy = referencesFolder.appendingPathComponent(source.lastPathComponent)
    let files = SourceFinder(folder: indexFolder, trust: .everything).files(for: [source.path])
      .files
    if files.contains(where: ZoteroDatabase.isOne) { throw .zotero }
    if files.isEmpty { throw .noSources }
    // Nothing is copied where something would be replaced.
    var copies: [(from: URL, to: URL)] = []
    for file in files {
      // What a link leads to has the link's name nowhere.
      let rest =
        file.path.hasPrefix(source.path + "/")
        ? String(file.path.dropFirst(source.path.count + 1)) : file.lastPathComponent
      let isItself = files.count == 1 && file.path == source.path
      let place = isItself ? copy : copy.appendingPathComponent(rest)
      if !FileManager.default.fileExists(atPath: place.path) {
        copies.append((file, place))
      } else if !FileManager.default.contentsEqual(atPath: file.path, andPath: place.path) {
        throw .exists(place)
      }
    }
    for (from, to) in copies {
      do {
        try FileManager.default.createDirectory(
          at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: from, to: to)
      } catch {
        throw .notCopied(from)
      }
    }
    return copy
  }
}
