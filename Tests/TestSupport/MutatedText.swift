/// Texts that are made of others by small damages, the same in every run.
public struct MutatedText {
  private let samples: [[UInt8]]
  private let splinters: [[UInt8]]
  private var random: SplitMix64

  /// - Parameters:
  ///   - samples: what is damaged; pieces of one are put into another.
  ///   - splinters: what is put in besides.
  public init(of samples: [String], splinters: [String], seed: UInt64) {
    self.samples = samples.map { Array($0.utf8) }
    self.splinters = splinters.map { Array($0.utf8) }
    random = SplitMix64(seed: seed)
  }

  /// The next text; never ends.
  public mutating func next() -> String {
    var bytes = samples.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...6, using: &random) { damage(&bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let length = [0, 0, 1, 1, 2, 5, 20].randomElement(using: &random)!
    let range = start..<min(start + length, bytes.count)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: bytes[range], at: start)
    case 2: bytes.replaceSubrange(range, with: splinters.randomElement(using: &random) ?? [])
    case 3: bytes.replaceSubrange(range, with: [UInt8.random(in: 0...255, using: &random)])
    case 4: bytes.insert(contentsOf: piece(), at: start)
    default: bytes.insert(contentsOf: splinters.randomElement(using: &random) ?? [], at: start)
    }
  }

  private mutating func piece() -> ArraySlice<UInt8> {
    guard let other = samples.randomElement(using: &random), !other.isEmpty else { return [] }
    let start = Int.random(in: 0..<other.count, using: &random)
    return other[start..<min(start + Int.random(in: 1...30, using: &random), other.count)]
  }
}

extension MutatedText {
  /// Queries of every form, and lines of databases' search strategies, damaged.
  public static func queries(seed: UInt64) -> MutatedText {
    MutatedText(
      of: [
        "antigen loss", "\"antigen loss\" OR relapse", "(a OR b) -c author:^june$",
        "cd19 NEAR/5 loss",
        "\"cd19 relapse\"~5", "immun* leuk?mia tisagenlecluecel~2", "year:2015..2020 ..2015 2019..",
        "year:[2015 TO 2020] >=2019", "has:annotation no:doi is:annotated", "lists:>=3 grade:2",
        "mentions:schuster2017chimeric mentioned-by:(a OR b)", "@antigen-loss @since(2020, x=a)",
        "cd19^3 =tumor", "title:/lo(s|x){2,3}[a-z]+/", "annotation:(escape OR (loss -gain))",
        "journal:=\"New England Journal of Medicine\"", "june[au] AND 2017:2020[dp] loss[tiab]",
        "(\"neoplasms\"[MeSH Terms] OR \"cancer\"[All Fields]) NOT review[pt]",
        "Schuster SJ, et al. (2017) Chimeric antigen receptor T cells. N Engl J Med 377: 2545–2554",
        "doi:10.1056/NEJMoa1707447 pmid:29226797 key:june2018car source:\"car-t.txt\"",
        "TS=(bee$ OR \"honey bee*\") AND PY=2010-2020", "AU=(Smith J* OR June C) NOT TI=(thermal)",
        "TI=(heat NEAR/3 (bee* OR wasp)) AND SO=(NATURE) AND DO=10.1000/x",
        "TITLE-ABS-KEY(heat PRE/2 {honey bee}) AND NOT TITLE(a AND b OR c)",
        "KEY(bees) AND PUBYEAR > 2010 AND PUBYEAR AFT 2012 W/3 thermal",
        "exp Myocardial Infarction/ and thermal limit*.ti,ab. not wom#n.ti,kw",
        "(heat or cold) adj3 limit$ or \"heat stress\".tw,kf. adj bees.ti.",
        "'heart attack'/exp OR 'heart attack':ti,ab AND [2010-2020]/py NEXT/2 (a NEAR/3 b)",
        "#1 AND #2 NOT #3", "1 or 2 and 3", "日本語 λ-calculus naïve O’Reilly C++ β2",
      ],
      splinters: [
        "(", ")", "\"", "“", "'", "[", "]", "{", "}", "/", "\\", "*", "?", "~", "^", "$", ":", "=",
        "..", "-", " ", "  ", "\n", "\t", "\u{0}", "é", "日", "\u{301}", " AND ", " OR ", " NOT ",
        " adj3 ", " NEAR/0 ", " W/9999999999999999999 ", ".ti,ab.", "[tiab]", "title:", "author:(",
        "year:", "TS=(", "TITLE(", "exp ", "/exp", "@x(", "9999999999999999999", "#", "&&", "||",
        "!",
      ], seed: seed)
  }
}
