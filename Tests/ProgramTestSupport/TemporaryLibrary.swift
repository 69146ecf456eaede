import Foundation

/// A library of its own for one test, gone with the value that holds it.
package final class TemporaryLibrary {
  package let folder: URL

  package init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-\(UUID().uuidString)", isDirectory: true)
    try write("", to: "Index/index.yaml")
    for (path, text) in files { try write(text, to: path) }
  }

  /// A library whose index is there: built once a process for the same sources, and copied.
  package static func indexed(_ files: [String: String]) throws -> TemporaryLibrary {
    let sources = files.filter { $0.key.hasPrefix("Index/") }
    let library = try TemporaryLibrary(files)
    try library.date(sources)
    for (path, data) in try BuiltIndexes.all.index(of: sources) {
      try library.write(data, to: path)
    }
    return library
  }

  /// A copy of the checkout's own library, with its index.
  package static func shipped() throws -> TemporaryLibrary { try indexed(shippedSources.get()) }

  private static let shippedSources = Result {
    try ["antigen-escape.txt", "building-better-cells.txt"].reduce(into: [String: String]()) {
      let path = "Index/References/\($1)"
      $0[path] = try String(
        contentsOf: Program.checkout.appendingPathComponent(path), encoding: .utf8)
    }
  }

  /// Copies the saved queries of the checkout.
  package func copyQueries() throws -> [URL] {
    let files = try FileManager.default.contentsOfDirectory(
      at: Program.checkout.appendingPathComponent("Queries"), includingPropertiesForKeys: nil)
    for file in files {
      try write(
        String(contentsOf: file, encoding: .utf8), to: "Queries/\(file.lastPathComponent)")
    }
    return files
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  package func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  private func write(_ data: Data, to path: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// Gives sources the date that they have in every copy, so that an index of one is of all.
  fileprivate func date(_ sources: [String: String]) throws {
    for path in sources.keys {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
        ofItemAtPath: folder.appendingPathComponent(path).path)
    }
  }

  package func shell(_ script: String) throws -> Program.Result {
    try Program.shell(script, in: folder)
  }

  package func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(arguments, in: folder)
  }
}

/// Indexes that tests of this process work with.
private final class BuiltIndexes: @unchecked Sendable {
  static let all = BuiltIndexes()

  private let lock = NSLock()
  /// By the text of each source: the files that `ibid index` makes of them.
  private var files: [[String: String]: [String: Data]] = [:]

  func index(of sources: [String: String]) throws -> [String: Data] {
    try lock.withLock {
      if let known = files[sources] { return known }
      let built = try build(sources)
      files[sources] = built
      return built
    }
  }

  private func build(_ sources: [String: String]) throws -> [String: Data] {
    let library = try TemporaryLibrary(sources)
    try library.date(sources)
    guard try library.run("index").status == 0 else { throw CocoaError(.executableLoad) }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: library.folder.path)
    return try paths.filter { $0.hasPrefix("Index/") }.reduce(into: [:]) { files, path in
      let file = library.folder.appendingPathComponent(path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        return
      }
      let data = try Data(contentsOf: file)
      if data != sources[path].map({ Data($0.utf8) }) { files[path] = data }
    }
  }
}
