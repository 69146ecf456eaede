import GRDB
import GRDBSQLite
import Ranking
import References
import TextAnalysis

/// What one connection adds to FTS5: the tokenizer `ibid` and the functions `ibid_score` and
/// `ibid_collect`.
///
/// Glue between C and Swift: the analysis is in `Analyzer`, the score in `Scorer` and `BM25`.
final class FTS5Extension {
  let analyzer = Analyzer()
  /// Counts what is tokenized while a work is put in or taken out.
  @exclusivity(unchecked) var recorder = TermRecorder()
  /// Whether the recorder counts what is tokenized; the annotations' own index is not counted.
  private(set) var isRecording = true

  func withoutRecording(_ body: () throws -> Void) rethrows {
    isRecording = false
    defer { isRecording = true }
    try body()
  }

  /// What `ibid_collect` adds up in.
  let table = UnionScorer.Table()

  /// Registers both with a connection, which keeps the extension alive.
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
      api.pointee.xCreateFunction(api, "ibid_score", nil, score, nil),
      api.pointee.xCreateFunction(api, "ibid_collect", nil, collect, nil),
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

/// FTS5 does not tell a tokenizer which column it reads, so a text of names or containers begins
/// with a byte that says so (`ColumnText`). Query text is passed through as one term: the compiler
/// has analyzed it already.
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
  let (kind, body) = ColumnText.split(bytes.assumingMemoryBound(to: UInt8.self))
  var code = SQLITE_OK
  let isRecording = ftsExtension.isRecording
  if isRecording { ftsExtension.recorder.beginColumn() }
  ftsExtension.analyzer.analyze(body, as: kind) { term, place, isColocated in
    guard code == SQLITE_OK else { return }
    if isRecording { ftsExtension.recorder.add(term, isColocated: isColocated) }
    term.withMemoryRebound(to: CChar.self) { term in
      code = emit(
        context, isColocated ? FTS5_TOKEN_COLOCATED : 0, term.baseAddress, CInt(term.count),
        CInt(place.lowerBound), CInt(place.upperBound))
    }
  }
  return code
}

/// `ibid_score(work_index, scorer)`: hands the current row to a `Scorer`, whose address is the second
/// argument and which lives as long as the statement runs. Its value is 0: scores are known when all
/// rows have been seen.
private func score(
  api: UnsafePointer<Fts5ExtensionApi>?, fts: OpaquePointer?, context: OpaquePointer?,
  argumentCount: CInt, arguments: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let api, let fts, argumentCount == 1, let argument = arguments?[0],
    let address = UnsafeRawPointer(bitPattern: Int(sqlite3_value_int64(argument)))
  else { return sqlite3_result_null(context) }
  let scorer = Unmanaged<Scorer>.fromOpaque(address).takeUnretainedValue()
  let row = FTS5Row(api: api, fts: fts)
  scorer.collect(Int(row.id)) { row.visit(phrase: $0, $1) }
  sqlite3_result_int(context, 0)
}

/// `ibid_collect(work_index, scorer)`: shows every row of every phrase of the match expression to a
/// `UnionScorer`, whose address is the second argument; asked of the first row that matches.
private func collect(
  api: UnsafePointer<Fts5ExtensionApi>?, fts: OpaquePointer?, context: OpaquePointer?,
  argumentCount: CInt, arguments: UnsafeMutablePointer<OpaquePointer?>?
) {
  guard let api, let fts, argumentCount == 1, let argument = arguments?[0],
    let address = UnsafeMutableRawPointer(bitPattern: Int(sqlite3_value_int64(argument)))
  else { return sqlite3_result_null(context) }
  var code = SQLITE_OK
  Unmanaged<UnionScorer>.fromOpaque(address).takeUnretainedValue().collect { phrase in
    code = api.pointee.xQueryPhrase(fts, CInt(phrase), address) { api, fts, address in
      guard let api, let fts, let address else { return SQLITE_OK }
      let scorer = Unmanaged<UnionScorer>.fromOpaque(address)._withUnsafeGuaranteedRef { $0 }
      let row = FTS5Row(api: api, fts: fts)
      let work = Int(row.id)
      row.visit(phrase: 0) { scorer.add(work, $0, $1) }
      return SQLITE_OK
    }
    return code == SQLITE_OK
  }
  if code == SQLITE_OK {
    sqlite3_result_int(context, 1)
  } else {
    sqlite3_result_error_code(context, code)
  }
}

/// The row at which FTS5 stands while it calls an auxiliary function.
private struct FTS5Row {
  let api: UnsafePointer<Fts5ExtensionApi>
  let fts: OpaquePointer

  var id: sqlite3_int64 { api.pointee.xRowid(fts) }

  /// Calls `body` with the column and position of each occurrence of a phrase of the match
  /// expression.
  @inline(__always)
  func visit(phrase: Int, _ body: (Int, Int) -> Void) {
    var iterator = Fts5PhraseIter()
    var column: CInt = 0
    var offset: CInt = 0
    guard api.pointee.xPhraseFirst(fts, CInt(phrase), &iterator, &column, &offset) == SQLITE_OK
    else { return }
    while column >= 0 {
      body(Int(column), Int(offset))
      api.pointee.xPhraseNext(fts, &iterator, &column, &offset)
    }
  }
}
