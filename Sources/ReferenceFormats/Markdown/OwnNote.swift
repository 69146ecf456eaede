import Diagnostics
import References

/// A person's own note on one work: a Markdown file that is named as the work's key, with tags in its
/// head.
///
/// ```
/// Index/Notes/schuster2017chimeric.md
///
/// ---
/// tags: [toread]
/// annotator: Ann Lee
/// ---
/// The first to show it in patients; compare [@neelapu2017axicabtagene].
/// ```
extension ReferenceFormat {
  /// The format of the files in `Index/Notes`.
  public static let ownNote = ReferenceFormat(
    name: "note", fileExtensions: [],
    summary: "your notes on a work, in a file named after its key: Index/Notes/smith2019loss.md",
    // The same text elsewhere is any Markdown; the library says which files are notes.
    recognizes: { _ in false },
    read: { source, emit in OwnNote(source).read(to: emit) })

  /// The format of a note whose work is told by something else than its file's name.
  public static func note(about key: String) -> ReferenceFormat {
    ReferenceFormat(
      name: ownNote.name, fileExtensions: [], summary: ownNote.summary, recognizes: { _ in false },
      read: { source, emit in OwnNote(source, key: key).read(to: emit) })
  }
}

private struct OwnNote {
  private let head: FrontMatter
  private let key: String

  init(_ source: SourceText, key: String? = nil) {
    head = FrontMatter(source.text)
    let name = source.name.split(separator: "/").last ?? ""
    self.key = key ?? String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
  }

  func read(to emit: (Reading.Item) -> Void) {
    if let annotator { emit(.annotator(annotator)) }
    if let problem { emit(.diagnostic(problem)) }
    if let citation { emit(.citation(citation)) }
  }

  var annotator: String? { head.facts.text("annotator") }

  var problem: Diagnostic<ReadingProblem>? {
    head.problem.map { Diagnostic(.warning, .unreadHead($0), at: 0..<3) }
  }

  /// Nil if the file has no content.
  var citation: Citation? {
    let (text, line) = body
    let tags = head.tags + Hashtags.all(in: text)
    guard !text.isEmpty || !tags.isEmpty else { return nil }
    var citation = Citation(position: 1, line: line, raw: key)
    citation.subject = key
    citation.tags = tags.withoutRepetitions
    if !text.isEmpty { citation.annotations = [CitedAnnotation(text)] }
    return citation
  }

  /// Without empty lines around it, and the line on which it begins.
  private var body: (text: String, line: Int) {
    let lines = head.body.split(separator: "\n", omittingEmptySubsequences: false)
    let isBlank = { (line: Substring) in line.allSatisfy(\.isWhitespace) }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else { return ("", 1) }
    return (lines[first...last].joined(separator: "\n"), head.bodyLine + first)
  }
}

/// `#toread`, `#method/rct`: words of a note that are tags, as Obsidian has them.
enum Hashtags {
  static func all(in text: some StringProtocol) -> [String] {
    guard text.contains("#") else { return [] }
    return String(text).matches(of: /(?:^|[\s(,;])#([\p{L}\p{N}_\/-]+)/).map { String($0.1) }
      // `#12` is a number, of an issue or a patient.
      .filter { $0.contains(where: \.isLetter) }
  }
}

extension [String] {
  /// Each once, ignoring case.
  var withoutRepetitions: [String] {
    var seen: Set<String> = []
    return filter { seen.insert(folded($0)).inserted }
  }
}
