import Diagnostics
import Search

/// The version of the shape of `--format json`; grows when a key changes its meaning or goes away.
private let schemaVersion = 2

extension SearchSummary {
  /// `schema_version`, `query`, `total`, `notes`, `corrections`, `nothing_found`: all but the hits.
  ///
  /// - Parameter source: the text that the notes refer to.
  func members(
    query: String, source: SourceText, _ remedy: Remedy = .option
  ) -> [(key: String, value: JSON)] {
    let missing = missing.map { [("missing", JSON.string($0.name))] } ?? []
    return [
      ("schema_version", .integer(schemaVersion)),
      ("query", .string(query)),
      ("total", .integer(total)),
      ("notes", .array(messages(source, remedy).map(\.json))),
      ("corrections", .array(corrections.map(\.json))),
      ("named", naming?.json(works: named) ?? .null),
      ("total_of_all", JSON(loosening?.totalOfAll)),
      ("nothing_found", nothingFound?.json ?? .null),
    ] + missing
  }
}

extension Naming {
  fileprivate func json(works: Int) -> JSON {
    [
      "read_as": .string(reading.name), "evidence": .array(evidence.map(JSON.string)),
      "works": .integer(works),
    ]
  }
}

extension NothingFound {
  fileprivate var json: JSON {
    let phrases: [(key: String, value: JSON)] =
      phrases.isEmpty ? [] : [("phrases", .array(phrases.map(\.json)))]
    return .object(
      [
        (
          "clauses",
          .array(clauses.map { ["text": .string($0.text), "total": .integer($0.total)] })
        ),
        (
          "suggestions",
          .array(
            suggestions.map {
              ["word": .string($0.word), "replacements": .array($0.replacements.map(JSON.string))]
            })
        ),
        ("total_of_any", JSON(totalOfAny)),
      ] + phrases)
  }
}

extension NothingFound.Phrase {
  fileprivate var json: JSON {
    ["text": .string(text), "inflected": .integer(inflected), "apart": .integer(apart)]
  }
}

extension Correction {
  fileprivate var json: JSON {
    ["word": .string(word), "replacement": .string(replacement)]
  }
}

extension QueryExplanation {
  var json: JSON {
    [
      "query": .string(query),
      "terms": .array(
        terms.map { ["text": .string($0.text), "forms": .array($0.forms.map(JSON.string))] }),
      "match": .string(match), "sql": .string(sql),
      "slow_parts": .array(slowParts.map(JSON.string)),
    ]
  }
}
