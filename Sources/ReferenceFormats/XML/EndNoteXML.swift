import Diagnostics
import References

extension ReferenceFormat {
  static let endNoteXML = ReferenceFormat(
    name: "endnote-xml", fileExtensions: ["xml"],
    summary: "EndNote libraries exported as XML",
    recognizes: EndNoteXML.recognizes,
    read: { EndNoteXML.records.read($0, $1) })
}

/// Reads the XML that EndNote writes, usually in one enormous line:
///
/// ```
/// <xml><records>
///   <record>
///     <rec-number>19</rec-number> <ref-type name="Journal Article">17</ref-type>
///     <contributors> <authors> <author>Baird, J. K.</author> … </authors>
///                    <secondary-authors> editors </secondary-authors> </contributors>
///     <titles> <title/> <secondary-title/> <alt-title/> </titles>
///     <periodical> <full-title/> <abbr-1/> </periodical>
///     <pages/> <volume/> <number/> <keywords> <keyword/> … </keywords> <dates> <year/> … </dates>
///     <accession-num/> <label/> <caption/> <abstract/> <notes/> <research-notes/>
///     <urls> <related-urls> <url/> … </urls> <electronic-resource-num/>
/// ```
///
/// Any text may be cut into `<style>` runs; `&#xD;` separates paragraphs and values.
enum EndNoteXML {
  static let records = XMLRecords(
    recordNames: ["record"], wrapperNames: ["xml", "records"],
    isInline: { $0 == "style" }, entries: { [EndNoteRecord($0).entry].compactMap(\.self) })

  static func recognizes(_ beginning: Substring) -> Bool {
    guard beginning.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) == "<" else {
      return false
    }
    return beginning.contains("<records")
      && (beginning.contains("<record>") || beginning.contains("<record "))
      && ["<ref-type", "<contributors", "<titles", "EndNote"].contains { beginning.contains($0) }
  }
}
