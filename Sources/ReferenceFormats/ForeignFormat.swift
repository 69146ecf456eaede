import Diagnostics

/// A kind of file that holds no list of references as people paste it, and that nothing here reads:
/// it is named and refused with the way out, not read as if it were a list.
struct ForeignFormat: Sendable {
  /// "a PDF".
  let name: String
  /// What to type, or do.
  let remedy: String
  fileprivate let recognizes: @Sendable (Substring) -> Bool

  /// The format of a text that begins so, or nil.
  static func of(_ text: String) -> ForeignFormat? {
    let beginning = text.prefix(4_096).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return all.first { $0.recognizes(beginning) }
  }

  private static let all: [ForeignFormat] = [
    ForeignFormat(
      name: "a PDF", remedy: "turn it into text with 'pdftotext -layout FILE.pdf'",
      recognizes: { $0.hasPrefix("%PDF-") }),
    ForeignFormat(
      name: "an Office document or another ZIP archive",
      remedy: "save it as plain text, or convert it with 'pandoc FILE -t plain --wrap=none'",
      recognizes: { $0.hasPrefix("PK\u{3}\u{4}") || $0.hasPrefix("\u{FFFD}\u{FFFD}\u{11}\u{FFFD}") }
    ),
    ForeignFormat(
      name: "an SQLite database",
      remedy: "export the references from the program that it belongs to, as BibTeX or RIS",
      recognizes: { $0.hasPrefix("SQLite format 3") }),
    ForeignFormat(
      name: "an RTF document",
      remedy: "save it as plain text, or convert it with 'pandoc FILE -t plain'",
      recognizes: { $0.hasPrefix("{\\rtf") }),
    ForeignFormat(
      name: "a TeX document", remedy: "give the .bib file that it cites, or the .bbl file's text",
      recognizes: { text in
        ["\\documentclass", "\\documentstyle", "\\begin{document}", "\\begin{thebibliography}"]
          .contains {
            text.contains($0)
          }
      }),
    ForeignFormat(
      name: "a CITATION.cff file", remedy: "convert it with 'cffconvert -f bibtex'",
      recognizes: { isAtLineStart("cff-version:", in: $0) }),
    ForeignFormat(
      name: "a Web of Science export", remedy: "export it again as BibTeX or RIS",
      recognizes: {
        $0.hasPrefix("FN Clarivate") || $0.hasPrefix("FN Thomson") || $0.hasPrefix("FN ISI")
          || $0.hasPrefix("PT\tAU\t")
      }),
    ForeignFormat(
      name: "a table",
      remedy: "export the references as BibTeX, RIS or CSL-JSON from the program that made it",
      recognizes: { isTable($0) }),
  ]

  private static func isAtLineStart(_ word: String, in text: Substring) -> Bool {
    text.hasPrefix(word) || text.contains("\n" + word)
  }

  /// The names of columns, and as many cells in the line below.
  private static func isTable(_ text: Substring) -> Bool {
    guard let head = text.split(separator: "\n", maxSplits: 1).first else { return false }
    for separator in ["\t", ",", ";"] as [Character] {
      let cells = head.split(separator: separator, omittingEmptySubsequences: false).map {
        $0.filter { $0.isLetter || $0.isNumber }.lowercased()
      }
      let known = cells.count { columns.contains($0) }
      if known >= 3, known * 2 > cells.count || known >= 5 { return true }
    }
    return false
  }

  private static let columns: Set<String> = [
    "title", "titles", "author", "authors", "year", "publicationyear", "journal", "journalbook",
    "doi",
    "pmid", "volume", "issue", "pages", "abstract", "key", "itemtype", "publicationtitle",
    "sourcetitle",
    "source", "citation", "firstauthor", "createdate", "pmcid", "nihmsid", "isbn", "issn", "url",
    "date",
    "keywords", "documenttype", "eid", "link", "type", "publisher", "articletitle",
    "authorfullnames",
  ]
}
