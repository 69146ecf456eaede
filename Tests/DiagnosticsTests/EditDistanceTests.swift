import Diagnostics
import TestSupport
import Testing

struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3),
    // The restricted form: what was exchanged is not edited again.
    ("ca", "abc", 3), ("año", "ano", 1), ("naïve", "naive", 1), ("dinosuar", "dinosaur", 1),
  ])
  func knownDistances(a: String, b: String, edits: Int) {
    #expect(editDistance(a, b) == edits)
    #expect(editDistance(b, a) == edits)
  }

  /// Against the recursive definition, with letters of one byte and of several.
  @Test func agreesWithItsDefinition() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      let letters = Array(Bool.random(using: &random) ? "ab" : "aéb")
      let words = (0..<2).map { _ in
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          letters.randomElement(using: &random)!
        }
      }
      #expect(
        editDistance(String(words[0]), String(words[1])) == defined(words[0][...], words[1][...]))
    }
  }

  private func defined(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
    guard let (x, y) = a.last.flatMap({ x in b.last.map { (x, $0) } }) else {
      return a.count + b.count
    }
    let (c, d) = (a.dropLast(), b.dropLast())
    var least = min(defined(c, d) + (x == y ? 0 : 1), defined(c, b) + 1, defined(a, d) + 1)
    if let w = c.last, let z = d.last, x == z, w == y {
      least = min(least, defined(c.dropLast(), d.dropLast()) + 1)
    }
    return least
  }
}
