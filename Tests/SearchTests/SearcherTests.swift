import Diagnostics
import Foundation
import Index
import IndexTestSupport
import QueryLanguage
import References
import TestSupport
import Testing

@testable import Ranking
@testable import Search

/// What must find what: a text, queries that find it, queries that do not.
@Suite struct AnalysisContractTests {
  @Test(arguments: [
    (
      "PD-1 blockade in melanoma",
      ["PD-1", "PD1", "\"PD 1\"", "pd-1 blockade", "\"pd1 blockade\"", "\"PD-1 blockade\""],
      ["PD-2"]
    ),
    ("PD1 blockade in melanoma", ["PD-1", "PD1", "\"PD 1\"", "\"pd-1 blockade\""], ["pd"]),
    ("PD 1 blockade", ["PD-1", "PD1", "\"PD1 blockade\""], []),
    ("IL-6/STAT3 signatures", ["IL-6", "IL6", "STAT3", "\"IL-6/STAT3\"", "signature"], ["IL-7"]),
    ("4-1BB costimulation", ["4-1BB", "41BB", "4-1bb"], []),
    ("c-Jun overexpression", ["c-jun", "cjun", "jun"], []),
    ("CD8+ T cells", ["CD8", "CD8+", "\"CD8+ T cell\" OR \"CD8+ T cells\""], ["CD4"]),
    ("TGF-β insensitive", ["TGF-beta", "TGFb", "tgf-β", "TGFβ"], []),
    ("TGFβ insensitive", ["TGF-beta", "TGFb", "tgf-β"], []),
    ("γ-Secretase inhibition", ["gamma-secretase", "γ-secretase", "secretase"], []),
    ("Loss of IFNγ", ["IFN-gamma", "IFNg", "\"IFN gamma\""], []),
    ("The TCRα locus", ["TCR alpha", "TCR-alpha", "TCRa"], []),
    (
      "Müller and Łódź, Øystein, Straße, naïve, Kardošová, ﬁbrosis, H₂O",
      [
        "muller", "mueller", "Müller", "lodz", "oystein", "strasse", "naive", "kardosova",
        "fibrosis", "H2O",
      ], []
    ),
    (
      "Relapses after therapy", ["relapse", "relapsing", "therapies"],
      ["\"relapse\"", "\"therapies\""]
    ),
    ("T-cells persist", ["T-cell", "\"T cells\"", "tcell"], ["\"T cell\""]),
    ("中国科学技术", ["科学", "中国科学"], ["学中"]),
  ])
  func finds(_ title: String, _ queries: [String], _ others: [String]) throws {
    let index = try TemporaryIndex([Citation(title), Citation("Something else", position: 2)])
    for query in queries { #expect(try index.titles(query) == [title], "\(query)") }
    for query in others { #expect(try index.titles(query) == [], "\(query)") }
  }

  @Test(arguments: [
    ("O’Reilly, R. J.", ["o'reilly", "oreilly", "author:O’Reilly", "author:\"O'Reilly RJ\""]),
    ("van Bruggen, J. A. C.", ["author:\"van Bruggen\"", "author:bruggen", "author:brugg*"]),
    ("Powell, D. J.", ["author:\"Powell DJ\"", "author:\"Powell D. J.\"", "powell"]),
    (
      "Rodriguez-Garcia, A.",
      ["author:rodriguez", "author:\"Rodriguez Garcia\"", "author:rodriguez-garcia"]
    ),
    ("Rhodes, S.", ["rhodes", "author:rhodes"]),
    ("O’Reilly, Siobhán", ["author:\"OReilly S\"", "author:\"OReilly Siobhan\""]),
    (
      "van der Berg, Jan",
      [
        "author:\"Jan van der Berg\"", "author:\"Berg, Jan van der\"",
        "author:\"Berg, J. van der\"",
        "author:\"J. van der Berg\"",
      ]
    ),
    (
      "Berg, Jan van der",
      ["author:\"Berg, Jan van der\"", "author:\"Jan van der Berg\"", "author:\"van der Berg J\""]
    ),
    ("王, 小明", ["author:王小明", "author:\"王 小明\"", "王小明"]),
    (
      "Иванов, Иван Петрович",
      ["author:\"Иванов ИП\"", "author:\"И. П. Иванов\"", "author:\"Иванов И\""]
    ),
  ])
  func findsNames(_ name: String, _ queries: [String]) throws {
    let index = try TemporaryIndex([
      Citation("One", authors: [Creator(name)]),
      Citation("Two", position: 2, authors: [Creator("Rhode, T."), Creator("Bruges, J.")]),
    ])
    for query in queries { #expect(try index.titles(query) == ["One"], "\(query)") }
  }

  @Test(arguments: [
    (
      "N. Engl. J. Med.",
      [
        "journal:\"New England Journal of Medicine\"", "journal:nejm", "journal:NEJM",
        "journal:\"N. Engl. J. Med.\"", "journal:engl",
      ]
    ),
    ("New England Journal of Medicine", ["journal:\"N. Engl. J. Med.\"", "journal:nejm"]),
    (
      "Proc. Natl Acad. Sci. USA",
      [
        "journal:pnas", "journal:\"Proceedings of the National Academy of Sciences\"",
        "journal:\"Proceedings of the National Academy of Sciences of the USA\"",
      ]
    ),
    ("JAMA", ["journal:\"Journal of the American Medical Association\"", "journal:jama"]),
    ("Commun. ACM", ["journal:cacm", "journal:\"Communications of the ACM\""]),
    ("J. Clin. Oncol.", ["journal:jco", "journal:\"Journal of Clinical Oncology\""]),
    ("Sci. Transl Med.", ["journal:\"Science Translational Medicine\"", "journal:stm"]),
    ("Cell", ["journal:=cell", "journal:=Cell", "journal:=\"Cell\"", "journal:=\"The Cell\""]),
    ("Lung Cell", ["journal:=\"lung cell\""]),
    (
      "Thorax",
      ["journal:\"Thorax (London, England)\"", "\"Thorax (London, England)\"[Journal]"]
    ),
    ("The Lancet", ["journal:\"Lancet (London, England)\"", "journal:=\"the lancet\""]),
    (
      "Cell Rep.",
      ["journal:\"cell rep\"", "journal:\"Cell Reports\"", "journal:=\"x\" OR journal:rep"]
    ),
  ])
  func findsJournals(_ journal: String, _ queries: [String]) throws {
    let others = ["Nature", "Cancer Cell", "Nat. Med.", "Science"]
    let index = try TemporaryIndex(
      [Citation("One", container: journal)]
        + others.enumerated().map { Citation("Other \($0)", position: $0 + 2, container: $1) })
    for query in queries { #expect(try index.titles(query) == ["One"], "\(query)") }
  }

  /// Queries that find a work of `Powell, D. J. Jr`, `van Bruggen, J. A. C.` and `June, Carl H.`, in
  /// this order.
  @Test(arguments: [
    "\"Powell DJ\"", "\"Powell D. J.\"", "\"DJ Powell\"", "\"D. J. Powell\"", "\"David Powell\"",
    "\"Powell David\"", "\"van Bruggen\"", "bruggen", "\"Bruggen JAC\"", "\"J van Bruggen\"",
    "\"van den Bruggen JA\"", "\"June C\"", "\"Carl June\"", "\"C. June\"", "^powell", "june$",
    "^\"Powell DJ\"", "\"June C\"$",
  ])
  func findsPeople(_ name: String) throws {
    let names = ["Powell, D. J. Jr", "van Bruggen, J. A. C.", "June, Carl H."].map(Creator.init)
    let index = try TemporaryIndex([Citation("One", authors: names)])
    #expect(try index.titles("author:\(name)") == ["One"])
    #expect(try index.titles("name:\(name)") == ["One"])
    let others = ["\"Powell J\"", "\"June D\"", "powell$", "bruggen$", "^june", "^bruggen"]
    for name in others { #expect(try index.titles("author:\(name)") == [], "\(name)") }
  }

  /// Words of one group in 'annotation:' meet in one annotation; what the group asks of the work
  /// besides need not.
  @Test(arguments: [
    ("annotation:(loss here)", "One"), ("annotation:(loss there)", ""),
    ("annotation:loss annotation:there", "One"), ("annotation:(loss title:one)", "One"),
    ("annotation:(loss title:two)", ""), ("annotation:(loss here year:2001)", "One"),
    ("annotation:(loss there year:2001)", ""), ("annotation:(loss OR title:two)", "One Two"),
    ("annotation:(loss (here OR there))", "One"), ("annotation:(loss -here)", ""),
    ("annotation:(escape (there title:one))", "One"),
  ])
  func wordsMeetInOneAnnotation(_ query: String, _ expected: String) throws {
    func one(_ annotation: String) -> Citation {
      var citation = Citation("One", year: 2001, annotation: annotation)
      citation.reference.doi = "10.1000/one"
      return citation
    }
    let index = try TemporaryIndex([
      one("loss here"), Citation("Two", position: 2),
    ])
    try index.replace("other.txt", with: [one("escape there")])
    #expect(try index.titles(query).joined(separator: " ") == expected)
  }

  /// Forms that stand for words of the index find nothing where there are none.
  @Test(arguments: ["zzz?zz", "title:zzz?zz", "author:zzz?zz", "zzzzzz~ zzz?zz"])
  func unknownFormsFindNothing(_ query: String) throws {
    let index = try TemporaryIndex([Citation("One", authors: [Creator("Smith, A.")])])
    #expect(try index.titles(query) == [])
    #expect(try index.titles("one OR \(query)") == ["One"])
    #expect(try index.titles("one -(\(query))") == ["One"])
  }

  @Test func exactWordsAreNoOthers() throws {
    let index = try TemporaryIndex([
      Citation("Tumor loss", container: "Cell"),
      Citation("Tumours lost", position: 2, container: "Cell Rep."),
    ])
    #expect(try index.titles("tumor").count == 2)
    #expect(try index.titles("=tumor") == ["Tumor loss"])
    #expect(try index.titles("=tumours") == ["Tumours lost"])
    #expect(try index.titles("=tum") == [])
    #expect(try index.titles("journal:cell").count == 2)
    #expect(try index.titles("journal:=cell") == ["Tumor loss"])
    #expect(try index.titles("=cell").count == 2)
  }

  @Test func phrasesDoNotCrossNames() throws {
    let index = try TemporaryIndex([
      Citation("One", authors: [Creator("Smith, A."), Creator("Jones, B.")])
    ])
    #expect(try index.titles("author:\"A Jones\"") == [])
    #expect(try index.titles("author:\"Smith A\" author:\"Jones B\"") == ["One"])
  }
}

@Suite struct SearcherTests {
  /// What a connection keeps of the index, lengths and journals, follows every change.
  @Test func answersFollowTheIndex() throws {
    let index = try TemporaryIndex([
      Citation("Loss of antigen"), Citation("Antigen and more", position: 2, container: "Blood"),
    ])
    func found(_ database: IndexDatabase) throws -> [String] {
      try ["antigen", "journal:\"new england journal of medicine\""].flatMap { query in
        let request = try SearchRequest(SourceText(name: "query", text: query))
        return try Searcher(database).search(request).hits.map { "\($0.work.key) \($0.score)" }
      }
    }
    #expect(try found(index.database).count == 2)
    try index.replace(
      "b.txt", with: [Citation("Antigen, again antigen", container: "N. Engl. J. Med.")])
    let fresh = try IndexDatabase(reading: index.database.path)
    #expect(try found(index.database) == found(fresh))
    #expect(try found(fresh).count == 4)
  }

  /// Any mix of text and years under AND, OR and NOT finds what a scan of the works finds.
  @Test func booleanAnswersEqualAScan() throws {
    var random = SplitMix64(seed: 42)
    let works = (0..<60).map { InventedWork($0, using: &random) }
    let index = try TemporaryIndex(works.map(\.citation))
    for _ in 0..<600 {
      let condition = Condition.random(depth: 3, using: &random)
      let found = try index.search(condition.text)
      let expected = works.filter(condition.holds).map(\.title).sorted()
      #expect(
        found.hits.compactMap(\.work.reference.title).sorted() == expected, "\(condition.text)")
      #expect(found.total == expected.count, "\(condition.text)")
    }
  }

  @Test(arguments: [
    ("foo:bar one", "unknown field 'foo'; searched as text"),
    ("one +", "'+' has no letters or digits; ignored"),
  ])
  func notes(_ query: String, _ expected: String) throws {
    let index = try TemporaryIndex([Citation("One")])
    #expect(try index.search(query).notes.map(\.kind.message) == [expected])
  }

  /// Whatever is typed is answered or refused; FTS5 and SQLite never see what they cannot read.
  @Test func mutatedQueriesAreAnsweredOrRefused() throws {
    var random = SplitMix64(seed: 77)
    let works = (0..<20).map { InventedWork($0, using: &random) }
    let index = try TemporaryIndex(works.map(\.citation))
    let pieces = [
      "\"", "(", ")", "*", "~", "^", "?", "$", "/", "@", ":", "NEAR/", " OR ", " NOT ", "title:",
      "[",
      "]", "=", "-", "\u{0}", "é", "日本", "🧬", "\u{1E}", "{", "}", "+", "'", "2", " ",
    ]
    for _ in 0..<1500 {
      var text = Condition.random(depth: 3, using: &random).text
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let place = text.index(
          text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
        if Bool.random(using: &random), place < text.endIndex {
          text.remove(at: place)
        } else {
          text.insert(contentsOf: pieces.randomElement(using: &random)!, at: place)
        }
      }
      do {
        var options = SearchOptions()
        options.matching = Bool.random(using: &random) ? .any : .all
        _ = try index.search(text, options)
      } catch is QueryError {
      } catch {
        Issue.record(error, "\(text)")
      }
    }
  }

  /// No text of a user is ever syntax of FTS5 or SQL.
  @Test(arguments: [
    "'; DROP TABLE work", "\"a\" NEAR b", "{title} : x", "^a", "a + b", "NEAR(a b, 5)", "a* b*",
    "x\"y",
    "col : x", "-{title}: x", "a NOT b", "rank MATCH 1", "\u{0}", "%", "_", "a\u{0}b", "~loss",
    "\u{1E}",
    "\u{1}a", "source:%", "source:_", "source:'", "author:\"'\"",
  ])
  func userTextIsOnlyText(_ query: String) throws {
    let index = try TemporaryIndex([Citation("One", authors: [Creator("Smith, A.")])])
    do {
      _ = try index.search(query)
    } catch is QueryError {}
    #expect(try index.titles("one") == ["One"])
  }

  @Test func manyAndDeepOperandsAreAnswered() throws {
    let index = try TemporaryIndex([Citation("alpha beta")])
    let words = (0..<900).map { "w\($0)" }
    #expect(try index.titles(words.joined(separator: " OR ") + " OR alpha") == ["alpha beta"])
    #expect(try index.titles(words.joined(separator: " ")) == [])
    #expect(
      try index.titles("alpha " + words.map { "-\($0)" }.joined(separator: " ")) == ["alpha beta"])
    var nested = "alpha"
    for level in 0..<150 {
      nested = level.isMultiple(of: 2) ? "(\(nested) OR x)" : "(\(nested) beta)"
    }
    #expect(try index.titles(nested) == ["alpha beta"])
    var denied = "alpha"
    for level in 0..<60 { denied = "NOT (\(denied) OR w\(level))" }
    #expect(try index.titles(denied) == ["alpha beta"])
    #expect(throws: QueryError.self) {
      try index.search(String(repeating: "title:", count: 20_000))
    }
    #expect(try index.search((0..<999).map { "key:a\($0)" }.joined(separator: " OR ")).total == 0)
    // What SQLite does not take is not a fault of the file.
    let mentions =
      String(repeating: "mentioned-by:(", count: 12) + "*" + String(repeating: ")", count: 12)
    do {
      let result = try index.search(mentions)
      #expect(result.total == 0)
    } catch IndexError.refused {}
  }

  @Test func highlightsWhatWasFound() throws {
    let index = try TemporaryIndex([
      Citation("Loss of PD-1: losses and the γ-secretase", annotation: "An antigen loss.")
    ])
    func marked(_ query: String) throws -> String {
      let result = try index.search(query)
      let title = result.hits[0].work.reference.title!
      let source = SourceText(name: "", text: title)
      return result.highlighter.ranges(in: title, of: "title").map { String(source[$0]) }
        .joined(separator: "|")
    }
    #expect(try marked("loss") == "Loss|losses")
    #expect(try marked("\"loss\"") == "Loss")
    #expect(try marked("PD1") == "PD-1")
    #expect(try marked("gamma-secretase") == "γ-secretase")
    #expect(try marked("annotation:loss") == "")
    #expect(try marked("los*") == "Loss|losses")
  }

  @Test func anyRanksQuestionsInPlainLanguage() throws {
    let index = try TemporaryIndex([
      Citation("Fault tolerance of networks", year: 2001),
      Citation("Networks", position: 2, year: 2002), Citation("Of the", position: 3, year: 2003),
    ])
    func titles(_ query: String) throws -> [String] {
      var options = SearchOptions()
      options.matching = .any
      return try index.search(query, options).hits.compactMap(\.work.reference.title)
    }
    #expect(
      try titles("what of the fault-tolerance in networks") == [
        "Fault tolerance of networks", "Networks",
      ])
    #expect(try titles("networks year:2002") == ["Networks"])
    #expect(try titles("of the") == ["Of the", "Fault tolerance of networks"])
    #expect(try titles("\"of the\"") == ["Of the"])
  }

  /// Brackets, quotes and operators of a question that are no structure are text.
  @Test(arguments: [
    ("(sheep farming) wool", "farming sheep wool"),
    ("sheep (wool OR (farming goats))", "farming sheep wool"),
    ("(sheep AND year:2001) OR wool", "sheep wool"), ("sheep (year:2001)", "sheep"),
    ("(sheep -farming)", "sheep"), ("sheep -(farming wool)", "sheep"),
    ("(sheep", "sheep"), ("sheep) \"wool", "sheep wool"), ("() sheep (())", "sheep"),
    ("sheep AND", "sheep"), ("OR sheep", "sheep"), ("sheep OR AND wool", "sheep wool"),
    ("the S* algorithm: sheep/wool?", "sheep wool"), ("sheep^0", "sheep"),
    ("Title: sheep", "sheep"), ("annotation:(cattle goats)", "farming"),
  ])
  func anyReachesIntoBrackets(_ question: String, _ expected: String) throws {
    let index = try TemporaryIndex([
      Citation("sheep", year: 2001), Citation("wool", position: 2),
      Citation("farming", position: 3, year: 2001, annotation: "cattle"),
    ])
    var options = SearchOptions()
    options.matching = .any
    let titles = try index.search(question, options).hits.compactMap(\.work.reference.title)
    #expect(titles.sorted().joined(separator: " ") == expected)
  }

  /// Of works that score alike the newest comes first, then the first key.
  @Test func tiesAreBrokenByYearAndKey() throws {
    let years: [(name: String, year: Int?)] = [
      ("Abel", nil), ("Beck", 1999), ("Cole", 2010), ("Dunn", 2010), ("Else", 2004),
    ]
    for order in [years, years.reversed()] {
      let index = try TemporaryIndex(
        order.enumerated().map { place, work in
          Citation(
            "Antigen loss", position: place + 1, authors: [Creator("\(work.name), X.")],
            year: work.year)
        })
      let hits = try index.search("antigen").hits
      #expect(Set(hits.map(\.score)).count == 1)
      #expect(
        hits.compactMap { $0.work.reference.authors.first?.familyName }
          == ["Cole", "Dunn", "Else", "Beck", "Abel"])
    }
  }

