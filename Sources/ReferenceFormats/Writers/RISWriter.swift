import References

/// Prints citations as RIS, for every program that reads it.
public enum RISWriter {
  /// One record, from `TY` to `ER`, with a line end after each line.
  public static func text(of citation: Citation, key: String) -> String {
    let reference = citation.reference
    var lines = Lines()
    lines.add("TY", type(of: reference))
    lines.add("ID", key)
    if reference.type == .preprint { lines.add("M3", "Preprint") }
    for author in reference.authors { lines.add("AU", name(author)) }
    for editor in reference.editors { lines.add("ED", name(editor)) }
    lines.add("TI", reference.title)
    addContainers(of: reference, to: &lines)
    addDate(of: reference, to: &lines)
    addTable(of: reference, to: &lines)
    lines.add(reference.locator)
    lines.add("DO", reference.doi)
    if let pmid = reference.pmid {
      lines.add("AN", pmid)
      lines.add("DB", "PubMed")
    }
    lines.add("UR", reference.url)
    for keyword in reference.keywords { lines.add("KW", keyword) }
    lines.add("AB", reference.abstract)
    lines.add("N1", reference.arxivID.map { "arXiv:\($0)" })
    lines.add("N1", StatusWords.note(on: reference))
    for annotation in citation.annotations { lines.add("N1", annotation.text) }
    addOthers(of: reference, to: &lines)
    return lines.text + "ER  - \n"
  }

  /// A book has `T2` for its series, a paper `C3` for its proceedings where `T2` names the meeting.
  private static func addContainers(of reference: Reference, to lines: inout Lines) {
    let isWhole = reference.type == .book || reference.type == .thesis
    if reference.type == .conference, let event = reference.event {
      lines.add("C3", reference.container)
      lines.add("T2", event)
    } else {
      lines.add(isWhole ? "JF" : "T2", reference.container)
    }
    lines.add("J2", reference.shortContainer)
  }

  private static func addDate(of reference: Reference, to lines: inout Lines) {
    guard let year = reference.year else {
      var wording = BibTeXWording(reference.others)
      return lines.add("PY", wording.wordsForYear())
    }
    lines.add("PY", PublicationDate(year: year).iso)
    guard reference.month != nil else { return }
    lines.add("DA", PublicationDate(of: reference).iso?.replacing("-", with: "/"))
  }

  private static func addTable(of reference: Reference, to lines: inout Lines) {
    for row in reference.written(RISTable.rows) {
      if case .creators(let path) = row.fact.value {
        for creator in reference.value(at: path) { lines.add(row.names[0], name(creator)) }
      } else if row.fact.name == "accessed" {
        lines.add(row.names[0], reference.accessed?.replacing("-", with: "/"))
      } else {
        let texts = reference.texts(of: row.fact.value)
        let separator = row.fact.name == "publication_types" ? "; " : ", "
        lines.add(row.names[0], texts.joined(separator: separator))
      }
    }
  }

  private static func addOthers(of reference: Reference, to lines: inout Lines) {
    var wording = BibTeXWording(reference.others)
    for (tag, field) in RISTable.others {
      lines.add(tag, wording.value(named: field).map { wording.text($0) })
    }
    if reference.type == .book || reference.type == .thesis, reference.locator == nil {
      lines.add("SP", wording.value(named: "pagetotal").map { wording.text($0) })
    }
  }

  private static func type(of reference: Reference) -> String {
    let own = BibTeXWording(reference.others).value(named: CSLTable.typeField)
    if let own, let name = CSLTable.tellingTypes.first(where: { $0.key == own })?.value,
      risTypes[name] == reference.type
    {
      return name
    }
    return types[reference.type] ?? "GEN"
  }

  private static let types: [ReferenceType: String] = [
    .article: "JOUR", .book: "BOOK", .chapter: "CHAP", .conference: "CONF", .preprint: "UNPB",
    .presentation: "SLIDE", .thesis: "THES", .report: "RPRT", .webpage: "ELEC", .dataset: "DATA",
    .software: "COMP", .patent: "PAT", .other: "GEN",
  ]

  /// The family name first. A comma at the end tells the name of a group that would be read as a
  /// person's.
  private static func name(_ creator: Creator) -> String {
    switch creator {
    case .person(let name):
      return [name.family, name.given, name.suffix].compactMap(\.self).joined(separator: ", ")
    case .literal(let name):
      return Creator(familyFirst: name) == creator ? name : name + ","
    }
  }

  private struct Lines {
    var text = ""

    /// A value's further lines have no tag; one that would be read as a tag is indented, one that would
    /// begin a record however it stands goes on in the line before.
    mutating func add(_ tag: Tag, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      text += "\(tag.name)  - \(lines[0])\n"
      for line in lines.dropFirst() {
        let (isTag, isRecord) = String(line).withBytes { bytes in
          (
            RISLine(bytes, 0..<bytes.count, style: .init()) != nil,
            RISLine.beginsRecord(bytes, 0..<bytes.count)
          )
        }
        while isRecord, text.last?.isNewline == true { text.removeLast() }
        text += "\(isRecord ? " " : isTag ? "  " : "")\(line)\n"
      }
    }

    mutating func add(_ locator: Locator?) {
      switch locator {
      case .articleNumber(let number): add("C7", number)
      case .pages(let pages):
        let ends = pages.split(separator: "–").map(String.init)
        add("SP", ends.count == 2 ? ends[0] : pages)
        add("EP", ends.count == 2 ? ends[1] : nil)
      case nil: break
      }
    }
  }
}
