import Diagnostics
import QueryLanguage
import ReferenceLibrary
import SearchEngine

extension OpenLibrary {
  var savedQueries: SavedQueryFolder { SavedQueryFolder(library, .ofWorks) }

  /// A searcher that knows the library's synonyms and saved queries.
  func searcher(_ database: IndexDatabase) -> Searcher {
    Searcher(
      database, parameters: configuration.ranking, synonyms: library.synonyms(),
      savedQueries: savedQueries.lookup)
  }
}

/// Runs a search and turns what it throws into what the user is told.
func answered<T>(_ source: SourceText, _ database: IndexDatabase, _ body: () throws -> T) throws
  -> T
{
  do {
    return try body()
  } catch let error as QueryError {
    throw Failure.wrongRequest(error.rendered(in: source))
  } catch let fault as SavedQueryFault {
    throw Failure.wrongRequest(fault.message)
  } catch let error as IndexError {
    throw error.failure(at: database.path)
  }
}
