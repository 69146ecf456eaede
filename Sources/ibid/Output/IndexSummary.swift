import Diagnostics
import ReferenceLibrary

/// What indexing did, counted.
struct IndexSummary {
  private var sources = 0
  private var citations = 0
  private var annotations = 0
  private var problems = 0
  private var forgotten = 0
  private(set) var unreadable = 0

  var hasChanges: Bool { sources + forgotten > 0 }

  mutating func add(_ report: SourceReport) {
    switch report.outcome {
    case .read(let citations, let annotations, let diagnostics):
      sources += 1
      self.citations += citations
      self.annotations += annotations
      problems += diagnostics.count { $0.severity != .note }
    case .forgotten: forgotten += 1
    case .unreadable: unreadable += 1
    case .unchanged, .skipped, .conflicted: break
    }
  }

  /// `read 2 sources: 84 citations, 30 annotated, 1 problem`
  var text: String {
    var parts: [String] = []
    if sources > 0 {
      parts.append(
        "read \(counted(sources, "source")): \(counted(citations, "citation")), \(annotations) annotated"
          + (problems > 0 ? ", \(counted(problems, "problem"))" : ""))
    }
    if forgotten > 0 { parts.append("forgot \(counted(forgotten, "source"))") }
    return parts.isEmpty ? "nothing has changed" : parts.joined(separator: "; ")
  }

  /// One line for what `ibid index` did with a source.
  static func line(_ report: SourceReport) -> String? {
    let path = report.path
    switch report.outcome {
    case .read(let citations, let annotations, let diagnostics):
      let problems = diagnostics.count { $0.severity != .note }
      return "\(path): \(counted(citations, "citation")), \(annotations) annotated"
        + (problems > 0 ? ", \(counted(problems, "problem"))" : "")
    case .forgotten: return "\(path): forgotten"
    case .unchanged: return "\(path): unchanged"
    case .unreadable, .conflicted: return nil
    case .skipped(let paths):
      let names = paths.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      return "skipped \(counted(paths.count, "file or folder", "files or folders")) that hold no "
        + "references by their names: \(names)\(paths.count > 5 ? ", …" : "")"
    }
  }

  /// Tells on standard error what could not be read, or not fully.
  static func tellFaults(_ report: SourceReport, _ console: any Console) {
    switch report.outcome {
    case .unreadable(let fault): console.note(fault.message(report.path))
    case .read(_, _, let diagnostics):
      guard let text = report.text else { return }
      let faults = diagnostics.filter { $0.severity != .note }
      for diagnostic in faults.prefix(10) { console.note(diagnostic.message(in: text)) }
      if faults.count > 10 {
        let rest = counted(faults.count - 10, "more problem")
        console.note("\(rest) in '\(report.path)'; 'ibid read' shows all")
      }
    case .conflicted(let paths):
      let names = paths.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      console.note(
        .note(
          "passed over \(counted(paths.count, "conflicted copy", "conflicted copies")): "
            + "\(names)\(paths.count > 5 ? ", …" : "")",
          hint: "take over what a copy adds, then delete it"))
    case .unchanged, .forgotten, .skipped: break
    }
  }
}

/// `1 work`, `2 works`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
