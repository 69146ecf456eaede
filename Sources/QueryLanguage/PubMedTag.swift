import Diagnostics

/// A field name in PubMed's notation, after the words: `june[au]`, `june[Author - First]`.
struct PubMedTag {
  /// In lower case.
  let tags: [String]
  /// ibid's name of the field; nil for all fields.
  let field: String?
  var anchor: Query.Anchor?
  /// Whether the words before it are one name, of a person or a journal.
  var isName = false
  /// Whether it narrows a search by a name of PubMed's own.
  var isFilter = false

  static let all: [PubMedTag] = [
    PubMedTag(
      tags: ["all", "all fields", "tw", "text word", "text words", "text"], field: nil),
    PubMedTag(
      tags: ["pt", "ptyp", "publication type"], field: "publication-type", isName: true),
    PubMedTag(tags: ["filter", "sb", "subset"], field: nil, isFilter: true),
    PubMedTag(
      tags: ["au", "author", "fau", "full author name", "author - full", "author name"],
      field: "author", isName: true),
    PubMedTag(
      tags: ["1au", "first author", "author - first", "first author name"], field: "author",
      anchor: .first, isName: true),
    PubMedTag(
      tags: ["lastau", "last author", "author - last", "last author name"], field: "author",
      anchor: .last, isName: true),
    PubMedTag(
      tags: ["cn", "corporate author", "author - corporate"], field: "collaboration", isName: true),
    PubMedTag(tags: ["ed", "editor"], field: "editor", isName: true),
    PubMedTag(tags: ["ti", "title"], field: "title"),
    PubMedTag(tags: ["tiab", "title/abstract"], field: "tiab"),
    PubMedTag(tags: ["ab", "abstract"], field: "abstract"),
    PubMedTag(tags: ["ta", "jo", "journal", "jour"], field: "journal", isName: true),
    PubMedTag(tags: ["vi", "volume"], field: "volume"),
    PubMedTag(tags: ["ip", "issue"], field: "issue"),
    PubMedTag(tags: ["pg", "pagination"], field: "pages"),
    PubMedTag(
      tags: [
        "dp", "pdat", "date of publication", "date - publication", "publication date", "edat",
        "epdat", "ppdat", "date - entry", "date - entrez", "crdt", "date - create",
        "date - completion",
      ], field: "year"),
    PubMedTag(
      tags: [
        "ot", "other term", "mh", "mesh", "mesh terms", "mesh term", "majr", "mesh major topic",
        "nm", "supplementary concept", "sh", "subheading", "mesh subheading",
      ], field: "keyword", isName: true),
    PubMedTag(tags: ["la", "lang", "language"], field: "language"),
    PubMedTag(tags: ["pb", "publisher"], field: "publisher"),
    PubMedTag(tags: ["pl", "place of publication"], field: "place"),
    PubMedTag(tags: ["isbn"], field: "isbn"),
    PubMedTag(tags: ["is", "issn"], field: "issn"),
    PubMedTag(tags: ["pmid", "uid"], field: "pmid"),
    PubMedTag(tags: ["pmc", "pmcid"], field: "pmcid"),
    PubMedTag(tags: ["doi", "aid", "article identifier", "lid", "location id"], field: "doi"),
  ]

  /// Whether it is for all words before it, and not for the last alone.
  var isForRun: Bool { field != nil || isName }

  /// What PubMed's filters and types of publication ask for, as far as libraries know it.
  static let filters: [String: (field: String, value: String)] = {
    let groups = [
      "humans", "animals", "male", "female", "infant", "child", "adolescent", "adult", "aged",
    ]
    let languages = [
      "english", "french", "german", "spanish", "italian", "portuguese", "russian", "japanese",
      "chinese", "dutch", "polish", "danish", "swedish", "norwegian", "korean",
    ]
    let types = [
      "review", "systematic review", "meta-analysis", "clinical trial",
      "randomized controlled trial",
    ]
    let others = [
      "hasabstract": ("has", "abstract"), "human": ("keyword", "humans"),
      "animal": ("keyword", "animals"), "preprint": ("is", "preprint"),
      "retracted publication": ("is", "retracted"),
    ]
    let named =
      groups.map { ($0, ("keyword", $0)) } + languages.map { ($0, ("language", $0)) }
      + types.flatMap { type in
        // PubMed writes its own filters without blanks: systematicreview[Filter].
        Set([type, type.filter { $0 != " " }]).map { ($0, ("publication-type", type)) }
      }
    return others.merging(named) { first, _ in first }
  }()

  static func named(_ tag: some StringProtocol) -> PubMedTag? {
    let words = tag.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return all.first { $0.tags.contains(words) }
  }

  /// The query in our own form, and a note of it.
  ///
  /// - Throws: where it is a filter that no library can answer.
  func applied(
    to leaf: Query.Leaf, name: Range<Int>, _ notes: inout [QueryError]
  ) throws(QueryError) -> Query {
    var leaf = leaf
    if field == nil || tags.contains("pt"),
      let (field, value) = Self.filters[leaf.text.text.lowercased()]
    {
      leaf.text.text = value
      if value.contains(" ") { leaf.form = .phrase }
      return noted(.leaf(leaf), in: field, name, &notes)
    }
    if isFilter {
      throw QueryError(
        .error, .unknownFilter(leaf.text.text), at: leaf.text.range.lowerBound..<name.upperBound)
    }
    leaf.anchor = anchor
    if field == "year" { leaf = leaf.ofYears }
    return noted(.leaf(leaf), in: field, name, &notes)
  }

  /// The same of several words.
  func applied(
    toAll words: [Query], name: Range<Int>, _ notes: inout [QueryError]
  ) -> Query {
    noted(.and(words), in: field, name, &notes)
  }

  private func noted(
    _ value: Query, in field: String?, _ name: Range<Int>, _ notes: inout [QueryError]
  ) -> Query {
    let query = field.map { Query.field(name: Query.Text($0, at: name), value) } ?? value
    let range = min(value.range.lowerBound, name.lowerBound)..<name.upperBound
    notes.append(QueryError(.note, .pubMedTag(read: query.text), at: range))
    return query
  }
}

extension Query.Leaf {
  /// `2018/01/01` without month and day, which works do not have.
  fileprivate var ofYears: Query.Leaf {
    let years = text.text.split(separator: ":").map { $0.prefix { $0 != "/" } }
    return Query.Leaf(.init(years.joined(separator: ":"), at: text.range), as: .word)
  }
}
