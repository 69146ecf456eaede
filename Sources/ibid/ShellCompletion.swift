import ArgumentParser
import Foundation
import Index
import ReferenceLibrary
import References

/// What a shell proposes with Tab, from the library of the working folder.
extension CompletionKind {
  /// A query: fields, their values, saved queries.
  static let query = CompletionKind.custom { words, index, prefix in
    let typed = TypedWord(words, index, prefix)
    let completion = CompletedLibrary(words).completion(of: typed.text)
    let start = typed.text.dropLast(completion.word.count)
    return completion.candidates.map { candidate in
      typed.proposal(start + candidate.spelled(as: completion.word))
    }
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
    let preferred = (try? Preferences.loaded()).flatMap { Settings($0).library }
    let library = Library.located(
      explicit: Self.named(words), environment: ProcessInfo.processInfo.environment,
      workingFolder: FileManager.default.currentDirectoryPath, usual: preferred)
    savedQueries = library.exists ? SavedQueryFolder(library, .ofWorks) : nil
    database = try? IndexDatabase(reading: library.databaseFile.path)
  }

  /// `--library DIR` or `--library=DIR`, which bash hands over as three words.
  private static func named(_ words: [String]) -> String? {
    let option = "--library"
    for (index, word) in words.enumerated() {
      if word.hasPrefix(option + "=") { return expanded(word.dropFirst(option.count + 1)) }
      guard word == option, index + 1 < words.count else { continue }
      let isJoined = words[index + 1] == "="
      return expanded(words[(index + (isJoined ? 2 : 1))...].first ?? "")
    }
    return nil
  }

  private static func expanded(_ path: some StringProtocol) -> String {
    UserFolders.expanded(String(path), ProcessInfo.processInfo.environment)
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

/// What was typed of a word of a shell.
private struct TypedWord {
  /// Without the quote that it may begin with.
  let text: String
  /// How many characters of it the shell keeps, as it completes what follows alone: bash takes colons
  /// and equals signs for the ends of words.
  let settled: Int

  /// What the shell is told, of a whole word: zsh takes what follows a bare colon for a description.
  func proposal(_ word: String) -> String {
    let rest = String(word.dropFirst(settled))
    return CompletionShell.requesting == .zsh ? rest.replacing(":", with: "\\:") : rest
  }

  init(_ words: [String], _ index: Int, _ prefix: String) {
    let breaks: Set<Character> = [":", "="]
    var before = ""
    var current = prefix
    if CompletionShell.requesting == .bash, words.indices.contains(index) {
      var next = index
      if !current.isEmpty, current.allSatisfy(breaks.contains) {
        (before, current) = (current, "")
        next -= 1
      } else if index > 0, words[index - 1].last.map(breaks.contains) == true {
        before = words[index - 1]
        next -= 2
      }
      if !before.isEmpty, before.allSatisfy(breaks.contains), words.indices.contains(next) {
        before = words[next] + before
      }
    }
    let isQuoted = before.isEmpty && (current.first == "'" || current.first == "\"")
    text = before + (isQuoted ? String(current.dropFirst()) : current)
    settled = before.count
  }
}

extension String {
  /// With the beginning as it was typed: shells compare letter by letter, the fields do not.
  fileprivate func spelled(as typed: String) -> String {
    lowercased().hasPrefix(typed.lowercased()) ? typed + dropFirst(typed.count) : self
  }
}
