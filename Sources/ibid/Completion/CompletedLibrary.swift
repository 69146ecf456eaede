import Foundation
import Index
import ReferenceLibrary

/// The library that a command line names; nothing is built, said or refused while one is typed.
struct CompletedLibrary {
  private let queries: SavedQueryFolder?
  private let database: IndexDatabase?

  /// - Parameter explicit: the folder that `--library` names, as it was typed.
  init(_ explicit: String?) {
    let environment = ProcessInfo.processInfo.environment
    let preferred = (try? Preferences.loaded()).map(Settings.init)?.library
    let library = Library.located(
      explicit: explicit.map { UserFolders.expanded($0, environment) }, environment: environment,
      workingFolder: FileManager.default.currentDirectoryPath, usual: preferred)
    queries = library.exists ? SavedQueryFolder(library, FileSetting.ofSavedQueries) : nil
    database = try? IndexDatabase(reading: library.databaseFile.path)
  }

  func values(of field: String, beginning prefix: String) -> [String] {
    (try? database?.values(of: field, beginning: prefix)) ?? []
  }

  /// What a query may become: fields, their values, saved queries.
  func queries(from typed: String) -> [String] {
    let completion = Completion(
      of: typed, saved: savedQueries, values: { values(of: $0, beginning: $1) })
    let start = typed.dropLast(completion.word.count)
    return completion.candidates.map { start + $0 }
  }

  func savedQueries(after words: [String]) -> [String] {
    queries?.completions(after: words) ?? []
  }
}

extension SavedQueryFolder {
  /// Names of saved queries, and the parameters of those that are named already.
  func completions(after words: [String]) -> [String] {
    let names = names()
    let parameters = names.filter(words.contains).flatMap { name in
      ((try? load(name))?.parameters ?? []).map { "\($0.name)=" }
    }
    return names + parameters
  }
}
