import TestSupport
import Testing

@testable import TextAnalysis

@Suite struct RegularExpressionTests {
  @Test(arguments: [
    ("car[- ]?t", "a car-t cell", true), ("car[- ]?t", "a cart", true), ("^car", "a car", false),
    ("car$", "a car", true), ("a{2,3}b", "xaab", true), ("a{3}", "aa", false), ("a|b", "xb", true),
    ("(ab)+c", "ababc", true), ("\\bcell\\b", "cells", false), ("\\d+", "cd19", true),
    ("[^a-z ]", "abc d", false), ("[]a]", "]", true), (".", "", false), ("", "", true),
    ("il-6|il6", "il6", true), ("(a*)*b", "aaac", false), ("\\.", "a.b", true), ("{", "{", true),
    ("a{-1}", "a{-1}", true), ("(){100}{100}{100}{100}{100}", "x", true),
    ("(()|()){99}{99}{99}{99}a", "ba", true),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try RegularExpression(pattern).matches(text) == expected)
  }

  @Test(arguments: [
    ("(", "expected ')'"), (")", "unexpected ')'"), ("[a", "expected ']'"),
    ("*", "expected an expression before '*'"), ("[z-a]", "empty range 'z-a'"),
    ("\\", "expected a character after '\\'"), ("a{5,2}", "empty repetition {5,2}"),
    ("((((a{99}){99}){99}){99})", "too many repetitions"),
    (LongText(repeating: "(", 150), "brackets are nested too deeply"),
    (LongText(repeating: "a", 1000), "longer than 200 characters"),
  ])
  func refuses(_ pattern: LongText, _ message: String) throws {
    let fault = #expect(throws: RegularExpression.Fault.self) {
      try RegularExpression(pattern.text)
    }
    #expect(fault?.message == message)
  }

  /// Finds what Swift's own finds.
  @Test func agreesWithRegex() throws {
    var random = SplitMix64(seed: 3)
    let pieces = [
      "a", "b", "(a|b)", "a*", "b+", "a?", ".", "[ab]", "[^a]", "(ab)*", "a{2}", "^", "$",
    ]
    for _ in 0..<400 {
      let pattern = (0..<Int.random(in: 1...5, using: &random))
        .map { _ in pieces.randomElement(using: &random)! }.joined()
      let ours = try RegularExpression(pattern)
      let theirs = try Regex(pattern)
      for _ in 0..<10 {
        let text = String(
          (0..<Int.random(in: 0...8, using: &random)).map { _ in
            "abc".randomElement(using: &random)!
          })
        #expect(ours.matches(text) == text.contains(theirs), "\(pattern) in \(text)")
      }
    }
  }

  @Test func takesTimeInProportionToTheText() throws {
    let text = String(repeating: "a", count: 20_000)
    #expect(try !RegularExpression("(a+)+(a|aa)*b").matches(text))
  }
}
