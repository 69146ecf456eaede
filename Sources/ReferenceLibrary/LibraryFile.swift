import Foundation
import Index

/// Why a file of a library is not changed.
public enum LibraryFileProblem: Error, Equatable {
  /// It, or a folder on the way to it, is a link that leads out of the library.
  case outside(path: String, target: String)
  /// It is not text in UTF-8.
  case notText(path: String)
  /// No other process can be kept from changing it at once.
  case notLocked(path: String)
  /// What it would say then could not be read.
  case notEditable(path: String)
}

extension Library {
  /// Changes a text file of the library. Of processes that do so at once, each changes what the one
  /// before wrote. Permissions stay, and links inside of the library.
  ///
  /// - Parameters:
  ///   - lock: the name of the lock on it, in `Index/state`.
  ///   - isRemovingEmpty: whether a file that is left without text is removed.
  ///   - change: gets the text, an empty one where there is no file.
  /// - Throws: `LibraryFileProblem`, what the file system says, and what `change` throws; then the file
  ///   is as it was.
  func rewrite<Value>(
    _ file: URL, lock: String, isRemovingEmpty: Bool = false,
    _ change: (inout String) throws -> Value
  ) throws -> Value {
    try requireInside(file)
    let lockFile = stateFolder.appendingPathComponent("\(lock).lock")
    guard let lock = FileLock(lockFile) else {
      throw LibraryFileProblem.notLocked(path: lockFile.path)
    }
    return try withExtendedLifetime(lock) {
      let exists = FileManager.default.fileExists(atPath: file.path)
      guard
        let before = String(validating: exists ? try Data(contentsOf: file) : Data(), as: UTF8.self)
      else { throw LibraryFileProblem.notText(path: file.path) }
      var text = before
      let value = try change(&text)
      // Not as texts: what differs in composition only is another file.
      if text.utf8.elementsEqual(before.utf8) { return value }
      if text.isEmpty, isRemovingEmpty {
        if exists { try FileManager.default.removeItem(at: file) }
      } else {
        try Data(text.utf8).replaceContents(of: file)
      }
      return value
    }
  }

  /// A library may have come with a clone, and git keeps links: what ibid writes there never leaves its
  /// folder, unless it is the user's own library or the user has allowed it.
  ///
  /// - Throws: `LibraryFileProblem.outside`.
  public func requireInside(_ file: URL) throws(LibraryFileProblem) {
    var existing = file
    while existing.path.utf8.count > folder.path.utf8.count, !existing.isThere {
      existing.deleteLastPathComponent()
    }
    let target = existing.resolvingSymlinksInPath().path
    if isOwn || target.isAt(orBelow: folder.resolvingSymlinksInPath().path) { return }
    if SourceTrust(self).allows(target) { return }
    throw .outside(path: storedPath(of: existing), target: target)
  }

  /// Makes sure of the folders and files that are written without being asked for.
  ///
  /// - Throws: `LibraryFileProblem.outside`.
  public func requireOwnFilesInside() throws(LibraryFileProblem) {
    for file in [configurationFile, stateFolder, databaseFile] { try requireInside(file) }
  }

  /// Where its own files and folders lead that are links out of it.
  public var targetsOutside: [String] {
    ownFiles.compactMap { file in
      do throws(LibraryFileProblem) {
        try requireInside(file)
        return nil
      } catch {
        guard case .outside(_, let target) = error else { return nil }
        return target
      }
    }
  }
}

extension URL {
  /// Whether there is a file or folder of the name, or a link, wherever that leads.
  fileprivate var isThere: Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }
}

extension Data {
  /// Replaces the contents of a file atomically. A link to it stays a link, and its permissions
  /// stay.
  func replaceContents(of file: URL) throws {
    let target = file.resolvingSymlinksInPath()
    let manager = FileManager.default
    let mode = try? manager.attributesOfItem(atPath: target.path)[.posixPermissions]
    try write(to: target, options: .atomic)
    if let mode { try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: target.path) }
  }
}

extension String {
  /// The lines of a text, each as it is up to its line feed. `split` takes the line end of Windows for
  /// one letter that is none.
  var fileLines: [Substring] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Substring.init)
  }
}
