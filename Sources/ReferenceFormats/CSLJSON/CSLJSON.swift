import Diagnostics
import Foundation
import References

extension ReferenceFormat {
  static let cslJSON = ReferenceFormat(
    name: "csl-json", fileExtensions: ["json"],
    summary: "CSL-JSON, as exported by Zotero, pandoc and Crossref",
    recognizes: CSLJSON.recognizes,
    read: { source, emit in JSONRecords.read(source, to: emit) { CSLItem($0) } })
}

/// Reads CSL-JSON: objects with the fields of the Citation Style Language.
///
/// ```
/// [{"id": "june2018", "type": "article-journal", "title": "…", "issued": {"date-parts": [[2018]]},
///   "author": [{"family": "June", "given": "Carl H."}]}, …]
/// ```
enum CSLJSON {
  /// A bracket first, and names of fields that no other kind of JSON has together.
  static func recognizes(_ beginning: Substring) -> Bool {
    guard let first = beginning.utf8.first(where: { $0 > 0x20 && $0 < 0x80 }),
      first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    else { return false }
    func has(_ field: String) -> Bool { beginning.contains("\"\(field)\"") }
    let isOfCSL = ["issued", "container-title", "date-parts"].contains(where: has)
    return isOfCSL || (has("title") && has("type") && (has("author") || has("DOI")))
  }
}
