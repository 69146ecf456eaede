import Diagnostics
import ReferenceLibrary

extension SourceReport {
  /// What `ibid index --format jsonl` prints for one source: always the same keys, null where a
  /// report has nothing to say.
  var json: JSON {
    var members: [String: JSON] = [:]
    let outcome: String
    switch self.outcome {
    case .read(let reading):
      outcome = "read"
      members["citations"] = .integer(reading.citations)
      members["annotated"] = .integer(reading.annotated)
      members["doubtful"] = .integer(reading.doubtful)
      members["unread_lines"] = .integer(reading.lostLines)
      members["problems"] = .array(
        reading.diagnostics.compactMap { diagnostic in text.map { diagnostic.message(in: $0).json }
        })
    case .unreadable(let fault):
      outcome = "unreadable"
      members["problems"] = .array([fault.message(path).json])
    case .away(let absence, let kept):
      outcome = "away"
      members["problems"] = .array([absence.message(path, kept: kept).json])
      members["paths"] = .array(kept.map(JSON.string))
    case .unchanged: outcome = "unchanged"
    case .forgotten: outcome = "forgotten"
    case .skipped(let paths):
      outcome = "skipped"
      members["paths"] = .array(paths.map(JSON.string))
    case .untrusted(let paths):
      outcome = "untrusted"
      members["paths"] = .array(paths.map(JSON.string))
    case .conflicted(let paths):
      outcome = "conflicted"
      members["paths"] = .array(paths.map(JSON.string))
    }
    let names = ["citations", "annotated", "doubtful", "unread_lines", "problems", "paths"]
    let head: [(key: String, value: JSON)] = [
      ("path", path.isEmpty ? .null : .string(path)), ("outcome", .string(outcome)),
    ]
    return .object(head + names.map { (key: $0, value: members[$0] ?? .null) })
  }
}
