import References

/// What a style understood of one citation.
struct CitationEntry {
  var reference = Reference()
  var annotation: String?
  var problems: [ReadingProblem] = []
  /// Where the title ends was one of several possibilities.
  var isAmbiguous = false
  /// Everything that ends a citation for certain was there: nothing more of it will follow.
  var isComplete = false
  /// How much of what was printed the style would have printed otherwise, from 0.
  var strangeness = 0.0
  /// How much less sure the reading is than its reader says, as another reader found.
  var doubt = 0.0
  /// How likely a trained reader finds its reading; nil if a grammar read.
  var probability: Double?
  /// Where the fields were read, in scalars of the text.
  private(set) var places: [Place] = []

  struct Place {
    var field: ReadField.Name
    var range: Range<Int>
    /// How likely a trained reader finds each word of the field there, the least of them.
    var probability: Double?
  }

  /// 1 where every part was found, less for each that was not, 0 where nothing was.
  var confidence: Double {
    let doubt = (isAmbiguous ? 0.05 : 0) + strangeness
    let cost = problems.reduce(doubt) { $0 + Self.cost(of: $1) }
    return max(0, (((probability ?? 1) - cost) * 100).rounded() / 100)
  }

  private static func cost(of problem: ReadingProblem) -> Double {
    switch problem {
    case .noYear: 0.4
    case .noAuthors, .noContainer: 0.3
    case .noTitle: 0.1
    default: 1
    }
  }

  mutating func mark(_ field: ReadField.Name, _ text: Printed) {
    let text = text.trimmed
    if !text.isEmpty { mark(field, text.startIndex..<text.endIndex) }
  }

  mutating func mark(_ field: ReadField.Name, _ range: Range<Int>) {
    places.append(Place(field: field, range: range))
  }

  /// Puts the places of fields, as another reader found them, in place of those found before.
  mutating func replace(_ fields: Set<ReadField.Name>, with others: [Place]) {
    places.removeAll { fields.contains($0.field) }
    places += others.filter { fields.contains($0.field) }
  }

  /// A field is less than was read for it.
  mutating func shorten(_ field: ReadField.Name, to range: Range<Int>) {
    guard let index = places.firstIndex(where: { $0.field == field }) else { return }
    places[index].range = range
  }

  /// What holds of a citation whoever read it: its title is that alone, and words around its fields
  /// tell what kind of work it is of.
  func settled(in text: Printed) -> CitationEntry {
    var entry = self
    guard text.count <= CitationEvidence.longest else { return entry }
    HeldWork.settle(&entry, in: text)
    TitleTail.take(from: &entry, in: text)
    ContainerTail.take(from: &entry, in: text)
    WholeNames.settle(&entry.reference.authors)
    PrintedKind.settle(&entry, in: text)
    return entry
  }

  /// - Parameter probability: of what was read at a place.
  mutating func weigh(_ probability: (Range<Int>) -> Double) {
    for index in places.indices { places[index].probability = probability(places[index].range) }
  }

  /// Whether words stand after everything that a grammar read, and are not access note: "[TODO]".
  func leavesWords(of text: Printed) -> Bool {
    guard probability == nil, let end = places.map(\.range.upperBound).max() else { return false }
    let rest = text[min(max(end, text.startIndex), text.endIndex)...]
    guard rest.count(where: { $0.isLetter || $0.isDigit }) > 2 else { return false }
    let words = rest.string.lowercased()
    return !Self.accessWords.contains(where: words.contains)
  }

  /// A sentence behind everything that a grammar read is about the citation.
  mutating func takeWordsLeft(of text: Printed) {
    guard annotation == nil, leavesWords(of: text),
      let end = places.map(\.range.upperBound).max()
    else { return }
    var rest = text[min(max(end, text.startIndex), text.endIndex)...]
    rest = rest.drop { !$0.isLetter && !$0.isDigit }.trimmed
    let words = rest.words
    guard words.count > 2, words.count(where: { $0.first?.isLower == true }) * 3 >= words.count,
      rest.startIndex > text.startIndex, text[rest.startIndex - 1].isBlank
    else { return }
    annotation = rest.string
    mark(.annotation, rest)
  }

  private static let accessWords = [
    "pmc", "pmid", "doi", "http", "www", "access", "retriev", "availab", "cited", "issn", "isbn",
    "arxiv", "epub", "online", "press", "zugriff", "abgerufen", "consult", "acces",
  ]

  /// The fields were read in a text other than the item's own.
  mutating func forgetPlaces() { places = [] }

  /// The places in bytes of the text, in their order there.
  func fields(in text: [Unicode.Scalar]) -> [ReadField] {
    var offsets: [Int]?
    if text.contains(where: { !$0.isASCII }) {
      var sum = 0
      var found = [0]
      found.reserveCapacity(text.count + 1)
      for scalar in text {
        sum += UTF8.width(scalar)
        found.append(sum)
      }
      offsets = found
    }
    return places.sorted { $0.range.lowerBound < $1.range.lowerBound }.map { place in
      let range = place.range
      let bytes = offsets.map { $0[range.lowerBound]..<$0[range.upperBound] } ?? range
      return ReadField(name: place.field, range: bytes, confidence: confidence(of: place))
    }
  }

  private func confidence(of place: Place) -> Double {
    switch place.field {
    case .doi, .pmid, .arxivID, .url: 1
    case .year where probability == nil: 1
    default:
      if let probability = place.probability {
        (probability * 100).rounded() / 100
      } else if place.field == .title || place.field == .container {
        max(0, confidence - (isAmbiguous ? 0.2 : 0))
      } else {
        confidence
      }
    }
  }
}
