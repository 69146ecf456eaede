import References

/// What kind of work a citation is of, told by words outside its names and title: "PhD thesis",
/// "U.S. Patent", "[Data set]", "RFC 8446".
enum PrintedKind {
  /// Sets the type of a reading where the words around its fields tell it.
  static func settle(_ entry: inout CitationEntry, in text: Printed) {
    let isTold: [ReferenceType] = [.article, .book, .chapter, .webpage, .report, .preprint]
    guard isTold.contains(entry.reference.type) else { return }
    let reference = entry.reference
    let isInJournal = reference.volume != nil && reference.container != nil
    // Nearly all are articles in journals.
    if isInJournal, reference.locator != nil, reference.type == .article,
      !text.contains("atent"), !text.contains("rXiv")
    {
      return
    }
    var words = Array(text)
    for place in entry.places
    where [.authors, .editors, .title, .annotation].contains(place.field)
      || place.field == .container && isInJournal
      || place.field == .publisher && place.range.upperBound <= text.endIndex
        && ContainerTail.isPublisher(text[place.range])
    {
      for index in place.range where index < words.count { words[index] = " " }
    }
    let said = words[...].string.lowercased()
    if let type = type(named: said),
      !isInJournal || type == .preprint && isPreprint(reference) || namesPatent(said)
    {
      entry.reference.type = type
    } else if isPage(reference, said) {
      entry.reference.type = .webpage
    } else if let container = reference.container, reference.type == .chapter,
      Meeting.isNamed(Array(container.unicodeScalars)[...])
    {
      entry.reference.type = .conference
    }
  }

  /// "U.S. patent 4,589,404", whose number looks like a volume and pages.
  private static func namesPatent(_ words: String) -> Bool {
    words.contains(#/patent (?:no\. )?\d/#)
  }

  /// Whether a server of preprints holds the work; an article in a journal may name its preprint.
  private static func isPreprint(_ reference: Reference) -> Bool {
    reference.container.map { PreprintServer.name(in: Array($0.unicodeScalars)[...]) != nil }
      ?? true
  }

  /// Whether an address is where the work is, and words tell when or that it was looked at.
  private static func isPage(_ reference: Reference, _ words: String) -> Bool {
    reference.url != nil && reference.doi == nil && reference.volume == nil
      && reference.locator == nil && [.article, .book].contains(reference.type)
      && accessWords.contains(where: words.contains)
  }

  private static let accessWords = [
    "accessed", "retrieved", "viewed", "[cited", "[internet]", "[online]", "consulté", "abgerufen",
    "zugriff", "geraadpleegd", "recuperado", "acesso em", "disponível em", "disponible en",
    "dostupné", "dostęp", "tillgänglig", "hämtad", "available at", "available from", "閲覧",
    "дата обращения", "consultato",
  ]

  /// The kind that words in small letters name.
  static func type(named words: String) -> ReferenceType? {
    let bytes = Array(words.utf8)
    var best: Int?
    for start in bytes.indices
    where start == 0 || !isWordByte(bytes[start - 1]) || !isWordByte(bytes[start]) {
      for phrase in phrasesByStart[bytes[start]] ?? [] where phrase.rank < best ?? .max {
        if occurs(phrase.bytes, at: start, in: bytes) { best = phrase.rank }
      }
    }
    return best.map { phrases[$0].0 }
  }

  /// Whether a phrase stands at a place, as whole words; a plural is one, too.
  private static func occurs(_ phrase: [UInt8], at start: Int, in bytes: [UInt8]) -> Bool {
    let end = start + phrase.count
    guard end <= bytes.count, bytes[start..<end].elementsEqual(phrase) else { return false }
    let after = end < bytes.count ? bytes[end] : 0x20
    return !isWordByte(after) || !isWordByte(phrase[phrase.count - 1]) || after == UInt8(ascii: "s")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (97...122).contains(byte)
  }

  private static let phrasesByStart: [UInt8: [(rank: Int, bytes: [UInt8])]] = {
    let all = phrases.enumerated().flatMap { rank, kind in
      kind.1.map { (rank: rank, bytes: Array($0.utf8)) }
    }
    return Dictionary(grouping: all) { $0.bytes[0] }
  }()

  /// In the order in which they decide.
  private static let phrases: [(ReferenceType, [String])] = [
    (
      .thesis,
      [
        "thesis", "dissertation", "diss.", "diss,", "doctoral diss", "thèse", "tesis doctoral",
        "tesis de", "tese de", "tesi di", "diplomarbeit", "masterarbeit", "bachelorarbeit",
        "magisterarbeit", "habilitationsschrift", "habilitation", "proefschrift", "dissertação",
        "diplomová práce", "disertační práce", "bakalářská práce", "rozprawa doktorska",
        "praca doktorska", "avhandling", "doktorsavhandling", "дис.", "автореф", "[d]", "博士論文",
        "学位论文", "mémoire de master", "väitöskirja",
      ]
    ),
    (
      .patent,
      [
        "patent", "u.s. pat.", "us pat.", "uk pat.", "offenlegungsschrift", "ep-a", "[p]",
        "patent no", "inventor", "патент", "特許",
      ]
    ),
    (
      .dataset,
      [
        "data set", "dataset", "[ds", "pangaea", "dataverse", "dryad", "gbif.org",
        "gbif occurrence",
        "climate data store", "datensatz", "jeu de données", "conjunto de datos",
      ]
    ),
    (
      .software,
      [
        "computer software", "software", "computer program", "r package", "source code", "[cp",
        "mobile app", "matlab version", "computer code", "github.com",
        "r foundation for statistical computing",
        "logiciel", "programm zur",
      ]
    ),
    (
      .preprint,
      [
        "biorxiv", "medrxiv", "psyarxiv", "chemrxiv", "ssrn", "arxiv preprint", "research square",
        "[preprint]", "preprints.org", "socarxiv", "arxiv:", "eartharxiv",
      ]
    ),
    (
      .report,
      [
        "technical report", "tech. rep", "tech report", "working paper", "discussion paper",
        "research report", "report no", "white paper", "special report", "internal report",
        "nber", "rfc", "[r]", "[r/ol]", "[s]", "nasa tn", "nasa tm", "nasa tr", "aiaa paper",
        "forschungsbericht", "rapport de recherche", "rapport technique", "rapport de", "informe",
        "relatório", "iso/iec", "ieee std", "ieee standard", "guideline no",
        "policy research working", "occasional paper", "draft report", "unpublished.",
      ]
    ),
  ]
}
