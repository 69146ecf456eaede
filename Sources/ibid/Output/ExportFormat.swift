import ReferenceFormats
import References

/// A file format in which citations are written, for other programs to read.
enum ExportFormat: String, CaseIterable {
  case bibtex, ris
  case cslJSON = "csl-json"

  /// Prints citations with the keys that they are to have there.
  func write(_ citations: [(citation: Citation, key: String)]) {
    switch self {
    case .bibtex:
      for item in citations { emit(BibTeXWriter.text(of: item.citation, key: item.key)) }
    case .ris: for item in citations { emit(RISWriter.text(of: item.citation, key: item.key)) }
    case .cslJSON:
      let objects = citations.map { CSLJSONWriter.text(of: $0.citation, key: $0.key) }
      emit("[\(objects.joined(separator: ",\n"))]")
    }
  }
}

extension Work {
  /// The work as one citation, its annotations with their sources.
  var citation: Citation {
    let notes = annotations.map { "\($0.text) [\($0.source)]" }
    return Citation(
      position: 1, line: 1, raw: places.first?.raw ?? "", reference: reference,
      annotation: notes.isEmpty ? nil : notes.joined(separator: "\n\n"))
  }
}

extension Work {
  var keyed: (Citation, key: String) { (citation, key.description) }
}

/// How citations that were read are printed.
enum ReadFormat: String, CaseIterable {
  case text, json, jsonl, bibtex, ris
  case cslJSON = "csl-json"
}
