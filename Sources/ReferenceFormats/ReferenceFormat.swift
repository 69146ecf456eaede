import Diagnostics
import References

/// A file format with references: how to detect and read it.
///
/// `ReferenceFormat.all` is the one table of them; a format is one row there and one file (or
/// folder) beside this one.
public struct ReferenceFormat: Sendable {
  /// The name on the command line: `bibtex`.
  public let name: String
  /// In lower case, without the full stop; they decide if the content does not.
  public let fileExtensions: [String]
  /// A short description.
  public let summary: String
  /// Whether punctuation separates the fields, so that damaged characters must be repaired before
  /// the text is read.
  var readsPrint = false
  /// Whether the start of a text is certainly in this format.
  let recognizes: @Sendable (_ beginning: Substring) -> Bool
  /// Calls its second argument with each citation and diagnostic, in the order of the text. Use
  /// `forEachItem`, which also repairs the characters of the text.
  let read: @Sendable (SourceText, (Reading.Item) -> Void) -> Void

  /// In the order of detection; a text that no other format recognizes is a pasted list.
  public static let all: [ReferenceFormat] = [
    .pubMedXML, .endNoteXML, .jats, .tei, .mods, .marcXML, .wordSources, .zoteroRDF, .html,
    .biberEntries, .bibtex, .medline, .webOfScience, .refWorks, .ris, .refer, .betterBibTeX,
    .cslJSON, .citationFile, .cslYAML, .papis, .table, .bibitems, .citingNotes, .ownNote, .list,
  ]

  /// The length of the start of a text that detection looks at, in bytes.
  private static let beginningLength = 1 << 16

  /// The format of a text, by its content, then by its file name.
  public static func of(_ source: SourceText) -> ReferenceFormat {
    let bytes = source.text.utf8
    let end =
      bytes.index(bytes.startIndex, offsetBy: beginningLength, limitedBy: bytes.endIndex)
      ?? bytes.endIndex
    let beginning = source.text[..<end]
    let whole = source.name.lowercased()
    let name = whole.hasSuffix(".gz") ? whole.dropLast(3) : whole[...]
    return all.first { $0.recognizes(beginning) }
      ?? (name.hasSuffix(".md") && CitingNotes.isOfNotes(beginning) ? .citingNotes : nil)
      ?? all.first { $0.fileExtensions.contains { name.hasSuffix(".\($0)") } }
      ?? .list
  }

  /// The format with this name, in any case.
  public static func named(_ name: String) -> ReferenceFormat? {
    all.first { $0.name == name.lowercased() }
  }

  /// All citations and diagnostics of a text at once.
  public func read(_ source: SourceText) -> Reading {
    var reading = Reading()
    forEachItem(of: source) { reading.append($0) }
    return reading
  }
}
