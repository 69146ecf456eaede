/// The tags that CSL-JSON allows in titles, as the LaTeX that other formats print again.
enum CSLMarkup {
  /// `On <i>Larus</i>` is `On \\textit{Larus}`; nil for a title without such tags, or with tags that do
  /// not match.
  static func latex(_ title: String) -> String? {
    guard title.contains("<") else { return nil }
    var latex = ""
    var open: [Substring] = []
    var rest = title[...]
    while let start = rest.firstIndex(of: "<") {
      latex += text(rest[..<start])
      guard let end = rest[start...].firstIndex(of: ">") else { return nil }
      let tag = rest[start...end].dropFirst().dropLast()
      rest = rest[end...].dropFirst()
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return nil }
        latex += "}"
      } else {
        guard let command = commands.first(where: { $0.key == tag })?.value else { return nil }
        latex += command
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty && !latex.isEmpty ? latex + text(rest) : nil
  }

  private static func text(_ text: Substring) -> String {
    // Braces that only end a command would be read as a word that keeps its case.
    BibTeXWriter.escaped(CharacterReferences.resolved(in: String(text)))
      .replacing("\\&{}", with: "\\&")
  }

  private static let commands: KeyValuePairs<Substring, String> = [
    "i": "\\textit{", "b": "\\textbf{", "sup": "\\textsuperscript{", "sub": "\\textsubscript{",
    "sc": "\\textsc{", #"span class="nocase""#: "{",
    #"span style="font-variant:small-caps;""#: "\\textsc{",
    #"span style="font-variant: small-caps;""#: "\\textsc{",
  ]
}