  @Test func ordersAsAsked() throws {
    let index = try TemporaryIndex([
      Citation("b", authors: [Creator("Young, A.")], year: 2001),
      Citation("a", position: 2, authors: [Creator("Adams, B.")], year: 2003),
      Citation("c", position: 3, year: 2002), Citation("d", position: 4),
    ])
    func titles(_ order: HitOrder) throws -> [String] {
      var options = SearchOptions()
      options.sort = order
      return try index.search("*", options).hits.compactMap(\.work.reference.title)
    }
    #expect(try titles(.newest) == ["a", "c", "b", "d"])
    #expect(try titles(.oldest) == ["b", "c", "a", "d"])
    #expect(try titles(.title) == ["a", "b", "c", "d"])
    #expect(
      try titles(.author) == ["a", "b", "d", "c"] || titles(.author) == ["a", "b", "c", "d"])
  }
}

/// A work of words that no stemmer changes.
private struct InventedWork {
  static let vocabulary = ["zab", "kor", "mip", "tud", "vex", "lom", "gix", "pun"]

  let title: String
  let titleWords: [String]
  let noteWords: [String]
  let year: Int?

  init(_ number: Int, using random: inout SplitMix64) {
    func words(_ count: ClosedRange<Int>) -> [String] {
      (0..<Int.random(in: count, using: &random)).map { _ in
        Self.vocabulary.randomElement(using: &random)!
      }
    }
    titleWords = words(1...5) + ["n\(number)"]
    title = titleWords.joined(separator: " ")
    noteWords = Bool.random(using: &random) ? words(1...8) : []
    year =
      Int.random(in: 0...9, using: &random) == 0 ? nil : Int.random(in: 2000...2005, using: &random)
  }

