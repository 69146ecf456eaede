import References

/// The notes of an entry: facts that programs wrote as separate lines, the words of people, and
/// those of programs.
struct NoteText {
  /// The field that contains a note.
  enum Field {
    /// In one for a reader's own words: `annote`, `research-notes`.
    case own
    /// In one that databases fill, too: `note`, `N1`.
    case shared
  }

  var doi: String?
  var pmid: String?
  var pmcid: String?
  var arxivID: String?
  /// `Citation Key: knuth1984`.
  var key: String?
  /// Values of CSL's variables that Zotero keeps in a note: `issued: 1814-01`.
  private(set) var variables: [String: String] = [:]
  /// The words of people, in the order of the entry.
  private(set) var annotations: [CitedAnnotation] = []
  /// The words of programs.
  private(set) var notes: [String] = []
  /// Labels that people gave, where a program keeps them in a note.
  var tags: [String] = []

  /// Adds one note of one or more lines, as plain text.
  mutating func add(_ note: String, from field: Field = .shared, by annotator: String? = nil) {
    let rayyan = RayyanNote(note)
    rayyan?.add(to: &self)
    guard let text = Markup.lines(withoutVariables(rayyan?.rest ?? note)) else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap(Self.identifiersApart)
    let parts = NoteParts(
      lines.filter { !take($0) }.joined(separator: "\n"), isOwn: field == .own)
    for remark in parts.remarks where !notes.contains(remark) { notes.append(remark) }
    guard let words = parts.words else { return }
    for var annotation in SourceMark.annotations(in: words) {
      annotation.annotator = annotation.annotator ?? annotator
      if !annotations.contains(annotation) { annotations.append(annotation) }
    }
  }

  /// Adds the text of a field that users and programs fill as they like: words of a person where it is
  /// a sentence.
  mutating func keep(_ text: String) {
    guard let text = Markup.lines(text) else { return }
    if NoteStatement(text[...]) == .sentence {
      add(text, from: .own)
    } else if !notes.contains(text) {
      notes.append(text)
    }
  }

  /// Adds a text that is known to be a program's.
  mutating func keep(remark: String) {
    if !notes.contains(remark) { notes.append(remark) }
  }

  /// Adds a text that is known to be a person's.
  mutating func append(_ annotation: CitedAnnotation) {
    if !annotations.contains(annotation) { annotations.append(annotation) }
  }

  /// The note without Zotero's variables among its words, `{:issued:2015-07-27/2016-03-30}`, which are
  /// taken.
  private mutating func withoutVariables(_ note: String) -> String {
    var rest = note[...]
    var text = ""
    while let start = rest.firstRange(of: "{:"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      let pair = rest[start.upperBound..<end].split(separator: ":", maxSplits: 1)
      guard pair.count == 2 else { break }
      text += rest[..<start.lowerBound]
      take(variable: pair[0].trimmed.lowercased(), pair[1].trimmed)
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  /// The identifiers that begin a line, and what stands behind them: Zotero's lines joined into one.
  ///
  /// `PMID: 12345678 PMCID: PMC1234567 My view: too short.`
  private static func identifiersApart(_ line: Substring) -> [Substring] {
    var parts: [Substring] = []
    var rest = line
    while let match = rest.prefixMatch(
      of:
        /(?:PMID: ?\d{1,8}|PMCID: ?PMC\d+|DOI: ?10\.\S+|arXiv: ?\d{4}\.\d{4,5}\S*)\s+(?=\p{Lu}|arXiv:)/
    ) {
      parts.append(match.0.trimmed)
      rest = rest[match.range.upperBound...]
    }
    return parts + [rest]
  }

  /// Whether a line is only an identifier or a variable, which is then taken.
  private mutating func take(_ line: Substring) -> Bool {
    let (name, value) = Self.pair(line)
    if variable(named: name) != nil, !value.isEmpty {
      take(variable: name, value)
      return true
    }
    if value.holds(" "), name != "arxiv" { return false }
    switch name {
    case "doi", "https", "http":
      guard let found = Identifier.doi(in: value), name == "doi" || value.holds("doi.org/")
      else { return false }
      doi = doi ?? found
    case "pmid", "pubmed pmid", "pubmed id":
      guard let number = PubMedID.number(value) else { return false }
      pmid = pmid ?? number
    case "pmcid", "pubmed central pmcid":
      guard value.uppercased().hasPrefix("PMC") else { return false }
      pmcid = pmcid ?? value.uppercased()
    case "arxiv":
      guard let found = Identifier.arxivID(in: line), value.split(separator: " ").count <= 2
      else { return false }
      arxivID = arxivID ?? found
    case "citation key": key = key ?? String(value)
    default: return false
    }
    return true
  }

  private mutating func take(variable name: String, _ value: Substring) {
    guard let variable = variable(named: name), variables[variable] == nil else { return }
    variables[variable] = String(value)
  }

  /// The variable of CSL that a line's label names, as Zotero writes it; `Original Date` is
  /// `original-date`. Those that people's notes begin with are none: `title`, `page`.
  private func variable(named label: String) -> String? {
    let name = label.split(separator: " ").joined(separator: "-")
    return Self.variableNames.contains(name) ? name : nil
  }

  private static let variableNames: Set<String> = [
    "accessed", "collection-number", "collection-title", "container-title-short", "event-date",
    "event-place", "event-title", "issued", "number-of-pages", "number-of-volumes", "original-date",
    "original-publisher", "original-publisher-place", "original-title", "publisher-place",
    "submitted", "volume-title",
  ]

  /// `DOI: 10.1/x` is `doi` and `10.1/x`.
  private static func pair(_ line: Substring) -> (name: String, value: Substring) {
    guard let colon = line.firstIndex(of: ":") else { return ("", "") }
    let value = line[line.index(after: colon)...].trimmed
    return (line[..<colon].lowercased(), value)
  }
}

/// Finds PubMed IDs.
enum PubMedID {
  /// Up to eight digits and nothing else.
  static func number(_ text: some StringProtocol) -> String? {
    let isShort = (1...8).contains(text.utf8.count)
    return isShort && text.utf8.allSatisfy { (48...57).contains($0) } ? String(text) : nil
  }

  private static let places: [StaticString] = [
    "pubmed.ncbi.nlm.nih.gov/", "ncbi.nlm.nih.gov/pubmed/", "/MED/",
  ]

  /// The ID in the URL of a record in PubMed or Europe PMC.
  static func inAddress(_ url: String) -> String? {
    for place in places {
      guard let end = url.end(of: place) else { continue }
      if let number = number(url[end...].prefix { $0.isNumber }) { return number }
    }
    return nil
  }
}
