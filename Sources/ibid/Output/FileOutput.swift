import Foundation

/// A file that takes the place of another once it is whole; until then it stands beside it under a
/// name of its own, and is gone if it is never closed. What is no regular file, a pipe or a device, is
/// written as it stands.
final class FileOutput: Output {
  private static let fullBuffer = 1 << 16

  let terminal = Terminal.none
  private let target: URL
  /// Nil where the target itself is written.
  private let draft: URL?
  private let handle: FileHandle
  private var buffer = Data()
  /// The first that went wrong.
  private var error: (any Error)?
  private var isClosed = false
  /// Whether nothing was written so far.
  private(set) var isEmpty = true

  /// Nil if no file can be made in the folder.
  ///
  /// - Parameter file: where it is a link, the file that it leads to is written, also one that is not
  ///   there yet.
  init?(_ file: URL) {
    let isInPlace = Self.isInPlace(file)
    let target = isInPlace ? file : Self.destination(of: file)
    self.target = target
    draft =
      isInPlace
      ? nil
      : target.deletingLastPathComponent()
        .appendingPathComponent(".\(target.lastPathComponent).\(UUID().uuidString)")
    let descriptor = open(
      (draft ?? target).path, O_WRONLY | O_CLOEXEC | (isInPlace ? 0 : O_CREAT | O_EXCL), 0o666)
    guard descriptor >= 0 else { return nil }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Whether a path leads to what is written as it stands.
  static func isInPlace(_ file: URL) -> Bool {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
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
    if !isClosed, let draft { try? FileManager.default.removeItem(at: draft) }
  }

  var isWanted: Bool { error == nil }

  func put(_ text: String) {
    if !text.isEmpty { isEmpty = false }
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.fullBuffer { send() }
  }

  /// Puts the file in its place, with the permissions of the one that it replaces.
  func close() throws {
    send()
    if let error { throw error }
    try handle.close()
    defer { isClosed = draft == nil || isClosed }
    guard let draft else { return }
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
