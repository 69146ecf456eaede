import Diagnostics
import Foundation
import References

extension ReferenceFormat {
  static let betterBibTeX = ReferenceFormat(
    name: "better-bibtex", fileExtensions: [],
    summary: "JSON from Better BibTeX or Zotero, with notes and PDF annotations",
    recognizes: { beginning in
      beginning.contains("\"itemType\"")
        && (beginning.contains("\"creators\"") || beginning.contains("\"BetterBibTeX JSON\""))
    },
    read: { source, emit in JSONRecords.read(source, to: emit) { BetterBibTeXItem($0) } })
}

/// Reads an item as Better BibTeX exports it:
///
/// ```
/// {"itemType": "journalArticle", "citationKey": "marlow2020", "title": "…", "date": "2020-05-01",
///  "creators": [{"firstName": "Ina", "lastName": "Marlow", "creatorType": "author"}],
///  "tags": [{"tag": "boats"}], "notes": [{"note": "<p>…</p>"}],
///  "attachments": [{"annotations": [{"annotationText": "…", "annotationComment": "…"}]}]}
/// ```
private struct BetterBibTeXItem: JSONRecord {
  private let item: ZoteroItem
  let notes: NoteText

  init(_ fields: [String: Any]) {
    // Zotero's own API wraps what matters.
    let fields = fields["data"] as? [String: Any] ?? fields
    var texts: [String: String] = [:]
    for (name, value) in fields {
      if let text = value as? String { texts[name] = text }
    }
    var item = ZoteroItem(type: texts["itemType"] ?? "", fields: texts)
    item.creators = Self.objects(fields["creators"]).compactMap { creator in
      Self.name(creator).map { (creator["creatorType"] as? String ?? "author", $0) }
    }
    item.tags = Self.objects(fields["tags"]).compactMap { $0["tag"] as? String }
    for note in Self.objects(fields["notes"]) { item.addNote(html: note["note"] as? String ?? "") }
    for annotation in Self.objects(fields["attachments"]).flatMap({
      Self.objects($0["annotations"])
    }) {
      item.addHighlight(
        text: annotation["annotationText"] as? String,
        comment: annotation["annotationComment"] as? String,
        page: annotation["annotationPageLabel"] as? String,
        colour: annotation["annotationColor"] as? String,
        author: annotation["annotationAuthorName"] as? String,
        date: (annotation["dateModified"] as? String).map { String($0.prefix(10)) })
    }
    self.item = item
    notes = item.noteText
  }

  var isCitation: Bool { !ZoteroItem.childTypes.contains(item.type) && !item.type.isEmpty }

  var key: String? { item.citationKey ?? item.fields["key"] }

  var reference: Reference { item.reference }

  var unreadYear: String? {
    PublicationYear.unread(among: [item.fields["date"]].compactMap(\.self))
  }

  private static func objects(_ value: Any?) -> [[String: Any]] {
    (value as? [Any] ?? []).compactMap { $0 as? [String: Any] }
  }

  private static func name(_ creator: [String: Any]) -> Creator? {
    func part(_ name: String) -> String? { (creator[name] as? String).flatMap(Markup.line) }
    if let name = part("name") { return .literal(name) }
    guard let family = part("lastName") else { return part("firstName").map { .literal($0) } }
    return .person(PersonalName(family: family, given: part("firstName"), suffix: nil))
  }
}
