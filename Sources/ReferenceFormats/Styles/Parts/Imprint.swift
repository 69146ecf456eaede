/// A publisher with the place where it is: "New York: McGraw-Hill", "Longman, New York".
struct Imprint {
  let publisher: Printed
  let place: Printed?

  init?(_ text: Printed) {
    let text = text.droppingTrailingStop
    guard text.hasWord else { return nil }
    if let colon = text.first(": ") ?? text.first(":"), colon > text.startIndex,
      text[..<colon].words.count <= 7
    {
      publisher = text[(colon + 1)...].trimmed
      place = text[..<colon].trimmed
      return
    }
    publisher = Self.droppingPlaces(text)
    let rest = text[publisher.endIndex...].drop { $0 == "," || $0.isBlank }
    place = rest.isEmpty ? nil : rest
  }

  /// "Longman, New York, NY" is Longman; a publisher's own commas stay.
  private static func droppingPlaces(_ text: Printed) -> Printed {
    var text = text
    if text.contains("University of California, ") { return text }
    while let comma = text.lastIndex(of: ","), isPlace(text[(comma + 1)...].trimmed) {
      text = text[..<comma].trimmed
    }
    return text
  }

  /// "St. Louis: Mosby": a place, a colon and a publisher.
  static func hasPlace(_ text: Printed) -> Bool {
    guard let colon = text.first(": "), colon > text.startIndex else { return false }
    let place = text[..<colon].trimmed
    let words = place.words
    return (1...6).contains(words.count)
      && words.allSatisfy {
        $0.first!.isUpper || $0.first == "(" || $0.first == "[" || $0.string == "am"
          || $0.string == "and" || $0.string == "of"
      }
      && (isPlace(place.firstPart) || words.count <= 2 || place.contains(",") || place.last == ")")
  }

  static func isPlace(_ text: Printed) -> Bool {
    if text.count == 2, text.allSatisfy(\.isUpper) { return true }
    return places.contains(text)
  }

  /// Whether a word of the text is one that publishers are called by.
  static func namesPublisher(_ text: Printed) -> Bool {
    text.words.contains { word in
      var bare = word
      while let last = bare.last, !last.isLetter { bare.removeLast() }
      return publisherWords.containsFolded(bare)
    }
  }

  private static let places: WordSet = [
    "New York", "London", "Oxford", "Berlin", "Cambridge", "Cambridge, MA", "Amsterdam", "Boston",
    "San Francisco", "Chicago", "Philadelphia", "Paris", "Heidelberg", "Dordrecht", "Princeton",
    "Princeton, NJ", "Hoboken", "Hoboken, NJ", "Washington", "Washington, DC", "Tokyo", "Singapore",
    "Basel", "Vienna", "Wien", "Zürich", "Zurich", "Geneva", "München", "Munich", "Stuttgart",
    "Leipzig", "Leiden", "Toronto", "Montreal", "Sydney", "Melbourne", "Edinburgh", "Chichester",
    "Thousand Oaks", "Newbury Park", "Beverly Hills", "Englewood Cliffs", "Mahwah", "Hillsdale",
    "New Haven", "Los Angeles", "Berkeley", "Stanford", "St. Louis", "Baltimore", "Bethesda",
    "New Delhi", "Mumbai", "Beijing", "Moscow", "Rome", "Milan", "Madrid", "Barcelona", "Lisbon",
    "Copenhagen", "Stockholm", "Oslo", "Helsinki", "Dublin", "Brussels", "The Hague", "Cham",
    "Totowa", "Boca Raton", "Reading", "Massachusetts", "California", "USA", "UK", "U.K.", "U.S.A.",
    "Germany", "Switzerland", "Netherlands", "The Netherlands", "France", "Cold Spring Harbor",
    "Upper Saddle River", "Redwood City", "Menlo Park", "Sunderland", "Norwell", "Piscataway",
    "Abingdon", "Basingstoke", "Houndmills", "Aldershot", "Cheltenham", "Mineola", "D.C.",
    "Weinheim", "Hamburg", "Frankfurt", "Göttingen", "Tübingen", "Jena", "Ann Arbor", "Ithaca",
    "Ithaca, NY", "Frankfurt am Main", "Frankfurt a.M.", "Hackensack", "Warrendale", "Bellingham",
    "Cambridge, UK", "Cambridge, Massachusetts", "Hong Kong", "Seoul", "Canada",
  ]

  private static let publisherWords: WordSet = [
    "press", "publishing", "publishers", "publisher", "publications", "books", "verlag", "springer",
    "wiley", "elsevier", "routledge", "sage", "mcgraw-hill", "pearson", "norton", "penguin",
    "macmillan", "palgrave", "sons", "inc", "ltd", "gmbh", "house", "kluwer", "plenum", "pergamon",
    "birkhäuser", "dover", "saunders", "mosby", "lippincott", "wilkins", "francis", "freeman",
    "sinauer", "guilford", "longman", "blackwell", "wiley-vch", "wiley-blackwell", "addison-wesley",
    "associates", "hall", "elgar", "murray", "harper", "collins", "doubleday", "knopf", "vintage",
    "giroux", "schuster", "thieme", "karger", "dekker", "ieee", "acm", "pmlr", "aaai", "usenix",
    "company", "co", "union", "association", "organization", "institute", "university", "ministry",
    "farrar", "suhrkamp", "gallimard", "earthscan", "birkhauser", "gruyter", "brill", "hanser",
    "teubner", "artech", "prentice", "holt", "rinehart", "basic", "crc", "mit", "cup", "oup",
    "spie",
    "office", "department", "agency", "scientific", "chapman", "freeman", "verlagsgesellschaft",
  ]
}

extension ArraySlice where Element == Unicode.Scalar {
  /// Up to the first comma or bracket.
  fileprivate var firstPart: Printed {
    self[startIndex...].prefix { $0 != "," && $0 != "(" && $0 != "[" }.trimmed
  }
}
