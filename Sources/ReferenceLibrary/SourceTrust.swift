import Foundation
import Index

/// Which files outside of a library's folder it may read.
///
/// A library may have come with a clone: what it names outside of its folder, also by links, is read
/// only after this user has allowed it once. That is kept in `trusted` in the user's own state folder
/// (`XDG_STATE_HOME`, by default `~/.local/state/ibid`), a library and what it may read a line:
///
/// ```
/// /home/ana/project ⇥ /home/ana/Zotero
/// /home/ana/project ⇥ /home/ana/lists/*.txt
/// ```
public struct SourceTrust: Sendable {
  /// Of the library, links resolved.
  private let folder: String
  private let isOwn: Bool
  private let file: URL
  private var allowed: [String]

  /// Where the user names a file by hand.
  static let everything = SourceTrust()

  private init() {
    (folder, isOwn, file, allowed) = ("/", true, URL(fileURLWithPath: "/dev/null"), [])
  }

  /// - Parameter environment: says where the user's state folder is.
  public init(
    _ library: Library, _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    folder = library.folder.resolvingSymlinksInPath().path
    isOwn = library.isOwn
    file = UserFolders.folder("XDG_STATE_HOME", usual: ".local/state", environment)
      .appendingPathComponent("ibid", isDirectory: true).appendingPathComponent("trusted")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    allowed = text.fileLines.compactMap { [folder] line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      return parts.count == 2 && parts[0] == folder ? String(parts[1]) : nil
    }
  }

  /// Where it is kept.
  public var path: String { file.path }

  /// Whether a path, links resolved, is of the library's own folder.
  func isInside(_ path: String) -> Bool { path.isAt(orBelow: folder) }

  /// Whether the library may read a path outside of its folder: a file, a folder with all below it,
  /// or a pattern.
  func allows(_ path: String) -> Bool {
    isOwn || isInside(path) || allowed.contains { path.isAt(orBelow: $0) }
  }

  /// Allows the library to read these from now on.
  ///
  /// - Throws: what the file system says.
  public mutating func allow(_ paths: [String]) throws {
    let new = paths.filter { !allows($0) && !$0.contains("\n") }
    guard !new.isEmpty else { return }
    let lock = FileLock(file)
    try withExtendedLifetime(lock) {
      let handle = try FileHandle(forWritingTo: file)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(new.map { "\(folder)\t\($0)\n" }.joined().utf8))
      try handle.close()
    }
    allowed += new
  }
}

extension String {
  /// Whether a path is another one, or below it.
  func isAt(orBelow folder: String) -> Bool {
    self == folder || hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
