import GRDB
import GRDBSQLite
import Ranking
import References
import TextAnalysis

/// What one connection adds to FTS5: the tokenizer `ibid` and the functions `ibid_add` and
/// `ibid_run`.
///
/// Glue between C and Swift: the analysis is in `Analyzer`, the score in `Scorer`. The functions
/// take passes over the index as pointers, which SQL cannot forge, so an untrusted index cannot
/// call them.
final class FTS5Extension {
  let analyzer = Analyzer()
  /// Columns that FTS5 is about to tokenize, in order.
  private var analyzed: ArraySlice<WorkAnalysis.Column> = []

  /// Runs a statement that inserts or deletes a work with analyzed columns.
  func replaying(_ analysis: WorkAnalysis, _ statement: () throws -> Void) rethrows {
    analyzed = analysis.columns[...]
    defer { analyzed = [] }
    try statement()
  }

  /// The terms of a column's text.
  fileprivate func terms(of text: UnsafeBufferPointer<UInt8>) -> AnalyzedText {
    while let column = analyzed.popFirst() {
      if column.isOf(text) { return column.terms }
    }
    let (words, body) = ColumnText.split(text)
    return AnalyzedText(body, as: words.kind, in: words.languages, analyzer)
  }

  /// Registers all with a connection, which keeps the extension alive.
  static func register(in db: Database) throws -> FTS5Extension {
    let ftsExtension = FTS5Extension()
    let api = UnsafeMutablePointer(mutating: FTS5.api(db))
    var tokenizer = fts5_tokenizer(
      xCreate: createTokenizer, xDelete: { _ in }, xTokenize: tokenize)
    let context = Unmanaged.passRetained(ftsExtension).toOpaque()
    let code = api.pointee.xCreateTokenizer(api, "ibid", context, &tokenizer) { context in
      context.map { Unmanaged<FTS5Extension>.fromOpaque($0).release() }
    }
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: .init(rawValue: code)) }
    let codes = [
      api.pointee.xCreateFunction(api, "ibid_add", nil, add, nil),
      api.pointee.xCreateFunction(api, "ibid_run", nil, run, nil),
    ]
    for code in codes where code != SQLITE_OK {
      throw DatabaseError(resultCode: .init(rawValue: code))
    }
    return ftsExtension
  }
}

/// Every tokenizer of a connection is its extension, which outlives them all.
private func createTokenizer(
  context: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<UnsafePointer<CChar>?>?, _: CInt,
  tokenizer: UnsafeMutablePointer<OpaquePointer?>?
) -> CInt {
  tokenizer?.pointee = context.map { OpaquePointer($0) }
  return SQLITE_OK
}

/// FTS5 does not pass the column to a tokenizer, so a text of names or containers starts with a
/// byte for its kind (`ColumnText`). Query text is passed through as one term: the compiler has
/// analyzed it already.
private func tokenize(
  tokenizer: OpaquePointer?, context: UnsafeMutableRawPointer?, flags: CInt,
  text: UnsafePointer<CChar>?, length: CInt,
  emit: (
    @convention(c) (UnsafeMutableRawPointer?, CInt, UnsafePointer<CChar>?, CInt, CInt, CInt) -> CInt
  )?
) -> CInt {
  guard let tokenizer, let text, let emit else { return SQLITE_OK }
  if flags & FTS5_TOKENIZE_QUERY != 0 { return emit(context, 0, text, length, 0, length) }
  let ftsExtension = Unmanaged<FTS5Extension>.fromOpaque(UnsafeRawPointer(tokenizer))
    .takeUnretainedValue()
  let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
  var code = SQLITE_OK
  ftsExtension.terms(of: bytes.assumingMemoryBound(to: UInt8.self)).forEachTerm {
    term, place, isColocated in
    code = term.withMemoryRebound(to: CChar.self) { term in
      emit(
        context, isColocated ? FTS5_TOKEN_COLOCATED : 0, term.baseAddress, CInt(term.count),
        place.lowerBound, place.upperBound)
    }
    return code == SQLITE_OK
  }
  return code
}

