import Diagnostics
import Index
import ReferenceLibrary
import References
import Search

/// Decisions of a review.
extension OpenLibrary {
  /// Records a decision on works and prints it.
  func decide(
    _ word: DecisionWord, _ reason: String, on keys: [CitationKey], by name: String
  ) throws {
    if word == .none, !reason.isEmpty {
      throw Failure.wrongRequest("'none' takes no reason")
    }
    let decision = word.verdict.map { ScreeningDecision($0, reason: reason) }
    let formerKeys = try decision == nil ? otherKeys(of: keys) : []
    do {
      try library.decide(decision, on: keys + formerKeys, by: name)
    } catch {
      throw Failure.unwritten(library.decisionsFile.path, error)
    }
    // So that the next query need not say that it read the file.
    _ = try? indexer.currentIndex { _ in }
    for key in keys { console.print("\(key): \(decision?.description ?? "no decision")") }
  }

  /// The keys under which works were decided on before they were merged.
  private func otherKeys(of keys: [CitationKey]) throws -> [CitationKey] {
    let database = try currentIndex()
    return try library.decidedKeys.map { CitationKey($0) }.filter { key in
      guard !keys.contains(key) else { return false }
      let works = try database.answering { database throws(IndexError) in
        try database.keys(named: key.description)
      }
      return works.contains(where: keys.contains)
    }
  }

  /// Prints the decision on a work.
  ///
  /// - Returns: whether there is one.
  func tellDecision(on key: CitationKey) throws -> Bool {
    let work = try currentIndex().answering { database throws(IndexError) in
      try Searcher(database).works(key).first
    }
    console.print("\(key): \(work?.decision?.description ?? "no decision")")
    return work?.decision != nil
  }
}
