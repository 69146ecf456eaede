import Foundation
import ReferenceLibrary

/// The files that exports wrote, each with its size and time of change: one that is still so may be
/// replaced, as nobody has put anything of theirs into it.
///
/// They are kept in `exports` in the user's own state folder (`XDG_STATE_HOME`, by default
/// `~/.local/state/ibid`), a file a line.
struct WrittenFiles {
  /// Older ones are forgotten.
  private static let most = 1_000

  private let file: URL

  init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    file = UserFolders.folder("XDG_STATE_HOME", usual: ".local/state", environment)
      .appendingPathComponent("ibid", isDirectory: true).appendingPathComponent("exports")
  }

  /// Whether a file is as an export left it.
  func isUnchanged(_ target: URL) -> Bool {
    line(of: target).map { lines.contains(Substring($0)) } ?? false
  }

  /// Notes that an export wrote a file. Where that fails, the file is only replaced when asked to.
  func note(_ target: URL) {
    guard let line = line(of: target), !line.contains("\n") else { return }
    let others = lines.filter { !$0.hasSuffix("\t\(target.path)") }.suffix(Self.most - 1)
    let text = (others + [Substring(line)]).map { "\($0)\n" }.joined()
    let folder = file.deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: file, options: .atomic)
  }

  private var lines: [Substring] {
    ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
  }

  /// Size, time of change and path; nil if there is no such file.
  private func line(of target: URL) -> String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target.path),
      let size = attributes[.size] as? Int, let changed = attributes[.modificationDate] as? Date
    else { return nil }
    return "\(size)\t\(changed.timeIntervalSince1970)\t\(target.path)"
  }
}
