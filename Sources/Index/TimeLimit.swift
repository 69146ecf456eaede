import GRDB
import GRDBSQLite

extension Database {
  /// Does what may take long, for so long at most.
  ///
  /// Looks at the clock within statements, and each time that one has been run for a while; what runs
  /// between statements ends with the next one.
  ///
  /// - Throws: `IndexError.timedOut`, also where `body` has made something of what was read until then;
  ///   what `body` throws.
  package func within<Value>(_ limit: Duration?, _ body: () throws -> Value) throws -> Value {
    guard let limit else { return try body() }
    let watch = Stopwatch(end: .now + limit)
    sqlite3_progress_handler(
      sqliteConnection, Stopwatch.interval,
      { Unmanaged<Stopwatch>.fromOpaque($0!).takeUnretainedValue().look() },
      Unmanaged.passUnretained(watch).toOpaque())
    defer {
      sqlite3_progress_handler(sqliteConnection, 0, nil, nil)
      withExtendedLifetime(watch) {}
    }
    do {
      let value = try body()
      if watch.isOver { throw IndexError.timedOut(limit) }
      return value
    } catch  where watch.isOver {
      throw IndexError.timedOut(limit)
    }
  }
}

private final class Stopwatch {
  /// In instructions of SQLite's machine: about a microsecond.
  static let interval: CInt = 100

  private let end: ContinuousClock.Instant
  private(set) var isOver = false

  init(end: ContinuousClock.Instant) { self.end = end }

  /// - Returns: whether SQLite is to end what it does, not 0.
  func look() -> CInt {
    isOver = isOver || .now >= end
    return isOver ? 1 : 0
  }
}
