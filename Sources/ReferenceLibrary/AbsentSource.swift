import Foundation

/// A source that is not on the disk now: a file that was moved, a disk that is not mounted, a file that
/// iCloud keeps and has not downloaded. What was read of it before stays in the index.
struct AbsentSource {
  /// The entry of `sources` that names it; nil if a folder does.
  let entry: String?
  /// Where it should be, and where a link that stands there leads.
  let paths: [String]
  /// Why it is not there.
  let absence: Absence

  /// What nothing stands for, or only a link or the placeholder of iCloud.
  init(_ url: URL, entry: String?) {
    self.entry = entry
    paths = [url.path, Self.target(of: url)?.path].compactMap(\.self)
    let placeholder = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).icloud")
    let isInCloud = FileManager.default.fileExists(atPath: placeholder.path)
    absence = isInCloud ? .inCloud : .missing
  }

  /// The file that a name in a folder stands for: `.thesis.bib.icloud`, or a link that leads nowhere.
  /// Nil for other names.
  init?(behind url: URL) {
    let name = url.lastPathComponent
    if name.hasPrefix("."), name.hasSuffix(".icloud"), name.count > ".icloud".count + 1 {
      let file = url.deletingLastPathComponent()
        .appendingPathComponent(String(name.dropFirst().dropLast(".icloud".count)))
      (entry, paths, absence) = (nil, [file.path], .inCloud)
      return
    }
    // A link to itself is none that anything could stand behind.
    guard let target = Self.target(of: url), target.path != url.path,
      !FileManager.default.fileExists(atPath: url.path)
    else { return nil }
    (entry, paths, absence) = (nil, [url.path, target.path], .missing)
  }

  var name: String { (paths[0] as NSString).lastPathComponent }

  /// Whether a file is what is absent, or lies in it.
  func covers(_ path: String) -> Bool {
    paths.contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  private static func target(of url: URL) -> URL? {
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: url.path) else {
      return nil
    }
    return URL(fileURLWithPath: target, relativeTo: url.deletingLastPathComponent())
      .standardizedFileURL
  }
}

/// Why a source is not on the disk.
public enum Absence: Sendable {
  /// It was moved or removed, or the disk that holds it is not mounted.
  case missing
  /// iCloud has it and has not downloaded it.
  case inCloud
}
