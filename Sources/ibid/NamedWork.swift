import Diagnostics
import Index
import References
import Search

/// A work as a user named it.
struct NamedWork {
  /// As typed, if that is a key, the key of a source, or the place of a citation; else its key.
  let name: String
  let key: CitationKey
}

extension Searcher {
  private static let mostCandidates = 10

  /// The one work that a name calls: a key, a DOI or another number, `Ostrom 1969`, a title, the
  /// beginning of a key.
  ///
  /// - Parameter surely: whether something is written on the work: then the beginning of a key or an
  ///   author alone is not enough.
  /// - Throws: `Failure` where it calls none, or several.
  func work(named name: String, surely: Bool = false) throws -> Work {
    try answered(SourceText(name: "name", text: name), database) {
      let works = try works(CitationKey(name))
      if works.count > 1 {
        let keys = works.map(\.key.description).joined(separator: ", ")
        throw Failure.wrongRequest(
          "'\(name)' is the key of \(works.count) works", hint: "use one of their own keys: \(keys)"
        )
      }
      return try works.first ?? workNamedOtherwise(name, surely: surely)
    }
  }

  /// All works that a key names, else the one work that is named otherwise.
  ///
  /// - Throws: as `work(named:)`.
  func works(named name: String) throws -> [Work] {
    try answered(SourceText(name: "name", text: name), database) {
      let works = try works(CitationKey(name))
      return works.isEmpty ? [try workNamedOtherwise(name)] : works
    }
  }

  private func workNamedOtherwise(_ name: String, surely: Bool = false) throws -> Work {
    let hits = try hits(naming: name, limit: Self.mostCandidates + 1)
    guard let hit = hits.first else { throw Failure.unknownKey(name, database) }
    if hits.count == 1, !surely || hit.naming?.isSure == true { return hit.work }
    let isMany = hits.count > Self.mostCandidates
    let number = isMany ? "more than \(Self.mostCandidates)" : "\(hits.count)"
    var message =
      hits.count == 1
      ? Message.error(
        "'\(name)' may name another work; nothing was written",
        hint: "if this one is meant, use its key: \(hit.work.key)")
      : Message.error("'\(name)' names \(number) works", hint: "use the key of one of them")
    message.excerpt = hits.prefix(Self.mostCandidates).map(\.work).map { work in
      let title = work.reference.title ?? ""
      return "\(work.key)  \(title.count > 60 ? title.prefix(59) + "…" : title)"
    }
    throw Failure(.wrongRequest, message)
  }
}
