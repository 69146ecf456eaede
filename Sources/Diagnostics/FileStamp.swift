import Foundation

/// What changes when a file does: its size, the time of its last change, and which file it is.
///
/// Asked for with every search, so the system is asked, not Foundation, which looks up the owner's name
/// as well.
package struct FileStamp: Equatable, Sendable {
  /// In bytes.
  package let size: Int
  /// Since 1970.
  package let seconds: Int
  package let nanoseconds: Int
  package let inode: UInt64
  package let isRegularFile: Bool

  /// Nil where there is no file, or its folder may not be read.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    (size, inode) = (Int(status.st_size), UInt64(status.st_ino))
    (seconds, nanoseconds) = (Int(time.tv_sec), Int(time.tv_nsec))
    isRegularFile = status.st_mode & S_IFMT == S_IFREG
  }
}
