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
    let manager = FileManager.default
    try manager.createDirectory(at: library.notesFolder, withIntermediateDirectories: true)
    let lock = FileLock(library.stateFolder.appendingPathComponent("notes.lock"))
    return try withExtendedLifetime(lock) {
      let exists = manager.fileExists(atPath: file.path)
      let before = exists ? try String(contentsOf: file, encoding: .utf8) : ""
      var note = NoteFile(before)
      try change(&note)
      if note.text == before { return note }
      if note.isEmpty {
        if exists { try manager.removeItem(at: file) }
      } else {
        try Data(note.text.utf8).replaceContents(of: file)
      }
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

  /// Without the `---` lines around it; nil if there is none.
  private var head: [String]?
  /// The text after the front matter.
  public var body: String
  /// Whether its lines end as on Windows.
  private let hasCarriageReturns: Bool

  /// Splits a note into front matter and body; a text without a second `---` is all body.
  public init(_ text: String) {
    hasCarriageReturns = text.contains("\r\n")
    let text = text.replacing("\r\n", with: "\n").drop { $0 == "\u{FEFF}" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      body = String(text)
      return
    }
    head = Array(lines[1..<end])
    body = lines[(end + 1)...].joined(separator: "\n")
  }

  /// The whole file, with the line ends that it was read with.
  public var text: String {
    hasCarriageReturns ? plainText.replacing("\n", with: "\r\n") : plainText
  }

  private var plainText: String {
    guard let head, !head.isEmpty else { return body }
    return (["---"] + head + ["---"]).joined(separator: "\n") + "\n" + body
  }

  private var readHead: FrontMatter { FrontMatter(plainText) }

  /// Whether the note has no tags and nothing but white space in its body.
  public var isEmpty: Bool { tags.isEmpty && body.allSatisfy(\.isWhitespace) }

  /// Those of the head.
  public var tags: [String] { readHead.tags }

  /// The author named in the front matter.
  public var annotator: String? { readHead.facts.text("annotator") }

  /// Adds a paragraph.
  public mutating func append(_ paragraph: String) {
    let paragraph = paragraph.trimmingCharacters(in: .whitespacesAndNewlines)
    let before = body.trimmingCharacters(in: .newlines)
    body = before.isEmpty ? paragraph + "\n" : before + "\n\n" + paragraph + "\n"
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
    var lines = head ?? []
    var place = lines.count
    if let first = lines.firstIndex(where: { $0.hasPrefix("\(name):") }) {
      let rest = lines[(first + 1)...].prefix { $0.hasPrefix(" ") || $0.hasPrefix("- ") }
      lines.removeSubrange(first..<rest.endIndex)
      place = first
    }
    if let value { lines.insert("\(name): \(value)", at: place) }
    head = lines.isEmpty ? nil : lines
  }
}
