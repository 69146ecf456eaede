import Foundation
import Index

extension FileLock {
  /// Waits for the process that holds the lock on a file, whose folder is made if it is not there.
  /// Nil if the file cannot be created.
  convenience init?(_ file: URL) {
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    do { try self.init(file: file.path) } catch { return nil }
  }
}
