import Foundation

/// The editor that a person prefers.
enum Editor {
  /// Opens a text in the editor.
  ///
  /// - Returns: the edited text, on one line.
  static func edited(_ text: String, ending: String) throws -> String {
    let draft = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).\(ending)")
    try Data((text + "\n").utf8).write(to: draft)
    defer { try? FileManager.default.removeItem(at: draft) }
    try edit(draft)
    let edited = try String(contentsOf: draft, encoding: .utf8)
    return edited.split(whereSeparator: \.isNewline).joined(separator: " ")
      .trimmingCharacters(in: .whitespaces)
  }

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
