import References

/// What Rayyan keeps in the note of a record: who decided how, labels, reasons and notes.
///
/// ```
/// note  = part { ( "|" | line end ) part }
/// part  = "RAYYAN-LABELS:" labels | "USER-NOTES:" hash | "RAYYAN-…:" text | text
/// hash  = "{" string "=>" "[" string { "," string } "]" { "," … } "}"
///
/// RAYYAN-INCLUSION: {"Anna"=>"Included"} | RAYYAN-LABELS: rct,adults | USER-NOTES: {"Anna"=>["check dose"]}
/// ```
///
/// Decisions and reasons are notes, labels are tags, and what a person wrote is an annotation of theirs.
struct RayyanNote {
  /// What the note holds besides.
  let rest: String
  private var notes: [String] = []
  private var tags: [String] = []
  private var annotations: [CitedAnnotation] = []

  /// Nil for other notes.
  init?(_ note: String) {
    guard note.holds("RAYYAN-") else { return nil }
    var rest: [Substring] = []
    for part in Self.parts(of: note) where !part.isEmpty {
      guard let colon = part.firstIndex(of: ":") else {
        rest.append(part)
        continue
      }
      let value = part[part.index(after: colon)...].trimmed
      switch part[..<colon].trimmed {
      case "RAYYAN-LABELS":
        tags += value.split(separator: ",").map { String($0).singleSpaced }.filter { !$0.isEmpty }
      case "USER-NOTES":
        guard let hash = RubyHash(value) else {
          rest.append(part)
          continue
        }
        annotations += hash.entries.flatMap { name, texts in
          texts.map { text in
            var annotation = CitedAnnotation(text)
            annotation.annotator = name
            return annotation
          }
        }
      case let label where label.hasPrefix("RAYYAN-"): notes.append(String(part.trimmed))
      default: rest.append(part)
      }
    }
    self.rest = rest.joined(separator: " | ")
  }

  /// The text between bars and line ends that stand in no hash.
  private static func parts(of note: String) -> [Substring] {
    var parts: [Substring] = []
    var start = note.startIndex
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for index in note.indices {
      let character = note[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isEscaped = character == "\\"
        isQuoted = character != "\""
      } else if depth > 0 {
        isQuoted = character == "\""
        if character == "{" { depth += 1 } else if character == "}" { depth -= 1 }
      } else if character == "{" {
        let label = note[start..<index].trimmed
        depth = label.hasPrefix("RAYYAN-") || label.hasPrefix("USER-NOTES:") ? 1 : 0
      } else if character == "|" || character.isNewline {
        parts.append(note[start..<index].trimmed)
        start = note.index(after: index)
      }
    }
    return parts + [note[start...].trimmed]
  }

  func add(to text: inout NoteText) {
    text.tags += tags.filter { !text.tags.contains($0) }
    for note in notes { text.keep(remark: note) }
    for annotation in annotations { text.append(annotation) }
  }
}

/// A hash of lists as Ruby prints it: `{"Anna"=>["check dose", "see [12]"]}`.
private struct RubyHash {
  private(set) var entries: [(name: String, texts: [String])] = []
  private var rest: Substring

  /// Nil for anything else.
  init?(_ text: Substring) {
    rest = text
    guard take("{") else { return nil }
    while !take("}") {
      guard let name = string(), take("=>"), take("[") else { return nil }
      var texts: [String] = []
      while !take("]") {
        guard let text = string() else { return nil }
        texts.append(text)
        _ = take(",")
      }
      entries.append((name, texts))
      _ = take(",")
    }
    guard rest.isEmpty else { return nil }
  }

  private mutating func take(_ mark: String) -> Bool {
    guard rest.hasPrefix(mark) else { return false }
    rest = rest.dropFirst(mark.count).drop(while: \.isWhitespace)
    return true
  }

  private mutating func string() -> String? {
    guard rest.first == "\"" else { return nil }
    var text = ""
    var isEscaped = false
    for index in rest.indices.dropFirst() {
      let character = rest[index]
      if isEscaped {
        text.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\"" {
        rest = rest[rest.index(after: index)...].drop(while: \.isWhitespace)
        return text
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return nil
  }
}
