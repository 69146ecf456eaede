import ArgumentParser
import Diagnostics
import ReferenceFormats

/// In what format works are printed, and what of them.
struct PrintingOptions: ParsableArguments {
  @Option(help: "How works are printed; 'ibid help formats' tells about each.")
  var format: OutputFormat?

  @Option(
    help: ArgumentHelp(
      "What json, jsonl, csv and tsv print of a work: key,title,year.", valueName: "names"),
    completion: .list(OutputField.all.map(\.name)))
  var fields: String?

  @Option(
    help: ArgumentHelp(
      "Print of each work: '{key}\\t{year}\\t{title}'.", valueName: "text"))
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Print works as references in this style.",
      valueName: "name"))
  var style: StyleName?

  @Flag(
    name: [.customShort("0"), .customLong("null")],
    help: "End keys, raw citations and templates with a NUL, for xargs -0.")
  var null = false

  /// The format with all that its writer may heed.
  ///
  /// - Parameter usual: where none is typed.
  /// - Throws: `Failure` where a name is unknown, or an option does not go with the format.
  func resolved(
    usual: OutputFormat, _ usualStyle: any CitationStyle, usualFields: [OutputField] = [],
    isExplaining: Bool = false, hasFacets: Bool = false
  ) throws -> (OutputFormat, WriterOptions) {
    var options = WriterOptions(style: style?.style ?? usualStyle)
    options.fields = fields == nil ? usualFields : try chosenFields
    options.isExplaining = isExplaining
    options.isNullTerminated = null
    let format = try chosenFormat(
      usual, heeding: (isExplaining ? [.explain] : []) + (hasFacets ? [.facets] : []))
    let typed: [OutputFormat.Option: Bool] = [
      .fields: fields != nil, .style: style != nil, .null: null, .explain: isExplaining,
      .facets: hasFacets,
    ]
    for option in OutputFormat.Option.allCases where typed[option] == true {
      try check(option, with: format)
    }
    return (format, options)
  }

  private func chosenFormat(
    _ usual: OutputFormat, heeding needed: [OutputFormat.Option]
  ) throws -> OutputFormat {
    if let template { return try format(of: template) }
    if style != nil, (format ?? .text) == .text { return .references }
    if let format { return format }
    // What is typed comes before what is usual: a format that cannot heed it gives way to text.
    let typed: [OutputFormat.Option] = (fields != nil ? [.fields] : []) + (null ? [.null] : [])
    return usual.options.isSuperset(of: typed + needed) ? usual : .text
  }

  private var chosenFields: [OutputField] {
    get throws {
      try names(in: fields, of: "--fields").map { name in
        guard let field = OutputField.named(name) else {
          throw Failure.wrongRequest(
            "--fields: there is no '\(name)'", hint: OutputField.suggestion(for: name))
        }
        return field
      }
    }
  }

  private func check(_ option: OutputFormat.Option, with format: OutputFormat) throws {
    guard !format.options.contains(option) else { return }
    let names = OutputFormat.all.filter { $0.options.contains(option) }.map(\.name)
    let others = option == .null ? ["--template", "--style"] : []
    let isStyled = format == .references
    throw Failure.wrongRequest(
      "\(option.flag) does not go with "
        + (template != nil ? "--template" : isStyled ? "--style" : "--format \(format.name)"),
      hint: "it goes with \((names + others).joined(separator: ", "))")
  }

  private func format(of template: String) throws -> OutputFormat {
    for (isTyped, option) in [
      (format != nil, "--format"), (fields != nil, "--fields"), (style != nil, "--style"),
    ] where isTyped {
      throw Failure.wrongRequest(
        "--template and \(option) do not go together",
        hint: "a template says itself what is printed of a work, and how")
    }
    if template.isEmpty {
      throw Failure.wrongRequest(
        "--template is empty", hint: "for example: '{key}\\t{year}\\t{title}'")
    }
    let source = SourceText(name: "template", text: template)
    do throws(Diagnostic<TemplateProblem>) {
      return .template(try OutputTemplate(source))
    } catch {
      throw Failure(.wrongRequest, error.message(in: source))
    }
  }
}

/// A citation style by its name.
struct StyleName: ExpressibleByArgument {
  let style: any CitationStyle

  init?(argument: String) {
    guard let style = CitationStyles.named(argument) else { return nil }
    self.style = style
  }

  static var allValueStrings: [String] { CitationStyles.all.map(\.name) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// The names in a list with commas, each once; none where there is no list.
func names(in list: String?, of option: String) throws -> [String] {
  let names = (list?.split(separator: ",", omittingEmptySubsequences: false) ?? []).map {
    $0.trimmingCharacters(in: .whitespaces)
  }
  for (index, name) in names.enumerated() {
    if name.isEmpty {
      throw Failure.wrongRequest(
        "\(option): a name is missing", hint: "names with commas between: year,journal")
    }
    if names[..<index].contains(name) {
      throw Failure.wrongRequest(
        "\(option): '\(name)' stands there twice", hint: "leave one out")
    }
  }
  return names
}
