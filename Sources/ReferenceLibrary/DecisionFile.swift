import Diagnostics
import Foundation
import Index
import ReferenceFormats
import References

/// What was decided about works in a review: `Index/decisions.jsonl`, a line of JSON each. It is a source
/// like others, so that it can be edited by hand, merged by git, and outlives the index.
///
/// ```
/// {"date":"2026-11-28","decision":"exclude","key":"smith2019loss","reason":"wrong population","reviewer":"Ann Lee"}
/// ```
///
/// The last line of a work counts; `none` takes its decision back.
struct DecisionFile {
  static let name = "decisions.jsonl"

  /// Whether a path names the file of some library.
  static func isOne(_ path: String) -> Bool {
    path == "Index/\(name)" || path.hasSuffix("/Index/\(name)")
  }

  struct Line: Codable {
    let key: String
    let decision: String
    var reason: String?
    /// Who decided, if they have told their name.
    var reviewer: String?
    /// An ISO 8601 date.
    var date: String?
  }

  /// A citation for each work that was decided on, by its key alone.
  static func reading(_ source: SourceText) -> Reading {
    var reading = Reading()
    var last: [String: Citation] = [:]
    var start = 0
    for (index, line) in source.text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      let range = start..<start + line.count
      start += line.count + 1
      let text = String(line)?.trimmingCharacters(in: .whitespaces) ?? ""
      if text.isEmpty { continue }
      do throws(Problem) {
        let (key, decision) = try self.decision(in: text)
        var citation = Citation(position: index + 1, line: index + 1, raw: text)
        (citation.subject, citation.decision) = (key, decision)
        last[key.lowercased()] = citation
      } catch {
        reading.diagnostics.append(
          Diagnostic(.warning, .unreadDecision(error.reason), at: range))
      }
    }
    reading.citations = last.values.filter { $0.decision != nil }.sorted { $0.line < $1.line }
    return reading
  }

  private struct Problem: Error { let reason: String }

  /// - Returns: no decision for `none`.
  private static func decision(
    in line: String
  ) throws(Problem) -> (key: String, ScreeningDecision?) {
    guard let read = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
      throw Problem(reason: "expected a JSON object with 'key' and 'decision'")
    }
    if read.decision == "none" { return (read.key, nil) }
    guard let verdict = ScreeningDecision.Verdict(rawValue: read.decision) else {
      let known = ScreeningDecision.Verdict.allCases.map(\.rawValue) + ["none"]
      let near = nearest(to: read.decision, among: known).map { "; did you mean '\($0)'?" }
      throw Problem(reason: "unknown decision '\(read.decision)'\(near ?? "")")
    }
    return (read.key, ScreeningDecision(verdict, reason: read.reason))
  }
}

extension Library {
  /// `Index/decisions.jsonl`.
  public var decisionsFile: URL { indexFolder.appendingPathComponent(DecisionFile.name) }

  /// The keys of works that were decided on, as the file has them: works may have other keys by now.
  public var decidedKeys: [String] {
    guard let text = try? String(contentsOf: decisionsFile, encoding: .utf8) else { return [] }
    return DecisionFile.reading(SourceText(name: DecisionFile.name, text: text)).citations
      .compactMap(\.subject)
  }

  /// Appends a line for each work.
  ///
  /// - Parameters:
  ///   - decision: nil takes back what was decided.
  ///   - reviewer: who decides; an empty name is left out.
  /// - Throws: what the file system says; then the file is as it was.
  public func decide(
    _ decision: ScreeningDecision?, on keys: [CitationKey], by reviewer: String, at now: Date = .now
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let date = now.formatted(.iso8601.year().month().day())
    let lines = try keys.map { key in
      let line = DecisionFile.Line(
        key: key.description, decision: decision?.verdict.rawValue ?? "none",
        reason: decision?.reason, reviewer: reviewer.isEmpty ? nil : reviewer, date: date)
      return String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
    }
    try rewrite(decisionsFile, lock: "decisions") { text in
      if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { text += "\n" }
      text += lines.joined()
    }
  }
}
