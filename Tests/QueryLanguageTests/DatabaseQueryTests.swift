import Diagnostics
import QueryLanguage
import TestSupport
import Testing

/// Lines of search strategies, as Web of Science, Scopus, Ovid and Embase understand them.
@Suite struct DatabaseQueryTests {
  private func parse(_ text: String) throws -> ParsedQuery {
    try QueryParser.parse(SourceText(name: "query", text: text))
  }

  @Test(arguments: [
    ("TI=(bees) NOT TI=(thermal)", "title:bees -title:thermal"),
    ("TS=(thermal limit*)", "tiab:(thermal limit*)"),
    (
      "TS = (bee$ OR \"honey bee*\") AND PY=2010-2020",
      "tiab:(bee OR \"honey bee*\") year:2010-2020"
    ),
    ("AU=(Smith J* OR June C)", "author:(\"Smith J*\" OR \"June C\")"),
    ("SO=(NEW ENGLAND JOURNAL OF MEDICINE)", "journal:\"NEW ENGLAND JOURNAL OF MEDICINE\""),
    ("ALL=(bees) AND DO=10.1000/x", "bees doi:10.1000/x"),
    ("TI=(heat NEAR/3 (bee* OR wasp))", "title:(heat NEAR/3 bee* OR heat NEAR/3 wasp)"),
    ("TI=(colo$r)", "title:colo*r"),
  ])
  func readsWebOfScience(_ line: String, _ expected: String) throws {
    #expect(try parse(line).query.text == expected)
  }

  @Test(arguments: [
    ("TITLE-ABS-KEY(bees) AND NOT TITLE(thermal)", "tiab:bees -title:thermal"),
    ("thermal W/3 bees", "thermal NEAR/3 bees"),
    ("TITLE-ABS-KEY(heat PRE/2 {honey bee})", "tiab:(heat NEAR/2 \"honey bee\")"),
    ("KEY(bees) AND PUBYEAR > 2010", "keyword:bees year:>2010"),
    ("PUBYEAR AFT 2010 AND PUBYEAR = 2012", "year:>2010 year:2012"),
    ("TITLE(a AND b OR c)", "title:(a (b OR c))"),
    ("TITLE(a) AND NOT TITLE(b) AND TITLE(c)", "title:a -(title:b title:c)"),
    ("AUTH(smith j) OR SRCTITLE(bee world)", "author:\"smith j\" OR journal:\"bee world\""),
    ("TITLE-ABS(bees)", "tiab:bees"),
  ])
  func readsScopus(_ line: String, _ expected: String) throws {
    #expect(try parse(line).query.text == expected)
  }

  @Test(arguments: [
    ("exp Bees/", "keyword:Bees"),
    ("exp Myocardial Infarction/", "keyword:\"Myocardial Infarction\""),
    ("*Bees/ and thermal limit*.ti,ab.", "keyword:Bees tiab:\"thermal limit*\""),
    ("(heat or cold).ti. not bees.ab.", "title:(heat OR cold) -abstract:bees"),
    ("(heat or cold) adj3 limit$", "heat NEAR/2 limit* OR cold NEAR/2 limit*"),
    ("heat stress.mp. and smith j.au.", "tiab:\"heat stress\" author:\"smith j\""),
    ("\"heat stress\".tw,kf.", "tiab:\"heat stress\""),
    ("wom#n.ti,kw", "title:wom?n OR keyword:wom?n"),
    ("colo?r.ti.", "title:colo*r"), ("heat adj3 bees.ti,ab.", "tiab:(heat NEAR/2 bees)"),
    ("heat.ti. adj bees.ti.", "title:(heat NEAR/0 bees)"),
  ])
  func readsOvid(_ line: String, _ expected: String) throws {
    #expect(try parse(line).query.text == expected)
  }

