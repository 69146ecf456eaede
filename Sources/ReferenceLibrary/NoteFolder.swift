import Foundation
import Index
import ReferenceFormats
import References

/// The library's own notes: `Index/Notes/KEY.md`, to be read and written with or without ibid.
public struct NoteFolder {
  private let library: Library

  /// Names the folder `Index/Notes` of a library; it need not exist.
  public init(_ library: Library) { self.library = library }

  /// The file of a note that is not there yet.
  public func file(of key: CitationKey) -> URL {
    library.notesFolder.appendingPathComponent("\(key).md")
  }

  /// Changes a file of notes; of processes that do so at once, each changes what the one before wrote.
  /// An emptied note is removed.
  ///
  /// - Returns: the note as it is then.
  /// - Throws: what the file system says, and what `change` throws; then the file is as it was.
  @discardableResult
  public func change(_ file: URL, _ change: (inout NoteFile) throws -> Void) throws -> NoteFile {
    try FileManager.default.createDirectory(
      at: library.notesFolder, withIntermediateDirectories: true)
    return try library.rewrite(file, lock: "notes", isRemovingEmpty: true) { text in
      var note = NoteFile(text)
      try change(&note)
      text = note.isEmpty ? "" : note.text
      return note
    }
  }

  /// The note of a file; an empty one where there is none.
  public func note(in file: URL) throws -> NoteFile {
    guard FileManager.default.fileExists(atPath: file.path) else { return NoteFile("") }
    return NoteFile(try String(contentsOf: file, encoding: .utf8))
  }
}

/// The text of a note: a head of YAML, which may be missing, and Markdown. Unchanged parts are
/// preserved byte for byte.
public struct NoteFile: Equatable, Sendable {
  /// Why the front matter of a note cannot be edited line by line.
  public enum Problem: Error, Equatable {
    /// Its front matter is invalid YAML, or a value spans several lines.
    case unreadableHead
  }

  /// A byte order mark, or nothing.
  private let start: Substring
  /// The lines of the front matter with the `---` around it, without their line feeds; nil if there is
  /// none.
  private var head: [String]?
  /// The text after the front matter.
  public var body: String
  /// What lines that are added end in.
  private let lineEnd: String

  /// Splits a note into front matter and body; a text without a second `---` is all body.
  public init(_ text: String) {
    start = text.unicodeScalars.first == "\u{FEFF}" ? "\u{FEFF}" : ""
    let text = String(text.unicodeScalars.dropFirst(start.unicodeScalars.count))
    let lines = text.fileLines.map(String.init)
    lineEnd = lines.count > 1 && lines[0].last == "\r" ? "\r\n" : "\n"
    guard Self.isRule(lines[0]), let end = lines.dropFirst().firstIndex(where: Self.isRule) else {
      body = text
      return
    }
    head = Array(lines[...end])
    body = lines[(end + 1)...].joined(separator: "\n")
  }

  private static func isRule(_ line: String) -> Bool { line == "---" || line == "---\r" }

  /// The whole file.
  public var text: String { start + content }

  private var content: String {
    (head.map { $0.joined(separator: "\n") + "\n" } ?? "") + body
  }

  private var readHead: FrontMatter {
    FrontMatter(content.replacing("\r\n", with: "\n"))
  }

  /// Whether the note has nothing but white space in its body, and in its front matter nothing but
  /// what ibid writes there without being asked.
  public var isEmpty: Bool {
    body.allSatisfy(\.isWhitespace)
      && (head ?? []).allSatisfy {
        Self.isRule($0) || $0.hasPrefix("annotator:") || $0.allSatisfy(\.isWhitespace)
      }
  }

  /// Those of the head.
  public var tags: [String] { readHead.tags }

  /// The author named in the front matter.
  public var annotator: String? { readHead.facts.text("annotator") }

  /// Adds a paragraph.
  public mutating func append(_ paragraph: String) {
    let paragraph = paragraph.trimmingCharacters(in: .whitespacesAndNewlines)
    let before = body.trimmingCharacters(in: .newlines)
    let added = lineEnd == "\n" ? paragraph : paragraph.replacing("\n", with: lineEnd)
    body = (before.isEmpty ? "" : before + lineEnd + lineEnd) + added + lineEnd
  }

  /// Records the author; a second one is added to the first.
  public mutating func sign(_ name: String) throws(Problem) {
    let names = annotator.map { $0.components(separatedBy: "; ") } ?? []
    guard !name.isEmpty, !names.contains(name) else { return }
    let signed = (names + [name]).joined(separator: "; ")
    try set("annotator", to: ConfigurationEditor.quoted(signed))
    guard annotator == signed else { throw .unreadableHead }
  }

  /// Replaces the tags in the front matter; no tags remove the line.
  public mutating func setTags(_ tags: [String]) throws(Problem) {
    if tags == self.tags { return }
    try set("tags", to: tags.isEmpty ? nil : ConfigurationEditor.list(tags))
    guard self.tags == tags else { throw .unreadableHead }
  }

  /// Puts a line into the head in the place of what it says under a name.
  private mutating func set(_ name: String, to value: String?) throws(Problem) {
    guard readHead.problem == nil else { throw .unreadableHead }
    // Line feeds join the lines; `\r\n` is one letter.
    let end = lineEnd == "\n" ? "" : "\r"
    var lines = head ?? ["---" + end, "---" + end]
    var place = lines.count - 1
    if let first = lines.firstIndex(where: { $0.hasPrefix("\(name):") }) {
      let rest = lines[(first + 1)...].prefix { $0.hasPrefix(" ") || $0.hasPrefix("- ") }
      lines.removeSubrange(first..<rest.endIndex)
      place = first
    }
    if let value { lines.insert("\(name): \(value)\(end)", at: place) }
    head = lines.count > 2 ? lines : nil
  }
}
