import Diagnostics
import References

/// A kind of file that contains references: how it is recognised and how it is read.
///
/// `ReferenceFormat.all` is the one table of them; a format is one row there and one file (or
/// folder) beside this one.
public struct ReferenceFormat: Sendable {
  /// What a user calls it: `bibtex`.
  public let name: String
  /// In lower case, without the full stop; they decide where the content does not.
  public let fileExtensions: [String]
  /// What it is, in a few words.
  public let summary: String
  /// Whether marks of print, dashes and full stops, tell one field from another, so that damaged ones
  /// must be repaired before the text is read.
  var readsPrint = false
  /// Whether the beginning of a text is surely of this format.
  let recognizes: @Sendable (_ beginning: Substring) -> Bool
  /// Calls its second argument with each citation and diagnostic, in the order of the text; others
  /// read through `forEachItem`, which repairs the text's characters.
  let read: @Sendable (SourceText, (Reading.Item) -> Void) -> Void

  /// In the order in which a text is tried; a pasted list is what nothing else is.
  public static let all: [ReferenceFormat] = [
    .pubMedXML, .endNoteXML, .jats, .tei, .html, .bibtex, .medline, .webOfScience, .ris, .refer,
    .betterBibTeX, .cslJSON, .citationFile, .cslYAML, .papis, .table, .bibitems, .citingNotes,
    .ownNote,
    .list,
  ]

  /// How much of a text is looked at to recognise its format, in bytes.
  private static let beginningLength = 1 << 16

  /// The format of a text: by its content first, by its file's name second.
  public static func of(_ source: SourceText) -> ReferenceFormat {
    let bytes = source.text.utf8
    let end =
      bytes.index(bytes.startIndex, offsetBy: beginningLength, limitedBy: bytes.endIndex)
      ?? bytes.endIndex
    let beginning = source.text[..<end]
    let whole = source.name.lowercased()
    let name = whole.hasSuffix(".gz") ? whole.dropLast(3) : whole[...]
    return all.first { $0.recognizes(beginning) }
      ?? all.first { $0.fileExtensions.contains { name.hasSuffix(".\($0)") } }
      ?? .list
  }

  /// The format that a user calls by this name, in any case.
  public static func named(_ name: String) -> ReferenceFormat? {
    all.first { $0.name == name.lowercased() }
  }

  /// Everything that a text holds, at once.
  public func read(_ source: SourceText) -> Reading {
    var reading = Reading()
    forEachItem(of: source) { reading.append($0) }
    return reading
  }
}
