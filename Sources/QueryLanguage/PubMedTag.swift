import Diagnostics

/// A field's name as PubMed puts it behind a word: `june[au]`.
struct PubMedTag {
  let tags: [String]
  /// Our name of the field.
  let field: String
  var anchor: Query.Anchor?

  static let all: [PubMedTag] = [
    PubMedTag(tags: ["au", "author"], field: "author"),
    PubMedTag(tags: ["1au", "first author"], field: "author", anchor: .first),
    PubMedTag(tags: ["lastau", "last author"], field: "author", anchor: .last),
    PubMedTag(tags: ["ed", "editor"], field: "editor"),
    PubMedTag(tags: ["ti", "title"], field: "title"),
    PubMedTag(tags: ["tiab", "title/abstract"], field: "tiab"),
    PubMedTag(tags: ["ta", "jo", "journal"], field: "journal"),
    PubMedTag(tags: ["dp", "pdat", "date of publication"], field: "year"),
    PubMedTag(tags: ["ot", "mh", "mesh", "mesh terms"], field: "keyword"),
    PubMedTag(tags: ["pmid", "uid"], field: "pmid"),
    PubMedTag(tags: ["doi", "aid"], field: "doi"),
  ]

  static func named(_ tag: some StringProtocol) -> PubMedTag? {
    let tag = tag.lowercased()
    return all.first { $0.tags.contains(tag) }
  }

  /// The query in our own form, and a note of it.
  func applied(to leaf: Query.Leaf, name: Range<Int>, _ notes: inout [QueryError]) -> Query {
    var leaf = leaf
    leaf.anchor = anchor
    let field = Query.field(name: Query.Text(field, at: name), .leaf(leaf))
    notes.append(QueryError(.note, .pubMedTag(read: field.text), at: field.range))
    return field
  }
}
