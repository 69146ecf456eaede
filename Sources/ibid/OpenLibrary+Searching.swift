import Diagnostics
import Index
import QueryLanguage
import ReferenceLibrary
import Search

extension OpenLibrary {
  var savedQueries: SavedQueryFolder { SavedQueryFolder(library, FileSetting.ofSavedQueries) }

  /// A searcher that knows the library's synonyms and saved queries.
  func searcher(_ database: IndexDatabase) -> Searcher {
    Searcher(
      database, parameters: configuration.ranking, synonyms: library.synonyms(),
      savedQueries: savedQueries.lookup)
  }
}

extension OpenLibrary {
  /// Saves a query so that it finds what a search finds for its text.
  func save(
    _ name: String, query: String, as matching: Matching, description: String?, replacing: Bool
  ) throws {
    // What is no saved query is refused as it was typed.
    let typed = try Failure.translating { try savedQueries.read(name, query + "\n") }
    let database = try currentIndex()
    // So is one that names itself.
    if query.contains("@") {
      _ = try answered(typed.source, database) {
        let request = SearchRequest(.query(try typed.question(typed.sampleValues)))
        return try searcher(database).answer(request, \.total)
      }
    }
    let reproduced = try answered(typed.source, database) {
      try ReproducedQuery(query, as: matching, searcher(database))
    }
    var settings = Settings()
    settings.matching = reproduced.matching
    let text = settings.frontMatter(description: description) + reproduced.text + "\n"
    try save(name, text, replacing: replacing)
    for message in reproduced.messages(typed: query) { console.note(message) }
  }

  /// Saves a valid query: its fields exist, and so do the queries that it names.
  func save(_ name: String, _ text: String, replacing: Bool) throws {
    let query = try Failure.translating { try savedQueries.read(name, text) }
    let database = try currentIndex()
    var isEmpty = false
    try answered(query.source, database) {
      do {
        var request = SearchRequest(.query(try query.question(query.sampleValues)))
        request.options.matching = Settings(query).matching ?? .all
        let total = try searcher(database).answer(request, \.total)
        isEmpty = total == 0 && query.requiredParameters.isEmpty
      } catch let error as QueryError where !query.requiredParameters.isEmpty {
        // An invented value may be none that its field knows.
        guard query.source[error.range].contains("{") else { throw error }
      }
    }
    try Failure.translating { try savedQueries.save(name, text, replacing: replacing) }
    if isEmpty { console.note(ReproducedQuery.nothingFound) }
  }
}

/// Runs a search and turns its errors into failures with messages.
func answered<T>(_ source: SourceText, _ database: IndexDatabase, _ body: () throws -> T) throws
  -> T
{
  do {
    return try body()
  } catch let error as QueryError {
    throw Failure(.wrongRequest, error.message(in: source))
  } catch let fault as SavedQueryFault {
    throw Failure(.wrongRequest, fault.message)
  } catch let fault as NarrowingFault {
    throw Failure(.wrongRequest, fault.message)
  } catch let unknown as UnknownWork {
    throw Failure.unknownKey(unknown.key.description, database)
  } catch let error as IndexError {
    throw error.failure(at: database.path)
  }
}
