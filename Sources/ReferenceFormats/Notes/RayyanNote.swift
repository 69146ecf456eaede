import References

/// What Rayyan keeps in the note of a record: who decided how, labels, reasons and notes.
///
/// ```
/// RAYYAN-INCLUSION: {"Anna"=>"Included"} | RAYYAN-LABELS: rct,adults | USER-NOTES: {"Anna"=>["check dose"]}
/// ```
///
/// Decisions and reasons are notes, labels are tags, and what a person wrote is an annotation of theirs.
/// Strings may hold any mark; so parts and notes are found outside of them.
struct RayyanNote {
  /// What the note holds besides.
  let rest: String
  private var notes: [String] = []
  private var tags: [String] = []
  private var annotations: [CitedAnnotation] = []

  /// Nil for other notes.
  init?(_ note: String) {
    guard note.holds("RAYYAN-") else { return nil }
    var rest: [String] = []
    for part in Self.parts(of: note) {
      guard let colon = part.firstIndex(of: ":") else {
        rest.append(part)
        continue
      }
      let value = String(part[part.index(after: colon)...].trimmed)
      switch part[..<colon].trimmed {
      case "RAYYAN-LABELS":
        tags += value.split(separator: ",").map { String($0).singleSpaced }.filter { !$0.isEmpty }
      case "USER-NOTES":
        let written = Self.annotations(in: value)
        // What is not understood is kept as it stands.
        if written.isEmpty, !value.isEmpty, value != "{}" { notes.append(part) }
        annotations += written
      case let label where label.hasPrefix("RAYYAN-"): notes.append(part)
      default: rest.append(part)
      }
    }
    self.rest = rest.joined(separator: " | ")
  }

  func add(to text: inout NoteText) {
    text.tags += tags.filter { !text.tags.contains($0) }
    for note in notes { text.keep(remark: note) }
    for annotation in annotations { text.append(annotation) }
  }

  /// The note cut at bars and line ends outside of strings.
  private static func parts(of note: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    var isEscaped = false
    for character in note {
      if character.isNewline || character == "|" && !isQuoted {
        parts.append("")
        isQuoted = false
        continue
      }
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = character == "\\" && !isEscaped
      parts[parts.count - 1].append(character)
    }
    return parts.map { String($0[...].trimmed) }.filter { !$0.isEmpty }
  }

  /// `{"Anna"=>["check dose", "see [12]"], "Ben"=>["no"]}`: a string before `=>` is a person, each other one a
  /// note of theirs.
  private static func annotations(in value: String) -> [CitedAnnotation] {
    var annotations: [CitedAnnotation] = []
    var person: String?
    var rest = value[...]
    while let quote = rest.firstIndex(of: "\"") {
      var text = ""
      var index = rest.index(after: quote)
      while index < rest.endIndex, rest[index] != "\"" {
        let isEscape = rest[index] == "\\" && rest.index(after: index) < rest.endIndex
        if isEscape { index = rest.index(after: index) }
        text.append(isEscape && rest[index] == "n" ? "\n" : rest[index])
        index = rest.index(after: index)
      }
      guard index < rest.endIndex else { break }
      rest = rest[rest.index(after: index)...]
      if rest.drop(while: \.isWhitespace).hasPrefix("=>") {
        person = text
      } else if !text.isEmpty {
        var annotation = CitedAnnotation(text)
        annotation.annotator = person
        annotations.append(annotation)
      }
    }
    return annotations
  }
}
