import References

extension Citation {
  /// What `ibid read --format jsonl` prints for one citation: always the same keys, null where
  /// there is nothing.
  var json: JSON {
    [
      "position": .integer(position),
      "line": .integer(line),
      "type": .string(reference.type.rawValue),
      "authors": JSON(reference.authors.map(\.json)),
      "et_al": .bool(reference.hasMoreAuthors),
      "title": JSON(reference.title),
      "container": JSON(reference.container),
      "volume": JSON(reference.volume),
      "issue": JSON(reference.issue),
      "pages": JSON(reference.locator?.pages),
      "article_number": JSON(reference.locator?.articleNumber),
      "year": JSON(reference.year),
      "editors": JSON(reference.editors.map(\.json)),
      "publisher": JSON(reference.publisher),
      "doi": JSON(reference.doi),
      "pmid": JSON(reference.pmid),
      "arxiv": JSON(reference.arxivID),
      "url": JSON(reference.url),
      "abstract": JSON(reference.abstract),
      "keywords": JSON(reference.keywords.map(JSON.string)),
      "source_key": JSON(sourceKey),
      "annotation": JSON(annotation),
      "grade": JSON(grade),
      "labels": JSON(labels.map(JSON.string)),
      "raw": .string(raw),
      "confidence": .number(confidence),
      "fields": JSON(fields.map(\.json)),
    ]
  }
}

extension ReadField {
  /// Where a field was read: bytes of `raw`.
  fileprivate var json: JSON {
    [
      "name": .string(name.rawValue), "start": .integer(range.lowerBound),
      "end": .integer(range.upperBound),
      "confidence": .number(confidence),
    ]
  }
}

extension Creator {
  var json: JSON {
    switch self {
    case .literal(let name): ["literal": .string(name)]
    case .person(let name):
      [
        "family": .string(name.family), "given": JSON(name.given), "suffix": JSON(name.suffix),
      ]
    }
  }
}
