/// The names of months in the languages of reference lists, abbreviated or not.
enum MonthName {
  static func number(_ word: Printed) -> Int? {
    guard word.count >= 3, word.allSatisfy(\.isLetter) else { return nil }
    let start = word.string.lowercased().prefix(3)
    if start == "jui" { return word.string.lowercased().hasPrefix("juil") ? 7 : 6 }
    return starts.firstIndex { $0.contains(String(start)) }.map { $0 + 1 }
  }

  /// Whether a word is the name of a month, abbreviated or not.
  static func isMonth(_ word: Printed) -> Bool {
    let bare = word.prefix(while: \.isLetter)
    guard let number = number(bare) else { return false }
    return bare.count == 3 || names[number - 1].contains(bare.string.lowercased())
  }

  private static let names: [[String]] = [
    ["january", "januar", "janvier", "enero", "janeiro", "gennaio", "januari"],
    ["february", "februar", "février", "febrero", "fevereiro", "febbraio", "februari"],
    ["march", "märz", "mars", "marzo", "março", "maart"], ["april", "avril", "abril", "aprile"],
    ["mayo", "maio", "maggio"], ["june", "juni", "juin", "junio", "junho", "giugno"],
    ["july", "juli", "juillet", "julio", "julho", "luglio"],
    ["august", "août", "agosto", "augustus", "augusti"],
    ["sept", "september", "septembre", "septiembre", "setembro", "settembre"],
    ["october", "oktober", "octobre", "octubre", "outubro", "ottobre"],
    ["november", "novembre", "noviembre", "novembro"],
    ["december", "dezember", "décembre", "diciembre", "dezembro", "dicembre"],
  ]

  private static let starts: [[String]] = [
    ["jan", "ene", "gen", "jän"], ["feb", "fév", "fev"], ["mar", "mär", "mrt"],
    ["apr", "abr", "avr"],
    ["may", "mai", "mei", "mag"], ["jun", "giu"], ["jul", "lug"], ["aug", "ago", "aoû"],
    ["sep", "set"],
    ["oct", "okt", "ott", "out"], ["nov"], ["dec", "dez", "déc", "dic"],
  ]
}
