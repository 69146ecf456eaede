import Foundation
import ReferenceLibrary

/// The lines of this session and of earlier ones; the file is private to the user.
final class ShellHistory {
  static let limit = 2000

  private(set) var lines: [String] = []
  private let file: URL?
  /// The line editor keeps its own copy.
  var onAdd: ((String) -> Void)?

  /// - Parameter file: nil keeps nothing beyond the session.
  init(file: URL?) {
    self.file = file
    guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return }
    let known = text.split(separator: "\n").map(String.init)
    lines = known.suffix(Self.limit)
    if known.count > 2 * Self.limit { rewrite(file) }
  }

  /// `XDG_STATE_HOME`, by default `~/.local/state`.
  static func file(_ environment: [String: String]) -> URL {
    let folder = UserFolders.folder("XDG_STATE_HOME", usual: ".local/state", environment)
    return folder.appendingPathComponent("ibid/history")
  }

  /// A line of several becomes one, so that it can be edited again.
  func add(_ text: String) {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard !line.isEmpty, line != lines.last else { return }
    lines.append(line)
    onAdd?(line)
    append(line)
  }

  // MARK: File

  /// Appended at once, so that sessions side by side keep the lines of each other.
  private func append(_ line: String) {
    guard let file else { return }
    let folder = file.deletingLastPathComponent()
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(file.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try? handle.write(contentsOf: Data("\(line)\n".utf8))
  }

  private func rewrite(_ file: URL) {
    let text = lines.map { "\($0)\n" }.joined()
    try? Data(text.utf8).write(to: file, options: .atomic)
    try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
  }
}
