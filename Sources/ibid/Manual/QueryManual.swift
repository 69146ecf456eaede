import QueryLanguage
import References

extension Manual {
  /// The query language, from the tables of its forms and fields.
  static let query = Manual(
    name: "ibid-query", chapter: 7, topic: "query",
    summary: "how to ask ibid for works", sections: { QueryManual.sections })
}

private enum QueryManual {
  static var sections: [Manual.Section] {
    [
      Manual.Section(
        heading: "How to ask",
        blocks: [
          .paragraph(
            """
            Case, accents and punctuation inside words do not matter: COVID-19, o'neill and C++ are \
            words like others. What cannot be read is refused, with its place.
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
            Put a query with quotes, brackets, '*', '!' or '$' in single quotes:
            """),
          .example([#"ibid search 'annotation:"antigen loss" year:2018..'"#]),
        ]),
    ]
  }
}
