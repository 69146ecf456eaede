import References

extension Citation {
  /// Everything that was read, on one line; what is absent is left out.
  ///
  /// `article | June, C. H. | 2018 | Title | in Blood | 12(3) | pp 4–5 | note …`
  var row: String {
    let fields: [String?] = [
      reference.type.rawValue, sourceKey.map { "key \($0)" },
      Self.names(reference.authors, hasMore: reference.hasMoreAuthors),
      reference.year.map(String.init), reference.title, reference.container.map { "in \($0)" },
      Self.part(reference.volume, reference.issue), reference.locator?.pages.map { "pp \($0)" },
      reference.locator?.articleNumber.map { "no \($0)" },
      Self.names(reference.editors, hasMore: false).map { "ed \($0)" },
      reference.publisher.map { "by \($0)" }, reference.doi.map { "doi \($0)" },
      reference.pmid.map { "pmid \($0)" }, reference.arxivID.map { "arxiv \($0)" },
      reference.url.map { "url \($0)" }, reference.abstract.map { "abstract \($0)" },
      reference.keywords.isEmpty ? nil : "about \(reference.keywords.joined(separator: "/"))",
      annotation.map { "note \($0)" }, confidence == 1 ? nil : "sure \(confidence)",
    ]
    return fields.compactMap(\.self).joined(separator: " | ")
  }

  /// The bibliographic facts alone.
  var facts: String {
    var citation = self
    citation.reference.abstract = nil
    citation.reference.keywords = []
    citation.reference.url = nil
    return citation.row
  }

  private static func part(_ volume: String?, _ issue: String?) -> String? {
    guard volume != nil || issue != nil else { return nil }
    return (volume ?? "") + (issue.map { "(\($0))" } ?? "")
  }

  private static func names(_ creators: [Creator], hasMore: Bool) -> String? {
    let names = creators.map { creator in
      switch creator {
      case .literal(let name): "{\(name)}"
      case .person(let name):
        [name.family, name.given, name.suffix].compactMap(\.self).joined(separator: ", ")
      }
    }
    let all = names + (hasMore ? ["…"] : [])
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }
}
