import Diagnostics
import Foundation
import ReferenceLibrary

/// The library's `Queries/NAME.query` as the shell writes and reads them: plain text of a query.
struct SavedQueries {
  let folder: URL

  var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".query") }.map { String($0.dropLast(6)) }.sorted()
  }

  func text(of name: String) throws -> String {
    let file = try file(name)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      let near = names.filter { editDistance($0, name) <= 2 }.min {
        editDistance($0, name) < editDistance($1, name)
      }
      let hint = near.map { "did you mean '\(visible($0))'?" } ?? "':queries' lists them"
      throw Failure.wrongRequest(
        "error: there is no saved query '\(visible(name))'\n  hint: \(hint)")
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func save(_ text: String, as name: String) throws {
    let file = try file(name)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("\(text)\n".utf8).write(to: file, options: .atomic)
    } catch {
      throw Failure.noLibrary("error: '\(visible(file.path))' may not be written")
    }
  }

  /// A name is no path.
  func file(_ name: String) throws -> URL {
    let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    guard !name.isEmpty, isName else {
      throw Failure.wrongRequest(
        "error: '\(visible(name))' is not a name for a query\n"
          + "  hint: letters, digits, '-' and '_': antigen-loss")
    }
    return folder.appendingPathComponent("\(name).query")
  }
}
