/// Turns the markup that sources leave in titles and abstracts (HTML, JATS, character references)
/// into plain text: `CD8<sup>+</sup> T&nbsp;cells` is `CD8+ T cells`.
///
/// Only names of known elements are markup: `p<0.05` and `a <b and c> d` are text.
enum Markup {
  /// As one line: markup gone, runs of white space single, none at the ends; nil for nothing.
  static func line(_ text: String) -> String? {
    let line = text.hasMarkup ? plain(text).singleSpaced : text.singleSpaced
    return line.isEmpty ? nil : line
  }

  /// A title as one line, without the full stop that ends it, or a catalogue's mark; `…` and `U.S.`
  /// keep theirs.
  static func title(_ text: String) -> String? {
    guard var title = line(text)?.withoutCatalogueMark else { return nil }
    if title.hasSuffix(".") {
      let word = title.utf8.dropLast().reversed().prefix { $0 != 0x20 }
      if !word.contains(UInt8(ascii: ".")) { title.removeLast() }
    }
    return title.isEmpty ? nil : title
  }

  /// Plain text that keeps its lines; paragraphs of markup are lines too.
  static func paragraphs(_ text: String) -> String? {
    lines(text.hasMarkup ? plain(text) : text)
  }

  /// Plain text with single spaces, of several blank lines one.
  static func lines(_ text: String) -> String? {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map {
      String($0).singleSpaced
    }
    var kept: [String] = []
    for line in lines where !(line.isEmpty && kept.last?.isEmpty ?? true) { kept.append(line) }
    while kept.last?.isEmpty ?? false { kept.removeLast() }
    return kept.isEmpty ? nil : kept.joined(separator: "\n")
  }

  /// Without tags, character references resolved. Sources escape their tags (`&lt;i&gt;`) and their
  /// references (`&amp;eacute;`), so that both are looked for twice.
  private static func plain(_ text: String) -> String {
    let once = CharacterReferences.resolved(in: withoutTags(text))
    guard once.hasMarkup, once != text else { return once }
    return CharacterReferences.resolved(in: withoutTags(once))
  }

  private static func withoutTags(_ text: String) -> String {
    withoutTags(text, skipping: true) ?? withoutTags(text, skipping: false) ?? text
  }

  /// Every known tag replaced: a block's by a line end, any other by nothing. Nil if an element
  /// that is not text is not closed.
  private static func withoutTags(_ text: String, skipping: Bool) -> String? {
    text.withBytes { bytes in
      var plain: [UInt8] = []
      plain.reserveCapacity(bytes.count)
      var index = 0
      var skipped: MarkupTag.Element?
      while index < bytes.count {
        guard bytes[index] == UInt8(ascii: "<"), let tag = MarkupTag(at: index, in: bytes) else {
          if skipped == nil { plain.append(bytes[index]) }
          index += 1
          continue
        }
        if skipped == nil { append(tag, to: &plain) }
        if skipping, tag.element == .skipped {
          skipped = tag.isClosing || tag.isEmpty ? nil : tag.element
        }
        index = tag.end
      }
      return skipped != nil ? nil : String(decoding: plain, as: UTF8.self)
    }
  }

  private static func append(_ tag: MarkupTag, to plain: inout [UInt8]) {
    if tag.element == .heading, tag.isClosing { endHeading(&plain) }
    if tag.element.isBlock { plain.append(0x0A) }
  }

  /// A heading introduces the next text, as PubMed prints it: `BACKGROUND: …`; the heading
  /// "Abstract" is dropped.
  private static func endHeading(_ plain: inout [UInt8]) {
    let start = plain.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let heading = String(decoding: plain[start...], as: UTF8.self).singleSpaced
    if ["abstract", "summary"].contains(heading.lowercased()) {
      plain.removeSubrange(start...)
    } else if let last = heading.utf8.last, !":.?!".utf8.contains(last) {
      plain.append(UInt8(ascii: ":"))
    }
  }
}

extension String {
  fileprivate var hasMarkup: Bool {
    utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
  }

  /// With one space for every run of white space of any width, none at the ends.
  var singleSpaced: String {
    var spaced: [UInt8] = []
    if withBytes({ $0.isSingleSpaced }) { return self }
    spaced.reserveCapacity(utf8.count)
    withBytes { bytes in
      var index = 0
      while index < bytes.count {
        let length = bytes.spaceLength(at: index)
        if length == 0 {
          spaced.append(bytes[index])
        } else if !spaced.isEmpty, spaced.last != 0x20 {
          spaced.append(0x20)
        }
        index += Swift.max(length, 1)
      }
    }
    if spaced.last == 0x20 { spaced.removeLast() }
    return String(decoding: spaced, as: UTF8.self)
  }
}

extension TextBytes {
  /// Whether no byte could belong to a space but single ones between words.
  fileprivate var isSingleSpaced: Bool {
    var last: UInt8 = 0x20
    for byte in self {
      switch byte {
      case 0x20 where last == 0x20: return false
      case 0x09...0x0D, 0xC2, 0xE2, 0xE3: return false
      default: last = byte
      }
    }
    return last != 0x20 || isEmpty
  }

  /// The length of a space of any width at an index, in bytes; 0 where there is none. Control
  /// characters are none: what prints a text shows them.
  fileprivate func spaceLength(at index: Int) -> Int {
    let byte = self[index]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    if byte == 0xC2 { return blankLength(at: index) }
    guard byte == 0xE2 || byte == 0xE3, index + 2 < count else { return 0 }
    switch (byte, self[index + 1], self[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }
}
