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
  /// - Throws: `Failure` where it calls none, or several.
  func work(named name: String) throws -> Work {
    try answered(SourceText(name: "name", text: name), database) {
      let works = try works(CitationKey(name))
      if works.count > 1 {
        let keys = works.map(\.key.description).joined(separator: ", ")
        throw Failure.wrongRequest(
          "'\(name)' is the key of \(works.count) works", hint: "use one of their own keys: \(keys)"
        )
      }
      return try works.first ?? workNamedOtherwise(name)
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

  private func workNamedOtherwise(_ name: String) throws -> Work {
    let works = try works(naming: name, limit: Self.mostCandidates + 1)
    guard let work = works.first else { throw Failure.unknownKey(name, database) }
    if works.count == 1 { return work }
    let isMany = works.count > Self.mostCandidates
    var message = Message.error(
      "'\(name)' names \(isMany ? "more than \(Self.mostCandidates)" : "\(works.count)") works",
      hint: "use the key of one of them")
    message.excerpt = works.prefix(Self.mostCandidates).map { work in
      let title = work.reference.title ?? ""
      return "\(work.key)  \(title.count > 60 ? title.prefix(59) + "…" : title)"
    }
    throw Failure(.wrongRequest, message)
  }
}
