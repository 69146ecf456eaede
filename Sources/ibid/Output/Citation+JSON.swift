import References
import Search

extension Citation {
  /// What `ibid read --format jsonl` prints for one citation: always the same keys, null where
  /// there is nothing.
  var json: JSON {
    let work = Work(key: CitationKey(""), reference: reference, annotations: [], places: [])
    let printed = PrintedHit(hit: Hit(work: work), highlighter: nil)
    let facts = OutputField.all.filter(\.isFact).map { (key: $0.name, value: $0.json(printed)) }
    let place = [("position", JSON.integer(position)), ("line", .integer(line))]
    let rest: [(key: String, value: JSON)] = [
      ("source_key", JSON(sourceKey)), ("subject", JSON(subject)),
      ("tags", JSON(tags.map(JSON.string))), ("annotation", JSON(annotation)),
      ("notes", JSON(notes.map(JSON.string))),
      ("grade", JSON(grade)),
      ("labels", JSON(labels.map(JSON.string))), ("raw", .string(raw)),
      ("confidence", .number(confidence)), ("fields", JSON(fields.map(\.json))),
    ]
    return .object(place + facts + rest)
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
