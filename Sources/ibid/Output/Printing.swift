import Diagnostics
import Search

/// The format that works are printed in, with all that its writer may heed.
struct Printing {
  let format: OutputFormat
  var options: WriterOptions
  let facets: [Facet]

  /// What is typed comes before what is usual: a usual format that cannot heed it gives way to text.
  ///
  /// - Parameters:
  ///   - typed: the options of this command.
  ///   - settings: these with all defaults.
  /// - Throws: `Failure` where an option does not go with the format.
  init(_ typed: Settings, _ settings: WholeSettings) throws(Failure) {
    format = try Self.format(typed, usual: settings.format)
    var options = WriterOptions(style: settings.style.style)
    options.fields = settings.said.fields ?? (settings.isBrief ? OutputField.brief : [])
    options.isBrief = settings.isBrief
    options.isExplaining = settings.isExplaining
    options.keys = settings.keys
    options.title = settings.said.title
    options.hidesKeys = settings.hidesKeys
    options.isNullTerminated = settings.isNullTerminated
    options.keepsFormulas = settings.keepsFormulas
    self.options = options
    facets = typed.facets ?? []
    if typed.fields != nil, typed.isBrief == true {
      throw .wrongRequest(
        "--fields cannot be combined with --brief", hint: "--fields alone selects what is printed")
    }
    for option in typed.ofFormats where !format.options.contains(option) {
      throw Self.refusal(of: option, by: format, typed)
    }
  }

  private static func format(
    _ typed: Settings, usual: OutputFormat
  ) throws(Failure) -> OutputFormat {
    if let template = typed.template { return try format(of: template, typed) }
    if typed.style != nil, (typed.format ?? .text) == .text { return .references }
    if let format = typed.format { return format }
    return usual.options.isSuperset(of: typed.ofFormats) ? usual : .text
  }

  private static func format(
    of template: String, _ typed: Settings
  ) throws(Failure) -> OutputFormat {
    let others = [
      (typed.format != nil, "--format"), (typed.fields != nil, "--fields"),
      (typed.style != nil, "--style"),
    ]
    if let (_, option) = others.first(where: \.0) {
      throw .wrongRequest(
        "--template cannot be combined with \(option)",
        hint: "the template itself selects what is printed")
    }
    if template.isEmpty {
      throw .wrongRequest(
        "--template is empty", hint: "for example: '{key}\\t{year}\\t{title}'")
    }
    let source = SourceText(name: "template", text: template)
    do throws(Diagnostic<TemplateProblem>) {
      return .template(try OutputTemplate(source))
    } catch {
      throw Failure(.wrongRequest, error.message(in: source))
    }
  }

  private static func refusal(
    of option: OutputFormat.Option, by format: OutputFormat, _ typed: Settings
  ) -> Failure {
    let names = OutputFormat.all.filter { $0.options.contains(option) }.map(\.name)
    let others = option == .null ? ["--template", "--style"] : []
    let isStyled = format == .references
    return .wrongRequest(
      "\(option.flag) cannot be combined with "
        + (typed.template != nil
          ? "--template" : isStyled ? "--style" : "--format \(format.name)"),
      hint: "use it with \((names + others).joined(separator: ", "))")
  }
}

extension Settings {
  /// Those that only some formats heed.
  fileprivate var ofFormats: [OutputFormat.Option] {
    OutputFormat.Option.allCases.filter { option in
      switch option {
      case .fields: fields != nil
      case .brief: isBrief == true
      case .style: style != nil
      case .keys: keys != nil
      case .title: title != nil
      case .noKeys: hidesKeys == true
      case .facets: facets != nil
      case .explain: isExplaining == true
      case .null: isNullTerminated == true
      case .rawCells: keepsFormulas == true
      }
    }
  }
}
