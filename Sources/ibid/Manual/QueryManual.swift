import QueryLanguage
import References

extension Manual {
  /// The query language, from the tables of its forms and fields.
  static let query = Manual(
    name: "ibid-query", chapter: 7, topic: "query",
    summary: "the query language of ibid", sections: { QueryManual.sections })
}

private enum QueryManual {
  static var sections: [Manual.Section] {
    [
      Manual.Section(
        heading: "Query language",
        blocks: [
          .paragraph(
            """
            Case, accents and punctuation inside words are ignored: COVID-19, o'neill and C++ are \
            ordinary words. A query that cannot be parsed is an error, reported with its position.
            """)
        ] + QueryForm.all.map { .entry($0.examples, "\($0.name): \($0.meaning)") }),
      Manual.Section(
        heading: "Fields",
        blocks: Field.all.map { field in
          let names = ([field.name] + field.aliases).joined(separator: ", ")
          return .entry([names], "\(field.summary): \(field.example)")
        }),
      Manual.Section(
        heading: "In a shell",
        blocks: [
          .paragraph(
            """
            Put single quotes around a query that contains quotes, brackets, '*', '!' or '$':
            """),
          .example([#"ibid search 'annotation:"antigen loss" year:2018..'"#]),
        ]),
    ]
  }
}