/// `ibid_add(work_index, :pass)`: has a `WorkPass` or `PhraseOccurrences` take in the current row. Its
/// value is 0: scores are known when all rows have been seen.
private func add(
  api: UnsafePointer<Fts5ExtensionApi>?, fts: OpaquePointer?, context: OpaquePointer?,
  argumentCount: CInt, arguments: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let api, let fts, argumentCount == 1 else {
    return sqlite3_result_error_code(context, SQLITE_MISUSE)
  }
  var row = FTS5Row(api: api, fts: fts)
  if let pass = WorkPass.bound(to: arguments?[0]) {
    pass._withUnsafeGuaranteedRef { pass in
      guard let work = row.work(in: pass.scorer.lengths) else { return row.fail() }
      pass.add(work) { row.read(phrase: $0, into: &$1) }
    }
  } else if let occurrences = PhraseOccurrences.bound(to: arguments?[0]) {
    occurrences._withUnsafeGuaranteedRef { row.add(to: $0) }
  } else {
    return sqlite3_result_error_code(context, SQLITE_MISUSE)
  }
  if row.code == SQLITE_OK {
    sqlite3_result_int(context, 0)
  } else {
    sqlite3_result_error_code(context, row.code)
  }
}

/// `ibid_run(work_index, :pass)`: shows every row of the only phrase of the match expression to
/// `PhraseOccurrences`; called on the first matching row.
private func run(
  api: UnsafePointer<Fts5ExtensionApi>?, fts: OpaquePointer?, context: OpaquePointer?,
  argumentCount: CInt, arguments: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let api, let fts, argumentCount == 1,
    let occurrences = PhraseOccurrences.bound(to: arguments?[0])
  else { return sqlite3_result_error_code(context, SQLITE_MISUSE) }
  let code = api.pointee.xQueryPhrase(fts, 0, occurrences.toOpaque()) { api, fts, context in
    guard let api, let fts, let context else { return SQLITE_MISUSE }
    var row = FTS5Row(api: api, fts: fts)
    Unmanaged<PhraseOccurrences>.fromOpaque(context)._withUnsafeGuaranteedRef { row.add(to: $0) }
    return row.code
  }
  if code == SQLITE_OK {
    sqlite3_result_int(context, 1)
  } else {
    sqlite3_result_error_code(context, code)
  }
}

/// The current row of FTS5 in a call of an auxiliary function.
private struct FTS5Row {
  /// The index says what it cannot.
  static let corrupt = SQLITE_CORRUPT | 1 << 8

  let api: UnsafePointer<Fts5ExtensionApi>
  let fts: OpaquePointer
  /// Of what was read so far.
  private(set) var code = SQLITE_OK

  init(api: UnsafePointer<Fts5ExtensionApi>, fts: OpaquePointer) {
    self.api = api
    self.fts = fts
  }

  /// The work of the row; nil if there is none with its id.
  func work(in lengths: Scorer.Lengths) -> Int? {
    let id = Int(api.pointee.xRowid(fts))
    return lengths.holds(id) ? id : nil
  }

  /// Has occurrences of the first phrase take in the row.
  mutating func add(to occurrences: PhraseOccurrences) {
    let id = api.pointee.xRowid(fts)
    guard id > 0, id < Int32.max else { return fail() }
    occurrences.add(Int(id)) { read(phrase: 0, into: &$0) }
  }

  mutating func fail() {
    code = Self.corrupt
  }

  /// Appends each place of a phrase of the match expression.
  mutating func read(phrase: Int, into places: inout [Occurrence]) {
    var iterator = Fts5PhraseIter()
    var column: CInt = 0
    var position: CInt = 0
    let first = api.pointee.xPhraseFirst(fts, CInt(phrase), &iterator, &column, &position)
    if first != SQLITE_OK {
      code = first
      return
    }
    while column >= 0 {
      guard Int(column) < Field.indexed.count else {
        return fail()
      }
      places.append(Occurrence(column: Int(column), position: Int(position)))
      api.pointee.xPhraseNext(fts, &iterator, &column, &position)
    }
  }
}
