import Diagnostics
import GRDB
import Index
import QueryLanguage
import Ranking
import References

/// Answers requests from an index.
public struct Searcher {
  /// The index that is searched; it is never written.
  public let database: IndexDatabase
  let parameters: RankingParameters
  let synonyms: [[String]]
  let savedQueries: SavedQueryLookup?

  /// - Parameters:
  ///   - synonyms: groups of words and phrases that mean the same.
  ///   - savedQueries: finds what `@name` stands for; where it is left out, there are none.
  public init(
    _ database: IndexDatabase, parameters: RankingParameters = RankingParameters(),
    synonyms: [[String]] = [], savedQueries: SavedQueryLookup? = nil
  ) {
    self.database = database
    self.parameters = parameters
    self.synonyms = synonyms
    self.savedQueries = savedQueries
  }

  /// Answers a request; the index stays as it is until `body` returns.
  ///
  /// ```swift
  /// try searcher.answer(SearchRequest(source)) { answer in
  ///   print(answer.total, "works")
  ///   var hits = try answer.hits()
  ///   while let hit = try hits.next() { print(hit.work.key) }
  /// }
  /// ```
  ///
  /// - Throws: `QueryError` where the query is wrong, `SavedQueryFault` where a saved one is that it
  ///   names, `UnknownWork` where there is none of the key that others are to be like, `IndexError`
  ///   where the index cannot be read, or not in the time that there is; what `body` throws.
  public func answer<Value>(
    _ request: SearchRequest, _ body: (SearchAnswer) throws -> Value
  ) throws -> Value {
    // What the database throws becomes an `IndexError`; the rest passes.
    try database.read { db -> Result<Value, any Error> in
      do {
        let answer = try db.within(request.options.timeLimit) {
          try SearchSession(searcher: self, db: db).answer(request)
        }
        return .success(try body(answer))
      } catch let error as DatabaseError {
        throw error
      } catch {
        return .failure(error)
      }
    }.get()
  }

  /// Answers a request, and reads all hits that it asks for.
  ///
  /// - Throws: as `answer`.
  public func search(_ request: SearchRequest) throws -> SearchResult {
    try answer(request) { answer in
      var hits = try answer.hits()
      return SearchResult(summary: try answer.summary(), hits: try hits.rest())
    }
  }

  /// The work with a key, in any case; nil if there is none.
  public func work(_ key: CitationKey) throws(IndexError) -> Work? {
    try database.read { db in
      let store = WorkStore(db)
      return try store.id(of: key).flatMap(store.work)
    }
  }

  /// All works that a key names: those to which sources give it are several where two works have it.
  public func works(_ key: CitationKey) throws(IndexError) -> [Work] {
    try database.read { db in
      let store = WorkStore(db)
      return try store.ids(of: key).compactMap(store.work)
    }
  }
}

/// There is no work with a key.
public struct UnknownWork: Error, Equatable {
  /// The key as it was asked for.
  public let key: CitationKey
}
