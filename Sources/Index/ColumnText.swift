import References
import TextAnalysis

/// The text of one column as the index stores it: the kind of its words in a first byte (none for
/// prose), its items with a boundary between them. Prose with stems of languages other than English
/// starts with their number between two marks.
enum ColumnText {
  private static let namesMark: UInt8 = 0x01
  private static let containersMark: UInt8 = 0x02
  private static let numbersMark: UInt8 = 0x03
  private static let languagesMark: UInt8 = 0x04
  /// Between items.
  private static let boundary: UInt8 = 0x1E

  /// Composes items into a column's text. A name has a boundary before it, so that queries can
  /// match the first and the last; a journal has one on both sides, so that they can match a whole
  /// title.
  ///
  /// - Parameters:
  ///   - languages: of prose, beside English.
  ///   - isComplete: whether the list is complete, without "et al."
  static func compose(
    _ items: [String], as kind: Field.TextKind, in languages: StemmingLanguages = [],
    isComplete: Bool = true
  ) -> String {
    if items.isEmpty { return "" }
    var items = items.map(withoutMarks)
    if kind == .containers { items = items.map(withBareName) }
    switch kind {
    case .prose:
      let mark = languages.isEmpty ? "" : "\u{4}\(languages.rawValue)\u{4}"
      return mark + items.joined(separator: "\u{1E}")
    case .containers: return "\u{2}\u{1E}" + items.joined(separator: "\u{1E}") + "\u{1E}"
    case .numbers: return "\u{3}" + items.joined(separator: "\u{1E}")
    case .names:
      let last = isComplete ? "\u{1D}" : "\u{1E}"
      return "\u{1}" + items.dropLast().map { "\u{1E}" + $0 }.joined() + last + items.last!
    }
  }

  /// A journal's name, with boundaries after a leading article and before trailing brackets.
  private static func withBareName(_ name: String) -> String {
    var bytes = Array(name.utf8)
    // Setting the sixth bit makes letters small.
    if bytes.prefix(3).map({ $0 | 0x20 }) == Array("the".utf8),
      name.dropFirst(3).first?.isWhitespace == true
    {
      bytes.replaceSubrange(3..<bytes.count - name.dropFirst(4).utf8.count, with: [boundary])
    }
    for index in bytes.indices where "()[]".utf8.contains(bytes[index]) { bytes[index] = boundary }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func withoutMarks(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 5 || $0 == 0x1D || $0 == 0x1E }) else { return text }
    return text.replacing(#/[\u{0}-\u{4}\u{1D}\u{1E}]/#, with: " ")
  }

  /// The items that a column's text was composed of.
  static func items(of text: String) -> [Substring] {
    withoutLanguages(text).unicodeScalars
      .split { $0.value < 4 || [0x1D, 0x1E].contains($0.value) }.map(Substring.init)
  }

  /// A column's text without the number of its languages.
  static func withoutLanguages(_ text: String) -> Substring {
    guard text.utf8.first == languagesMark,
      let end = text.utf8.dropFirst().firstIndex(of: languagesMark)
    else { return text[...] }
    return text[text.utf8.index(after: end)...]
  }

  /// The kind of a column's words.
  struct Wording {
    var kind: Field.TextKind
    var languages: StemmingLanguages = []
  }

  /// The kind of a column's words, and the text after the marks.
  static func split(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (Wording, UnsafeBufferPointer<UInt8>) {
    switch text.first {
    case namesMark?: (Wording(kind: .names), UnsafeBufferPointer(rebasing: text.dropFirst()))
    case containersMark?:
      (Wording(kind: .containers), UnsafeBufferPointer(rebasing: text.dropFirst()))
    case numbersMark?: (Wording(kind: .numbers), UnsafeBufferPointer(rebasing: text.dropFirst()))
    case languagesMark?: splitLanguages(text)
    default: (Wording(kind: .prose), text)
    }
  }

  private static func splitLanguages(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (Wording, UnsafeBufferPointer<UInt8>) {
    let number = text.dropFirst().prefix { $0 != languagesMark }
    let languages = StemmingLanguages(
      rawValue: UInt32(String(decoding: number, as: UTF8.self)) ?? 0)
    return (
      Wording(kind: .prose, languages: languages),
      UnsafeBufferPointer(rebasing: text[min(number.endIndex + 1, text.endIndex)...])
    )
  }
}
