import References

/// What Rayyan keeps in the note of a record: who decided how, labels, reasons and notes.
///
/// ```
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
    for part in note.split(separator: /\s*\|\s*|\n/) where !part.isEmpty {
      guard let colon = part.firstRange(of: ":") else {
        rest.append(part)
        continue
      }
      let value = part[colon.upperBound...].trimmed
      switch part[..<colon.lowerBound].trimmed {
      case "RAYYAN-LABELS":
        tags += value.split(separator: ",").map { String($0).singleSpaced }.filter { !$0.isEmpty }
      case "USER-NOTES":
        for match in value.matches(of: /"([^"]+)"=>\[([^\]]*)\]/) {
          for text in match.2.matches(of: /"((?:[^"\\]|\\.)*)"/) {
            var annotation = CitedAnnotation(String(text.1).replacing("\\\"", with: "\""))
            annotation.annotator = String(match.1)
            annotations.append(annotation)
          }
        }
      case let label where label.hasPrefix("RAYYAN-"): notes.append(String(part.trimmed))
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
}
