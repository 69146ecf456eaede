import References

/// The notes of an entry, parted into the identifiers that programs put there and the words that a
/// person wrote.
struct NoteText {
  var doi: String?
  var pmid: String?
  var arxivID: String?
  /// `Citation Key: knuth1984`.
  var key: String?
  private var notes: [String] = []
  private var seen: Set<String> = []

  /// What a person wrote, one note a paragraph.
  var annotation: String? {
    notes.isEmpty ? nil : SourceMark.removed(from: notes.joined(separator: "\n\n"))
  }

  /// Adds one note of one or more lines.
  mutating func add(_ note: String) {
    guard let text = Markup.paragraphs(note) else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let words = lines.filter { !take($0) && !Self.isWrittenByProgram($0) }
    if let kept = Markup.paragraphs(words.joined(separator: "\n")), seen.insert(kept).inserted {
      notes.append(kept)
    }
  }

  /// Whether a line says nothing but an identifier, which is then taken.
  private mutating func take(_ line: Substring) -> Bool {
    let (name, value) = Self.pair(line)
    if value.holds(" "), name != "arxiv" { return false }
    switch name {
    case "doi", "https", "http":
      guard let found = Identifier.doi(in: value), name == "doi" || value.holds("doi.org/")
      else { return false }
      doi = doi ?? found
    case "pmid":
      guard let number = PubMedID.number(value) else { return false }
      pmid = pmid ?? number
    case "pmcid": return value.uppercased().hasPrefix("PMC")
    case "arxiv":
      guard let found = Identifier.arxivID(in: line), value.split(separator: " ").count <= 2
      else { return false }
      arxivID = arxivID ?? found
    case "citation key": key = key ?? String(value)
    default: return false
    }
    return true
  }

  /// `DOI: 10.1/x` is `doi` and `10.1/x`.
  private static func pair(_ line: Substring) -> (name: String, value: Substring) {
    guard let colon = line.firstIndex(of: ":") else { return ("", "") }
    let value = line[line.index(after: colon)...].drop { $0 == " " }
    return (line[..<colon].lowercased(), value)
  }

  /// What databases and programs write into notes, by its first words.
  private static let programs = [
    "Export Date:", "Cited By", "Times Cited", "Total Times Cited", "Cited Reference Count:",
    "Cited References Count:", "Correspondence Address:", "CODEN:", "Source: Scopus",
    "Accession Number:",
  ]

  /// Whether a line is one of theirs, or holds only an accession number, an ISSN or a date.
  private static func isWrittenByProgram(_ line: Substring) -> Bool {
    if programs.contains(where: line.hasPrefix) { return true }
    let bytes = Array(line.utf8)
    guard (8...13).contains(bytes.count) else { return false }
    let digits = bytes.count { (48...57).contains($0) }
    let isAccession = bytes[0] == UInt8(ascii: "L") && digits == bytes.count - 1
    let isISSN = bytes.count == 9 && bytes[4] == 0x2D && digits >= 7
    let isDate = bytes.count == 10 && digits == 8 && bytes[4] == bytes[7] && bytes[4] == 0x2D
    return isAccession || isISSN || isDate
  }
}

/// Finds the number of a record in PubMed.
enum PubMedID {
  /// Up to eight digits and nothing else.
  static func number(_ text: some StringProtocol) -> String? {
    let isShort = (1...8).contains(text.utf8.count)
    return isShort && text.utf8.allSatisfy { (48...57).contains($0) } ? String(text) : nil
  }

  private static let places: [StaticString] = [
    "pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/", "/MED/",
  ]

  /// The number in the address of a record in PubMed or Europe PMC.
  static func inAddress(_ url: String) -> String? {
    for place in places {
      guard let end = url.end(of: place) else { continue }
      if let number = number(url[end...].prefix { $0.isNumber }) { return number }
    }
    return nil
  }
}
