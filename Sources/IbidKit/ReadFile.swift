import Diagnostics
import Foundation
import ReferenceFormats
import ReferenceLibrary
import References

/// The parsed contents of a file of references.
public struct ReadFile: Sendable {
  /// In the order of the file.
  public let citations: [Citation]
  /// Entries that could not be read, or not fully, with their places.
  public let problems: [Message]

  /// Reads a reference list, a .bib file, an export of Zotero, EndNote or PubMed: whatever
  /// `ibid read` does. The format is detected by content.
  ///
  /// - Throws: `.source`.
  public init(_ file: URL) throws(LibraryError) {
    do throws(SourceFault) {
      let source = try SourceFile(file, name: file.relativePath)
      let reading = source.read()
      citations = reading.citations
      problems = reading.diagnostics.filter { $0.severity != .note }.map {
        $0.message(in: source.text)
      }
    } catch {
      throw .source(file, error)
    }
  }
}
