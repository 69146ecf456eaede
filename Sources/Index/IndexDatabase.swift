import Foundation
import GRDB
import Ranking
import References
import TextAnalysis

/// Why an index cannot be read or written; the caller words the remedy.
public enum IndexError: Error, Equatable, Sendable {
  /// There is no index at the path.
  case missing
  /// It was written by another version of ibid.
  case otherVersion
  /// Another process writes it, for longer than we waited.
  case locked
  /// It is not a database, or a damaged one.
  case damaged
  /// The disk is full.
  case diskFull
  /// The file or its folder may not be read or written.
  case notPermitted
  /// `IndexDatabase.interrupter` was called.
  case interrupted
  /// SQLite rejects a query as too large or too deeply nested; with SQLite's message.
  case refused(String)
  /// An I/O or SQLite error, with SQLite's code.
  case failed(code: Int)

  init(_ error: any Error) {
    guard let error = error as? DatabaseError else {
      self = (error as? IndexError) ?? (error is RowDecodingError ? .damaged : .failed(code: -1))
      return
    }
    self =
      switch error.resultCode.primaryResultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      // A violated constraint means damage: only the index's own rows are inserted.
      case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: .damaged
      case .SQLITE_FULL: .diskFull
      case .SQLITE_INTERRUPT: .interrupted
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .diskFull
      // The index's own statements are valid, so it is the size of a query.
      case .SQLITE_ERROR, .SQLITE_TOOBIG, .SQLITE_RANGE: .refused(error.message ?? "too much")
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .notPermitted
      default: .failed(code: Int(error.extendedResultCode.rawValue))
      }
  }
}

/// One connection to `index.sqlite`, with the tokenizer and the ranking function.
///
/// The database is in write-ahead mode: readers never wait for the writer, nor it for them.
public final class IndexDatabase {
  /// The path of the SQLite file.
  public let path: String
  let queue: DatabaseQueue
  let ftsExtension: FTS5Extension
  package var analyzer: Analyzer { ftsExtension.analyzer }
  package var passTable: TermPass.Table { ftsExtension.table }
  private var lengths: (generation: Int, parameters: RankingParameters, lengths: Scorer.Lengths)?
  private var journals: (generation: Int, titles: JournalTitles)?

  /// Opens an index for searching.
  ///
  /// - Throws: `IndexError`.
  public convenience init(reading path: String) throws(IndexError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing }
    var configuration = Self.configuration
    configuration.readonly = true
    do {
      do {
        try self.init(path, configuration)
      } catch let error where IndexError(error) == .notPermitted {
        try self.init(Self.immutable(path), configuration)
      }
      guard try queue.read(Schema.isCurrent) else { throw IndexError.otherVersion }
    } catch {
      throw IndexError(error)
    }
  }

  /// Opens an index for writing; creates it if there is none, and again if it is damaged or of
  /// another version.
  ///
  /// - Parameter isWaiting: whether to wait a few seconds for another writing process.
  /// - Throws: `IndexError`.
  public convenience init(
    writing path: String, isWaiting: Bool = true
  ) throws(IndexError) {
    var configuration = Self.configuration
    configuration.journalMode = .wal
    // Two that begin at once still meet.
    if !isWaiting { configuration.busyMode = .timeout(0.1) }
    do {
      do {
        try self.init(path, configuration)
        try Self.prepare(queue)
      } catch let error where [.damaged, .otherVersion].contains(IndexError(error)) {
        try Self.remove(path)
        try self.init(path, configuration)
        try Self.prepare(queue)
      }
    } catch {
      throw IndexError(error)
    }
  }

  /// Opens an index to change it, made again whatever it held.
  ///
  /// - Throws: `IndexError`.
  public convenience init(rebuilding path: String) throws(IndexError) {
    do { try Self.remove(path) } catch { throw .notPermitted }
    try self.init(writing: path)
  }

  private init(_ path: String, _ configuration: Configuration) throws {
    self.path = path
    queue = try DatabaseQueue(path: path, configuration: configuration)
    ftsExtension = try queue.inDatabase { db in
      db.add(function: .matchingExpression())
      db.add(function: .holdingWords())
      return try FTS5Extension.register(in: db)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      // The file may be somebody else's: what stands in its schema calls nothing.
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
      if !db.configuration.readonly {
        // The index can be built again; a large cache keeps a large transaction in memory.
        try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536")
      }
    }
    return configuration
  }

  /// Names a database whose folder may not be written, so that SQLite can keep no lock beside it: it
  /// is read as it is, which is safe as nobody can change it either.
  private static func immutable(_ path: String) -> String {
    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return "file:\(escaped)?immutable=1"
  }

  private static func prepare(_ queue: DatabaseQueue) throws {
    try queue.write { db in
      if try Int.fetchOne(db, sql: "PRAGMA user_version") != 0 {
        guard try Schema.isCurrent(in: db) else { throw IndexError.otherVersion }
      } else {
        try Schema.create(in: db)
      }
    }
  }

  private static func remove(_ path: String) throws {
    for suffix in ["", "-wal", "-shm", "-stamp"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  /// Stops what is being read at the moment with `IndexError.interrupted`; for any thread.
  public var interrupter: @Sendable () -> Void {
    { [queue] in queue.interrupt() }
  }

  /// The lengths of all works as the index has them now; read again only when it has changed.
  package func lengths(_ parameters: RankingParameters, _ db: Database) throws -> Scorer.Lengths {
    let generation = try generation(db)
    if let known = lengths, known.generation == generation, known.parameters == parameters {
      return known.lengths
    }
    let lengths = try FieldLengths(db).weighted(by: parameters)
    self.lengths = (generation, parameters, lengths)
    return lengths
  }

  /// The journals of the index as it is now; read again only when it has changed.
  package func journals(_ db: Database) throws -> JournalTitles {
    let generation = try generation(db)
    if let known = journals, known.generation == generation { return known.titles }
    let names = try String.fetchAll(
      db, sql: "SELECT DISTINCT container FROM citation WHERE container IS NOT NULL")
    let titles = JournalTitles(names, analyzer)
    journals = (generation, titles)
    return titles
  }

  private func generation(_ db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT generation FROM library_state")) ?? 0
  }

  /// Reads one state of the index. Where the connection may write, GRDB's own `read` sets a pragma
  /// each time, at which SQLite forgets every prepared statement.
  package func read<T>(_ body: (Database) throws -> T) throws(IndexError) -> T {
    do {
      return try queue.inDatabase { db in
        var result: T?
        try db.inTransaction(.deferred) {
          result = try body(db)
          return .commit
        }
        return result!
      }
    } catch {
      throw noting(IndexError(error))
    }
  }

  package func write<T>(_ body: (Database) throws -> T) throws(IndexError) -> T {
    do { return try queue.write(body) } catch { throw noting(IndexError(error)) }
  }

  /// Sees to it that an index which turned out to be damaged is read as a whole the next time.
  private func noting(_ error: IndexError) -> IndexError {
    if error == .damaged { WrittenStamp(of: path).remove() }
    return error
  }

  /// Whether the file is the one that was written last, by this process or another.
  public var isAsWritten: Bool { WrittenStamp(of: path).isCurrent }

  /// Notes that the index is whole and all of it written, so that nobody need read it for damage; does
  /// nothing while others read what it was before.
  public func noteAsWritten() {
    let stamp = WrittenStamp(of: path)
    if stamp.isCurrent { return }
    let isBusy = try? queue.writeWithoutTransaction { db in
      try Bool.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
    if isBusy == false { stamp.note() }
  }
}
