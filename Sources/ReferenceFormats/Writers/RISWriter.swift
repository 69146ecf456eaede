import References

/// Prints citations as RIS, for every program that reads it.
public enum RISWriter {
  /// One record, from `TY` to `ER`, with a line end after each line.
  public static func text(of citation: Citation, key: String) -> String {
    let reference = citation.reference
    var lines = Lines()
    lines.add("TY", types[reference.type] ?? "GEN")
    lines.add("ID", key)
    if reference.type == .preprint { lines.add("M3", "Preprint") }
    for author in reference.authors { lines.add("AU", name(author)) }
    if reference.hasMoreAuthors { lines.add("AU", "et al.") }
    for editor in reference.editors { lines.add("ED", name(editor)) }
    lines.add("TI", reference.title)
    let isWhole = reference.type == .book || reference.type == .thesis
    lines.add(isWhole ? "JF" : "T2", reference.container)
    lines.add("PY", reference.year.map(String.init))
    lines.add("VL", reference.volume)
    lines.add("IS", reference.issue)
    lines.add(reference.locator)
    lines.add("PB", reference.publisher)
    lines.add("DO", reference.doi)
    if let pmid = reference.pmid {
      lines.add("AN", pmid)
      lines.add("DB", "PubMed")
    }
    lines.add("UR", reference.url)
    for keyword in reference.keywords { lines.add("KW", keyword) }
    lines.add("AB", reference.abstract)
    lines.add("N1", reference.arxivID.map { "arXiv:\($0)" })
    lines.add("N1", citation.annotation)
    return lines.text + "ER  - \n"
  }

  private static let types: [ReferenceType: String] = [
    .article: "JOUR", .book: "BOOK", .chapter: "CHAP", .conference: "CPAPER", .preprint: "UNPB",
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
    mutating func add(_ tag: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      let lines = value.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      text += "\(tag)  - \(lines[0])\n"
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
