import QueryLanguage
import SearchEngine

/// The version of the shape of `--format json` and `jsonl`; grows when a key changes its meaning or
/// goes away.
private let schemaVersion = 1

extension SearchResult {
  /// `schema_version`, `query`, `total`, `notes`, `corrections`, `nothing_found`: all but the hits.
  func members(query: String) -> [(key: String, value: JSON)] {
    [
      ("schema_version", .integer(schemaVersion)),
      ("query", .string(query)),
      ("total", .integer(total)),
      ("notes", .array(notes.map(\.json))),
      ("corrections", .array(corrections.map(\.json))),
      ("nothing_found", nothingFound?.json ?? .null),
    ]
  }
}

extension NothingFound {
  fileprivate var json: JSON {
    [
      "clauses": .array(
        clauses.map { ["text": .string($0.text), "total": .integer($0.total)] }),
      "suggestions": .array(
        suggestions.map {
          ["word": .string($0.word), "replacements": .array($0.replacements.map(JSON.string))]
        }),
      "total_of_any": JSON(totalOfAny),
    ]
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

extension QueryError {
  /// A note with its place in the query, in bytes of UTF-8.
  fileprivate var json: JSON {
    [
      "severity": .string(severity.rawValue), "message": .string(kind.message),
      "hint": JSON(kind.hint),
      "start": .integer(range.lowerBound), "end": .integer(range.upperBound),
    ]
  }
}

extension PrintedHit {
  /// Always the same keys, in their usual order; null where there is nothing.
  func json(_ options: WriterOptions) -> JSON {
    let fields = options.fields.isEmpty ? OutputField.all : options.fields
    var members = fields.map { (key: $0.name, value: $0.json(self)) }
    if options.isExplaining {
      members.append(("score_parts", .array(hit.scoreParts.map(\.json))))
    }
    return .object(members)
  }
}

extension ScorePart {
  fileprivate var json: JSON {
    [
      "text": .string(text), "document_frequency": JSON(documentFrequency),
      "idf": idf.map(JSON.number) ?? .null, "score": .number(score),
    ]
  }
}
