import QueryLanguage
import References

/// `ibid help query`: the query language, from the tables of its forms and fields.
enum QueryHelp {
  static var text: String {
    """
    How to ask

    Case, accents and punctuation inside words do not matter: COVID-19, o'neill and C++ are words
    like others. What cannot be read is refused, with its place.

    \(forms)

    Fields

    \(fields)

    In a shell, put a query with quotes, brackets, '*', '!' or '$' in single quotes:

      ibid search 'annotation:"antigen loss" year:2018..'
    """
  }

  private static var forms: String {
    QueryForm.all.map { form in
      "  \(form.name)\n"
        + form.examples.map { "      \($0)\n" }.joined()
        + "    \(form.meaning)"
    }.joined(separator: "\n")
  }

  private static var fields: String {
    Field.all.map { field in
      let names = ([field.name] + field.aliases).joined(separator: ", ")
      return "  \(names)\n      \(field.example)\n    \(field.summary)"
    }.joined(separator: "\n")
  }
}
