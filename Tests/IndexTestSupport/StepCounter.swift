import GRDB
import GRDBSQLite
import Index

/// Counts the steps of SQLite's machine on one connection: a measure of work without a clock. Stops the
/// statement whose step is one too many.
package final class StepCounter {
  package private(set) var steps = 0
  private let limit: Int
  private let database: IndexDatabase

  package init(of database: IndexDatabase, limit: Int = .max) throws {
    (self.database, self.limit) = (database, limit)
    try set { context in
      let counter = Unmanaged<StepCounter>.fromOpaque(context!).takeUnretainedValue()
      counter.steps += 1
      // Once: what follows is the end of the transaction, which must not be stopped as well.
      return counter.steps - 1 == counter.limit ? 1 : 0
    }
  }

  deinit { try? set(nil) }

  private func set(_ step: (@convention(c) (UnsafeMutableRawPointer?) -> CInt)?) throws {
    try database.read { db in
      sqlite3_progress_handler(
        db.sqliteConnection, step == nil ? 0 : 1, step, Unmanaged.passUnretained(self).toOpaque())
    }
  }
}
