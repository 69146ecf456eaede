import Diagnostics
import ReferenceFormats
import ReferenceLibrary
import References

/// What indexing did, counted.
struct IndexSummary {
  private var sources = 0
  private var citations = 0
  private var annotations = 0
  private var problems = 0
  private var forgotten: [String] = []
  private(set) var unreadable = 0
  /// Whether some source was not read to its end.
  private(set) var isIncomplete = false

  var hasChanges: Bool { sources > 0 || !forgotten.isEmpty }

  mutating func add(_ report: SourceReport) {
    switch report.outcome {
    case .read(let reading):
      sources += 1
      citations += reading.citations
      annotations += reading.annotated
      problems += reading.problems
      isIncomplete = isIncomplete || reading.isIncomplete
    case .forgotten: forgotten.append(report.path)
    case .unreadable, .away, .untrusted: unreadable += 1
    case .unchanged, .skipped, .conflicted: break
    }
  }

  /// `read 2 sources: 84 citations, 30 annotated, 1 problem`
  var text: String {
    var parts: [String] = []
    if sources > 0 {
      parts.append(
        "read \(counted(sources, "source")): \(counted(citations, "citation")), \(annotations) annotated"
          + Self.faults(doubtful: 0, problems, 0))
    }
    if !forgotten.isEmpty {
      let names = forgotten.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
      parts.append(
        "removed \(counted(forgotten.count, "source")): \(names)\(forgotten.count > 3 ? ", …" : "")"
      )
    }
    return parts.isEmpty ? "nothing has changed" : parts.joined(separator: "; ")
  }

  /// One line for what `ibid index` did with a source.
  static func line(_ report: SourceReport) -> String? {
    let path = report.path
    switch report.outcome {
    case .read(let reading):
      return "\(path): \(counted(reading.citations, "citation")), \(reading.annotated) annotated"
        + faults(doubtful: reading.doubtful, reading.problems, reading.lostLines)
    case .forgotten: return "\(path): removed"
    case .unchanged: return "\(path): unchanged"
    case .unreadable, .away, .untrusted, .conflicted: return nil
    case .skipped(let paths):
      return "skipped \(counted(paths.count, "file or folder", "files or folders")) without "
        + "references, by file name: \(quoted(paths))"
    }
  }

  /// The first few.
  private static func quoted(_ paths: [String]) -> String {
    paths.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (paths.count > 5 ? ", …" : "")
  }

  /// `, 3 doubtful, 1 problem, 12 lines not read`; nothing where all is well.
  static func faults(doubtful: Int, _ problems: Int, _ lostLines: Int) -> String {
    (doubtful > 0 ? ", \(doubtful) doubtful" : "")
      + (problems > 0 ? ", \(counted(problems, "problem"))" : "")
      + (lostLines > 0 ? ", \(counted(lostLines, "line")) not read" : "")
  }

  /// Tells on standard error what could not be read, or not fully: the first problem of each kind.
  ///
  /// - Parameter isListing: whether to report lines that are not citations, such as headings.
  static func tellFaults(_ report: SourceReport, isListing: Bool, _ console: any Console) {
    switch report.outcome {
    case .unreadable(let fault): console.note(fault.message(report.path))
    case .away(let absence, let kept): console.note(absence.message(report.path, kept: kept))
    case .read(let reading):
      guard let text = report.text else { return }
      let faults = reading.diagnostics.filter { isListing || $0.severity != .note }
      let kinds = Dictionary(grouping: faults, by: \.kind.kind)
      var told: Set<String> = []
      for diagnostic in faults where told.insert(diagnostic.kind.kind).inserted {
        console.note(diagnostic.message(in: text))
        let more = kinds[diagnostic.kind.kind]!.count - 1
        if more > 0 { console.note("  and \(more) more like this") }
      }
      let isDoubted = isListing && reading.doubtful > 0
      guard faults.count > told.count || isDoubted else { return }
      let below = isDoubted ? " --below \(Citation.certain)" : ""
      console.note(
        .note("run 'ibid read \(report.path)\(below)' to see everything that was not fully parsed"))
    case .conflicted(let paths):
      console.note(
        .note(
          "skipped \(counted(paths.count, "conflicted copy", "conflicted copies")): "
            + quoted(paths), hint: "merge its changes by hand, then delete the copy"))
    case .untrusted(let paths):
      console.note(
        .note(
          "did not read \(counted(paths.count, "source")) outside the library: \(quoted(paths))",
          hint: "if you trust this library, allow it to read them with 'ibid index --trust'"))
    case .unchanged, .forgotten, .skipped: break
    }
  }
}

/// `1 work`, `2 works`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
