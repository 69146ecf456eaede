import Index
import ReferenceLibrary

extension Manual {
  /// The files under `Queries/`, and how they are run.
  static let savedQueries = Manual(
    name: "ibid-saved-queries", chapter: 5, topic: "saved-queries",
    summary: "saved queries: parameters, expectations, new works",
    sections: { SavedQueriesManual.sections })
}

private enum SavedQueriesManual {
  static var sections: [Manual.Section] {
    [
      Manual.Section(
        heading: "Saved queries",
        blocks: [
          .paragraph(
            """
            A saved query is a file Queries/NAME.query; the name can contain '/' for folders. The query \
            follows optional YAML front matter. Lines of the query that start with '#' are comments.
            """),
          .example([
            "---", "description: How tumours lose the antigen", "parameters:",
            "  since: {type: year, default: 2015, description: the first year}",
            "expect: {at-least: 1, includes: [orlando2018genetic]}", "language: 1", "---",
            "annotation:(\"antigen loss\" OR escape OR relapse)", "year:{since}..",
          ]),
          .entry(["description"], "one line, printed by 'ibid queries'"),
          .entry(
            ["parameters"],
            """
            parameters by name, each with 'type' (text, year or number), 'default' and 'description'; \
            a parameter without a default requires a value
            """),
          .entry(
            ["sort, limit, format, fields"],
            "defaults of the options of 'ibid run' with these names"),
          .entry(
            ["expect"],
            """
            what 'ibid queries check' verifies, with the default parameters: 'at-least' and 'at-most' \
            works, and 'includes', a list of citation keys
            """),
          .entry(["language"], "version of the query language: \(SavedQuery.language)"),
        ]),
      Manual.Section(
        heading: "Running",
        blocks: [
          .example([
            "ibid run antigen-loss since=2018 --sort newest",
            "ibid search '@antigen-loss(2018) -review'",
            "ibid run --all --format jsonl",
          ]),
          .paragraph(
            """
            Parameter values come from the command line (since=2018), from --params FILE.json, or in \
            order between brackets. A value is always text, never syntax: topic=') OR *' searches for \
            the word "or". Options take precedence over the file.
            """),
        ]),
      Manual.Section(
        heading: "New works",
        blocks: [
          .paragraph(
            """
            'ibid run NAME --new' shows only works that earlier runs with --new did not show. It \
            records them in Index/state/, for each query and its values; --dry-run does not. Works cut \
            off by --limit appear in the next run. If several runs overlap, each work appears in one \
            of them.
            """),
          .paragraph(
            """
            --since shows only works added to the library on or after a date, with 'ibid search' and \
            'ibid run': \(AdditionDate.examples.joined(separator: ", ")). The date of a work does not \
            change when its source is read again or the index is rebuilt.
            """),
        ]),
      Manual.Section(
        heading: "Checking",
        blocks: [
          .paragraph(
            """
            'ibid queries check' parses and runs every saved query. Its exit status is 0 if all pass, \
            2 if one cannot be parsed, and 4 if its results differ from what the file expects, so it \
            can run in continuous integration.
            """)
        ]),
    ]
  }
}
