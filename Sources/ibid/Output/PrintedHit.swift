import Ranking
import References
import Search

/// A hit as it is printed, with what its query marks in it.
struct PrintedHit {
  /// Columns of the passage that JSON and tables show.
  private static let snippetWidth = 160

  let hit: Hit
  /// Nil where no query found the work.
  let highlighter: Highlighter?

  var work: Work { hit.work }
  var reference: Reference { hit.work.reference }
  var snippet: Snippet? { highlighter?.snippet(of: work, width: Self.snippetWidth) }
}

extension PrintedHit {
  /// Those that were chosen, in that order, else always the same keys; null where there is nothing.
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
