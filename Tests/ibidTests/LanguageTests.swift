import Foundation
import ProgramTestSupport
import Testing

/// Inflections of languages that works or the library name.
@Suite struct LanguageTests {
  private static let sources = [
    "Index/References/a.bib": """
    @article{a, title = {Kündigungen der Verträge bei Kindern}, year = 2001, langid = {german}}
    @article{b, title = {Исследования заболеваний сердца}, year = 2002, language = {ru}}
    @article{c, title = {Investigaciones sobre los corazones}, year = 2003}
    @article{d, title = {Hearts and contracts}, abstract = {Contracting (axi-cel) hearts}, year = 2004}

    """
  ]

  private func years(_ library: TemporaryLibrary, _ query: String) throws -> String {
    try library.run("search", query, "--match", "all", "--template", "{year}").lines.sorted()
      .joined(separator: " ")
  }

  @Test func worksAreFoundByTheInflectionsOfTheirLanguage() throws {
    let library = try TemporaryLibrary(Self.sources)
    for (query, expected) in [
      ("Kündigung", "2001"), ("kündigung vertrag", "2001"), ("kind", "2001"),
      ("исследование", "2002"), ("сердце", "2002"), ("investigar", ""), ("contract", "2004"),
      ("\"Kündigung\"", ""), ("title:kind", "2001"), ("-kind", "2002 2003 2004"),
      ("title:/kinder/", "2001"), ("title:^kündigung", "2001"),
    ] {
      #expect(try years(library, query) == expected, "\(query)")
    }
  }

  @Test func theSettingIsFollowedAtOnce() throws {
    let library = try TemporaryLibrary(Self.sources)
    #expect(try years(library, "investigar") == "")
    try library.write("language: [spanish, en]\n", to: "Index/index.yaml")
    #expect(try years(library, "investigar") == "2003")
    #expect(try years(library, "heart") == "2004")
    #expect(try years(library, "kind") == "2001", "the work's own language counts as well")
    try library.write("", to: "Index/index.yaml")
    #expect(try years(library, "investigar") == "")
    try library.write("language: klingon\n", to: "Index/index.yaml")
    let refused = try library.run("search", "heart")
    #expect(refused.status == 2 && refused.errors.contains("unknown value 'klingon'"))
  }

  @Test func inflectionsAreMarkedInWhatIsShown() throws {
    let library = try TemporaryLibrary(Self.sources)
    let json = try library.run("search", "Kündigung", "--format", "json").output
    #expect(json.contains(#""marks":[{"start":0,"end":12}]"#))
  }
}
