import Foundation
import Index
import References

/// The index of one corpus, in a folder that goes with it.
final class TemporaryIndex {
  static let source = "corpus"

  let folder: URL
  let database: IndexDatabase

  convenience init(_ documents: [Document]) throws {
    try self.init(documents.enumerated().map { $1.citation(position: $0 + 1) })
  }

  init(_ citations: [Citation]) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-benchmark-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("index.sqlite").path
    let build = try IndexBuild(IndexLock(path))
    let source = IndexedSource(
      path: Self.source, size: 0, modified: 0, digest: "", problems: 0)
    try IndexWriter(build.database).replace(source, with: citations)
    try build.publish()
    database = try IndexDatabase(reading: path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
