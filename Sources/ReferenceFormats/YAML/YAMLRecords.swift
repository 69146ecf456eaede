import Diagnostics
import References
import Yams

/// Reads the entries of a YAML file one by one.
struct YAMLRecords: Sendable {
  /// The entries in a file's root; nil if there are none of this format.
  let entries: @Sendable (Node) -> [Node]?
  let citation: @Sendable (Node) -> Citation?

  func read(_ source: SourceText, to emit: (Reading.Item) -> Void) {
    let root: Node?
    do throws(YAMLFacts.Unreadable) {
      root = try YAMLFacts.root(of: source.text.withoutDocumentMarks)
    } catch {
      return emit(.diagnostic(Diagnostic(.warning, .unreadYAML(error.reason), at: 0..<0)))
    }
    guard let entries = root.flatMap(entries), !entries.isEmpty else {
      // Much else is YAML.
      return emit(.diagnostic(Diagnostic(.note, .noRecords, at: 0..<0)))
    }
    var emitter = RecordEmitter()
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, entry) in entries.enumerated() {
      let start = entry.mark?.line ?? 1
      let next = index + 1 < entries.count ? entries[index + 1].mark?.line : nil
      let end = max(start, (next ?? lines.count + 1) - 1)
      let offset = source.offset(line: start, column: 1)
      guard var citation = citation(entry) else {
        emit(.diagnostic(Diagnostic(.warning, .emptyRecord, at: offset..<offset)))
        continue
      }
      citation.line = start
      let raw = lines[min(start - 1, lines.count)..<min(end, lines.count)].joined(separator: "\n")
      citation.raw = Markup.lines(raw) ?? ""
      emitter.emit(citation, in: offset..<offset, problems: [], unreadYear: nil, to: emit)
    }
  }
}

extension String {
  /// Pandoc's files of references are the head of a document without the document: the line that ends
  /// it would begin another.
  fileprivate var withoutDocumentMarks: String {
    guard hasPrefix("---") else { return self }
    let lines = split(separator: "\n", omittingEmptySubsequences: false)
    guard let end = lines.dropFirst().firstIndex(where: { $0 == "---" || $0 == "..." }) else {
      return self
    }
    return lines[..<end].joined(separator: "\n")
  }
}
