import Foundation

/// A lock file that one process at a time holds; released when the value is deallocated, or the
/// process is.
final class FileLock {
  private let descriptor: Int32

  /// Waits for the process that holds it. Nil if the file cannot be created.
  init?(_ file: URL) {
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(descriptor)
        return nil
      }
    }
  }

  deinit { close(descriptor) }
}
