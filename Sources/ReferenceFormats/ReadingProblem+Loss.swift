import Diagnostics
import References

extension ReadingProblem {
  /// The part of a source that is in no citation because of a problem.
  fileprivate enum Loss {
    case nothing
    case lines(Int)
    /// The lines of the problem.
    case place
    /// All lines from there on.
    case rest
  }

  fileprivate var loss: Loss {
    switch self {
    case .unplaced(let lines), .passedOver(let lines), .citesNothing(let lines): .lines(lines)
    case .tooLong: .lines(1)
    case .emptyRecord, .outsideRecord, .unreadableObject, .noFieldOfCitation, .outsideRecords,
      .bibtex(.unexpectedText), .bibtex(.commentedOut):
      .place
    case .noReferenceList, .nestedTooDeeply, .foreign, .unreadYAML: .rest
    case .noYear, .unreadYear, .noAuthors, .noContainer, .noTitle, .holdsAnother,
      .doubtful, .untitled, .repairedEncoding,
      .noRecordType, .noRecordEnd, .noRecords, .damagedObject, .unknownFields, .bibtex, .mojibake,
      .unreadHead, .raggedRow, .unknownColumns,
      .damagedRecord:
      .nothing
    }
  }

  /// The name of the case, by which problems are grouped.
  public var kind: String {
    if case .bibtex(let problem) = self { return Self.caseName(problem) }
    return Self.caseName(self)
  }

  private static func caseName(_ value: some Any) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
  }
}

extension Diagnostic<ReadingProblem> {
  /// The number of lines that are in no citation because of the problem.
  public func lostLines(of source: SourceText) -> Int {
    switch kind.loss {
    case .nothing: 0
    case .lines(let count): count
    case .place: lines(of: range, in: source)
    case .rest: lines(of: range.lowerBound..<source.text.utf8.count, in: source)
    }
  }

  private func lines(of range: Range<Int>, in source: SourceText) -> Int {
    let last = max(range.lowerBound, range.upperBound - 1)
    return source.line(of: last) - source.line(of: range.lowerBound) + 1
  }

  /// Whether an entry was kept, but not as its author meant it.
  fileprivate var isWarningOfEntry: Bool {
    if severity == .note { return false }
    if case .nothing = kind.loss { return true }
    return false
  }
}

extension Reading {
  /// Adds to each citation the warnings about its lines.
  public mutating func attachWarnings(in source: SourceText) {
    for diagnostic in diagnostics where diagnostic.isWarningOfEntry {
      let line = source.line(of: diagnostic.range.lowerBound)
      guard let index = citations.lastIndexAtOrBefore(line) else { continue }
      let warning = diagnostic.kind.message
      if !citations[index].warnings.contains(warning) { citations[index].warnings.append(warning) }
    }
  }

  /// The number of citations with an uncertain field.
  public var doubtfulCount: Int { citations.count { $0.confidence < Citation.certain } }

  /// The number of lines of the source that are in no citation.
  public func lostLines(of source: SourceText) -> Int {
    diagnostics.reduce(0) { $0 + $1.lostLines(of: source) }
  }
}

extension [Citation] {
  /// The last citation that begins at a line or before it, by bisection; nil if none does.
  fileprivate func lastIndexAtOrBefore(_ line: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
