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
        heading: "Input formats",
        blocks: [
          .paragraph(
            """
            ibid detects formats by content; 'ibid read --format-in NAME' overrides this. Entries \
            that cannot be parsed completely are kept verbatim and reported with their line.
            """)
        ]
          + ReferenceFormat.all.map { format in
            let endings = format.fileExtensions.map { ".\($0)" }.joined(separator: ", ")
            return .entry([format.name], format.summary + (endings.isEmpty ? "" : " (\(endings))"))
          }),
      Manual.Section(
        heading: "Output formats",
        blocks: [
          .paragraph(
            """
            Values of --format. 'ibid export FILE' and the shell's ':export FILE' choose the \
            format by file extension.
            """)
        ] + OutputFormat.all.map { .entry([$0.name], $0.described) }),
      Manual.Section(
        heading: "Fields of a work",
        blocks: [
          .paragraph(
            """
            Fields for --fields and --template, which are also the keys of the JSON, in this \
            order; 'ibid help schema' prints the JSON Schema. 'ibid read --format json' without \
            --fields prints the parsed citations instead: line, raw text, confidence, and the \
            position of each field. With json and jsonl, errors and notes are JSON too, one per \
            line of standard error.
            """)
        ]
          + OutputField.all.map {
            .entry([$0.name], $0.summary + ($0.usage == .nowhere ? "; only if selected" : ""))
          }),
      Manual.Section(
        heading: "Templates",
        blocks: [
          .paragraph(
            """
            --template prints one line per work. {field} is replaced with the field's value, or \
            nothing; \\t and \\n print a tab and a newline, {{ and }} print braces.
            """),
          .example([#"ibid search relapse --template '{key}\t{year}\t{title}'"#]),
        ]),
      Manual.Section(
        heading: "Citation styles",
        blocks: [
          .paragraph("Values of --style: \(styles). ibid also reads lists in these styles.")
        ]),
      Manual.Section(
        heading: "config.yaml",
        blocks: [
          .paragraph(
            """
            Your settings, in $XDG_CONFIG_HOME/ibid/config.yaml, by default \
            ~/.config/ibid/config.yaml. Options take precedence over saved queries, saved queries \
            over the environment, the environment over this file. 'ibid config' shows the values \
            in effect and where they come from.
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
  /// Its summary, file extensions and options.
  fileprivate var described: String {
    let endings = fileExtensions.map { ".\($0)" }.joined(separator: ", ")
    let flags = Option.allCases.filter(options.contains).map(\.flag).joined(separator: ", ")
    return summary + (endings.isEmpty ? "" : " (\(endings))")
      + (flags.isEmpty ? "" : "; options: \(flags)")
  }
}

extension Setting {
  fileprivate var choices: String {
    form.known.isEmpty ? "" : ": " + form.known.joined(separator: ", ")
  }

  fileprivate var usualText: String {
    "default: \(usual.flatMap { $0.isEmpty ? nil : $0 } ?? "none")"
  }
}
