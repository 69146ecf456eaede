import Diagnostics
import QueryLanguage

/// The entry of libFuzzer, built and run by `.ci/fuzz`: any text is read or refused in all ways of
/// reading, at a place within it.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOrRefuse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  let source = SourceText(name: "query", text: text)
  for reading in [QueryParser.Reading.query, .question, .text] {
    do throws(QueryError) {
      let parsed = try QueryParser.parse(source, as: reading)
      for note in parsed.notes { precondition(note.range.upperBound <= text.utf8.count) }
      _ = parsed.query.text
    } catch {
      precondition(error.range.lowerBound >= 0 && error.range.upperBound <= text.utf8.count)
    }
  }
  return 0
}
