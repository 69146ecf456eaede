import Diagnostics
import QueryLanguage
import TestSupport
import Testing

@Suite struct QueryParserTests {
  private func parse(_ text: String) throws -> Query {
    try QueryParser.parse(SourceText(name: "query", text: text)).query
  }

  private func complaint(_ text: String) -> String? {
    let source = SourceText(name: "query", text: text)
    do {
      _ = try QueryParser.parse(source)
      return nil
    } catch {
      return error.rendered(in: source)
    }
  }

  @Test(arguments: [
    ("car", "car"),
    ("car relapse", "(and car relapse)"),
    ("car AND relapse && loss", "(and car relapse loss)"),
    ("a OR b | c || d", "(or a b c d)"),
    ("a b OR c", "(or (and a b) c)"),
    ("a OR b c", "(or a (and b c))"),
    ("(a OR b) c", "(and (or a b) c)"),
    ("c (a OR b)", "(and c (or a b))"),
    ("NOT a b", "(and (not a) b)"),
    ("-smith", "(not smith)"),
    ("--smith", "smith"),
    ("!a -\"b c\" -(d e)", "(and (not a) (not (phrase \"b c\")) (not (and d e)))"),
    ("a -year:2020", "(and a (not (field year 2020)))"),
    ("\"antigen loss\"", "(phrase \"antigen loss\")"),
    ("“antigen loss”", "(phrase \"antigen loss\")"),
    ("immun*", "(prefix immun)"),
    ("=tumor", "(exact tumor)"),
    ("journal:=cell -=a", "(and (field journal (exact cell)) (not (exact a)))"),
    ("=", "="),
    ("*", "all"),
    ("author:june", "(field author june)"),
    ("annotation:(escape OR loss)", "(field annotation (or escape loss))"),
    ("title:\"car t\"", "(field title (phrase \"car t\"))"),
    ("year:2015..2020", "(field year 2015..2020)"),
    ("year:[2015 TO 2020] a", "(and (field year (range \"2015 TO 2020\")) a)"),
    ("year:>=2019", "(field year >=2019)"),
    ("title:", "(field title nothing)"),
    ("title: car", "(and (field title nothing) car)"),
    ("a:b:c", "(field a b:c)"),
    ("author:(-june)", "(field author (not june))"),
  ])
  func reads(_ text: String, _ expected: String) throws {
    #expect(try parse(text).description == expected)
  }

  /// Punctuation inside words is never an operator and never an error.
  @Test(arguments: [
    "COVID-19", "IL-6", "o'neill", "C++", "10.1038/nrd.2023", "CD4+", "well-known", "'loss'", "a|b",
    "a&&b", "a-b", "a!", "x*y", "[b]", "{title}", "^a", "+", "-", "§", "é", "日本語", "🧬", "or", "and",
    "Or", "NEAR", "ANDy",
  ])
  func punctuationInsideAWordIsText(_ word: String) throws {
    #expect(try parse(word).description == word)
  }

  @Test(arguments: [
    (
      "",
      "query:1:1: error: the query is empty\n  \n  ^\n  hint: type words to find works that hold them all: antigen loss"
    ),
    (
      "(smith",
      "query:1:7: error: expected ')'\n  (smith\n        ^\nquery:1:1: note: to match this '('"
    ),
    (
      "\"IL-6",
      "query:1:6: error: expected '\"'\n  \"IL-6\n       ^\nquery:1:1: note: to match this '\"'"
    ),
    (
      "smith)",
      "query:1:6: error: unexpected ')'\n  smith)\n       ^\n  hint: remove it, or put '(' where its group begins"
    ),
    ("a ()", "query:1:3: error: nothing stands between '(' and ')'\n  a ()\n    ^^"),
    (
      "smith AND",
      "query:1:7: error: nothing stands after 'AND'\n  smith AND\n        ^^^\n  hint: to search for the word, put it in quotes: \"and\""
    ),
    (
      "OR smith",
      "query:1:1: error: nothing stands before 'OR'\n  OR smith\n  ^^\n  hint: to search for the word, put it in quotes: \"or\""
    ),
    (
      "NOT",
      "query:1:1: error: nothing stands after 'NOT'\n  NOT\n  ^^^\n  hint: to search for the word, put it in quotes: \"not\""
    ),
    (
      "a OR AND b",
      "query:1:3: error: nothing stands after 'OR'\n  a OR AND b\n    ^^\n  hint: to search for the word, put it in quotes: \"or\""
    ),
    (
      "a*",
      "query:1:1: error: 'a*' begins too many words\n  a*\n  ^^\n  hint: give at least two letters before '*'"
    ),
    (
      "日本 (x",
      "query:1:6: error: expected ')'\n  日本 (x\n         ^\nquery:1:4: note: to match this '('"
    ),
    (
      "year:[2015",
      "query:1:11: error: expected ']'\n  year:[2015\n            ^\nquery:1:6: note: to match this '['"
    ),
  ])
  func recovers(_ text: String, _ expected: String) {
    #expect(complaint(text) == expected)
  }

  @Suite struct Hostile {
    @Test(arguments: [
      String(repeating: "(", count: 100_000), String(repeating: ")", count: 100_000),
      String(repeating: "\"", count: 100_001), String(repeating: "-", count: 100_000),
      String(repeating: "NOT ", count: 100_000), String(repeating: "a ", count: 100_000),
      String(repeating: "a:", count: 100_000), String(repeating: "[", count: 100_000),
      String(repeating: "\u{0}", count: 1000), String(repeating: "(a OR ", count: 50_000),
      String(repeating: "a", count: 1_000_000), String(repeating: "\u{301}", count: 100_000),
    ])
    func readsOrRefusesWithoutCrash(_ text: String) {
      _ = try? QueryParser.parse(SourceText(name: "query", text: text))
    }

    /// Whatever the bytes are, ranges stay inside the text and on character boundaries.
    @Test func rangesSliceTheText() {
      var random = SplitMix64(seed: 7)
      let pieces = [
        "a", "OR", "AND", "NOT", "(", ")", "\"", "“", "”", "-", "!", ":", "year:", "é", "日本", "🧬",
        " ", "*", "[", "]", "|", "e\u{301}", "\u{0}",
      ]
      for _ in 0..<3000 {
        let text = (0..<Int.random(in: 0...12, using: &random))
          .map { _ in pieces.randomElement(using: &random)! }.joined()
        let source = SourceText(name: "query", text: text)
        do {
          let range = try QueryParser.parse(source).query.range
          #expect(range.upperBound <= text.utf8.count, "\(text)")
        } catch {
          #expect(error.range.upperBound <= text.utf8.count, "\(text)")
          #expect(!error.rendered(in: source).isEmpty)
        }
      }
    }
  }
}
