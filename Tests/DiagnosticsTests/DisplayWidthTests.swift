import Diagnostics
import Foundation
import Testing

@Suite struct DisplayWidthTests {
  /// As terminals show them that know whole characters; each was compared with Python's `wcwidth`.
  private static let characters: [(text: String, width: Int)] = [
    ("a", 1), ("é", 1), ("e\u{301}", 1), ("中", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("각", 2), ("𗀀", 2),
    ("🧬", 2), ("🫩", 2), ("❤", 1), ("❤️", 2), ("1️⃣", 2), ("🇩🇪", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("👁️‍🗨️", 2),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("का", 2), ("क्ष", 2), ("क्ष्म", 2), ("\u{AD}", 1), ("\u{600}", 1), ("\u{200B}", 0),
    ("\u{3164}", 0),
    ("a\u{FE0F}", 1), ("\u{301}", 0), ("", 0),
  ]

  @Test(arguments: characters)
  func countsColumns(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
  }

  /// What is shown in the place of a character takes the columns.
  @Test(arguments: 0..<0x20 as Range<UInt32>)
  func controlCharactersAreAsWideAsTheyAreShown(_ value: UInt32) {
    let text = String(Unicode.Scalar(value)!)
    #expect(text.displayWidth == visible(text).count)
  }

  #if canImport(Glibc)
    /// Every scalar that the C library knows, but for those about which it knows an older Unicode.
    @Test func agreesWithTheCLibrary() throws {
      let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil))
      let before = uselocale(locale)
      defer {
        uselocale(before)
        freelocale(locale)
      }
      // Its declaration is hidden from Swift.
      let symbol = try #require(dlsym(nil, "wcwidth"))
      let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
      var different: [Unicode.Scalar] = []
      for scalar in (UInt32(0xA0)...0x3FFFF).lazy.compactMap(Unicode.Scalar.init)
      where !scalar.isObeyedByTerminals {
        let theirs = wcwidth(wchar_t(scalar.value))
        if theirs >= 0, Character(scalar).displayWidth != Int(theirs) { different.append(scalar) }
      }
      let known = different.filter { scalar in
        switch scalar.value {
        // Wide since Unicode 16; numbers in circles, which are wide in East Asian contexts alone.
        case 0x2630...0x2637, 0x268A...0x268F, 0x4DC0...0x4DFF, 0x1D300...0x1D37F, 0x3248...0x324F:
          true
        case 0x1F1E6...0x1F1FF: true
        // Fillers of Hangul, tone marks, a medial consonant.
        case 0x1171E, 0x3164, 0xFFA0, 0x302E, 0x302F, 0x16FF0, 0x16FF1: true
        default: false
        }
      }
      #expect(
        different == known,
        "\(Set(different).subtracting(known).map { String($0.value, radix: 16) })")
    }
  #endif
}
