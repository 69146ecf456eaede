import Diagnostics
import Foundation

/// Tells whether the file of an index is the one that ibid wrote last: its inode, size and time of
/// change, in a file beside it.
///
/// A file that is as it was written need not be read for damage. One that somebody copied, restored or
/// changed, or that a process left when it was killed, has another stamp.
struct WrittenStamp {
  private let path: String
  private var file: URL { URL(fileURLWithPath: path + "-stamp") }

  /// - Parameter path: that of the index.
  init(of path: String) {
    self.path = path
  }

  /// Whether the index is as it was when `note` was called last.
  var isCurrent: Bool {
    guard let current, let noted = try? String(contentsOf: file, encoding: .utf8) else {
      return false
    }
    return current == noted
  }

  /// Notes the index as it is now; where that fails, it is read for damage the next time.
  func note() {
    if let current { try? Data(current.utf8).write(to: file, options: .atomic) }
  }

  /// What was noted holds no more: the index turned out to be damaged.
  func remove() {
    try? FileManager.default.removeItem(at: file)
  }

  /// Nil while changes stand in the write-ahead log, or if there is no index.
  private var current: String? {
    guard let index = FileStamp(path), FileStamp(path + "-wal")?.size ?? 0 == 0 else { return nil }
    return "\(index.inode) \(index.size) \(index.seconds).\(index.nanoseconds)\n"
  }
}
