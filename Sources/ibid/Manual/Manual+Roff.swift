import Diagnostics

/// The page in the language of `man`.
///
/// Source of the macros: man(7) of the Linux man-pages, groff_man(7).
extension Manual {
  /// - Parameter version: of the program.
  func roff(version: String) -> String {
    let title = name.uppercased().roff
    let head = [
      ".TH \(title) \(chapter) \(Ibid.released) \"ibid \(version.roff)\" \"ibid\"",
      ".SH NAME", "\(name.roff) \\- \(summary.roff)",
    ]
    let body = sections().flatMap { section in
      [".SH \(section.heading.uppercased().roffArgument)"] + Self.roff(section.blocks)
    }
    let others = Self.all.filter { $0.name != name }.map { "\($0.name.roff)(\($0.chapter))" }
    let tail = [".SH SEE ALSO", others.joined(separator: ",\n")]
    return (head + body + tail).map { $0 + "\n" }.joined()
  }

  /// A paragraph right below a heading needs no request of its own.
  private static func roff(_ blocks: [Block]) -> [String] {
    var isBelowHeading = true
    return blocks.flatMap { block in
      defer { isBelowHeading = if case .subheading = block { true } else { false } }
      return isBelowHeading && block.roff.first == ".PP"
        ? Array(block.roff.dropFirst()) : block.roff
    }
  }
}

extension Manual.Block {
  fileprivate var roff: [String] {
    switch self {
    case .subheading(let text): [".SS \(text.roffArgument)"]
    case .paragraph(let text): [".PP"] + text.roffLines
    case .entry(let terms, let text):
      [".TP", ".B \(terms[0].roffArgument)"]
        + terms.dropFirst().flatMap { [".TQ", ".B \($0.roffArgument)"] }
        + (text.isEmpty ? ["\\&"] : text.roffLines)
    case .example(let lines):
      [".PP", ".RS 4", ".EX"] + lines.map(\.roffLine) + [".EE", ".RE"]
    }
  }
}

extension String {
  /// Characters that mean something to roff as themselves; a hyphen is the one that is typed.
  fileprivate var roff: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": text += "\\e"
      case "-": text += "\\-"
      case "'": text += "\\(aq"
      case "`": text += "\\(ga"
      case "^": text += "\\(ha"
      case "~": text += "\\(ti"
      case "\"": text += "\\(dq"
      case _ where !scalar.isASCII:
        let code = String(scalar.value, radix: 16, uppercase: true)
        text += "\\[u" + String(repeating: "0", count: max(0, 4 - code.count)) + code + "]"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// A line of text, which a full stop at its beginning would make a request.
  fileprivate var roffLine: String { hasPrefix(".") ? "\\&" + roff : roff }

  /// The text in lines that are not too long for a file.
  fileprivate var roffLines: [String] { filled(width: 64).map(\.roffLine) }

  /// One argument of a macro.
  fileprivate var roffArgument: String { "\"\(roffLine)\"" }
}
