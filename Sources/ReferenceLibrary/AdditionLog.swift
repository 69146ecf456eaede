import Foundation
import Index

/// When works came into a library, in `Index/state/added`, so that the dates outlive the index: a key
/// and a time a line.
///
/// ```
/// orlando2018genetic 2026-11-24T08:30:00Z
/// ```
///
/// Lines are added, never changed; of several lines of a key the earliest time holds. The file is
/// read only when an index is being built from nothing. A line that a dying process left unfinished
/// contains no time and is passed over; the index has not marked it as recorded and adds it again.
struct AdditionLog {
  private let log: StateLog

  init(_ library: Library) {
    log = StateLog(library, "added")
  }

  // MARK: Reading

  /// Gives an index that has no works yet the dates of the one before it. Where the file is gone, one
  /// that has works is to give it all of theirs.
  func restore(into database: IndexDatabase) throws(IndexError) -> StateLogProblem? {
    let isEmpty = try database.hasNoAdditions()
    guard log.exists else {
      let areAllRecorded = try database.unrecordedAdditions(limit: 1) == nil
      if !isEmpty && areAllRecorded { try database.markNoneRecorded() }
      return nil
    }
    guard isEmpty else { return nil }
    let (additions, problem) = log.read(Addition.init)
    try database.restore(additions)
    return problem
  }

  // MARK: Writing

  /// Adds the dates that the index alone knows.
  func record(from database: IndexDatabase) throws(IndexError) -> StateLogProblem? {
    guard try database.unrecordedAdditions(limit: 1) != nil else { return nil }
    guard let appender = log.appender() else { return .notWritable(log.path) }
    while let batch = try database.unrecordedAdditions(limit: StateLog.batchSize) {
      guard appender.append(Self.lines(of: batch.additions)) else {
        return .notWritable(log.path)
      }
      try database.markRecorded(batch)
    }
    return nil
  }

  /// Works that came in together share their time, which is written once.
  private static func lines(of additions: [Addition]) -> [String] {
    var time = (seconds: 0, text: "")
    return additions.map { addition in
      if addition.added != time.seconds || time.text.isEmpty {
        let date = Date(timeIntervalSince1970: Double(addition.added))
        time = (addition.added, date.ISO8601Format())
      }
      return "\(addition.key) \(time.text)\n"
    }
  }
}

// MARK: Lines

extension Addition {
  /// `2026-11-24T08:30:00Z`, digits for zeros.
  private static let form = Array("0000-00-00T00:00:00Z".utf8)

  /// Nil if the line does not end in a time as above, with a key before it.
  fileprivate init?(line: Data) {
    let bytes = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    guard bytes.count > Self.form.count + 1 else { return nil }
    let time = bytes.suffix(Self.form.count)
    let key = bytes.dropLast(Self.form.count + 1)
    guard bytes[key.endIndex] == UInt8(ascii: " "), !key.contains(UInt8(ascii: " ")),
      zip(time, Self.form).allSatisfy({ byte, form in
        form == UInt8(ascii: "0") ? (48...57).contains(byte) : byte == form
      })
    else { return nil }
    func number(_ range: Range<Int>) -> Int {
      range.reduce(0) { $0 * 10 + Int(time[time.startIndex + $1]) - 48 }
    }
    let days = Self.days(year: number(0..<4), month: number(5..<7), day: number(8..<10))
    guard (1...12).contains(number(5..<7)) else { return nil }
    self.init(
      key: String(decoding: key, as: UTF8.self),
      added: days * 86_400 + number(11..<13) * 3600 + number(14..<16) * 60 + number(17..<19))
  }

  /// Days from 1 January 1970 in the Gregorian calendar. A year begins in March here, so that the
  /// leap day is its last; a million lines are read, too many for `Calendar`.
  ///
  /// - Source: Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
