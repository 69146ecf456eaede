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
  /// Set for a work that is shown in full.
  var details: WorkDetails?

  var work: Work { hit.work }
  var reference: Reference { hit.work.reference }
  var snippet: Snippet? { highlighter?.snippet(of: work, width: Self.snippetWidth) }
}

extension PrintedHit {
  /// Those that were chosen, in that order, else always the same keys; null where there is nothing.
  func json(_ options: WriterOptions) -> JSON {
    let usual = { OutputField.all.filter { $0.usage != .nowhere } }
    let fields = options.fields.isEmpty ? usual() : options.fields
    var members = fields.map { (key: $0.name, value: $0.json(self)) }
    if let details, options.fields.isEmpty {
      members.append(("mentions", JSON(details.mentions.map(\.json))))
      members.append(("mentioned_by", JSON(details.mentionedBy.map(\.json))))
    }
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