  @Test(arguments: [
    ("'honey bee'/exp AND limit*:ti,ab", "keyword:\"honey bee\" tiab:limit*"),
    ("(heat OR cold):ti,ab,kw", "tiab:(heat OR cold)"),
    ("'heat stress' NEAR/5 bee*:ti,ab", "tiab:(\"heat stress\" NEAR/5 bee*)"),
  ])
  func readsEmbase(_ line: String, _ expected: String) throws {
    #expect(try parse(line).query.text == expected)
  }

  @Test(arguments: [
    ("TI=(bees) AND DT=(Review)", "title:bees publication-type:Review"),
    (
      "TI=(bees) AND DT=(Proceedings Paper)",
      "title:bees publication-type:\"Proceedings Paper\""
    ),
    ("TITLE(bees) AND DOCTYPE(ar)", "title:bees publication-type:article"),
    (
      "TITLE(bees) AND DOCTYPE(cp OR re)",
      "title:bees publication-type:(\"conference paper\" OR review)"
    ),
    ("bees.ti. and review.pt.", "title:bees publication-type:review"),
    ("bees:ti AND 'conference abstract':it", "title:bees publication-type:\"conference abstract\""),
  ])
  func readsTypesOfPublication(_ line: String, _ expected: String) throws {
    #expect(try parse(line).query.text == expected)
  }

  /// What a library does not know is refused with its place, and nothing is left out in silence.
  @Test(arguments: [
    (
      "TI=(bees) AND AD=(Oslo)",
      "'AD' of Web of Science searches data that a library does not have", 14
    ),
    (
      "TITLE(bees) AND SUBJAREA(medi)",
      "'SUBJAREA' of Scopus searches data that a library does not have", 16
    ),
    ("bees.ti. and oslo.in.", "'in' of Ovid searches data that a library does not have", 17),
    ("TI=(*ase)", "'*ase': a wildcard cannot start a word", 4),
    ("TI=(bees", "expected ')'", 8), ("TI=(bees))", "unexpected ')'", 9),
    ("TI=(bees) AND", "expected a term after 'AND'", 10),
    ("#1 AND #2", "'#1' refers to another line of a search strategy", 0),
    ("or/1-5", "'or/1-5' refers to another line of a search strategy", 0),
    ("limit 3 to yr=\"2010\"", "'limit 3' refers to another line of a search strategy", 0),
  ])
  func refuses(_ line: String, _ message: String, at place: Int) {
    let error = #expect(throws: QueryError.self) { try parse(line) }
    #expect(error?.kind.message == message)
    #expect(error?.range.lowerBound == place)
  }

  /// Signs of databases stand in texts as well.
  @Test(arguments: [
    "odds ratio OR=2.1", "95% CI=1.2", "http://example.org/Bees/", "i.e. bees. It is.",
    "Proc. Natl. Acad.",
    "John Smith Jr.", "f(x)", "CD4(T)", "CAR(T) cells", "a/b", "adjuvant", "and/or", "ALL(acute)",
    "bees:ti", "a/b } c", "B.C.E.", "'tis", "o'neill:a", "#1", "PY", "W",
  ])
  func leavesTextAlone(_ text: String) throws {
    #expect(
      try parse(text).notes.allSatisfy { if case .ofDatabase = $0.kind { false } else { true } })
  }

  @Test(arguments: [
    LongText("TI=", repeating: "(", 100_000), LongText("TI=(a", repeating: " OR a", 100_000),
    LongText("TI=(a) ", repeating: "NOT ", 100_000), LongText("a.ti. ", repeating: "\"", 100_001),
    LongText("TI=", repeating: "TI=", 100_000), LongText("exp ", repeating: "Bees/", 50_000),
    "TI=(a) ”", "TITLE(a) }", "a.ti. ” “", "'a':ti,ab }”",
    LongText("PUBYEAR ", repeating: ">", 100_000),
  ])
  func readsOrRefusesWithoutCrash(_ long: LongText) { _ = try? parse(long.text) }
}
