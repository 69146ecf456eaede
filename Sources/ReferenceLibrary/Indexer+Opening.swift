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
  /// An index that cannot be written is searched as it is, which `tell` learns; not one that another
  /// process only begins to build, which would find nothing.
  public func currentIndex(_ tell: (Event) -> Void) throws(IndexError) -> IndexDatabase {
    do throws(IndexError) {
      let database = try IndexDatabase(reading: library.databaseFile.path)
      guard try isStale(database) else { return database }
      let isEmpty = try database.sourceStamps().isEmpty
      do throws(IndexError) {
        return try refreshedIndex(isWaiting: isEmpty, tell)
      } catch {
        let isReadable = [.notPermitted, .diskFull].contains(error) || error == .locked
        guard isReadable, !isEmpty || error == .notPermitted else { throw error }
        tell(.outdated(error))
        return database
      }
    } catch let opening {
      guard [.missing, .damaged, .otherVersion].contains(opening) else { throw opening }
      do throws(IndexError) { return try refreshedIndex(tell) } catch { throw opening }
    }
  }

  /// Opens the index for writing and brings it up to date, building it again where it turns out to
  /// be damaged.
  ///
  /// - Parameters:
  ///   - isVerifying: whether all of it is read for damage, not only what is touched, unless it is as
  ///     it was written.
  ///   - isWaiting: whether to wait for another process that writes it.
  public func refreshedIndex(
    isVerifying: Bool = false, isWaiting: Bool = true, _ tell: (Event) -> Void
  ) throws(IndexError) -> IndexDatabase {
    let path = library.databaseFile.path
    var opened: IndexDatabase?
    do throws(IndexError) {
      let database = try IndexDatabase(writing: path, isWaiting: isWaiting)
      opened = database
      var isWhole = database.isAsWritten
      if isVerifying, !isWhole {
        try database.verify()
        isWhole = true
      }
      let current = try refreshed(builtForLanguages(database), tell)
      if isWhole { current.noteAsWritten() }
      return current
    } catch {
      guard error == .damaged else { throw error }
      tell(.rebuilding(path: path))
      if let opened { try? recordState(of: opened) }
      let current = try refreshed(builtForLanguages(IndexDatabase(rebuilding: path)), tell)
      current.noteAsWritten()
      return current
    }
  }

  /// The index, rebuilt if it was built with other stemming languages.
  private func builtForLanguages(_ database: IndexDatabase) throws(IndexError) -> IndexDatabase {
    if try database.isBuilt(for: configuration.languages) { return database }
    var database = database
    if try !database.sourceStamps().isEmpty {
      try recordState(of: database)
      database = try IndexDatabase(rebuilding: database.path)
    }
    try database.build(for: configuration.languages)
    return database
  }

  private func refreshed(
    _ database: IndexDatabase, _ tell: (Event) -> Void
  ) throws(IndexError) -> IndexDatabase {
    let problems = try refresh(
      database, advance: { tell(.advanced(path: $0, citations: $1)) },
      progress: { tell(.finished($0)) })
    for problem in problems { tell(.stateProblem(problem)) }
    return database
  }
}
