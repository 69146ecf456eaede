import Foundation
import Index

/// A text file of `Index/state/` to which lines are added and never changed, by several processes in
/// turn: what an index knows and no source tells outlives the index in it.
///
/// A line that a dying process left unfinished is none; the index has not marked it as recorded and
/// adds it again.
struct StateLog {
  /// Lines that are put together before they are written.
  static let batchSize = 50_000

  private let file: URL

  init(_ library: Library, _ name: String) {
    file = library.stateFolder.appendingPathComponent(name)
  }

  var path: String { file.path }

  var exists: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// What the lines say; those that say nothing are counted.
  ///
  /// - Parameter body: what a line says; nil if it cannot be read.
  func read<Entry>(_ body: (Data) -> Entry?) -> ([Entry], StateLogProblem?) {
    guard let bytes = try? Data(contentsOf: file, options: .mappedIfSafe) else {
      return ([], .notReadable(file.path))
    }
    var entries: [Entry] = []
    var refused: [Int] = []
    for (index, line) in bytes.split(separator: newline, omittingEmptySubsequences: false)
      .enumerated() where !line.isEmpty
    {
      if let entry = body(line) { entries.append(entry) } else { refused.append(index + 1) }
    }
    return (
      entries, refused.first.map { .damaged(file.path, lines: refused.count, first: $0) }
    )
  }

  /// Waits until no other process adds lines. Nil if the file cannot be written.
  func appender() -> Appender? {
    guard let lock = FileLock(file), let handle = try? FileHandle(forUpdating: file) else {
      return nil
    }
    return Appender(lock: lock, handle: handle)
  }

  /// Adds lines while no other process does.
  struct Appender {
    fileprivate let lock: FileLock
    fileprivate let handle: FileHandle

    /// Adds all of the lines or none; each ends in a line break.
    func append(_ lines: [String]) -> Bool {
      guard let end = try? handle.seekToEnd() else { return false }
      var bytes = Data()
      do {
        if try !endsWithLine(end) { bytes.append(newline) }
        for line in lines { bytes.append(contentsOf: line.utf8) }
        try handle.write(contentsOf: bytes)
        try handle.synchronize()
        return true
      } catch {
        try? handle.truncate(atOffset: end)
        return false
      }
    }

    private func endsWithLine(_ end: UInt64) throws -> Bool {
      guard end > 0 else { return true }
      try handle.seek(toOffset: end - 1)
      return try handle.read(upToCount: 1)?.first == newline
    }
  }
}

/// Why it may not be known later when works came in, and under which keys.
public enum StateLogProblem: Equatable, Sendable {
  case notReadable(String)
  case notWritable(String)
  /// - Parameter first: the number of the first such line.
  case damaged(String, lines: Int, first: Int)
}

private let newline = UInt8(ascii: "\n")
