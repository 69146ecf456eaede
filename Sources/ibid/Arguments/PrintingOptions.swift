import ArgumentParser
import ReferenceFormats

/// In what format works are printed, and what of them.
struct PrintingOptions: ParsableArguments {
  @Option(help: "Output format; 'ibid help formats' describes each one.")
  var format: OutputFormat?

  @Option(
    help: ArgumentHelp(
      "Fields that json, jsonl, csv and tsv print: key,title,year.", valueName: "names"),
    completion: .list(OutputField.all.map(\.name)))
  var fields: String?

  @Flag(help: "Print only what identifies a work, and the matching passage.")
  var brief = false

  @Option(
    help: ArgumentHelp(
      "Print each work on one line, with this template: '{key}\\t{year}\\t{title}'.",
      valueName: "text"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Print works as references in this citation style.",
      valueName: "name"))
  var style: StyleName?

  @Option(help: "Citation keys to print in bibtex, biblatex, ris and csl-json.")
  var keys: RecordKeys?

  @Option(help: ArgumentHelp("Heading of markdown and html.", valueName: "text"))
  var title: String?

  @Flag(help: "Omit citation keys from markdown and html.")
  var noKeys = false

  @Flag(
    name: [.customShort("0"), .customLong("null")],
    help: "End keys, raw citations and templates with NUL, for xargs -0.")
  var null = false

  @Flag(
    help: "Do not escape cells of csv and tsv that a spreadsheet would take for formulas.")
  var rawCells = false

  /// - Throws: `Failure` where a value cannot be.
  func said() throws(Failure) -> Settings {
    var said = Settings()
    try said.say("fields", fields)
    (said.format, said.template, said.style, said.keys) = (format, template, style, keys)
    said.title = title
    if noKeys { said.hidesKeys = true }
    if brief { said.isBrief = true }
    if null { said.isNullTerminated = true }
    if rawCells { said.keepsFormulas = true }
    return said
  }
}

/// A citation style by its name.
struct StyleName: RawRepresentable, CaseIterable, Sendable, ExpressibleByArgument {
  let style: any CitationStyle

  static let allCases = CitationStyles.all.map { StyleName(style: $0) }

  private init(style: any CitationStyle) { self.style = style }

  init?(rawValue: String) {
    guard let style = CitationStyles.named(rawValue) else { return nil }
    self.style = style
  }

  var rawValue: String { style.name }
}
