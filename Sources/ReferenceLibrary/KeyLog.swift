import Foundation
import Index
import References

/// Which keys a library gave to what, in `Index/state/keys`, so that they outlive corrections,
/// absences and the index: a key and what one of its work's citations said, a line.
///
/// ```
/// june2018car ⇥ doi:10.1126/science.aar6711 ⇥ cartcellimmunotherapy… ⇥ june ⇥ 2018 ⇥ 359/1361 ⇥ References/a.bib#june2018
/// ```
///
/// If several lines concern the same record, the last one wins. The file is read when an index is
/// built from nothing.
struct KeyLog {
  private let log: StateLog

  init(_ library: Library) {
    log = StateLog(library, "keys")
  }

  /// The keys that were given, for an index that has no works yet.
  func claims(for database: IndexDatabase) throws(IndexError) -> (KeyClaims, StateLogProblem?) {
    guard log.exists, try database.workCount() == 0 else { return (KeyClaims(), nil) }
    let (lines, problem) = log.read { line -> (key: String, record: KeyRecord)? in
      let parts = String(decoding: line, as: UTF8.self).split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, let record = KeyRecord(text: String(parts[1])) else { return nil }
      return (String(parts[0]), record)
    }
    return (KeyClaims(lines), problem)
  }

  /// Adds the keys that the index alone knows.
  func record(from database: IndexDatabase) throws(IndexError) -> StateLogProblem? {
    guard try database.unrecordedKeys(limit: 1) != nil else { return nil }
    guard let appender = log.appender() else { return .notWritable(log.path) }
    while let batch = try database.unrecordedKeys(limit: StateLog.batchSize) {
      guard appender.append(batch.records.map { "\($0.key)\t\($0.record.text)\n" }) else {
        return .notWritable(log.path)
      }
      try database.markRecorded(batch)
    }
    return nil
  }
}
