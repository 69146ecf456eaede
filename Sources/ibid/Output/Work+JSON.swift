import QueryLanguage
import References
import SearchEngine

/// The version of the shape of `--format json` and `jsonl`; grows when a key changes its meaning or
/// goes away.
private let schemaVersion = 1

extension SearchResult {
  /// `{"schema_version", "query", "total", "notes", "hits"}`
  func json(query: String, isExplaining: Bool, _ fields: [String]) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("schema_version", .integer(schemaVersion)),
      ("query", .string(query)),
      ("total", .integer(total)),
      ("notes", .array(notes.map(\.json))),
      ("corrections", .array(corrections.map(\.json))),
      ("nothing_found", nothingFound?.json ?? .null),
      ("hits", .array(hits.map { $0.json(isExplaining: isExplaining, fields) })),
    ]
    if isExplaining { members.append(("explanation", explanation.json)) }
    return .object(members)
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
  fileprivate var json: JSON {
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

extension Hit {
  /// - Parameter fields: the keys to print, in their usual order; all where there are none.
  func json(isExplaining: Bool, _ fields: [String]) -> JSON {
    var members = work.members
    members.append(("score", .number(score)))
    if !fields.isEmpty { members = members.filter { fields.contains($0.key) } }
    if isExplaining { members.append(("score_parts", .array(scoreParts.map(\.json)))) }
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

extension Work {
  /// The keys of every work's JSON.
  static var memberNames: [String] {
    Work(key: CitationKey(""), reference: Reference(), annotations: [], places: []).members
      .map(\.key)
  }

  /// Always the same keys; null where there is nothing.
  var members: [(key: String, value: JSON)] {
    [
      ("key", .string(key.description)),
      ("type", .string(reference.type.rawValue)),
      ("authors", JSON(reference.authors.map(\.json))),
      ("et_al", .bool(reference.hasMoreAuthors)),
      ("title", JSON(reference.title)),
      ("container", JSON(reference.container)),
      ("volume", JSON(reference.volume)),
      ("issue", JSON(reference.issue)),
      ("pages", JSON(reference.locator?.pages)),
      ("article_number", JSON(reference.locator?.articleNumber)),
      ("year", JSON(reference.year)),
      ("editors", JSON(reference.editors.map(\.json))),
      ("publisher", JSON(reference.publisher)),
      ("doi", JSON(reference.doi)),
      ("pmid", JSON(reference.pmid)),
      ("arxiv", JSON(reference.arxivID)),
      ("url", JSON(reference.url)),
      ("abstract", JSON(reference.abstract)),
      ("keywords", JSON(reference.keywords.map(JSON.string))),
      ("annotations", .array(annotations.map(\.json))),
      ("places", .array(places.map(\.json))),
    ]
  }
}

extension Annotation {
  fileprivate var json: JSON {
    [
      "text": .string(text), "source": .string(source), "position": .integer(position),
      "line": .integer(line), "grade": JSON(grade),
    ]
  }
}

extension Place {
  fileprivate var json: JSON {
    [
      "source": .string(source), "position": .integer(position), "line": .integer(line),
      "raw": .string(raw),
    ]
  }
}
