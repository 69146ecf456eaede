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
    ("journal:=\"cancer cell\"", "(field journal (exact \"cancer cell\"))"),
    ("a[tw] NOT b[tw]", "(and a (not b))"), ("a[All Fields] AND b[tw]", "(and a b)"),
    ("=", "="),
    ("*", "all"),
    ("author:june", "(field author june)"),
    ("annotation:(escape OR loss)", "(field annotation (or escape loss))"),
    ("title:\"car t\"", "(field title (phrase \"car t\"))"),
    ("year:2015..2020", "(field year 2015..2020)"),
    ("year:[2015 TO 2020] a", "(and (field year (range \"2015 TO 2020\")) a)"),
    ("year:>=2019", "(field year >=2019)"),
    ("title:", "(field title nothing)"),
    ("title: car", "(and title: car)"), ("Cell type: a", "(and Cell type: a)"),
    ("(title: )", "(field title nothing)"),
    ("a:b:c", "(field a b:c)"),
    ("author:(-june)", "(field author (not june))"),
    ("leuk?mia", "(pattern leuk?mia)"),
    ("why?", "why?"),
    ("l?mia", "l?mia"),
    ("relaspe~", "(fuzzy 2 relaspe)"),
    ("loss~ loss~2", "(and (fuzzy 1 loss) (fuzzy 2 loss))"),
    ("\"cd19 relapse\"~5", "(near 5 (exact cd19) (exact relapse))"),
    ("\"cd19\"~5", "(phrase \"cd19\")"),
    ("cd19 NEAR/5 relapse", "(near 5 cd19 relapse)"),
    ("a cd19 NEAR \"b c\" NEAR/3 d e", "(and a (near 10 cd19 (phrase \"b c\") d) e)"),
    ("NEAR", "NEAR"),
    ("a NEAR", "(and a NEAR)"),
    ("cd19^3", "(boost 3 cd19)"),
    ("\"a b\"^0.5 (a OR b)^2", "(and (boost 0.5 (phrase \"a b\")) (boost 2 (or a b)))"),
    ("title:cd19^2", "(boost 2 (field title cd19))"),
    ("10^6", "10^6"),
    ("immun*^2", "(boost 2 (prefix immun))"),
    ("author:^june", "(field author (first june))"),
    ("author:june$", "(field author (last june))"),
    ("author:\"van Bruggen\"$", "(field author (last (phrase \"van Bruggen\")))"),
    ("author:^\"van Bruggen\"", "(field author (first (phrase \"van Bruggen\")))"),
    ("june$", "june$"),
    ("title:/car[- ]?t/", "(field title (matches \"car[- ]?t\"))"),
    ("title:/a\\/b/", "(field title (matches \"a\\\\/b\"))"),
    ("/usr/bin", "/usr/bin"),
    ("title:/usr", "(field title /usr)"),
    ("annotation:*", "(field annotation all)"),
    ("june[au]", "(field author june)"),
    ("june[1au]", "(field author (first june))"),
    ("\"antigen loss\"[ti]", "(field title (phrase \"antigen loss\"))"),
    ("2017:2020[dp]", "(field year 2017:2020)"),
    ("june[foo]", "june[foo]"),
    ("Woodes N[au] mice", "(and (field author (phrase \"Woodes N\")) mice)"),
    ("a OR Woodes N[au]", "(or a (field author (phrase \"Woodes N\")))"),
    ("june[Author - First]", "(field author (first june))"),
    (
      "\"mice\"[MeSH Terms] \"a b\"[All Fields]",
      "(and (field keyword (phrase \"mice\")) (phrase \"a b\"))"
    ),
    ("antigen loss[tiab]", "(field tiab (and antigen loss))"),
    (
      "\"2018/01/01\"[Date - Publication] : \"2020/12/31\"[Date - Publication]",
      "(field year 2018..2020)"
    ),
    ("2018/05[dp]", "(field year 2018)"),
    ("(R)-ketamine", "\"(R)-ketamine\""), ("(+)-catechin a", "(and \"(+)-catechin\" a)"),
    ("(a) -b", "(and a (not b))"), ("(a b)-c", "(and (and a b) -c)"),
    ("1-(2-chlorophenyl)-2-methylpropane", "\"1-(2-chlorophenyl)-2-methylpropane\""),
    ("P(VDF-TrFE)", "\"P(VDF-TrFE)\""), ("title:(R)-x", "(field title \"(R)-x\")"),
    ("(a)(b)", "(and a b)"), ("(a)^2", "(boost 2 a)"),
    ("http://a.org/b/ c", "(and http://a.org/b/ c)"),
    ("tum*r", "(pattern tum*r)"), ("im*un*", "(pattern im*un*)"),
    ("title:-cell", "(field title (not cell))"),
    ("title:!\"a b\"", "(field title (not (phrase \"a b\")))"),
    ("title:-(a b) c", "(and (field title (not (and a b))) c)"), ("year:-335", "(field year -335)"),
    ("a b[tw]", "(and a b)"), ("retracted publication[pt]", "(field is (phrase \"retracted\"))"),
    ("humans[Filter]", "(field keyword humans)"), ("review[pt]", "(field publication-type review)"),
    (
      "randomized controlled trial[pt]",
      "(field publication-type (phrase \"randomized controlled trial\"))"
    ),
    (
      "systematicreview[Filter]",
      "(field publication-type (phrase \"systematic review\"))"
    ),
    ("hasabstract[text]", "(field has abstract)"),
    ("@antigen-loss", "(saved antigen-loss)"),
    ("@since(2020) car", "(and (saved since 2020) car)"),
    ("@since(year=2020, \"a, b\")", "(saved since (year 2020) \"a, b\")"),
    ("smith@example.org @", "(and smith@example.org @)"),
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
      "query:1:1: error: the query is empty\n  \n  ^\n  hint: type words to find works that contain all of them: antigen loss"
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
      "query:1:6: error: unexpected ')'\n  smith)\n       ^\n  hint: remove it, or add '(' where its group starts"
    ),
    ("a ()", "query:1:3: error: expected a query between '(' and ')'\n  a ()\n    ^^"),
    (
      "smith AND",
      "query:1:7: error: expected a term after 'AND'\n  smith AND\n        ^^^\n  hint: to search for the word, put it in quotes: \"and\""
    ),
    (
      "OR smith",
      "query:1:1: error: expected a term before 'OR'\n  OR smith\n  ^^\n  hint: to search for the word, put it in quotes: \"or\""
    ),
    (
      "NOT",
      "query:1:1: error: expected a term after 'NOT'\n  NOT\n  ^^^\n  hint: to search for the word, put it in quotes: \"not\""
    ),
    (
      "a OR AND b",
      "query:1:3: error: expected a term after 'OR'\n  a OR AND b\n    ^^\n  hint: to search for the word, put it in quotes: \"or\""
    ),
    (
      "a*",
      "query:1:1: error: 'a*' matches too many words\n  a*\n  ^^\n  hint: type at least two letters before '*'"
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

  @Test(arguments: [
    ("a OR b c", "read as a OR (b c)"),
    ("a b OR c d", "read as (a b) OR (c d)"),
    ("a or b", "'or' is searched for as a word"),
    ("june[au]", "read as author:june"),
    ("(a OR b) c", nil), ("a OR (b c)", nil), ("a OR b AND c", nil), ("or", nil),
  ])
  func notes(_ text: String, _ expected: String?) throws {
    let notes = try QueryParser.parse(SourceText(name: "query", text: text)).notes
    #expect(notes.map(\.kind.message) == [expected].compactMap(\.self))
  }

  /// What is refused in queries is text in questions.
  @Test(arguments: [
    ("(smith", "smith"), ("smith) a", "(and smith a)"), ("a \"b", "(and a b)"),
    ("\"a\" \"", "(phrase \"a\")"),
    ("a () b (( )", "(and a b)"), ("(\"(\" a)", "(and (phrase \"(\") a)"), ("AND a", "(and AND a)"),
    ("a OR", "(and a OR)"), ("a OR AND b", "(and a OR b)"), ("NOT", "NOT"),
    ("a (b AND)", "(and a (and b AND))"), ("A* a^0", "(and A* a ^0)"), ("title:", "title:"),
    ("a (b OR c) -d", "(and a (or b c) (not d))"), ("-AND", "(not AND)"),
    ("a NEAR/5", "(and a NEAR/5)"),
    ("year:2020 author:^june", "(and (field year 2020) (field author (first june)))"),
  ])
  func readsQuestions(_ text: String, _ expected: String) throws {
    let source = SourceText(name: "query", text: text)
    #expect(try QueryParser.parse(source, as: .question).query.description == expected)
  }

  /// What a query prints as text reads as the same query.
  @Test func printedTextReadsBack() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<3000 {
      let query = Query.random(depth: 4, using: &random)
      let text = query.text
      #expect(try parse(text).description == query.description, "\(text)")
      #expect(try parse(text).text == text)
    }
  }

  @Suite struct Hostile {
    @Test(arguments: [
      LongText(repeating: "(", 100_000), LongText(repeating: ")", 100_000),
      LongText(repeating: "\"", 100_001), LongText(repeating: "-", 100_000),
      LongText(repeating: "NOT ", 100_000), LongText(repeating: "a ", 100_000),
      LongText(repeating: "a:", 100_000), LongText(repeating: "[", 100_000),
      LongText(repeating: "\u{0}", 1000), LongText(repeating: "(a OR ", 50_000),
      LongText(repeating: "a", 1_000_000), LongText(repeating: "a NEAR/9 ", 50_000),
      LongText(repeating: "@a(", 50_000), LongText(repeating: "a~ a^2 ", 50_000),
      LongText("title:", repeating: "/", 100_000), LongText(repeating: "a[au]", 30_000),
      LongText(repeating: "\u{301}", 100_000),
    ])
    func readsOrRefusesWithoutCrash(_ long: LongText) {
      let source = SourceText(name: "query", text: long.text)
      _ = try? QueryParser.parse(source)
      _ = try? QueryParser.parse(source, as: .question)
    }

    /// Whatever the bytes are, ranges stay inside the text and on character boundaries.
    @Test func rangesSliceTheText() {
      var random = SplitMix64(seed: 7)
      let pieces = [
        "a", "OR", "AND", "NOT", "(", ")", "\"", "“", "”", "-", "!", ":", "year:", "é", "日本", "🧬",
        " ", "*", "[", "]", "|", "e\u{301}", "\u{0}", "~", "^", "$", "?", "/", "@", "NEAR/", "2",
        "title:", "au", "=",
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
