import Diagnostics
import Foundation
import References
import SearchEngine

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
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw Failure.wrongRequest(
        "error: '\(visible(file.relativePath))' may not be written\n"
          + "  hint: check the permissions of its folder, and the disk")
    }
    Terminal.note("wrote \(counted(works.count, "work")) to '\(visible(file.relativePath))'")
  }
}
