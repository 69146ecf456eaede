import Foundation

/// The entries of `sources` that exclude files: `!References/old.bib`, `!**/drafts/*`.
struct SourceExclusions {
  private var paths: [String] = []
  private var patterns: [PathPattern] = []

  /// - Parameter folder: where relative entries begin.
  init(_ entries: [String], in folder: URL) {
    for entry in entries where Self.isOne(entry) {
      let path = URL(fileURLWithPath: String(entry.dropFirst()), relativeTo: folder)
        .standardizedFileURL.path
      if path.contains(where: SourceFinder.isWildcard) {
        patterns.append(PathPattern(path))
      } else {
        paths.append(path)
      }
    }
  }

  static func isOne(_ entry: String) -> Bool { entry.hasPrefix("!") }

  /// Whether a file is excluded, by itself or with its folder.
  func contains(_ path: String) -> Bool {
    paths.contains { path == $0 || path.hasPrefix($0 + "/") }
      || patterns.contains { $0.matches(path) }
  }
}
