import Diagnostics
import References
import Testing

@testable import ReferenceFormats

/// Names as databases, catalogues and spreadsheets write them into a field.
@Suite struct NamesInFieldsTests {
  /// Family | given | suffix, groups in angles, names with "; " between them, editors behind " / ".
  private func print(_ names: [Creator], hasMore: Bool = false, editors: [Creator] = []) -> String {
    func text(_ names: [Creator]) -> [String] {
      names.map { creator in
        switch creator {
        case .literal(let name): "<\(name)>"
        case .person(let name):
          [name.family, name.given ?? "", name.suffix ?? ""].joined(separator: "|")
        }
      }
    }
    let people = (text(names) + (hasMore ? ["…"] : [])).joined(separator: "; ")
    return people + (editors.isEmpty ? "" : " / " + text(editors).joined(separator: "; "))
  }

  @Test(arguments: [
    // A given name is no mark of an editor; brackets and a word behind a whole name are.
    ("Diener, Ed", "Diener|Ed|"), ("Yong, Ed.", "Yong|Ed.|"), ("Hern, Matt, Ed", " / Hern|Matt|"),
    ("Doe, Jane, ed.", " / Doe|Jane|"), ("Doe, J. (Eds.)", " / Doe|J.|"),
    ("Smith, John (ed)", " / Smith|John|"),
    // Given names first.
    ("J. Q. Public", "Public|J. Q.|"), ("A. van Dam", "van Dam|A.|"),
    ("Anna van der Berg", "van der Berg|Anna|"), ("Smith J", "Smith|J|"),
    ("U. S. Department of Energy", "<U. S. Department of Energy>"),
    ("World Health Organization", "<World Health Organization>"), ("Plato", "<Plato>"),
    ("Group for names [sic]", "<Group for names [sic]>"),
    // Several in one field.
    ("Smith J, Doe A, Roe B", "Smith|J|; Doe|A|; Roe|B|"), ("Smith J, Doe A", "Smith|J|; Doe|A|"),
    ("Smith, John and Doe, Jane", "Smith|John|; Doe|Jane|"), ("Smith, J", "Smith|J|"),
    ("Barnes and Noble, Inc.", "<Barnes and Noble, Inc.>"),
    ("Smith, J. & Doe, A.", "Smith|J.|; Doe|A.|"), ("Smith, J., et al.", "Smith|J.|; …"),
    ("Smith J, Doe A, et al.", "Smith|J|; Doe|A|; …"), ("et al", "…"),
    ("Smith and others", "<Smith>; …"),
    ("Metal, A.", "Metal|A.|"), ("[No author name available]", ""),
    ("ST JOHN, MARY ANN", "ST JOHN|MARY ANN|"),
    // What stands behind a name.
    ("Smith, J. [University of Leeds]", "Smith|J.|"), ("Roe, Richard*", "Roe|Richard|"),
    ("Doe, Jane (ORCID 0000-0002-1825-0097)", "Doe|Jane|"),
    ("Knuth, Donald Ervin, 1938-", "Knuth|Donald Ervin|"),
    ("Eliot, T. S., 1888-1965.", "Eliot|T. S.|"),
    // Groups with a comma.
    ("Google, Inc.", "<Google, Inc.>"),
    (
      "National Institute for Health, Welfare and Sport",
      "<National Institute for Health, Welfare and Sport>"
    ),
  ])
  func readsATaggedName(_ name: String, _ expected: String) {
    let text = "TY  - JOUR\nTI  - T\nAU  - \(name)\nER  - \n"
    let reading = ReferenceFormat.ris.read(SourceText(name: "f.ris", text: text))
    let reference = reading.citations[0].reference
    #expect(
      print(
        reference.authors, hasMore: reference.hasMoreAuthors, editors: reference.editors)
        == expected)
  }

  @Test(arguments: [
    ("Marlow I, Quill B.", "Marlow|I|; Quill|B|"),
    ("Smith A, Jones BC; BIG Study Group.", "Smith|A|; Jones|BC|; <BIG Study Group>"),
    ("Smith, John; World Health Organization", "Smith|John|; <World Health Organization>"),
    ("Marlow, Ina (57190); Quill, Ben (5719)", "Marlow|Ina|; Quill|Ben|"),
    ("Smith, J., Doe, A., & Roe, K.", "Smith|J.|; Doe|A.|; Roe|K.|"),
    ("van Dam, A. & Smith, J.", "van Dam|A.|; Smith|J.|"),
    ("J. Smith & A. Doe", "Smith|J.|; Doe|A.|"),
    ("John Smith, Jane Doe, and Ann Roe", "Smith|John|; Doe|Jane|; Roe|Ann|"),
    ("Ina Marlow, Ben Quill", "Marlow|Ina|; Quill|Ben|"),
    ("SMITH J., DOE A.", "SMITH|J.|; DOE|A.|"), ("Smith J, Doe A", "Smith|J|; Doe|A|"),
    ("Smith, J.|Doe, A.", "Smith|J.|; Doe|A.|"), ("Smith et al.", "<Smith>; …"),
    ("Smith, J. et al.", "Smith|J.|; …"), ("A van Dam, J Smith…", "van Dam|A|; Smith|J|; …"),
    ("Smith, J.", "Smith|J.|"), ("Smith, John", "Smith|John|"),
    ("Marlow, Ina and Quill, Ben", "Marlow|Ina|; Quill|Ben|"),
    ("World Health Organization", "<World Health Organization>"),
    ("Google, Inc.", "<Google, Inc.>"),
    ("Ministry of Health and Welfare", "<Ministry of Health and Welfare>"), ("", ""), (";;", ""),
    ("et al.", "…"), ("Smith J, Doe A Jr, Roe B.", "Smith|J|; Doe|A|Jr; Roe|B|"),
    ("van Dam A., Smith J., Jr., Roe P.", "van Dam|A.|; Smith|J.|Jr.; Roe|P.|"),
    ("[No author name available]", ""),
    ("van Dam, Anna; Smith, John Q.", "van Dam|Anna|; Smith|John Q.|"),
    ("Smith, John, Doe, Jane", "Smith|John|; Doe|Jane|"),
    ("Smith, J., Doe, A., WHO", "Smith|J.|; Doe|A.|; <WHO>"),
    ("Marlow, I., Quill", "Marlow|I.|; <Quill>"),
    ("King, Martin Luther, Jr.", "King|Martin Luther|Jr."),
    ("Smith J, MD; Doe A, PhD", "Smith|J|; Doe|A|"),
    (
      "Department of Health, Education and Welfare", "<Department of Health, Education and Welfare>"
    ),
  ])
  func readsACellOfNames(_ cell: String, _ expected: String) {
    let names = FieldNames(cell: cell)
    #expect(print(names.names, hasMore: names.hasMore) == expected)
  }
}
