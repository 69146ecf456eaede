import Foundation
import References

/// Turns text into the terms that the index holds and queries ask for. One analyzer serves both.
///
/// Text is cut into *compounds* at white space and most punctuation, and a compound into *parts* at
/// hyphens, apostrophes and between Greek and other letters: `PD-1`, `O’Reilly`, `IFNγ`. The index
/// gets, at the position of each part,
///
/// | term | of `Anti-PD-1` | of `tumours` | of `TGF-β` | of `Müller` |
/// |---|---|---|---|---|
/// | the form: folded, lower case | `anti` `pd` `1` | `tumours` | `tgf` `beta` | `muller` |
/// | the parts joined, at the first | `antipd1` `pd1` | | `tgfbeta` `tgfb` | |
/// | the German digraphs | | | | `mueller` |
///
/// and beside each of these the term that plain words ask for: its stem marked `~` in prose
/// (`~tumor`), the form itself marked `@` in names and journals (`@muller`), which never are stemmed.
/// A unit that stands against its number, `3.5mm`, is found without it and the number without the
/// unit; `C++` and `C#` have a term of their own, which alone finds them; a given name has its initial
/// beside it (`@j'`), which only initials ask for. Where other languages than English are asked for, the
/// stems of each stand beside the form as well; a noun of Arabic is found without its article.
/// So quotes find exact forms in one posting list, a plain word finds its inflections in another,
/// and a compound is found however it is spelled. Text in scripts that set no or optional blanks
/// between words (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) is cut into overlapping pairs
/// of characters, those of Korean also across one blank; the last stands by itself, too, so that a
/// character is the beginning of a term wherever it stands.
///
/// Works on bytes of UTF-8; places are byte offsets into the original text, always at the
/// boundaries of characters.
package final class Analyzer {
  /// What stands in a composed text between two items, two names say: no phrase crosses it.
  package static let boundary: UInt8 = 0x1E
  /// The boundary before the last author.
  package static let lastBoundary: UInt8 = 0x1D

  package static func isBoundary(_ term: String) -> Bool {
    term.utf8.count == 1 && [boundary, lastBoundary].contains(term.utf8.first)
  }

  static func isBoundary(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
    term.count == 1 && (term[0] == boundary || term[0] == lastBoundary)
  }

  /// What marks the terms that plain words ask for: stems of prose, forms of names and journals. No
  /// form holds either.
  package static let stemMark = UInt8(ascii: "~")
  package static let nameMark = UInt8(ascii: "@")

  static func isMarked(_ term: UnsafeBufferPointer<UInt8>) -> Bool {
    term[0] == stemMark || term[0] == nameMark
  }

  /// A part of a compound; its term lies in `terms`.
  struct Part {
    var term: Range<Int>
    /// Where it stands in the text.
    var place: Range<Int>
    /// Letters of English only, so that the stemmer may see it.
    var isPlain = true
    var hasDigit = false
    var isUpper = true
    /// The Latin initial of a Greek letter's name, for `TGFb`.
    var greekInitial: UInt8?
    /// The form with German digraphs, `mueller`.
    var digraph: Range<Int>?
    /// The form with the signs that make it a name: `c++`, `c#`.
    var signed: Range<Int>?

    var isShort: Bool { hasDigit || term.count <= 3 || greekInitial != nil }
  }

  /// What `scan` found.
  enum Compound {
    /// Words; their parts stand in `parts`.
    case words
    /// A run of characters between which words are not told apart; one part each.
    case characters
    /// The boundary between two items.
    case boundary
  }

  /// Longer terms are cut: no word is that long.
  private static let longestTerm = 120
  private static let mostParts = 24

  // Touched for every letter; nothing else can reach them meanwhile, so no access is checked.
  @exclusivity(unchecked) private var terms: [UInt8] = []
  @exclusivity(unchecked) private var parts: [Part] = []
  @exclusivity(unchecked) private var joined: [UInt8] = []
  @exclusivity(unchecked) private var marked: [UInt8] = []
  @exclusivity(unchecked) private var classes = ScalarClasses()
  private let stemmer = Stemmer()
  private let inflections = Inflections()

  package init() {}

  // MARK: Terms for the index

  /// Calls `emit` with each term, its place in the text, and whether it shares the position of the
  /// term before it.
  ///
  /// - Parameter languages: whose inflections are found, beside those of English.
  package func analyze(
    _ text: UnsafeBufferPointer<UInt8>, as kind: Field.TextKind,
    in languages: StemmingLanguages = [],
    _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, _ isColocated: Bool) -> Void
  ) {
    var name = kind == .names ? NameItem(text, from: 0) : nil
    scan(text, as: kind) { compound, place in
      switch compound {
      case .words:
        if let name {
          emitName(name, emit)
        } else if kind == .prose, !languages.isEmpty {
          emitWords(as: kind, emit) { emitInflections(parts[$0], of: text, languages, emit) }
        } else {
          emitWords(as: kind, emit)
        }
      case .characters: emitPairs(as: kind, emit)
      case .boundary:
        emit(UnsafeBufferPointer(rebasing: text[place]), place, false)
        if kind == .names { name = NameItem(text, from: place.upperBound) }
      }
    }
  }

  // MARK: Names

  /// One name of a composed text.
  private struct NameItem {
    /// Where its given names begin: behind a comma, or at its beginning where there is none.
    let given: Int
    /// Whether capitals set initials apart from names.
    let printsInitials: Bool

    init(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
      let name = text[start...].prefix { $0 != Analyzer.boundary && $0 != Analyzer.lastBoundary }
      let comma = name.firstIndex(of: UInt8(ascii: ","))
      given = comma ?? start
      printsInitials = comma != nil && name.contains { (97...122).contains($0) || $0 > 127 }
    }
  }

  private func emitName(
    _ name: NameItem, _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    guard let first = parts.first, first.place.lowerBound >= name.given else {
      return emitWords(as: .names, emit)
    }
    if name.printsInitials, parts.count == 1, isInitials(first) { return emitInitials(first, emit) }
    emitWords(as: .names, emit) { index in emitInitial(parts[index], emit) }
  }

  /// `JR` of a given name, not `II`.
  private func isInitials(_ part: Part) -> Bool {
    part.isUpper && part.isPlain && (2...3).contains(part.term.count)
      && part.place.count == part.term.count && terms[part.term].contains { $0 != 105 && $0 != 118 }
  }

  /// As if there were blanks between.
  private func emitInitials(
    _ part: Part, _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    for (offset, index) in part.term.enumerated() {
      let place = part.place.lowerBound + offset..<part.place.lowerBound + offset + 1
      let letter = Part(term: index..<index + 1, place: place)
      withTerm(letter.term) {
        emitForm($0, place, as: .names, isPlain: true, isColocated: false, emit)
      }
      if offset == 0 {
        withTerm(part.term) {
          emitForm($0, part.place, as: .names, isPlain: true, isColocated: true, emit)
        }
      }
      emitInitial(letter, emit)
    }
  }

  /// The term that initials ask for.
  private func emitInitial(
    _ part: Part, _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    let first = terms[part.term.lowerBound]
    // Scripts of letters: one byte, or two, as Cyrillic and Greek.
    guard first < 0xE0 else { return }
    let letter = terms[part.term].prefix(first < 0x80 ? 1 : 2)
    let initial = [Self.nameMark] + letter + [UInt8(ascii: "'")]
    initial.withUnsafeBufferPointer { emit($0, part.place, true) }
  }

  /// - Parameter further: called behind the forms of each part, to emit what else stands there.
  private func emitWords(
    as kind: Field.TextKind, _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void,
    further: (Int) -> Void = { _ in }
  ) {
    for index in parts.indices {
      let part = parts[index]
      withTerm(part.term) {
        emitForm($0, part.place, as: kind, isPlain: part.isPlain, isColocated: false, emit)
      }
      if let digraph = part.digraph {
        withTerm(digraph) {
          emitForm($0, part.place, as: kind, isPlain: part.isPlain, isColocated: true, emit)
        }
      }
      if let signed = part.signed {
        withTerm(signed) {
          emitForm($0, part.place, as: kind, isPlain: false, isColocated: true, emit)
        }
      }
      if part.hasDigit && kind == .prose { emitUnit(part, emit) }
      further(index)
      guard parts.count > 1 else { continue }
      if index == 0 && parts.count <= 4 { emitJoined(0..<parts.count, as: kind, emit) }
      if index + 1 < parts.count, parts.count > 2, joinsPair(at: index) {
        emitJoined(index..<index + 2, as: kind, emit)
      }
    }
  }

  /// The number and the letters of `5mm`, each by itself.
  private func emitUnit(
    _ part: Part, _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    let term = terms[part.term]
    let digits = term.prefix { (48...57).contains($0) }
    let letters = term[digits.endIndex...]
    guard !digits.isEmpty, (1...5).contains(letters.count),
      letters.allSatisfy({ (97...122).contains($0) })
    else { return }
    for range in [part.term.lowerBound..<digits.endIndex, digits.endIndex..<part.term.upperBound] {
      withTerm(range) {
        emitForm(
          $0, part.place, as: .prose, isPlain: range.lowerBound > part.term.lowerBound,
          isColocated: true, emit)
      }
    }
  }

  /// The stems of a part in languages other than English.
  private func emitInflections(
    _ part: Part, of text: UnsafeBufferPointer<UInt8>, _ languages: StemmingLanguages,
    _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    if part.hasDigit { return }
    let form = string(part.term)
    let word = String(decoding: text[part.place], as: UTF8.self)
    let plain = self.stem(of: form) ?? form
    for var stem in inflections.stems(of: form, writtenAs: word, in: languages)
    where stem != plain && stem.utf8.count <= Self.longestTerm {
      stem = "~" + stem
      stem.withUTF8 { emit($0, part.place, true) }
    }
  }

  /// A form and, at its position, the term by which plain words find it.
  private func emitForm(
    _ form: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, as kind: Field.TextKind,
    isPlain: Bool, isColocated: Bool,
    _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    emit(form, place, isColocated)
    if kind == .prose && isPlain {
      stemmer.withMarkedStem(of: form) { emit($0, place, true) }
    } else {
      marked.removeAll(keepingCapacity: true)
      marked.append(kind == .prose ? Self.stemMark : Self.nameMark)
      let noun = kind == .prose ? ArabicArticle.noun(of: form) ?? 0 : 0
      marked.append(contentsOf: form[noun...])
      marked.withUnsafeBufferPointer { emit($0, place, true) }
    }
  }

  /// Of a compound of many parts, neighbours are joined where one is short or holds a digit: the
  /// `pd1` of `anti-PD-1`.
  private func joinsPair(at index: Int) -> Bool {
    parts[index].isShort || parts[index + 1].isShort
  }

  private func emitJoined(
    _ range: Range<Int>, as kind: Field.TextKind,
    _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    let place =
      parts[range.lowerBound].place.lowerBound..<parts[range.upperBound - 1].place.upperBound
    join(range, greekInitials: false)
    let isPlain = parts[range].allSatisfy(\.isPlain)
    joined.withUnsafeBufferPointer {
      emitForm($0, place, as: kind, isPlain: isPlain, isColocated: true, emit)
    }
    if parts[range].contains(where: { $0.greekInitial != nil }) {
      join(range, greekInitials: true)
      joined.withUnsafeBufferPointer {
        emitForm($0, place, as: kind, isPlain: false, isColocated: true, emit)
      }
    }
  }

  private func join(_ range: Range<Int>, greekInitials: Bool) {
    joined.removeAll(keepingCapacity: true)
    for part in parts[range] {
      if greekInitials, let initial = part.greekInitial {
        joined.append(initial)
      } else {
        joined.append(contentsOf: terms[part.term])
      }
    }
  }

  private func emitPairs(
    as kind: Field.TextKind, _ emit: (UnsafeBufferPointer<UInt8>, Range<Int>, Bool) -> Void
  ) {
    func emitTerm(_ term: Range<Int>, _ place: Range<Int>) {
      withTerm(term) { emitForm($0, place, as: kind, isPlain: false, isColocated: false, emit) }
    }
    if parts.count == 1 { emitTerm(parts[0].term, parts[0].place) }
    for (first, second) in zip(parts, parts.dropFirst()) {
      emitTerm(
        first.term.lowerBound..<second.term.upperBound,
        first.place.lowerBound..<second.place.upperBound)
    }
    guard parts.count > 1, let last = parts.last else { return }
    withTerm(last.term) {
      emitForm($0, last.place, as: kind, isPlain: false, isColocated: true, emit)
    }
  }

  private func withTerm(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    terms.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  // MARK: Words for queries

  /// The words of a query's text, in order.
  package func words(in text: String, as kind: Field.TextKind) -> [QueryWord] {
    var text = text
    var words: [QueryWord] = []
    text.withUTF8 { bytes in
      scan(bytes, as: kind) { compound, _ in
        switch compound {
        case .words: words.append(QueryWord(parts.map { queryPart($0, as: kind) }))
        case .characters: words.append(QueryWord(pairs: queryPairs()))
        case .boundary: break
        }
      }
    }
    return words
  }

  /// The forms of a text's compounds, each of one term, however it is hyphenated: `axicel`.
  package func joinedForms(in text: String) -> [String] {
    words(in: text, as: .prose).map(\.joined)
  }

  /// The compounds of a question's text as typed, in order, initialisms without full stops.
  package func compounds(in text: String) -> [String] {
    var text = text
    var compounds: [String] = []
    text.withUTF8 { bytes in
      scan(bytes, as: .prose, joiningWords: false) { compound, _ in
        guard compound != .boundary, let first = parts.first, let last = parts.last else { return }
        let place = first.place.lowerBound..<last.place.upperBound
        compounds.append(
          String(decoding: bytes[place].filter { $0 != UInt8(ascii: ".") }, as: UTF8.self))
      }
    }
    return compounds
  }

  private func queryPart(_ part: Part, as kind: Field.TextKind) -> QueryWord.Part {
    var stem: String?
    if kind == .prose && part.isPlain && part.signed == nil {
      withTerm(part.term) { stem = stemmer.stem(of: $0) }
    }
    return QueryWord.Part(
      form: string(part.signed ?? part.term), stem: stem, digraph: part.digraph.map(string),
      greekInitial: part.greekInitial.map { String(UnicodeScalar($0)) },
      isUpper: part.isUpper)
  }

  private func queryPairs() -> [String] {
    if parts.count == 1 { return [string(parts[0].term)] }
    return zip(parts, parts.dropFirst()).map {
      string($0.term.lowerBound..<$1.term.upperBound)
    }
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: terms[range], as: UTF8.self)
  }

  /// The stem of a form as the index has it, without its mark; nil for what it cannot have.
  package func stem(of form: String) -> String? {
    var form = form
    return form.withUTF8 { bytes in
      if bytes.count > Self.longestTerm { return nil }
      if let noun = ArabicArticle.noun(of: bytes) {
        return String(decoding: bytes[noun...], as: UTF8.self)
      }
      return bytes.allSatisfy { (97...122).contains($0) } ? stemmer.stem(of: bytes) : nil
    }
  }

  /// The stems of a word that a query holds in languages other than English, without their mark.
  package func stems(of word: String, in languages: StemmingLanguages) -> [String] {
    if languages.isEmpty { return [] }
    return inflections.stems(of: folded(word), writtenAs: word, in: languages)
  }

  // MARK: Scanning

  /// Finds compounds from left to right; while `body` runs, `parts` and `terms` hold the compound.
  ///
  /// - Parameter joiningWords: whether a run of Korean characters goes on behind a blank.
  private func scan(
    _ text: UnsafeBufferPointer<UInt8>, as kind: Field.TextKind, joiningWords: Bool = true,
    _ body: (Compound, _ place: Range<Int>) -> Void
  ) {
    var index = 0
    while index < text.count {
      let scalar = classes.class(in: text, at: index)
      switch scalar.kind {
      case .letter, .digit, .greek:
        parts.removeAll(keepingCapacity: true)
        terms.removeAll(keepingCapacity: true)
        index = scanCompound(text, from: index, as: kind)
        body(.words, 0..<0)
      case .ideograph:
        index = scanCharacters(text, from: index, joiningWords: joiningWords)
        body(.characters, 0..<0)
      case .boundary:
        body(.boundary, index..<index + 1)
        index += 1
      default: index += scalar.length
      }
    }
  }

  /// Reads one compound and returns the index after it.
  private func scanCompound(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, as kind: Field.TextKind
  ) -> Int {
    if kind == .prose, let end = scanInitialism(text, from: start) { return end }
    var index = start
    while true {
      index = scanPart(text, from: index)
      if parts.count == 1, let end = scanSigns(text, from: index) { return end }
      guard index < text.count, parts.count < Self.mostParts else { return index }
      let connector = classes.class(in: text, at: index)
      if connector.kind.isCore { continue }
      guard connector.kind == .hyphen || connector.kind == .apostrophe else { return index }
      let next = index + connector.length
      guard next < text.count, classes.class(in: text, at: next).kind.isCore else { return index }
      if connector.kind == .apostrophe, let end = possessiveEnd(text, from: next) { return end }
      index = next
    }
  }

  /// The signs behind a word that make it a name of its own: `C++`, `C#`. Returns the index after them.
  private func scanSigns(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let signs = text[start...].prefix { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#") }
    let isName = signs.elementsEqual("++".utf8) || signs.elementsEqual("#".utf8)
    guard isName, parts[0].isPlain, parts[0].term.count < Self.longestTerm else { return nil }
    let form = Array(terms[parts[0].term]) + signs
    parts[0].signed = terms.count..<terms.count + form.count
    parts[0].place = parts[0].place.lowerBound..<signs.endIndex
    terms.append(contentsOf: form)
    return signs.endIndex
  }

  /// `U.S.A.`: single letters with full stops between them are one word.
  private func scanInitialism(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    func isLetter(_ index: Int) -> Bool {
      index < text.count && ((65...90).contains(text[index]) || (97...122).contains(text[index]))
    }
    func isCore(_ index: Int) -> Bool {
      index < text.count && classes.class(in: text, at: index).kind.isCore
    }
    let stop = UInt8(ascii: ".")
    guard isLetter(start), start + 2 < text.count, text[start + 1] == stop, isLetter(start + 2),
      !isCore(start + 3)
    else { return nil }
    var end = start
    while isLetter(end), !isCore(end + 1) {
      if terms.count < Self.longestTerm { terms.append(text[end] | 0x20) }
      end += 1
      guard end + 1 < text.count, text[end] == stop, isLetter(end + 1), !isCore(end + 2) else {
        break
      }
      end += 1
    }
    parts.append(Part(term: 0..<terms.count, place: start..<end))
    return end
  }

  /// The `s` of `Sophie’s` is dropped.
  private func possessiveEnd(_ text: UnsafeBufferPointer<UInt8>, from index: Int) -> Int? {
    guard text[index] | 0x20 == UInt8(ascii: "s") else { return nil }
    let next = index + 1
    let endsWord = next == text.count || !classes.class(in: text, at: next).kind.isCore
    return endsWord ? next : nil
  }

  /// Reads letters and digits up to a connector, a separator or a change to or from Greek.
  private func scanPart(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var part = Part(term: terms.count..<terms.count, place: start..<start)
    let first = classes.class(in: text, at: start)
    if first.kind == .greek, !isGreek(text, at: start + first.length) {
      return scanGreekLetter(text, at: start, first)
    }
    var index = start
    var digraph: [UInt8]?
    while index < text.count {
      let byte = text[index]
      let letter = ScalarClasses.foldedASCII(byte)
      if letter != 0 {
        if byte < 58 { (part.hasDigit, part.isPlain) = (true, false) }
        if byte >= 97 { part.isUpper = false }
        append(letter, to: &part, &digraph)
        index += 1
        continue
      }
      let scalar = classes.class(in: text, at: index)
      guard scalar.kind.isCore || scalar.kind == .mark else { break }
      if scalar.kind == .greek, first.kind != .greek { break }
      if scalar.kind != .greek && scalar.kind != .mark && first.kind == .greek { break }
      let folded = classes.folded(scalar)
      if let spelled = classes.digraph(scalar) {
        digraph = (digraph ?? Array(terms[part.term.lowerBound...])) + spelled
      } else {
        digraph?.append(contentsOf: folded)
      }
      if scalar.kind == .digit { part.hasDigit = true }
      if scalar.kind == .digit || folded.contains(where: { !(97...122).contains($0) }) {
        part.isPlain = false
      }
      part.isUpper = part.isUpper && scalar.isUpper
      if terms.count - part.term.lowerBound < Self.longestTerm {
        terms.append(contentsOf: folded)
      }
      index += scalar.length
    }
    finish(&part, end: index, digraph)
    return index
  }

  private func append(_ byte: UInt8, to part: inout Part, _ digraph: inout [UInt8]?) {
    if terms.count - part.term.lowerBound < Self.longestTerm { terms.append(byte) }
    digraph?.append(byte)
  }

  private func finish(_ part: inout Part, end: Int, _ digraph: [UInt8]?) {
    part.term = part.term.lowerBound..<terms.count
    part.place = part.place.lowerBound..<end
    if part.term.isEmpty { return }
    if let digraph, digraph.count <= Self.longestTerm {
      part.digraph = terms.count..<terms.count + digraph.count
      terms.append(contentsOf: digraph)
    }
    parts.append(part)
  }

  /// A Greek letter that is no part of a Greek word is its name.
  private func scanGreekLetter(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ letter: ScalarClasses.Class
  ) -> Int {
    let name = Array(classes.greekName(letter).utf8)
    let term = terms.count..<terms.count + name.count
    terms.append(contentsOf: name)
    var end = start + letter.length
    while end < text.count, classes.class(in: text, at: end).kind == .mark {
      end += classes.class(in: text, at: end).length
    }
    parts.append(Part(term: term, place: start..<end, greekInitial: name[0]))
    return end
  }

  private func isGreek(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    index < text.count && classes.class(in: text, at: index).kind == .greek
  }

  private func scanCharacters(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, joiningWords: Bool
  ) -> Int {
    parts.removeAll(keepingCapacity: true)
    terms.removeAll(keepingCapacity: true)
    var index = start
    while index < text.count {
      let scalar = classes.class(in: text, at: index)
      if scalar.kind == .mark, let last = parts.indices.last {
        index += scalar.length
        voice(&parts[last], by: text[index - scalar.length..<index])
        continue
      }
      if joiningWords, isBlankInKorean(text, at: index) {
        index += 1
        continue
      }
      guard scalar.kind == .ideograph else { break }
      let folded = classes.folded(scalar)
      let term = terms.count..<terms.count + folded.count
      terms.append(contentsOf: folded)
      parts.append(Part(term: term, place: index..<index + scalar.length))
      index += scalar.length
    }
    return index
  }

  /// A blank between two syllables of Korean, which may as well be left out.
  private func isBlankInKorean(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    func isHangul(_ start: Int) -> Bool {
      guard start >= 0, start + 2 < text.count, case 0xEA...0xED = text[start] else { return false }
      let value =
        UInt32(text[start] & 0x0F) << 12 | UInt32(text[start + 1] & 0x3F) << 6
        | UInt32(text[start + 2] & 0x3F)
      return (0xAC00...0xD7A3).contains(value)
    }
    return text[index] == UInt8(ascii: " ") && isHangul(index - 3) && isHangul(index + 1)
  }

  /// Takes a mark behind a character into it: the letter that kana with a voiced mark are.
  private func voice(_ part: inout Part, by mark: Slice<UnsafeBufferPointer<UInt8>>) {
    part.place = part.place.lowerBound..<mark.endIndex
    guard let sign = Self.voicedMarks.first(where: { mark.elementsEqual($0.key.utf8) })?.value
    else { return }
    let voiced = Array((string(part.term) + sign).precomposedStringWithCanonicalMapping.utf8)
    if voiced.count == part.term.count { terms.replaceSubrange(part.term, with: voiced) }
  }

  /// Marks of kana, of full and of half width, with the combining ones.
  private static let voicedMarks = [
    "\u{3099}": "\u{3099}", "\u{309A}": "\u{309A}", "\u{FF9E}": "\u{3099}", "\u{FF9F}": "\u{309A}",
  ]
}
