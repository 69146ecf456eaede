import Foundation
import GRDB
import GRDBSQLite
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
  /// A file of this process may not become as large as it would have to.
  case fileTooLarge
  /// This process may not open another file.
  case tooManyFiles
  /// The file or its folder may not be read or written.
  case notPermitted
  /// `IndexDatabase.interrupter` was called.
  case interrupted
  /// A query took longer than it was allowed to.
  case timedOut(Duration)
  /// SQLite rejects a query as too large or too deeply nested; with SQLite's message.
  case refused(String)
  /// An I/O or SQLite error, with SQLite's code.
  case failed(code: Int)

  /// Whether an index that is there can still be read as it is.
  package var isOfWriting: Bool {
    [.locked, .notPermitted, .diskFull, .fileTooLarge].contains(self)
  }

  /// Whether there is no index to read, and one can be built.
  package var asksForBuild: Bool { [.missing, .damaged, .otherVersion].contains(self) }

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
      case .SQLITE_IOERR where Self.isWriting(error) && Self.limitsFiles: .fileTooLarge
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .diskFull
      case .SQLITE_CANTOPEN where Self.lacksDescriptors: .tooManyFiles
      // The index's own statements are valid, so it is the size of a query.
      case .SQLITE_ERROR, .SQLITE_TOOBIG, .SQLITE_RANGE: .refused(error.message ?? "too much")
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .notPermitted
      default: .failed(code: Int(error.extendedResultCode.rawValue))
      }
  }

  private static func isWriting(_ error: DatabaseError) -> Bool {
    [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_TRUNCATE]
      .contains(error.extendedResultCode)
  }
}

/// One connection to `index.sqlite`, with the tokenizer and the ranking function.
///
/// The database is in write-ahead mode: readers never wait for the writer, nor it for them. One that
/// must be built from nothing is built beside (`IndexBuild`), so that there is never half of one.
public final class IndexDatabase {
  /// The path of the SQLite file.
  public let path: String
  let queue: DatabaseQueue
  let ftsExtension: FTS5Extension
  /// Held by who may write.
  private let lock: IndexLock?
  package var analyzer: Analyzer { ftsExtension.analyzer }
  /// The sums of a pass over posting lists.
  package let passTable = ListPass.Table()
  /// What was read of the index last, as of its generation.
  private var known = Known(generation: -1)
  /// The generation that `read` is reading; nil until it is asked for.
  private var generationRead: Int?
  /// The posting lists that `read` has read.
  private var listsRead: PhraseLists?
  /// What `read` has looked up.
  private var lookups: WordLookups?

  private struct Known {
    let generation: Int
    var lengths: (parameters: RankingParameters, lengths: Scorer.Lengths)?
    var journals: JournalTitles?
    var postings: Postings?
    var stemmed: StemmingLanguages?
  }

  /// Opens an index for searching.
  ///
  /// It stays that index also when another one takes its place.
  ///
  /// - Throws: `IndexError`.
  public convenience init(reading path: String) throws(IndexError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing }
    let names = try IndexLock.ofNames(path, .shared)
    defer { withExtendedLifetime(names) {} }
    let configuration = Self.configuration(of: .reading)
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

  /// Opens an index to change it.
  ///
  /// - Throws: `IndexError`: `.missing`, `.damaged` and `.otherVersion` where one must be built
  ///   (`IndexBuild`).
  public convenience init(updating lock: IndexLock) throws(IndexError) {
    guard FileManager.default.fileExists(atPath: lock.path) else { throw .missing }
    do {
      try self.init(lock.path, Self.configuration(of: .updating), lock)
      guard try queue.read(Schema.isCurrent) else { throw IndexError.otherVersion }
    } catch {
      throw IndexError(error)
    }
  }

  /// Opens an index to change it, one without works where there is none, or none that can be read.
  ///
  /// - Throws: `IndexError`.
  public convenience init(writing path: String) throws(IndexError) {
    let lock = try IndexLock(path)
    do throws(IndexError) {
      try self.init(updating: lock)
    } catch {
      guard error.asksForBuild else { throw error }
      try IndexBuild(lock).publish()
      try self.init(updating: lock)
    }
  }

  /// Begins an index without works in a file that nobody else knows.
  convenience init(creating file: String) throws(IndexError) {
    do {
      try self.init(file, Self.configuration(of: .building))
      try queue.write(Schema.create)
    } catch {
      throw IndexError(error)
    }
  }

  private init(
    _ path: String, _ configuration: Configuration, _ lock: IndexLock? = nil
  ) throws {
    self.path = path
    self.lock = lock
    queue = try DatabaseQueue(path: path, configuration: configuration)
    ftsExtension = try queue.inDatabase { db in
      db.add(function: .matchingExpression())
      db.add(function: .holdingWords())
      return try FTS5Extension.register(in: db)
    }
  }

  /// What a connection is for.
  private enum Purpose {
    case reading, updating, building

    /// What SQLite is told about it.
    var pragmas: String {
      switch self {
      case .reading: ""
      // The index can be built again; a large cache keeps a large transaction in memory.
      case .updating: "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536"
      // A file that is whole or thrown away needs neither a journal nor to be on the disk before.
      case .building:
        """
        PRAGMA page_size = 16384; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY;
        PRAGMA synchronous = OFF; PRAGMA cache_size = -65536
        """
      }
    }
  }

