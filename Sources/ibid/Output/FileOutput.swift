import Foundation

/// A file that takes the place of another once it is whole; until then it stands beside it under a
/// name of its own, and is gone if it is never closed.
final class FileOutput: Output {
  private static let fullBuffer = 1 << 16

  let terminal = Terminal.none
  private let target: URL
  private let draft: URL
  private let handle: FileHandle
  private var buffer = Data()
  /// The first that went wrong.
  private var error: (any Error)?
  private var isClosed = false

  /// Nil if no file can be made in the folder.
  ///
  /// - Parameter file: where it is a link, the file that it leads to is written, also one that is not
  ///   there yet.
  init?(_ file: URL) {
    let target = Self.destination(of: file)
    self.target = target
    draft = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return nil }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private static func destination(of file: URL) -> URL {
    var file = file
    // No more are followed than the system follows.
    for _ in 0..<40 {
      guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: file.path) else {
        break
      }
      file = URL(fileURLWithPath: path, relativeTo: file.deletingLastPathComponent()).absoluteURL
    }
    return file
  }

  deinit {
    if !isClosed { try? FileManager.default.removeItem(at: draft) }
  }

  var isWanted: Bool { error == nil }

  func put(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.fullBuffer { send() }
  }

  /// Puts the file in its place, with the permissions of the one that it replaces.
  func close() throws {
    send()
    if let error { throw error }
    try handle.close()
    let files = FileManager.default
    if let permissions = try? files.attributesOfItem(atPath: target.path)[.posixPermissions] {
      try files.setAttributes([.posixPermissions: permissions], ofItemAtPath: draft.path)
    }
    guard rename(draft.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    isClosed = true
  }

  private func send() {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard error == nil else { return }
    do {
      try handle.write(contentsOf: buffer)
    } catch {
      self.error = error
    }
  }
}
