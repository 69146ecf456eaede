import Index

/// The index as it is at each query: another process may have changed, replaced or removed it.
public final class LiveIndex {
  /// Brings the index up to date before a query.
  public var indexer: Indexer
  /// As it was opened last; nil if it must be opened again.
  public private(set) var database: IndexDatabase?
  /// Until then an index that could not be brought up to date is read as it is: each attempt waits
  /// for the process that writes it.
  private var nextAttempt = ContinuousClock.now

  /// Creates a live index that opens its database at the first query.
  public init(_ indexer: Indexer) { self.indexer = indexer }

  /// The index, brought up to date where its sources have changed.
  public func current(_ tell: (Indexer.Event) -> Void) throws(IndexError) -> IndexDatabase {
    if let database, database.isInPlace, !isStale(database) || ContinuousClock.now < nextAttempt {
      return database
    }
    close()
    let current = try indexer.currentIndex(tell)
    database = current
    if isStale(current) { nextAttempt = .now + .seconds(30) }
    return current
  }

  /// Reads every changed source, and all of the index for damage.
  public func refresh(_ tell: (Indexer.Event) -> Void) throws(IndexError) -> IndexDatabase {
    close()
    let refreshed = try indexer.refreshedIndex(isVerifying: true, tell)
    database = refreshed
    return refreshed
  }

  /// The next query opens it again.
  public func close() { database = nil }

  private func isStale(_ database: IndexDatabase) -> Bool {
    (try? indexer.isStale(database)) != false
  }
}
