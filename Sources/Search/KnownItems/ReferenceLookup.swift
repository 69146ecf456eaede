import Diagnostics
import GRDB
import Index
import References

/// The result of looking up a reference in an index.
public struct ReferenceLookup: Sendable {
  /// How certain it is that the reference cites the work.
  public enum Verdict: String, CaseIterable, Sendable {
    /// The index would merge it into the work.
    case held
    /// Many facts agree.
    case likely
    /// No work is similar.
    case missing
  }

  /// Whether the reference is in the index.
  public let verdict: Verdict
  /// Nil if there is none.
  public let work: Work?
  /// What agrees: `title, first author, year`.
  public let evidence: String
  /// What differs: `year 2017, there 2018`.
  public let differences: [String]
  /// Other works that may be meant as well.
  public var others: [CitationKey] = []
}

extension Searcher {
  /// Finds the work that a reference cites: by the index's rules of identity, else like a query
  /// with the reference as text.
  ///
  /// - Parameter text: the reference as printed.
  /// - Throws: as `answer`.
  public func lookUp(_ reference: Reference, printed text: String) throws -> ReferenceLookup {
    if let (work, evidence) = try identified(reference) {
      return ReferenceLookup(
        verdict: .held, work: work, evidence: evidence,
        differences: work.differences(from: reference))
    }
    var options = SearchOptions()
    options.matching = .auto
    options.limit = 1
    let source = SourceText(name: "reference", text: text.replacing("\n", with: " "))
    guard !text.allSatisfy(\.isWhitespace),
      let hit = try search(SearchRequest(.query(try Question(source, as: .text)), options)).hits
        .first,
      let naming = hit.naming
    else { return ReferenceLookup(verdict: .missing, work: nil, evidence: "", differences: []) }
    let isSure = Set(naming.evidence).isSuperset(of: ["title", "first author", "year"])
    let evidence = naming.evidence.isEmpty ? [naming.reading.name] : naming.evidence
    return ReferenceLookup(
      verdict: isSure ? .held : .likely, work: hit.work,
      evidence: evidence.joined(separator: ", "),
      differences: hit.work.differences(from: reference))
  }

  /// The work of the citation with the strongest evidence for the reference.
  private func identified(_ reference: Reference) throws -> (Work, evidence: String)? {
    let identity = Identity(reference)
    return try database.read { db in
      let store = WorkStore(db)
      var best: (work: Int64, strength: Int, evidence: String)?
      for block in identity.blocks {
        let rows = try Row.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT citation.id, work_id FROM block JOIN citation ON citation.id = citation_id
              WHERE hash = ?
              """), arguments: [block])
        for row in rows {
          guard let other = try store.reference(ofCitation: try row.value(at: 0)),
            case .same(let strength, let evidence) = identity.verdict(on: Identity(other)),
            strength > best?.strength ?? 0
          else { continue }
          best = (try row.value(at: 1), strength, evidence)
        }
      }
      guard let best, let work = try store.work(best.work) else { return nil }
      return (work, best.evidence)
    }
  }
}

extension Work {
  /// Facts of a reference that differ from the work.
  fileprivate func differences(from other: Reference) -> [String] {
    func first(_ page: String?) -> String? {
      page.map { String($0.prefix { !"-–,".contains($0) }) }
    }
    let facts: [(name: String, theirs: String?, ours: String?)] = [
      ("year", other.year.map(String.init), reference.year.map(String.init)),
      ("volume", other.volume, reference.volume), ("issue", other.issue, reference.issue),
      ("page", first(other.locator?.text), first(reference.locator?.text)),
      ("DOI", other.doi, reference.doi),
      (
        "first author", other.authors.first.map { folded($0.familyName) },
        reference.authors.first.map { folded($0.familyName) }
      ),
    ]
    return facts.compactMap { name, theirs, ours in
      guard let theirs, let ours, theirs != ours else { return nil }
      return "\(name) \(theirs), in the library \(ours)"
    }
  }
}
