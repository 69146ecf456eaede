import Diagnostics

/// The template of `--template`, which prints a work on one line: `{key}\t{year}\t{title}`. Newlines and
/// tabs in field values become spaces; those of the template are kept.
///
/// ```
/// template = { "{" field "}" | "{{" | "}}" | "\t" | "\n" | "\\" | any other character }
/// ```
struct OutputTemplate: Sendable {
  private enum Part: Sendable {
    case text(String)
    case field(OutputField)
  }

  private var parts: [Part] = []

  init(_ source: SourceText) throws(Diagnostic<TemplateProblem>) {
    var rest = Substring(source.text)
    var text = ""
    while let character = rest.first {
      let offset = source.text.utf8.distance(from: source.text.startIndex, to: rest.startIndex)
      if let (plain, length) = Self.escape(rest) {
        text += plain
        rest = rest.dropFirst(length)
      } else if character == "{" {
        let name = rest.dropFirst().prefix { $0 != "}" && $0 != "{" }
        guard rest.dropFirst(name.count + 1).first == "}" else {
          throw Diagnostic(.error, .unclosed, at: offset..<offset + 1)
        }
        guard let field = OutputField.named(name) else {
          let range = offset + 1..<offset + 1 + name.utf8.count
          throw Diagnostic(.error, .unknownField(String(name)), at: range)
        }
        parts += [.text(text), .field(field)]
        text = ""
        rest = rest.dropFirst(name.count + 2)
      } else if character == "}" {
        throw Diagnostic(.error, .unopened, at: offset..<offset + 1)
      } else {
        text.append(character)
        rest = rest.dropFirst()
      }
    }
    parts.append(.text(text))
  }

  private static let escapes = [
    "{{": "{", "}}": "}", "\\t": "\t", "\\n": "\n", "\\\\": "\\",
  ]

  private static func escape(_ text: Substring) -> (plain: String, length: Int)? {
    escapes[String(text.prefix(2))].map { ($0, 2) }
  }

  func filled(with hit: PrintedHit) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let field): field.cell(of: hit).onOneLine
      }
    }.joined()
  }
}

/// What can be wrong in a template.
enum TemplateProblem: Problem {
  case unclosed
  case unopened
  case unknownField(String)

  var message: String {
    switch self {
    case .unclosed: "expected '}' after the field name"
    case .unopened: "expected '{' before the field name"
    case .unknownField(let name): "unknown field '\(name)'"
    }
  }

  var hint: String? {
    switch self {
    case .unclosed, .unopened: "to print braces, type '{{' and '}}'"
    case .unknownField(let name):
      OutputField.suggestion(for: name)
    }
  }
}

extension OutputField {
  /// What may have been meant, else all that are known.
  static func suggestion(for name: String) -> String {
    let names = all.map(\.name)
    return nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? "known names: \(names.joined(separator: ", "))"
  }
}
