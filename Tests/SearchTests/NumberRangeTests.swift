import Testing

@testable import Search

@Suite struct NumberRangeTests {
  @Test(arguments: [
    ("2017", 2017, 2017), ("2015..2020", 2015, 2020), ("..2015", -9999, 2015),
    ("2019..", 2019, 9999),
    (">=2019", 2019, 9999), (">2019", 2020, 9999), ("<=2019", -9999, 2019), ("<2019", -9999, 2018),
    ("2015-2020", 2015, 2020), ("2015–2020", 2015, 2020), ("2015 TO 2020", 2015, 2020),
    ("2020..2015", 2020, 2015), ("-335", -335, -335), ("−335", -335, -335),
    ("-400..-300", -400, -300), ("..-1", -9999, -1), ("-44..14", -44, 14), (">=-400", -400, 9999),
    ("<-300", -9999, -301), ("-400 TO -300", -400, -300), ("-400–-300", -400, -300),
    ("-44-14", -44, 14),
  ])
  func reads(_ text: String, _ from: Int, _ to: Int) throws {
    let range = try #require(NumberRange.parse(text, of: .year))
    #expect(range == (from, to))
  }

  @Test(arguments: [
    "", "..", "abc", "20x7", "99999", ">=", "2015..20x", "-", "2015..2016..2017", "١٢٣٤",
  ])
  func refuses(_ text: String) {
    #expect(NumberRange.parse(text, of: .year) == nil)
  }

  @Test(arguments: [
    ("0.9", 90, 90), ("<0.9", 0, 89), (">=.95", 95, 9999), ("0.5..0.75", 50, 75), ("90%", 90, 90),
    ("<=80%", 0, 80), ("1", 100, 100), ("0", 0, 0),
  ])
  func readsConfidencesInHundredths(_ text: String, _ from: Int, _ to: Int) throws {
    let range = try #require(NumberRange.parse(text, of: .confidence))
    #expect(range == (from, to))
  }

  @Test(arguments: ["1.5", "120%", "sure", "nan", "inf"])
  func refusesWhatIsNoShare(_ text: String) {
    #expect(NumberRange.parse(text, of: .confidence) == nil)
  }
}