  var citation: Citation {
    Citation(
      title, year: year, annotation: noteWords.isEmpty ? nil : noteWords.joined(separator: " "))
  }
}

/// A random question with an answer that needs no index.
private indirect enum Condition {
  /// A query that is not a combination, and what it finds.
  case leaf(String, (InventedWork) -> Bool)
  case not(Condition)
  case both(Condition, Condition)
  case either(Condition, Condition)

  static func random(depth: Int, using random: inout SplitMix64) -> Condition {
    switch Int.random(in: 0...(depth > 0 ? 10 : 4), using: &random) {
    case 0...4: return leaf(using: &random)
    case 5, 6: return .not(.random(depth: depth - 1, using: &random))
    case 7, 8:
      return .both(
        .random(depth: depth - 1, using: &random), .random(depth: depth - 1, using: &random))
    default:
      return .either(
        .random(depth: depth - 1, using: &random), .random(depth: depth - 1, using: &random))
    }
  }

  private static func leaf(using random: inout SplitMix64) -> Condition {
    let word = InventedWork.vocabulary.randomElement(using: &random)!
    let other = InventedWork.vocabulary.randomElement(using: &random)!
    let from = Int.random(in: 2000...2005, using: &random)
    let to = Int.random(in: from...2006, using: &random)
    let distance = Int.random(in: 0...3, using: &random)
    let start = word.prefix(2)
    let leaves: [(String, (InventedWork) -> Bool)] = [
      (word, { $0.holds(word) }),
      ("\(word)^2", { $0.holds(word) }),
      ("=\(word)", { $0.holds(word) }),
      ("\(start)*", { $0.words.joined().contains { $0.hasPrefix(start) } }),
      ("\"\(word) \(other)\"", { $0.isNear(word, other, 0, ordered: true) }),
      ("\"\(word) \(other)\"~\(distance)", { $0.isNear(word, other, distance) }),
      ("\(word) NEAR/\(distance) \(other)", { $0.isNear(word, other, distance) }),
      ("title:\(word)", { $0.titleWords.contains(word) }),
      ("title:^\(word)", { $0.titleWords.first == word }),
      ("annotation:(\(word) OR \(other))", { !Set($0.noteWords).isDisjoint(with: [word, other]) }),
      ("title:/\\b\(word) [a-z]{3}\\b/", { $0.titleWords.dropLast(2).contains(word) }),
      ("annotation:*", { !$0.noteWords.isEmpty }),
      ("no:year", { $0.year == nil }),
      ("year:\(from)..\(to)", { $0.year.map { (from...to).contains($0) } ?? false }),
      ("highlighted:>=1", { !$0.noteWords.isEmpty }),
      ("type:article", { _ in true }), ("lists:2", { _ in false }),
    ]
    let (text, holds) = leaves.randomElement(using: &random)!
    return .leaf(text.contains(" ") ? "(\(text))" : text, holds)
  }

  var text: String {
    switch self {
    case .leaf(let text, _): text
    case .not(let condition): "-(\(condition.text))"
    case .both(let left, let right): "(\(left.text) \(right.text))"
    case .either(let left, let right): "(\(left.text) OR \(right.text))"
    }
  }

  func holds(for work: InventedWork) -> Bool {
    switch self {
    case .leaf(_, let holds): holds(work)
    case .not(let condition): !condition.holds(for: work)
    case .both(let left, let right): left.holds(for: work) && right.holds(for: work)
    case .either(let left, let right): left.holds(for: work) || right.holds(for: work)
    }
  }
}

extension InventedWork {
  fileprivate var words: [[String]] { [titleWords, noteWords] }

  fileprivate func holds(_ word: String) -> Bool { words.joined().contains(word) }

  /// Whether both stand in one field with at most so many words between; a word is near itself, but
  /// does not follow itself.
  fileprivate func isNear(
    _ first: String, _ second: String, _ distance: Int, ordered: Bool = false
  ) -> Bool {
    words.contains { text in
      text.indices.contains { place in
        text.indices.contains { other in
          let gap = ordered ? other - place : abs(other - place)
          return text[place] == first && text[other] == second && gap <= distance + 1
            && gap >= (ordered ? 1 : 0)
        }
      }
    }
  }
}
