/// What BibLaTeX's styles print for keys that stand in place of words: `series = {newseries}`,
/// `type = {patentus}`.
///
/// Source: the biblatex manual, §4.9.2.
enum BibTeXKeys {
  /// The words of a value, where all of it is a key.
  static func words(of value: String) -> String? { words[value.lowercased()] }

  private static let words: [String: String] = [
    "newseries": "New series", "oldseries": "Old series",
    "mathesis": "Master’s thesis", "phdthesis": "PhD thesis", "candthesis": "Candidate thesis",
    "bathesis": "Bachelor’s thesis", "techreport": "Technical report",
    "resreport": "Research report", "software": "Computer software", "datacd": "Data CD",
    "audiocd": "Audio CD",
    "patent": "Patent", "patentde": "German patent", "patenteu": "European patent",
    "patentfr": "French patent", "patentuk": "British patent", "patentus": "U.S. patent",
    "patreq": "Patent request", "patreqde": "German patent request",
    "patreqeu": "European patent request", "patreqfr": "French patent request",
    "patrequk": "British patent request", "patrequs": "U.S. patent request",
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union",
    "countryfr": "France", "countryuk": "United Kingdom", "countryus": "United States of America",
    "inpreparation": "In preparation", "submitted": "Submitted", "forthcoming": "Forthcoming",
    "inpress": "In press", "prepublished": "Pre-published",
  ]
}

extension LaTeXText {
  /// The items of a list, which stand between "and"s outside of braces, as BibLaTeX reads `location`
  /// and `publisher`; words for keys.
  mutating func items(of value: TextBytes) -> [String] {
    var items: [String] = []
    var start = 0
    var depth = 0
    for index in 0...value.count {
      switch value.at(index) {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case _ where index == value.count || (depth == 0 && value[index].isBlank):
        guard index >= start, let end = index == value.count ? index : value.andEnd(at: index)
        else {
          break
        }
        let item = text(of: value.slice(start..<index))
        items.append(BibTeXKeys.words(of: item) ?? item)
        start = end
      default: break
      }
    }
    return items.filter { !$0.isEmpty }
  }
}
