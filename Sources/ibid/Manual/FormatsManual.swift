import ReferenceFormats
import ReferenceLibrary

extension Manual {
  /// What is read and written, from the tables of formats, styles and fields.
  static let formats = Manual(
    name: "ibid-formats", chapter: 5, topic: "formats",
    summary: "files that ibid reads and writes", sections: { FormatsManual.sections })
}

private enum FormatsManual {
  static var sections: [Manual.Section] {
    [
      Manual.Section(
        heading: "What is read",
        blocks: [
          .paragraph(
            """
            Formats are told apart by what a file holds; 'ibid read --format-in NAME' overrules. What \
            cannot be read fully is kept as printed, and said, with its line.
            """)
        ]
          + ReferenceFormat.all.map { format in
            let endings = format.fileExtensions.map { ".\($0)" }.joined(separator: ", ")
            return .entry([format.name], format.summary + (endings.isEmpty ? "" : " (\(endings))"))
          }),
      Manual.Section(
        heading: "What is written",
        blocks: [
          .paragraph(
            """
            The values of --format. 'ibid export FILE' and the shell's ':export FILE' choose by the \
            ending of the file.
            """)
        ] + OutputFormat.all.map { .entry([$0.name], $0.described) }),
      Manual.Section(
        heading: "Fields of a work",
        blocks: [
          .paragraph(
            """
            What --fields and --template know, and the keys of JSON, in their order; 'ibid help schema' \
            prints the schema of the JSON. 'ibid read --format json' without --fields prints what was \
            understood of each citation instead: its line, raw text, confidence, and where each field was \
            read.
            """)
        ] + OutputField.all.map { .entry([$0.name], $0.summary) }),
      Manual.Section(
        heading: "Templates",
        blocks: [
          .paragraph(
            """
            --template prints a line a work. {field} stands for the field's value, empty where there is \
            none; \\t and \\n for a tab and a line end, {{ and }} for braces.
            """),
          .example([#"ibid search relapse --template '{key}\t{year}\t{title}'"#]),
        ]),
      Manual.Section(
        heading: "Citation styles",
        blocks: [
          .paragraph("The values of --style: \(styles). Lists in these styles are read as well.")
        ]),
      Manual.Section(
        heading: "config.yaml",
        blocks: [
          .paragraph(
            """
            A person's own defaults, in $XDG_CONFIG_HOME/ibid/config.yaml, by default \
            ~/.config/ibid/config.yaml. Options overrule saved queries, these the environment, the \
            environment the file. 'ibid config' shows what holds, and why.
            """),
          .example(["limit: 50", "sort: newest", "pager: less -S"]),
        ]
          + Setting.all(in: .configuration).map {
            .entry([$0.name], "\($0.summary)\($0.choices) (\($0.usualText))")
          }),
    ]
  }

  private static var styles: String {
    CitationStyles.all.map(\.name).joined(separator: ", ")
  }
}

extension OutputFormat {
  /// What it is, with its endings and the options that it heeds.
  fileprivate var described: String {
    let endings = fileExtensions.map { ".\($0)" }.joined(separator: ", ")
    let flags = Option.allCases.filter(options.contains).map(\.flag).joined(separator: ", ")
    return summary + (endings.isEmpty ? "" : " (\(endings))")
      + (flags.isEmpty ? "" : "; heeds \(flags)")
  }
}

extension Setting {
  fileprivate var choices: String {
    form.known.isEmpty ? "" : ": " + form.known.joined(separator: ", ")
  }

  fileprivate var usualText: String {
    "usually \(usual.flatMap { $0.isEmpty ? nil : $0 } ?? "none")"
  }
}
