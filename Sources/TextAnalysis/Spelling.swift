/// Folds British and American spelling and classical plurals before a form is stemmed, so that
/// either finds the other.
///
/// Both the index and queries are folded, so a rule may change words that need no folding, as long
/// as it makes no two words one. Rules, for forms of English letters alone:
///
/// | rule | example | stays |
/// |---|---|---|
/// | `our` → `or` before an ending | tumour, behavioural, favourite | hour, source |
/// | `ae` → `e`, at the end → `a` | leukaemia, haematology; larvae | |
/// | `rrhoea` → `rrhea` | diarrhoea | |
/// | `is(e|ing|ation)` → `iz…`, `ys` → `yz` | characterisation, catalyse | wise, rise |
/// | `ll` → `l` after an unstressed syllable | signalling, modelled, enrollment | calling |
/// | `logue` → `log`, `tre`, `bre` → `ter`, `ber` | catalogue, centre, fibre | |
/// | `sis` → `se` | diagnosis, metastasis (plural -ses) | |
///
/// The rest is in `Resources/spelling.txt`.
struct Spelling {
  private let words: [String: String]
  private let beginnings: [(from: [UInt8], to: [UInt8])]

  init() {
    var words: [String: String] = [:]
    var beginnings: [(from: [UInt8], to: [UInt8])] = []
    let text = String(decoding: PackageResources.spelling_txt, as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let pair = line.split(separator: " ")
      if line.hasSuffix("-") {
        beginnings.append((Array(pair[0].utf8.dropLast()), Array(pair[1].utf8.dropLast())))
      } else {
        words[String(pair[0])] = String(pair[1])
      }
    }
    self.words = words
    self.beginnings = beginnings
  }

  /// The form as it is to be stemmed.
  func folded(_ form: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    if let word = words[String(decoding: form, as: UTF8.self)] { return Array(word.utf8) }
    var word = Array(form)
    for (from, to) in beginnings where word.starts(with: from) {
      word.replaceSubrange(0..<from.count, with: to)
      break
    }
    foldDigraphs(&word)
    foldOur(&word)
    foldLetters(&word)
    foldEndings(&word)
    return word
  }

  // MARK: Rules

  /// `ae` → `e`, at the end `a`; `rrhoea` → `rrhea`.
  private func foldDigraphs(_ word: inout [UInt8]) {
    if word.count > 4, word.ends(with: "ae") { word.removeLast() }
    while word.count > 5, let place = word.firstIndex(of: "ae") { word.remove(at: place) }
    if let place = word.firstIndex(of: "rrhoea") { word.remove(at: place + 3) }
  }

  private static let ourEndings: Set<[UInt8]> = Set(
    [
      "", "s", "ed", "ing", "ings", "al", "ally", "able", "ably", "er", "ers", "ful", "fully",
      "less", "ite", "ites", "ism", "ist", "ists", "hood", "hoods", "ly", "y", "igenesis",
      "igenic", "igenicity", "like",
    ].map { Array($0.utf8) })

  private func foldOur(_ word: inout [UInt8]) {
    guard word.count >= 6, let place = word.firstIndex(of: "our"), place >= 3,
      Self.ourEndings.contains(Array(word[(place + 3)...]))
    else { return }
    word.remove(at: place + 1)
  }

  /// `ise` and `yse` with what may follow.
  private func foldLetters(_ word: inout [UInt8]) {
    for ending in ["e", "ed", "es", "er", "ers", "ing", "ation", "ations", "able"] {
      guard word.ends(with: ending) else { continue }
      let s = word.count - ending.utf8.count - 1
      guard s >= 4, word[s] == UInt8(ascii: "s"), "iy".utf8.contains(word[s - 1]) else { continue }
      word[s] = UInt8(ascii: "z")
      return
    }
  }

  private func foldEndings(_ word: inout [UInt8]) {
    for (from, to) in Self.endings where word.ends(with: from) {
      word.replaceSubrange((word.count - from.utf8.count)..., with: to.utf8)
      break
    }
    if word.count >= 5, word.ends(with: "sis"), "aeiouyp".utf8.contains(word[word.count - 4]) {
      word.replaceSubrange((word.count - 2)..., with: "e".utf8)
      if word.ends(with: "lyse") { word[word.count - 2] = UInt8(ascii: "z") }
    }
    foldDoubleL(&word)
  }

  private static let endings: [(String, String)] = [
    ("logue", "log"), ("logues", "logs"), ("centre", "center"), ("centres", "centers"),
    ("centred", "centered"), ("metre", "meter"), ("metres", "meters"), ("litre", "liter"),
    ("litres", "liters"), ("fibre", "fiber"), ("fibres", "fibers"), ("titre", "titer"),
    ("titres", "titers"), ("theatre", "theater"), ("theatres", "theaters"),
    ("calibre", "caliber"), ("goitre", "goiter"), ("lustre", "luster"), ("spectre", "specter"),
  ]

  /// `signalling`, `enrollment`: `ll` after two syllables or more.
  private func foldDoubleL(_ word: inout [UInt8]) {
    for ending in ["", "s", "ed", "ing", "ings", "er", "ers", "or", "ors", "ment", "ments"] {
      let place = word.count - ending.utf8.count - 2
      guard place > 2, word.ends(with: "ll" + ending), word[..<place].syllables >= 2 else {
        continue
      }
      word.remove(at: place)
      return
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }

  fileprivate func firstIndex(of text: String) -> Int? {
    let length = text.utf8.count
    guard count >= length else { return nil }
    return (0...(count - length)).first { self[$0..<$0 + length].elementsEqual(text.utf8) }
  }
}

extension ArraySlice<UInt8> {
  /// Runs of vowels.
  fileprivate var syllables: Int {
    var runs = 0
    var isVowel = false
    for byte in self {
      let next = "aeiouy".utf8.contains(byte)
      if next && !isVowel { runs += 1 }
      isVowel = next
    }
    return runs
  }
}
