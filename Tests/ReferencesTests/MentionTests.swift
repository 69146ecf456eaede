import References
import Testing

@Suite struct MentionTests {
  private func printed(_ text: String) -> String {
    MentionFinder.mentions(in: text).map { mention in
      let bytes = Array(text.utf8)[mention.range]
      #expect(String(decoding: bytes, as: UTF8.self) == mention.text)
      switch mention.target {
      case .numbered(let number): return "#\(number)"
      case .keyed(let key): return "@\(key)"
      case .named(let families, let hasOthers, let year):
        return families.joined(separator: "+") + (hasOthers ? "+ " : " ") + String(year)
      }
    }.joined(separator: "; ")
  }

  @Test(arguments: [
    ("Together with Schuster et al. (2017), this study", "Schuster+ 2017"),
    ("as Fraietta et al. (2016) and Ruella et al. (2016) did", "Fraietta+ 2016; Ruella+ 2016"),
    ("see also ref. 12", "#12"), ("refs 45 and 46", "#45; #46"),
    ("refs. 4, 6–8 above", "#4; #6; #7; #8"),
    ("(Smith & Jones, 2019)", "Smith+Jones 2019"), ("(see also Lynn et al., 2019).", "Lynn+ 2019"),
    ("ref. 88 above", "#88"), ("Smith and Jones (2019) found", "Smith+Jones 2019"),
    ("van Bruggen et al. (2019a)", "van Bruggen+ 2019"), ("Müller (2020)", "Müller 2020"),
    ("Rodriguez-Garcia and colleagues (2020)", "Rodriguez-Garcia+ 2020"),
    ("Smith et al. (2017, 2019)", "Smith+ 2017; Smith+ 2019"),
    ("(Smith, 2017; Jones et al., 2018)", "Smith 2017; Jones+ 2018"),
    ("O’Reilly et al. 2015 showed", "O’Reilly+ 2015"),
    ("In 2017, a study", ""), ("since March (2017)", ""), ("approved in May 2018", ""),
    ("a reference 12 pages long", "#12"), ("in 60% (2017)", ""), ("", ""), ("((((2017", ""),
    ("see \\cite{alder2001, birch_2}", "@alder2001; @birch_2"),
    ("as \\citep[p.~3]{alder} says", "@alder"),
    ("See [@alder2001, p. 3; @birch].", "@alder2001; @birch"),
    ("Contra [[@alder]], cite:elm2005.", "@alder; @elm2005"), ("@alder2001 says", "@alder2001"),
    ("ask a@b2.org or @someone", ""),
    ("Phase II (2019)", ""), ("Lymphoma, 2017 and later", ""),
  ])
  func finds(_ text: String, _ expected: String) {
    #expect(printed(text) == expected)
  }
}
