import Foundation
import GRDB

/// The right to change the index at a path, for one process at a time: to write into it, and to put
/// another one in its place.
///
/// Readers need it not. It is a lock on `index.sqlite-lock`, an empty file that stays.
public final class IndexLock {
  let path: String
  private let lock: FileLock

  /// - Parameters:
  ///   - path: of the index.
  ///   - isWaiting: whether to wait a few seconds for another process.
  /// - Throws: `IndexError.locked` where that is not enough.
  public init(_ path: String, isWaiting: Bool = true) throws(IndexError) {
    self.path = path
    // Two that begin at once still meet.
    let patience: Duration = isWaiting ? .seconds(5) : .milliseconds(100)
    lock = try FileLock(file: path + "-lock", patience: patience)
  }

  /// A lock on the names of an index and of the files that SQLite keeps beside it. Held shared by
  /// who opens them, so that all are of one index, and alone by who replaces them.
  ///
  /// - Returns: nil where the file system has no such locks.
  static func ofNames(_ path: String, _ kind: FileLock.Kind) throws(IndexError) -> FileLock? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do throws(IndexError) {
      return try FileLock(folder: folder, kind, patience: .seconds(5))
    } catch {
      guard error != .locked else { throw error }
      return nil
    }
  }
}

/// An index that is built from nothing, in a file beside the one whose place it takes when it is
/// whole.
///
/// ```
/// index.sqlite-new   filled by one transaction after another, without a journal
///                    → checked, on the disk
/// index.sqlite       renamed: readers have the old one or the new one, never less
/// ```
///
/// Who has the old one open reads it on. A process that dies leaves a file that the next build
/// removes.
public final class IndexBuild {
  /// The index, to be filled.
  public let database: IndexDatabase
  private let target: String
  private let lock: IndexLock
  private var isPublished = false

  private static let ofSQLite = ["-wal", "-shm", "-journal"]

  /// Begins an index without works in place of the one at the path of the lock.
  ///
  /// - Throws: `IndexError`.
  public init(_ lock: IndexLock) throws(IndexError) {
    self.lock = lock
    target = URL(fileURLWithPath: lock.path).resolvingSymlinksInPath().path
    // What its owner has made read-only is not to be replaced.
    guard access(target, W_OK) == 0 || errno == ENOENT else {
      throw IndexError(systemError: errno)
    }
    let file = target + "-new"
    let files = [file] + Self.ofSQLite.map { file + $0 }
    try Self.remove(files)
    do throws(IndexError) {
      database = try IndexDatabase(creating: file)
    } catch {
      try? Self.remove(files)
      throw error
    }
  }

  deinit {
    guard !isPublished else { return }
    try? database.close()
    try? Self.remove([database.path] + Self.ofSQLite.map { database.path + $0 })
  }

  /// Puts the index in its place. `database` is closed then.
  ///
  /// - Throws: `IndexError`; what was in its place is still there then.
  public func publish() throws(IndexError) {
    try database.finish()
    var old = stat()
    if stat(target, &old) == 0 { chmod(database.path, old.st_mode & 0o777) }
    try Self.synchronize(database.path)
    let names = try IndexLock.ofNames(target, .exclusive)
    defer { withExtendedLifetime(names) {} }
    // They are of the index that is replaced: SQLite would read them into the new one.
    try Self.remove(Self.ofSQLite.map { target + $0 })
    guard rename(database.path, target) == 0 else { throw IndexError(systemError: errno) }
    isPublished = true
    WrittenStamp(of: lock.path).note()
    try? Self.synchronize(URL(fileURLWithPath: target).deletingLastPathComponent().path)
  }

  private static func remove(_ paths: [String]) throws(IndexError) {
    for path in paths where unlink(path) != 0 && errno != ENOENT {
      throw IndexError(systemError: errno)
    }
  }

  private static func synchronize(_ path: String) throws(IndexError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    guard descriptor >= 0, fsync(descriptor) == 0 else { throw IndexError(systemError: errno) }
  }
}
