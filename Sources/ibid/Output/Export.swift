import Diagnostics
import Foundation
import Index
import ReferenceFormats
import ReferenceLibrary
import References
import Search

/// A file that works are written to, in the format that its ending names.
struct Export {
  private let file: URL
  private let format: OutputFormat
  private var options: WriterOptions
  private let isForced: Bool
  private let console: any Console

  /// - Parameters:
  ///   - title: the heading if the options name none; nil for the query.
  ///   - isForced: whether to replace a file that no export wrote, or that was changed since.
  /// - Throws: `Failure` if neither the extension nor an option names a format, or if an option does
  ///   not apply to it.
  init(
    to file: URL, title: String? = nil, isForced: Bool = false, in context: Context
  ) throws(Failure) {
    var typed = context.typed
    if typed.format == nil, typed.template == nil {
      guard let format = OutputFormat(fileExtension: file.pathExtension) else {
        throw Self.unknownFormat(of: file)
      }
      // Verbatim citations have no style.
      typed.format = format.name == "raw" && typed.style != nil ? .text : format
    }
    self.isForced = isForced
    let printing = try Printing(typed, WholeSettings(said: typed.over(context.person)))
    self.file = file
    format = printing.format
    var options = printing.options
    options.title = options.title ?? title
    self.options = options
    console = context.console
  }

  private static func unknownFormat(of file: URL) -> Failure {
    let ending = file.pathExtension.lowercased()
    if ending.isEmpty {
      return .wrongRequest(
        "'\(file.relativePath)' has no extension to select a format",
        hint: "name a file first, ibid export list.bib 'query', or add --format")
    }
    if ["doc", "docx", "odt", "pdf", "rtf"].contains(ending) {
      let name = file.deletingPathExtension().lastPathComponent
      return .wrongRequest(
        "cannot write .\(ending) files",
        hint: "export to \(name).md, then: pandoc \(name).md -o \(file.lastPathComponent)")
    }
    return .wrongRequest(
      "unknown file extension: '\(file.relativePath)'", hint: "use one of \(OutputFormat.endings)")
  }

  /// Learns of the library what the format prints.
  mutating func prepare(for library: Library, _ database: IndexDatabase) throws {
    try format.complete(&options, from: library, database)
  }

  /// Writes works one by one as they are handed over: all, or where something fails none.
  ///
  /// - Parameter action: hands the works over, and returns how many; nothing is written of none.
  func write(_ action: (any WorkWriter) throws -> Int) throws {
    let isInPlace = FileOutput.isInPlace(file)
    // What a link leads to is written.
    let target = isInPlace ? file : file.resolvingSymlinksInPath()
    try checkPlace(target)
    let written = WrittenFiles()
    let isReplacing = !isInPlace && FileManager.default.fileExists(atPath: target.path)
    if isReplacing, !isForced, !written.isUnchanged(target) {
      throw refusal("exists, and is no unchanged export", "--force replaces it")
    }
    guard let output = FileOutput(target) else { throw notWritable }
    let count = try action(format.writer(options, output))
    if count == 0 { return }
    do {
      try output.close()
    } catch {
      throw notWritable
    }
    if !isInPlace { written.note(target) }
    let replaced = isReplacing ? ", replacing its contents" : ""
    console.note("wrote \(counted(count, "work")) to '\(file.relativePath)'\(replaced)")
  }

  private func checkPlace(_ target: URL) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw refusal("is a folder", "name a file in it")
    }
    if Library.isOwnFile(target) {
      throw refusal("is a file that ibid keeps in the library", "name another file")
    }
    let folder = target.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw refusal("cannot be written: its folder does not exist", "create it with mkdir -p")
    }
  }

  private var notWritable: Failure {
    refusal("cannot be written", "check the permissions of its folder and the disk")
  }

  private func refusal(_ problem: String, _ remedy: String) -> Failure {
    .wrongRequest("'\(file.relativePath)' \(problem)", hint: remedy)
  }
}
