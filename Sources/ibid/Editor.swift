import Foundation

/// The editor that a person prefers.
enum Editor {
  /// Lets a file be edited.
  ///
  /// - Parameter line: where to begin, as `vi`, `emacs` and `nano` understand it: `+12`.
  /// - Throws: `Failure` where the editor ends with another status than 0.
  static func edit(_ file: URL, line: Int? = nil) throws(Failure) {
    let environment = ProcessInfo.processInfo.environment
    let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
      .first { !$0.isEmpty }
    // The variable may contain arguments, so a shell reads it.
    let status = ChildProgram.run(
      ["/bin/sh", "-c", "exec \(editor ?? "vi") \"$@\"", "sh"] + (line.map { ["+\($0)"] } ?? [])
        + [file.path])
    guard status == 0 else {
      throw Failure.wrongRequest("the editor exited with status \(status ?? 127)")
    }
  }
}