  private static func configuration(of purpose: Purpose) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = false
    configuration.readonly = purpose == .reading
    configuration.prepareDatabase { db in
      // The file may be somebody else's: what stands in its schema calls nothing.
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
      try db.execute(sql: purpose.pragmas)
    }
    return configuration
  }

  /// Names a database whose folder may not be written, so that SQLite can keep no lock beside it: it
  /// is read as it is, which is safe as nobody can change it either.
  private static func immutable(_ path: String) -> String {
    let escaped = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return "file:\(escaped)?immutable=1"
  }

  /// Ends the building of an index: it is whole, and in one file that several processes can use.
  func finish() throws(IndexError) {
    do {
      try queue.inDatabase { db in
        guard try String.fetchAll(db, sql: "PRAGMA quick_check(1)") == ["ok"] else {
          throw IndexError.damaged
        }
        try db.execute(sql: "PRAGMA journal_mode = WAL")
      }
    } catch {
      throw IndexError(error)
    }
    try close()
  }

  /// Closes the connection, which cannot be used any more.
  func close() throws(IndexError) {
    do { try queue.close() } catch { throw IndexError(error) }
  }

  /// Whether the file at `path` is still the one that was opened: another index may have taken its
  /// place.
  package var isInPlace: Bool {
    queue.inDatabase { db in
      var hasMoved: CInt = 0
      let code = sqlite3_file_control(
        db.sqliteConnection, nil, SQLITE_FCNTL_HAS_MOVED, &hasMoved)
      return code == SQLITE_OK && hasMoved == 0
    }
  }

  /// Stops what is being read at the moment with `IndexError.interrupted`; for any thread.
  public var interrupter: @Sendable () -> Void {
    { [queue] in queue.interrupt() }
  }

  // MARK: What is kept in memory

  /// The lengths of all works as the index has them now; read again only when it has changed.
  package func lengths(_ parameters: RankingParameters, _ db: Database) throws -> Scorer.Lengths {
    try refresh(db)
    if let lengths = known.lengths, lengths.parameters == parameters { return lengths.lengths }
    let lengths = try FieldLengths(db).weighted(by: parameters)
    known.lengths = (parameters, lengths)
    return lengths
  }

  /// The posting lists of the index as it is now, each read once while `read` calls its body.
  ///
  /// - Parameter weights: of fields, in `Field.indexed` order.
  package func lists(_ weights: [Double], _ db: Database) throws -> PhraseLists {
    if let listsRead, listsRead.weights == weights { return listsRead }
    try refresh(db)
    let postings = try known.postings ?? Postings(db)
    known.postings = postings
    let lists = PhraseLists(db, postings, weights)
    listsRead = lists
    return lists
  }

  /// The journals of the index as it is now.
  package func journals(_ db: Database) throws -> JournalTitles {
    try refresh(db)
    if let journals = known.journals { return journals }
    let names = try String.fetchAll(
      db, sql: "SELECT DISTINCT container FROM citation WHERE container IS NOT NULL")
    let journals = JournalTitles(names, analyzer)
    known.journals = journals
    return journals
  }

  /// All languages whose stems the index as it is now may contain.
  package func stemmed(_ db: Database) throws -> StemmingLanguages {
    try refresh(db)
    if let stemmed = known.stemmed { return stemmed }
    let stemmed = try StemmingLanguages.stemmed(in: db)
    known.stemmed = stemmed
    return stemmed
  }

  /// What is looked up of words while `read` calls its body, each once.
  package func wordLookups() -> WordLookups {
    let lookups = lookups ?? WordLookups()
    self.lookups = lookups
    return lookups
  }

  /// The words of the index as `read` reads it.
  package func vocabulary(_ db: Database) -> Vocabulary {
    Vocabulary(db, analyzer, wordLookups())
  }

  /// Forgets what was read of another generation.
  private func refresh(_ db: Database) throws {
    if generationRead == known.generation { return }
    let generation =
      try Int.fetchOne(db.cachedStatement(sql: "SELECT generation FROM library_state")) ?? 0
    if generation != known.generation { known = Known(generation: generation) }
    generationRead = generation
  }

  /// Reads one state of the index.
  ///
  /// Where the connection may write, GRDB's own `read` sets a pragma each time, at which SQLite forgets
  /// every prepared statement; its `inTransaction` prepares its statements anew, which takes a tenth of
  /// a search.
  package func read<T>(_ body: (Database) throws -> T) throws(IndexError) -> T {
    do {
      return try queue.inDatabase { db in
        forgetRead()
        defer { forgetRead() }
        try db.cachedStatement(sql: "BEGIN").execute()
        do {
          let result = try body(db)
          try db.cachedStatement(sql: "COMMIT").execute()
          return result
        } catch {
          if db.isInsideTransaction { try? db.rollback() }
          throw error
        }
      }
    } catch {
      throw noting(IndexError(error))
    }
  }

  private func forgetRead() { (generationRead, listsRead, lookups) = (nil, nil, nil) }

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
