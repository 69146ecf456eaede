import Diagnostics
import Foundation
import References
import Testing

@testable import ReferenceFormats

/// Items of CSL-JSON say the same after they were read and written.
@Suite struct CSLRoundTripTests {
  private static let members = [
    #""type":"article-newspaper""#, #""type":"review-book""#, #""type":"motion_picture""#,
    #""type":"legal_case""#, #""type":"post-weblog""#, #""type":"standard""#,
    #""type":"entry-encyclopedia""#, #""type":"song""#,
    #""type":"motion_picture","director":[{"family":"Kub","given":"S."}]"#,
    #""type":"book","illustrator":[{"family":"Ek"}],"reviewed-author":[{"literal":"A Group"}]"#,
    #""type":"book","issued":{"date-parts":[[2001]],"season":2}"#,
    #""type":"book","issued":{"circa":true,"date-parts":[[1850]]}"#,
    #""type":"book","issued":{"date-parts":[[2010],[2012]]}"#,
    #""type":"book","issued":{"date-parts":[[-160]]}"#,
    #""type":"book","author":[{"family":"Beethoven","given":"Ludwig","non-dropping-particle":"van"}]"#,
    #""type":"book","author":[{"dropping-particle":"de la","family":"Doe","given":"J.","suffix":"Jr."}]"#,
    #""type":"book","author":[{"family":"van Beethoven","given":"Ludwig"}]"#,
  ]

  @Test(arguments: members) func membersAreKept(_ members: String) throws {
    try expectKept(#"{"id":"a1","title":"A title",\#(members)}"#)
  }

  @Test(arguments: [
    "Eggs of <i>Larus</i> & <b>co</b>", "CO<sub>2</sub> and 10<sup>6</sup>",
    #"The <span class=\"nocase\">NASA</span> files"#, "100% of {braces} and a_b",
  ])
  func titlesKeepTheirMarkup(_ title: String) throws {
    try expectKept(#"{"id":"a1","title":"\#(title)","type":"book"}"#)
  }

  @Test(arguments: [
    (#"{"raw":"circa 1850"}"#, #"{"circa":true,"date-parts":[[1850]]}"#),
    (#"{"literal":"Spring 2019"}"#, #"{"date-parts":[[2019]],"season":1}"#),
    (#"{"raw":"Fall 2019"}"#, #"{"date-parts":[[2019]],"season":3}"#),
    (#"{"raw":"March 2019"}"#, #"{"date-parts":[[2019,3]]}"#),
    (#"{"literal":"in press"}"#, nil),
  ])
  func wordsOfDatesAreKept(_ date: String, _ expected: String?) throws {
    let written = try written(#"{"id":"a1","title":"T","type":"book","issued":\#(date)}"#)
    let json = try expected.map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary
    }
    #expect(written["issued"] as? NSDictionary == json ?? nil)
  }

  @Test func tagsThatDoNotMatchAreNoMarkup() {
    for title in ["a <i>b", "a </i> b", "<i>a <b>c</i></b>", "p < 0.05", "a <unknown> b"] {
      #expect(CSLMarkup.latex(title) == nil)
    }
  }

  @Test(arguments: [
    "NEWS", "MGZN", "CASE", "MPCT", "MAP", "BLOG", "ENCYC", "STAND", "JOUR", "BOOK",
  ])
  func typesOfRISAreKept(_ name: String) throws {
    let text = "TY  - \(name)\nTI  - A title\nPY  - 2001\nER  - \n"
    let citation = try #require(
      ReferenceFormat.ris.read(SourceText(name: "f", text: text)).citations.first)
    #expect(RISWriter.text(of: citation, key: "a").hasPrefix("TY  - \(name)\n"))
  }

  private func expectKept(_ item: String) throws {
    let written = try written(item)
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(item.utf8)) as? NSDictionary)
    #expect(written == read)
  }

  private func written(_ item: String) throws -> NSDictionary {
    let reading = ReferenceFormat.cslJSON.read(SourceText(name: "f.json", text: "[\(item)]"))
    let citation = try #require(reading.citations.first)
    let text = CSLJSONWriter.text(of: citation, key: "a1")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
  }
}
