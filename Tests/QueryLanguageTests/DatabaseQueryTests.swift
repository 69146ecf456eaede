import Diagnostics
import QueryLanguage
import TestSupport
import Testing

/// Lines of search strategies, as Web of Science, Scopus, Ovid and Embase understand them.
///
/// The lines are in the spellings of the databases' help pages and search histories, of the filters of
/// Cochrane, SIGN and CADTH, and of strategies in appendices of reviews.
@Suite struct DatabaseQueryTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let line: String
    let expected: String
    init(_ line: String, _ expected: String) { (self.line, self.expected) = (line, expected) }
    var testDescription: String { line }
  }

  private func parse(_ text: String) throws -> ParsedQuery {
    try QueryParser.parse(SourceText(name: "query", text: text))
  }

  private static let webOfScience = [
    Row("TI=(bees) NOT TI=(thermal)", "title:bees -title:thermal"),
    Row("TS=(bees) AND DOCUMENT TYPES: (Article)", "tiab:bees publication-type:Article"),
    Row("TS=(thermal limit*)", "tiab:(thermal limit*)"),
    Row(
      "TS = (bee$ OR \"honey bee*\") AND PY=2010-2020",
      "tiab:(bee OR \"honey bee*\") year:2010-2020"),
    Row("AU=(Smith J* OR June C)", "author:(\"Smith J*\" OR \"June C\")"),
    Row("SO=(NEW ENGLAND JOURNAL OF MEDICINE)", "journal:\"NEW ENGLAND JOURNAL OF MEDICINE\""),
    Row("ALL=(bees) AND DO=10.1000/x", "bees doi:10.1000/x"),
    Row("TI=(heat NEAR/3 (bee* OR wasp))", "title:(heat NEAR/3 bee* OR heat NEAR/3 wasp)"),
    Row("TI=(colo$r)", "title:(colo?r OR color)"),
    Row("TI=(hae$mato$logy)", "title:hae*mato*logy"),
    // Operators and names in small letters.
    Row("TS=(heat near/3 bees)", "tiab:(heat NEAR/3 bees)"),
    Row("ts=(heat) and ti=(bees)", "tiab:heat title:bees"),
    Row("TS=(salmon NEAR virus)", "tiab:(salmon NEAR/15 virus)"),
    Row("TS=(heat SAME bees)", "tiab:(heat bees)"),
    // Words that are operators elsewhere.
    Row("TI=(same sex)", "title:(same sex)"), Row("TS=(W3 OR heat)", "tiab:(W3 OR heat)"),
    Row("TS=(NEXT GENERATION)", "tiab:(NEXT GENERATION)"),
    Row("TS=(near infrared)", "tiab:(near infrared)"),
    // What older and newer pages write.
    Row("(TS=(heat)) AND LANGUAGE: (English)", "tiab:heat language:English"),
    Row("TOPIC: (heat stress) AND TITLE: (bees)", "tiab:(heat stress) title:bees"),
    Row("Topic=(heat) AND Timespan=1990-2015", "tiab:heat year:1990-2015"),
    Row("PUBLICATION NAME: (apidologie)", "journal:apidologie"),
    Row("DOP=2010-01-01/2015-12-31 AND TI=bees", "year:2010..2015 title:bees"),
    Row("FPY=2010 AND TI=bees", "year:2010 title:bees"),
    Row("TI=heat stress AND PY=2010", "title:(heat stress) year:2010"),
    Row("TS=heat NEAR/3 bees AND PY=2010", "tiab:(heat NEAR/3 bees) year:2010"),
    Row("DO=10.1000/xyz", "doi:10.1000/xyz"),
    Row(
      "TITLE: (bees) Timespan: 2010-2015. Indexes: SCI-EXPANDED, A&HCI.",
      "title:bees year:2010-2015"),
    Row("TI=bees Indexes=SCI-EXPANDED Timespan=All years", "title:bees"),
    Row("TI=(bees) AND Timespan=All years AND PY=2010", "title:bees year:2010"),
    Row(
      "AU=smith j AND TI=\"heat stress\" bees", "author:\"smith j\" title:(\"heat stress\" bees)"),
    // Wildcards.
    Row("TI=(bee?)", "title:bee?"), Row("TI=(l?chee$)", "title:l?chee*"),
    Row("TS=(\"wom?n* health\")", "tiab:(wom?n* NEAR/0 health)"),
    Row("TS=(\"heat* stress\")", "tiab:(heat* NEAR/0 stress)"),
    Row("TS=(odds OR=2 AND bees)", "tiab:(odds OR=2 bees)"),
  ]

  private static let scopus = [
    Row(
      "( TITLE-ABS-KEY ( bees ) ) AND ( LIMIT-TO ( DOCTYPE , \"ar\" ) )",
      "tiab:bees publication-type:\"article\""),
    Row("TITLE-ABS-KEY(bees) AND NOT TITLE(thermal)", "tiab:bees -title:thermal"),
    Row("thermal W/3 bees", "thermal NEAR/3 bees"),
    Row("KEY(bees) AND PUBYEAR > 2010", "keyword:bees year:>2010"),
    Row("PUBYEAR AFT 2010 AND PUBYEAR = 2012", "year:>2010 year:2012"),
    Row("TITLE(a AND b OR c)", "title:(a (b OR c))"),
    Row("TITLE(a) AND NOT TITLE(b) AND TITLE(c)", "title:a -(title:b title:c)"),
    Row(
      "AUTH(smith j) OR SRCTITLE(bee world)", "author:\"smith j\" OR journal:\"bee world\""),
    Row("TITLE-ABS(bees)", "tiab:bees"),
    // As Scopus prints it.
    Row("TITLE-ABS-KEY ( bees )", "tiab:bees"),
    Row(
      "( TITLE-ABS-KEY ( heat W/3 bees ) AND TITLE ( thermal ) )",
      "tiab:(heat NEAR/3 bees) title:thermal"),
    Row("TITLE ( bees )", "title:bees"), Row("TITLE (bees)", "title:bees"),
    Row("title-abs-key(bees) and title ( heat )", "tiab:bees title:heat"),
    Row(
      "TITLE-ABS-KEY ( bees ) AND ( LIMIT-TO ( PUBYEAR , 2015 ) OR LIMIT-TO ( PUBYEAR , 2014 ) )",
      "tiab:bees (year:2015 OR year:2014)"),
    Row(
      "TITLE-ABS-KEY ( bees ) AND ( LIMIT-TO ( LANGUAGE , \"English\" ) )",
      "tiab:bees language:\"English\""),
    Row(
      "TITLE-ABS-KEY(bees) AND (EXCLUDE(PUBYEAR,2016) OR EXCLUDE(EXACTKEYWORD,\"Wasps\"))",
      "tiab:bees (-year:2016 OR -keyword:\"Wasps\")"),
    Row("PUBYEAR > 2010", "year:>2010"),
    Row("pubyear > 2010 AND PUBYEAR < 2020", "year:>2010 year:<2020"),
    Row("TITLE-ABS-KEY(heat w/3 bees)", "tiab:(heat NEAR/3 bees)"),
    // OR binds tighter than W/n.
    Row("TITLE(heat W/2 bees OR wasps)", "title:(heat NEAR/2 bees OR heat NEAR/2 wasps)"),
    // Words that are operators elsewhere.
    Row("TITLE-ABS-KEY(bees) AND TITLE(same sex)", "tiab:bees title:(same sex)"),
    Row("TITLE-ABS-KEY(NEXT GENERATION bees)", "tiab:(NEXT GENERATION bees)"),
    Row("TITLE-ABS-KEY(CAR(T) OR ALL (acute))", "tiab:(CAR (T OR ALL) acute)"),
    // Directly behind each other and in order, words are a phrase.
    Row("TITLE(heat PRE/0 attack)", "title:\"heat attack\""),
    Row(
      "TITLE-ABS-KEY(bay PRE/6 ship* PRE/6 channel)", "tiab:(bay NEAR/6 ship* ship* NEAR/6 channel)"
    ),
    Row("TITLE-ABS-KEY(heat PRE/2 {honey bee})", "tiab:(heat NEAR/2 \"honey bee\")"),
    Row(
      "INDEXTERMS(\"clinical trials\" OR \"random allocation\") OR TITLE-ABS-KEY(random* OR {sham})",
      "keyword:(\"clinical trials\" OR \"random allocation\") OR tiab:(random* OR \"sham\")"),
  ]

  private static let ovid = [
    Row("exp Bees/", "keyword:Bees"),
    Row("exp Myocardial Infarction/", "keyword:\"Myocardial Infarction\""),
    Row("*Bees/ and thermal limit*.ti,ab.", "keyword:Bees tiab:\"thermal limit*\""),
    Row("(heat or cold).ti. not bees.ab.", "title:(heat OR cold) -abstract:bees"),
    Row("(heat or cold) adj3 limit$", "heat NEAR/2 limit* OR cold NEAR/2 limit*"),
    Row("heat stress.mp. and smith j.au.", "tiab:\"heat stress\" author:\"smith j\""),
    Row("\"heat stress\".tw,kf.", "tiab:\"heat stress\""),
    Row("wom#n.ti,kw", "title:wom?n OR keyword:wom?n"),
    Row("colo?r.ti.", "title:(colo?r OR color)"),
    Row("heat adj3 bees.ti,ab.", "tiab:(heat NEAR/2 bees)"),
    Row("heat.ti. adj bees.ti.", "title:\"heat bees\""),
    // Headings.
    Row("exp COVID-19/", "keyword:COVID-19"),
    Row("exp Interleukin-6/ or heat.mp.", "keyword:Interleukin-6 OR tiab:heat"),
    Row("exp Diabetes Mellitus, Type 2/", "keyword:\"Diabetes Mellitus, Type 2\""),
    Row("exp Head and Neck Neoplasms/", "keyword:\"Head and Neck Neoplasms\""),
    Row("\"Quality of Life\"/ or exp *Stents/", "keyword:\"Quality of Life\" OR keyword:Stents"),
    Row("exp animals/ not humans/", "keyword:animals -keyword:humans"),
    Row("exp animals/ not humans.sh.", "keyword:animals -keyword:humans"),
    Row(
      "randomized controlled trial/ or double blind procedure/",
      "keyword:\"randomized controlled trial\" OR keyword:\"double blind procedure\""),
    Row(
      "(animal/ or animal experiment/) not human/",
      "(keyword:animal OR keyword:\"animal experiment\") -keyword:human"),
    Row("Malaria/dt [Drug Therapy]", "keyword:Malaria"),
    Row("exp Malaria/dt, pc", "keyword:Malaria"),
    Row(
      "*Diabetes Mellitus, Type 2/dt,pc and heat.ti.",
      "keyword:\"Diabetes Mellitus, Type 2\" title:heat"),
    // What Ovid appends.
    Row("heat.mp. [mp=title, abstract, original title, subject heading word]", "tiab:heat"),
    // Capitals, lists of names.
    Row("heat ADJ3 bees", "heat NEAR/2 bees"), Row("heat.TI,AB.", "tiab:heat"),
    Row("HEAT.TI. AND BEES.AB.", "title:HEAT abstract:BEES"),
    Row("bees.ti,pt.", "title:bees OR publication-type:bees"),
    Row("watson.au,ti.", "author:watson OR title:watson"),
    Row("cochrane.jw,ti.", "journal:cochrane OR title:cochrane"),
    Row("heat.ti, ab, kw.", "tiab:heat"), Row("(heat or cold).ti,ab,kw,dq.", "tiab:(heat OR cold)"),
    Row("heat.ti,ab,ot,nm,ox.", "tiab:heat"), Row("heat.af,ti.", "heat"),
    Row("heat.ab. and bees.ti", "abstract:heat title:bees"),
    Row("heat.ab or bees.ti", "abstract:heat OR title:bees"),
    Row("(2010 or 2011).yr. and heat.ti.", "year:(2010 OR 2011) title:heat"),
    Row("(19 or 21).vo. and heat.ti.", "volume:(19 OR 21) title:heat"),
    // Words that are operators elsewhere.
    Row("the same heat.ti,ab.", "tiab:\"the same heat\""),
    // Wildcards.
    Row("random:.tw.", "tiab:random*"), Row("relapse#.ti.", "title:relapse?"),
    Row("\"relaps$\".ti.", "title:relaps*"), Row("relaps$2.ti.", "title:relaps*"),
    Row("an?emi*.ti.", "title:(an?emi* OR anemi*)"),
    Row("anti-tumo?r.ti.", "title:(anti NEAR/0 tumo?r OR anti-tumor)"),
    Row("heart* attack.ti.", "title:(heart* NEAR/0 attack)"),
    Row("random* control* trial*.ti.", "title:(random* NEAR/0 control* control* NEAR/0 trial*)"),
    Row(
      "behavio?r adj3 therap*.ti.",
      "title:(behavio?r NEAR/2 therap* OR behavior NEAR/2 therap*)"),
    Row("heat tumo?r.ti.", "title:(heat NEAR/0 tumo*r)"),
    // Nearness within nearness.
    Row(
      "(heat adj1 stress) adj10 bees.ti.",
      "title:(heat NEAR/0 stress (heat NEAR/9 bees OR stress NEAR/9 bees))"),
    Row("(heat or cold) adj stress.ti.", "title:(\"heat stress\" OR \"cold stress\")"),
    Row("heat adj stress adj bees.ti.", "title:\"heat stress bees\""),
  ]

  private static let embase = [
    Row("'bees'/exp AND 'article'/it", "keyword:bees publication-type:\"article\""),
    Row("'honey bee'/exp AND limit*:ti,ab", "keyword:\"honey bee\" tiab:limit*"),
    Row("(heat OR cold):ti,ab,kw", "tiab:(heat OR cold)"),
    // Embase counts as Ovid does: NEAR/1 are neighbours.
    Row("'heat stress' NEAR/5 bee*:ti,ab", "tiab:(\"heat stress\" NEAR/4 bee*)"),
    Row("('heat' near/3 bee*):ti,ab", "tiab:(\"heat\" NEAR/2 bee*)"),
    Row("(cross NEXT/1 over*):ti,ab", "tiab:\"cross over*\""),
    Row("cross NEXT/1 over:ti", "title:\"cross over\""),
    Row(
      "(random* OR cross NEXT/1 over* OR doubl* NEAR/1 blind*):de,ab,ti",
      "tiab:(random* OR \"cross over*\" OR doubl* NEAR/0 blind*)"),
    // One name behind a bare word, in a line that is Embase's.
    Row("heat:ti AND 'malaria'/exp", "title:heat keyword:malaria"),
    Row("heat:ti OR 'malaria'/exp", "title:heat OR keyword:malaria"),
    Row("'malaria'/exp AND 2010:py", "keyword:malaria year:2010"),
    Row("malaria/exp NOT animal/de", "keyword:malaria -keyword:animal"),
    // Filters.
    Row("'malaria'/exp AND [english]/lim", "keyword:malaria language:english"),
    Row("'malaria'/exp AND [2010-2015]/py", "keyword:malaria year:2010-2015"),
    Row("'malaria'/exp AND [<1966-2015]/py", "keyword:malaria year:..2015"),
    Row(
      "'malaria'/exp NOT ([animals]/lim NOT [humans]/lim)",
      "keyword:malaria -(keyword:animals -keyword:humans)"),
    Row("'malaria'/exp/mj AND [abstracts]/lim", "keyword:malaria has:abstract"),
    Row("'malaria'/exp/dm_dt", "keyword:malaria"), Row("'malaria'/mj/exp", "keyword:malaria"),
    Row("‘honey bee’/exp OR ‘heat’:ti", "keyword:\"honey bee\" OR title:\"heat\""),
    Row(
      "'english':la AND 'smith j':au AND heat:ti,ab",
      "language:\"english\" author:\"smith j\" tiab:heat"),
    Row("relapse$:ti,ab", "tiab:relapse"),
    Row("'o'neill j':au OR heat:ti,ab", "author:\"o'neill j\" OR tiab:heat"),
  ]

  @Test(arguments: webOfScience + scopus + ovid + embase)
  func reads(_ row: Row) throws {
    let parsed = try parse(row.line)
    #expect(parsed.query.text == row.expected)
    #expect(parsed.isOfDatabase)
  }

  /// What is not as the database has it.
  @Test(arguments: [
    Row("TITLE(relapse PRE/3 heat)", "'PRE/3' matches the words in any order here"),
    Row("(cross NEXT/2 over*):ti,ab", "'NEXT/2' matches the words in any order here"),
    Row("heart* attack.ti.", "'heart* attack' matches the words in any order here"),
    Row("relaps$2.ti.", "'relaps$2' is searched as 'relaps*'"),
    Row("heat tumo?r.ti.", "'tumo?r' is searched as 'tumo*r'"),
    Row("TI=bees Indexes=SCI-EXPANDED, SSCI", "'Indexes=SCI-EXPANDED, SSCI' is ignored"),
    Row("heat.mp. [mp=title, abstract]", "'[mp=title, abstract]' is ignored"),
    Row("exp Malaria/dt, pc", "'dt, pc' is ignored"),
    Row("'malaria'/exp/dm_dt", "'/exp/dm_dt' is ignored"),
    Row("DOP=2010-01-01/2015-12-31", "'2010-01-01/2015-12-31' is searched as '2010..2015'"),
  ])
  func tells(_ row: Row) throws {
    #expect(try parse(row.line).notes.map(\.kind.message).contains(row.expected))
  }

  private struct Refusal: CustomTestStringConvertible, Sendable {
    let line: String
    let message: String
    let place: Int
    init(_ line: String, _ message: String, at place: Int) {
      (self.line, self.message, self.place) = (line, message, place)
    }
    init(_ line: String, _ name: String, of database: String, at place: Int) {
      self.init(
        line, "'\(name)' of \(database) searches data that a library does not have", at: place)
    }
    init(_ line: String, line other: String, at place: Int) {
      self.init(line, "'\(other)' refers to another line of a search strategy", at: place)
    }
    var testDescription: String { line }
  }

  private static let refusals = [
    Refusal("TI=(bees) AND AD=(Oslo)", "AD", of: "Web of Science", at: 14),
    Refusal("TI=(bees) AND XY=(Oslo)", "XY", of: "Web of Science", at: 14),
    Refusal("TITLE-ABS-KEY(bees) AND AFFIL ( oslo )", "AFFIL", of: "Scopus", at: 24),
    Refusal("TITLE-ABS-KEY(bees) AND NEW-FIELD(nih)", "NEW-FIELD", of: "Scopus", at: 24),
    Refusal("bees.ti,zz.", "zz", of: "Ovid", at: 8),
    Refusal("bees.ab. /freq=2", "/freq=2", of: "Ovid", at: 9),
    Refusal("'bees'/exp AND [embase]/lim", "[embase]/lim", of: "Embase", at: 15),
    Refusal("'bees'/exp AND [mh Wasps]", "[mh Wasps]", of: "Embase", at: 15),
    Refusal("bees:ti,ab AND oslo:ad", "ad", of: "Embase", at: 20),
    Refusal("TI=(*ase)", "'*ase': a wildcard cannot start a word", at: 4),
    Refusal("TI=(bees", "expected ')'", at: 8), Refusal("TI=(bees))", "unexpected ')'", at: 9),
    Refusal("TI=(bees) AND", "expected a term after 'AND'", at: 10),
    Refusal("TS=(heat adj3 bees)", "'adj3' is not an operator of Web of Science", at: 9),
    Refusal("TS=(heat W/3 bees)", "'W/3' is not an operator of Web of Science", at: 9),
    Refusal("heat near/3 bees.ti,ab.", "'near/3' is not an operator of Ovid", at: 5),
    Refusal("TITLE(heat W/3 (a AND b))", "NEAR takes only words and phrases", at: 6),
    Refusal("#1 AND #2", line: "#1", at: 0), Refusal("or/1-5", line: "or/1-5", at: 0),
    Refusal("limit 3 to yr=\"2010\"", line: "limit 3", at: 0),
    Refusal("9 not 10", line: "9", at: 0), Refusal("remove duplicates from 5", line: "5", at: 0),
    Refusal("#3 AND bees", line: "#3", at: 0),
    Refusal("TI=(bees) AND #1", line: "#1", at: 0),
    Refusal("3 and bees.ti.", line: "3", at: 0),
    Refusal("exp Bees/ and (2 or 3)", line: "2", at: 15),
  ]

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
  @Test(arguments: refusals)
  private func refuses(_ row: Refusal) {
    let error = #expect(throws: QueryError.self) { try parse(row.line) }
    #expect(error?.kind.message == row.message)
    #expect(error?.range.lowerBound == row.place)
    #expect(QueryParser.isOfDatabase(SourceText(name: "query", text: row.line)))
  }

  /// Signs of databases stand in texts as well.
  @Test(arguments: [
    "odds ratio OR=2.1", "95% CI=1.2", "http://example.org/Bees/", "i.e. bees. It is.",
    "Proc. Natl. Acad.",
    "John Smith Jr.", "f(x)", "CD4(T)", "CAR(T) cells", "a/b", "adjuvant", "and/or", "ALL(acute)",
    "bees:ti", "a/b } c", "B.C.E.", "'tis", "o'neill:a", "#1", "PY", "W", "ALL (acute)", "KEY (x)",
    "w/3 patients", "the same near next", "input/output", "either/ or", "title(x)", "[1] Smith J",
    "type 2 and 3", "2010", "p=0.05", "ratio 2:1", "Language: English", "title: (bees)",
    "Type #1 and #2 diabetes", "24/7/", "km/hr", "abs(x)", "ISI Web of Knowledge, 2010",
    "Index/References/", "Queries/ saved queries", "Y2  - 2017//", "Rating: 3.6 / 5 (103 voted)",
    "<ref-type name=\"Patent\"/>", "letters, '-' and '_', and '/' for folders",
    "Australia. someone@example.edu.au.", "heat.ti", "R.A. Fisher and J.B.S. Haldane",
    "NEXT generation", "Timespan of bees", "Indexes: SCI",
  ])
  func leavesTextAlone(_ text: String) throws {
    #expect(try !parse(text).isOfDatabase)
    #expect(!QueryParser.isOfDatabase(SourceText(name: "query", text: text)))
  }

  @Test(arguments: [
    LongText("TI=", repeating: "(", 100_000), LongText("TI=(a", repeating: " OR a", 100_000),
    LongText("TI=(a) ", repeating: "NOT ", 100_000), LongText("a.ti. ", repeating: "\"", 100_001),
    LongText("TI=", repeating: "TI=", 100_000), LongText("exp ", repeating: "Bees/", 50_000),
    "TI=(a) ”", "TITLE(a) }", "a.ti. ” “", "'a':ti,ab }”", "TI=()", ".ti.", "/", "exp /", "[]/lim",
    "'x'/exp []/py", "TI=(\"\")", "PUBYEAR", "PUBYEAR >", "a.ti,", "a.ti,  ", "LIMIT-TO(", "TI=",
    LongText("PUBYEAR ", repeating: ">", 100_000), LongText("a.ti. ", repeating: "[", 100_000),
    LongText("a.ti. ", repeating: "[ ", 50_000, "]"), LongText("'a'/exp ", repeating: "[", 100_000),
    LongText("exp Bees/dt,", repeating: " dt,", 50_000),
    LongText("a.ti,", repeating: " ab,", 50_000),
    LongText("exp ", repeating: "a and ", 50_000, "Bees/"),
    LongText("TITLE(a", repeating: " W/9 a", 50_000),
    LongText("a adj3 ", repeating: "adj3 ", 50_000),
    "TITLE-ABS-KEY(a W/99999999999999999999 b)", "TS=(a near/99999999999999999999 b)",
  ])
  func readsOrRefusesWithoutCrash(_ long: LongText) { _ = try? parse(long.text) }

  @Test func distancesAreCut() throws {
    #expect(
      try parse("heat W/99999999999999999999 bees").query.text
        == "heat NEAR/\(QueryParser.longestDistance) bees")
  }

  // MARK: Nothing is lost

  /// Pieces of strategies, of which each word of five small letters is one that is searched for.
  private static let pieces = [
    "TS=(", "TI=", "TITLE-ABS-KEY ( ", "TITLE(", ".ti,ab.", ".mp. [mp=title]", ":ti,ab", "'/exp",
    "exp ", "/", " AND ", " or ", " NOT ", " adj3 ", " NEAR/3 ", " W/3 ", " NEXT/1 ", "adj", "(",
    ")",
    " ) ", "\"", "'", "*", "$", "?", "#", ",", ".", ":", "[", "]/lim", "{", "}", " ", "=", "#1",
    "3",
    "/dt, pc", ".au,ti.", "LIMIT-TO ( LANGUAGE , ", "PUBYEAR > ", "“", "”", "é",
  ]
  private static let words = ["malaria", "vivax", "relapse", "mosquito", "quinine", "hepatic"]

  /// Mutated lines are read or refused; each word is in the query, in a note or in the refusal.
  @Test(arguments: [1, 2, 3, 4])
  func keepsEveryWord(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let lines = (Self.webOfScience + Self.scopus + Self.ovid + Self.embase).map(\.line)
    for _ in 0..<1500 {
      var line = Array(lines.randomElement(using: &random)!)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0...line.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where place < line.count: line.remove(at: place)
        case 1:
          line.insert(contentsOf: Self.pieces.randomElement(using: &random)!, at: place)
        default:
          line.insert(contentsOf: " \(Self.words.randomElement(using: &random)!) ", at: place)
        }
      }
      let text = String(line)
      guard let parsed = try? parse(text), parsed.isOfDatabase else { continue }
      let told = parsed.query.text + parsed.notes.map(\.kind.message).joined(separator: " ")
      for word in Self.words where text.contains(word) {
        #expect(told.contains(word), "\(text) → \(told)")
      }
      #expect(parsed.query.text.utf8.count < 100 * text.utf8.count)
    }
  }
}
