import Diagnostics
import Foundation
import GRDB
import ReferenceFormats
import References

/// Reads `zotero.sqlite`, in which Zotero keeps its libraries: every item that is not a note or
/// file, with its notes and the marks in its PDFs.
///
/// Zotero locks the file while it runs. So a copy is read, with what stands in the files beside it and is
/// not in the file yet; a copy that was changed while it was made is made again. Nothing is written
/// beside Zotero's own files.
///
/// Schema: `userdata` 107 and later, of Zotero 5 to 7; marks in PDFs came with Zotero 6.
public enum ZoteroDatabase {
  /// The name of the database in Zotero's data folder.
  public static let fileName = "zotero.sqlite"
  /// What stands beside the file and belongs to it.
  public static let companions = ["-wal", "-journal"]

  /// Why a database cannot be read.
  public enum Fault: Error, Equatable, Sendable {
    /// It was changed each time it was copied.
    case changing
    /// Not a database, or a broken one.
    case damaged
    /// Tables that are needed are missing: it is of a version before Zotero 5, or after these.
    case otherVersion
    /// It cannot be copied: the disk is full, or may not be read.
    case notCopied
  }

  /// Whether a file has the database's name; its content is not read.
  public static func isOne(_ file: URL) -> Bool {
    file.lastPathComponent == fileName
  }

  /// The database that a path names: itself, or in Zotero's folder.
  public static func found(at path: String) -> URL? {
    let url = URL(fileURLWithPath: path)
    let file = isOne(url) ? url : url.appendingPathComponent(fileName)
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  /// What was read of a database.
  public struct Reading: Sendable {
    /// In the order of their items, whose numbers are their positions.
    public let citations: [Citation]
    /// The positions of all items, if only those that have changed were read; nil if all were.
    public let present: Set<Int>?
    /// What the next reading needs to know of this one; nil if it must read everything.
    public let mark: String?
  }

  /// The citations of all libraries and groups, in the order of their items.
  public static func read(_ file: URL) throws(Fault) -> [Citation] {
    try read(file, since: nil).citations
  }

  /// The citations of items that have changed since an earlier reading, or of all.
  ///
  /// - Parameter mark: of that reading.
  public static func read(_ file: URL, since mark: String?) throws(Fault) -> Reading {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-zotero-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = try snapshot(of: file, in: folder)
    do {
      return try DatabaseQueue(path: copy.path).read { db in
        guard try ZoteroReader.isKnown(db) else { throw Fault.otherVersion }
        let now = try ZoteroMark(db)
        if let now, let former = mark.flatMap({ ZoteroMark(text: $0) }),
          let changed = try now.changedItems(since: former, db)
        {
          let reader = try ZoteroReader(db, only: changed)
          return Reading(
            citations: try reader.citations(), present: try reader.present(), mark: now.text)
        }
        return Reading(citations: try ZoteroReader(db).citations(), present: nil, mark: now?.text)
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .damaged
    }
  }

  // MARK: Copying

  private static let attempts = 5

  private static func snapshot(of file: URL, in folder: URL) throws(Fault) -> URL {
    let manager = FileManager.default
    let copy = folder.appendingPathComponent(fileName)
    for _ in 0..<attempts {
      let before = stamps(of: file)
      do {
        try? manager.removeItem(at: folder)
        // Nobody else may read the copy, whoever may read the folder for such files.
        try manager.createDirectory(
          at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try manager.copyItem(at: file, to: copy)
        for companion in companions where manager.fileExists(atPath: file.path + companion) {
          try manager.copyItem(
            at: URL(fileURLWithPath: file.path + companion),
            to: URL(fileURLWithPath: copy.path + companion))
        }
      } catch {
        // A journal may be gone between two looks.
        guard before != stamps(of: file) else { throw .notCopied }
        continue
      }
      if before == stamps(of: file) { return copy }
    }
    throw .changing
  }

  private static func stamps(of file: URL) -> [FileStamp?] {
    ([""] + companions).map { FileStamp(file.path + $0) }
  }
}
