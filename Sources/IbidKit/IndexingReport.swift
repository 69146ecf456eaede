import Diagnostics
import ReferenceLibrary

/// What was read of a library's sources.
public struct IndexingReport: Sendable {
  /// Sources that were read, with how many citations each has.
  public private(set) var citations: [String: Int] = [:]
  /// Sources that are gone.
  public private(set) var forgotten: [String] = []
  /// What the sources name outside of the library that it may not read (`ibid index --trust`).
  public private(set) var untrusted: [String] = []
  /// Sources that are not on the disk now; what was read of them before is kept.
  public private(set) var away: [String] = []
  /// Sources that could not be read at all.
  public private(set) var faults: [String: SourceFault] = [:]
  /// Entries that could not be read, or not fully, with their places.
  public private(set) var problems: [Message] = []

  mutating func add(_ report: SourceReport) {
    switch report.outcome {
    case .read(let reading):
      citations[report.path] = reading.citations
      guard let text = report.text else { return }
      problems += reading.diagnostics.filter { $0.severity != .note }.map { $0.message(in: text) }
    case .forgotten: forgotten.append(report.path)
    case .away(_, let kept): away += kept
    case .unreadable(let fault): faults[report.path] = fault
    case .untrusted(let paths): untrusted = paths
    case .unchanged, .skipped, .conflicted: break
    }
  }
}
