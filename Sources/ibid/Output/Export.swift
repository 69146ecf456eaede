import Diagnostics
import Foundation
import References

/// A file that works are written to, in the format that its ending names.
struct Export {
  private let file: URL
  private let format: OutputFormat

  /// - Throws: `Failure` where no format has such an ending.
  init(to file: URL) throws {
    self.file = file
    guard let format = OutputFormat(fileExtension: file.pathExtension) else {
      throw Failure.wrongRequest(
        "error: no format is known for '\(visible(file.relativePath))'\n"
          + "  hint: name a file that ends in \(OutputFormat.endings)")
    }
    self.format = format
  }

  /// Writes all or nothing.
  func write(_ works: [Work]) throws {
    let options = WriterOptions(terminal: Terminal(width: nil, hasColor: false))
    let text = Output.text { format.writer(options).write(works) }
    // What a link leads to is written, and keeps its permissions.
    let target = file.resolvingSymlinksInPath()
    let files = FileManager.default
    let permissions = try? files.attributesOfItem(atPath: target.path)[.posixPermissions]
    do {
      try checkPlace(target)
      try Data(text.utf8).write(to: target, options: .atomic)
      if let permissions {
        try files.setAttributes([.posixPermissions: permissions], ofItemAtPath: target.path)
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw refusal("may not be written", "check the permissions of its folder, and the disk")
    }
    let replaced = permissions == nil ? "" : ", in place of what it held"
    Terminal.note("wrote \(counted(works.count, "work")) to '\(name)'\(replaced)")
  }

  private var name: String { visible(file.relativePath) }

  private func checkPlace(_ target: URL) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw refusal("is a folder", "name a file in it")
    }
    let folder = target.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw refusal("cannot be written: its folder does not exist", "mkdir -p makes it")
    }
  }

  private func refusal(_ problem: String, _ remedy: String) -> Failure {
    .wrongRequest("error: '\(name)' \(problem)\n  hint: \(remedy)")
  }
}
