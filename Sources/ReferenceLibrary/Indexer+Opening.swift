import Index

extension Indexer {
  /// What happens while an index is brought up to date.
  public enum Event {
    /// So many citations of a source are put in.
    case advanced(path: String, citations: Int)
    case finished(SourceReport)
    /// Why keys and dates of works may be lost.
    case stateProblem(StateLogProblem)
    /// The index at a path was damaged and is built again.
    case rebuilding(path: String)
    /// The index could not be brought up to date, and is searched as it was.
    case outdated(IndexError)
  }

  /// The index, to search it: built or brought up to date first where its sources have changed.
  ///
  /// An index that cannot be written is searched as it is, which `tell` learns.
  public func currentIndex(_ tell: (Event) -> Void) throws(IndexError) -> IndexDatabase {
    let opening: IndexError
    do throws(IndexError) {
      let database = try IndexDatabase(reading: library.databaseFile.path)
      guard try isStale(database) else {
        tellUntrusted(tell)
        return database
      }
      do throws(IndexError) {
        return try refreshedIndex(isWaiting: false, tell)
      } catch {
        guard error.isOfWriting else { throw error }
        tell(.outdated(error))
        return database
      }
    } catch {
      guard error.asksForBuild else { throw error }
      opening = error
    }
    do throws(IndexError) {
      return try refreshedIndex(tell)
    } catch {
      throw error == .notPermitted ? opening : error
    }
  }

  private func tellUntrusted(_ tell: (Event) -> Void) {
    let untrusted = untrustedSources()
    if untrusted.isEmpty { return }
    tell(.finished(SourceReport(path: "", outcome: .untrusted(untrusted), text: nil)))
  }

  /// Brings the index up to date, building it again where it turns out to be damaged, and opens it.
  ///
  /// - Parameters:
  ///   - isVerifying: whether all of it is read for damage, not only what is touched, unless it is as
  ///     it was written.
  ///   - isWaiting: whether to wait for another process that writes it.
  public func refreshedIndex(
    isVerifying: Bool = false, isWaiting: Bool = true, _ tell: (Event) -> Void
  ) throws(IndexError) -> IndexDatabase {
    let path = library.databaseFile.path
    let lock = try IndexLock(path, isWaiting: isWaiting)
    if try !update(lock, isVerifying: isVerifying, tell) {
      let build = try IndexBuild(lock)
      try build.database.build(for: configuration.languages)
      try refresh(build.database, tell)
      try build.publish()
    }
    return try IndexDatabase(reading: path)
  }

  /// Brings an index up to date that is there.
  ///
  /// - Returns: whether it could be; if not, one is to be built, and its state is recorded.
  private func update(
    _ lock: IndexLock, isVerifying: Bool, _ tell: (Event) -> Void
  ) throws(IndexError) -> Bool {
    var opened: IndexDatabase?
    do throws(IndexError) {
      let database = try IndexDatabase(updating: lock)
      opened = database
      var isWhole = database.isAsWritten
      if isVerifying, !isWhole {
        try database.verify()
        isWhole = true
      }
      guard try database.isBuilt(for: configuration.languages), try !database.isNew() else {
        try recordState(of: database)
        return false
      }
      try refresh(database, tell)
      if isWhole { database.noteAsWritten() }
      return true
    } catch {
      guard error.asksForBuild else { throw error }
      if error == .damaged { tell(.rebuilding(path: library.databaseFile.path)) }
      if let opened { try? recordState(of: opened) }
      return false
    }
  }

  private func refresh(
    _ database: IndexDatabase, _ tell: (Event) -> Void
  ) throws(IndexError) {
    let problems = try refresh(
      database, advance: { tell(.advanced(path: $0, citations: $1)) },
      progress: { tell(.finished($0)) })
    for problem in problems { tell(.stateProblem(problem)) }
  }
}
