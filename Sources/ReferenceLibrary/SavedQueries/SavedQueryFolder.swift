import Diagnostics
import Foundation
import QueryLanguage

/// The saved queries of a library: `Queries/`, and folders in it.
public struct SavedQueryFolder: Sendable {
  static let fileExtension = "query"

  let folder: URL
  private let settings: [FileSetting]

  /// - Parameter settings: the settings allowed in a file.
  public init(_ library: Library, _ settings: [FileSetting]) {
    folder = library.queriesFolder
    self.settings = settings
  }

  /// All names, in alphabetical order.
  public func names() -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path)
    var names: [String] = []
    while let path = files?.nextObject() as? String {
      let suffix = ".\(Self.fileExtension)"
      guard path.hasSuffix(suffix) else { continue }
      let name = String(path.dropLast(suffix.count))
      if Self.isValid(name) { names.append(name) }
    }
    return names.sorted()
  }

  /// Letters, digits, `-` and `_`, and `/` between these.
  public static func isValid(_ name: String) -> Bool {
    name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
    }
  }

  /// - Throws: `SavedQueryFileError` where there is no such file, `SavedQueryFault` where it cannot
  ///   be read as a query.
  public func load(_ name: String) throws -> SavedQuery {
    try read(name, decoded(bytes(of: name), as: name))
  }

  /// The text of the file, with bytes that are not UTF-8 replaced by U+FFFD.
  public func text(of name: String) throws(SavedQueryFileError) -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// What a text would be as the query of that name.
  public func read(_ name: String, _ text: String) throws -> SavedQuery {
    try SavedQueryReader(name: name, source(name, text), settings).read()
  }

  /// The text of bytes that are to be the query of that name, without a byte order mark.
  public func decoded(_ bytes: Data, as name: String) throws(SavedQueryFault) -> String {
    let bytes = Self.withoutMark(bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    let place = zip(text.utf8, bytes).enumerated().first { $1.0 != $1.1 }?.offset
    guard let place else { return text }
    let problem = Diagnostic(.error, ConfigurationProblem.notUTF8, at: place..<place)
    throw SavedQueryFault(problem.message(in: source(name, text)))
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private func source(_ name: String, _ text: String) -> SourceText {
    SourceText(name: "Queries/\(name).\(Self.fileExtension)", text: text)
  }

  private func bytes(of name: String) throws(SavedQueryFileError) -> Data {
    let file = try existingFile(name)
    // A pipe would be waited for without end.
    let target = file.resolvingSymlinksInPath().path
    let type =
      try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
    guard type == .typeRegular, let bytes = try? Data(contentsOf: file) else {
      throw .failed(file.path)
    }
    return Self.withoutMark(bytes)
  }

  private static func withoutMark(_ bytes: Data) -> Data {
    bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes
  }

  // MARK: Changes

  /// Writes a query that can be read.
  public func save(_ name: String, _ text: String, replacing: Bool) throws {
    let file = try file(name)
    _ = try read(name, text)
    if !replacing, isThere(file) { throw SavedQueryFileError.exists(name, isReplaceable: true) }
    try refuseOutside(file)
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).replaceContents(of: file)
    } catch {
      throw SavedQueryFileError.failed(file.path)
    }
  }

  /// Deletes the file of a saved query; other queries that name it are not checked.
  public func remove(_ name: String) throws(SavedQueryFileError) {
    let file = try existingFile(name)
    do {
      try FileManager.default.removeItem(at: file)
    } catch {
      throw .failed(file.path)
    }
  }

  /// Moves the file of a saved query; never replaces an existing one.
  public func rename(_ name: String, to newName: String) throws(SavedQueryFileError) {
    let file = try existingFile(name)
    let target = try self.file(newName)
    if isThere(target) { throw .exists(newName, isReplaceable: false) }
    try refuseOutside(target)
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.moveItem(at: file, to: target)
    } catch {
      throw .failed(target.path)
    }
  }

  // MARK: Files

  private func file(_ name: String) throws(SavedQueryFileError) -> URL {
    guard Self.isValid(name) else { throw .badName(name, suggestion: nameInPath(name)) }
    return folder.appendingPathComponent("\(name).\(Self.fileExtension)")
  }

  /// The name in `Queries/NAME.query`, where there is such a file.
  private func nameInPath(_ path: String) -> String? {
    var name = path[...]
    for prefix in ["./", "Queries/"] where name.hasPrefix(prefix) {
      name = name.dropFirst(prefix.count)
    }
    if name.hasSuffix(".\(Self.fileExtension)") {
      name = name.dropLast(Self.fileExtension.count + 1)
    }
    return names().contains(String(name)) ? String(name) : nil
  }

  private func existingFile(_ name: String) throws(SavedQueryFileError) -> URL {
    let file = try file(name)
    guard isThere(file) else { throw .unknown(name, suggestion: nearest(to: name)) }
    try refuseOutside(file)
    return file
  }

  private func isThere(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.path)
  }

  /// A link, of the file or of a folder on the way to it, may lead out of `Queries/`.
  private func refuseOutside(_ file: URL) throws(SavedQueryFileError) {
    var existing = file
    while existing.path.count > folder.path.count, !isThere(existing) {
      existing.deleteLastPathComponent()
    }
    let inside = folder.resolvingSymlinksInPath().path
    let path = existing.resolvingSymlinksInPath().path
    guard path == inside || path.hasPrefix(inside + "/") else { throw .outside(file.path) }
  }

  func nearest(to name: String) -> String? {
    Diagnostics.nearest(to: name, among: names())
  }
}

/// What can be wrong with the file of a saved query.
public enum SavedQueryFileError: Error, Equatable, Sendable {
  case badName(String, suggestion: String? = nil)
  case unknown(String, suggestion: String?)
  case exists(String, isReplaceable: Bool)
  /// It is a link that leads out of `Queries/`.
  case outside(String)
  case failed(String)
}
