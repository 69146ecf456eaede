import ArgumentParser
import Foundation
import ReferenceLibrary
import References
import SearchEngine

/// What a shell proposes with Tab, from the library of the working folder.
extension CompletionKind {
  /// A query: fields, their values, saved queries.
  static let query = CompletionKind.custom { words, _, prefix in
    let completion = CompletedLibrary(words).completion(of: prefix.unquoted)
    // What stands before the word that is completed belongs to the same word of the shell.
    let start = prefix.unquoted.dropLast(completion.word.count)
    return completion.candidates.map { start + $0 }
  }

  static let key = CompletionKind.custom { words, _, prefix in
    CompletedLibrary(words).values(of: "key", beginning: prefix)
  }

  /// Names of saved queries, and the parameters of those that are named already.
  static let savedQuery = CompletionKind.custom { words, _, prefix in
    let library = CompletedLibrary(words)
    let queries = library.savedQueries?.names() ?? []
    let parameters = queries.filter(words.contains).flatMap { name in
      ((try? library.savedQueries?.load(name))?.parameters ?? []).map { "\($0.name)=" }
    }
    return (queries + parameters).filter { $0.hasPrefix(prefix) }
  }
}

/// The library that a command line names; nothing is built, said or refused while one is typed.
private struct CompletedLibrary {
  let savedQueries: SavedQueryFolder?
  private let database: IndexDatabase?

  init(_ words: [String]) {
    let named = words.firstIndex(of: "--library").map { words[($0 + 1)...].first ?? "" }
    let library = Library.located(
      explicit: named, environment: ProcessInfo.processInfo.environment,
      workingFolder: FileManager.default.currentDirectoryPath, usual: Settings.current.library)
    savedQueries = library.exists ? SavedQueryFolder(library, .ofWorks) : nil
    database = try? IndexDatabase(reading: library.databaseFile.path)
  }

  func values(of field: String, beginning prefix: String) -> [String] {
    (try? database?.values(of: field, beginning: prefix)) ?? []
  }

  func completion(of query: String) -> Completion {
    Completion(
      of: query, saved: { savedQueries?.names() ?? [] },
      values: { values(of: $0, beginning: $1) })
  }
}

extension String {
  /// Without the quote that a shell's word may begin with.
  fileprivate var unquoted: String {
    first == "'" || first == "\"" ? String(dropFirst()) : self
  }
}
