import Diagnostics
import Foundation

/// An unsupported file format. Such a file is refused by name with the way to convert it, instead
/// of being read as a pasted list.
///
/// `binaries` are detected by the first bytes of a file, `texts` by the start of its text.
struct ForeignFormat: Sendable {
  /// "a PDF".
  let name: String
  /// How to convert it.
  let remedy: String
}

// MARK: Files of bytes

extension ForeignFormat {
  /// The format of a file with these first bytes; nil if it may be text.
  static func of(_ bytes: Data) -> ForeignFormat? {
    let beginning = Array(bytes.prefix(1 << 16))
    return binaries.first { $0.signatures.contains { $0.isIn(beginning) } }?.format
  }

  private struct Signature: Sendable {
    let bytes: [UInt8]
    var offset = 0
    /// Words of which one is further on, as the names of an archive's files.
    var words: [String] = []

    init(_ text: String, at offset: Int = 0, with words: [String] = []) {
      self.init(Array(text.utf8), at: offset, with: words)
    }

    init(_ bytes: [UInt8], at offset: Int = 0, with words: [String] = []) {
      (self.bytes, self.offset, self.words) = (bytes, offset, words)
    }

    func isIn(_ beginning: [UInt8]) -> Bool {
      guard beginning.dropFirst(offset).starts(with: bytes) else { return false }
      return words.isEmpty || words.contains { beginning.firstRange(of: Array($0.utf8)) != nil }
    }
  }

  private struct Binary: Sendable {
    let format: ForeignFormat
    let signatures: [Signature]

    init(_ name: String, _ remedy: String, _ signatures: Signature...) {
      format = ForeignFormat(name: name, remedy: remedy)
      self.signatures = signatures
    }
  }

  private static let zip = Array("PK\u{3}\u{4}".utf8)
  private static let export = "export the references from its program, as BibTeX or RIS"
  private static let unpack = "unpack it first"

  /// The first match wins; general formats follow special ones.
  ///
  /// Source: the signatures of `file(1)` and of the formats' own specifications.
  private static let binaries: [Binary] = [
    Binary(
      "a PDF", "turn it into text with 'pdftotext -layout FILE.pdf'", Signature("%PDF-"),
      Signature([0xEF, 0xBB, 0xBF] + Array("%PDF-".utf8))),
    Binary(
      "a PostScript file", "turn it into text with 'ps2ascii FILE'", Signature("%!PS")),
    Binary(
      "a Word document", "convert it with 'pandoc FILE.docx -t plain --wrap=none'",
      Signature(zip, with: ["word/"])),
    Binary(
      "a spreadsheet", "save it as CSV or text, or export the references as BibTeX or RIS",
      Signature(zip, with: ["xl/", "opendocument.spreadsheet"])),
    Binary(
      "a presentation", "copy the references into a text file",
      Signature(zip, with: ["ppt/", "opendocument.presentation"])),
    Binary(
      "an OpenDocument text", "convert it with 'pandoc FILE.odt -t plain --wrap=none'",
      Signature(zip, with: ["opendocument.text"])),
    Binary(
      "an e-book", "convert it with 'pandoc FILE.epub -t plain --wrap=none'",
      Signature(zip, with: ["application/epub+zip"])),
    Binary("a ZIP archive", unpack, Signature(zip), Signature("PK\u{5}\u{6}")),
    Binary(
      "an old Office document", "save it as plain text, or as .docx and convert that with pandoc",
      Signature([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])),
    Binary("an SQLite database", export, Signature("SQLite format 3\0")),
    Binary("an Access database", export, Signature("Standard Jet DB", at: 4)),
    Binary("a gzip archive", "unpack it with 'gunzip FILE'", Signature([0x1F, 0x8B])),
    Binary("a bzip2 archive", "unpack it with 'bunzip2 FILE'", Signature("BZh")),
    Binary("an xz archive", "unpack it with 'unxz FILE'", Signature([0xFD] + Array("7zXZ\0".utf8))),
    Binary(
      "a Zstandard archive", "unpack it with 'unzstd FILE'", Signature([0x28, 0xB5, 0x2F, 0xFD])),
    Binary("a 7-Zip archive", unpack, Signature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])),
    Binary("a RAR archive", unpack, Signature("Rar!\u{1A}\u{7}")),
    Binary("a tar archive", unpack, Signature("ustar", at: 257)),
    Binary("a DjVu document", "turn it into text with 'djvutxt FILE'", Signature("AT&TFORM")),
    Binary(
      "a Kindle book", "convert it with 'ebook-convert FILE FILE.txt'",
      Signature("BOOKMOBI", at: 60)
    ),
    Binary(
      "a picture", "read its text with 'tesseract FILE -'", Signature([0x89] + Array("PNG".utf8)),
      Signature([0xFF, 0xD8, 0xFF]), Signature("GIF8"), Signature("II*\0"), Signature("MM\0*"),
      Signature("WEBP", at: 8)),
  ]
}

// MARK: Texts

extension ForeignFormat {
  /// The format of a text with this start, or nil.
  static func of(_ text: String) -> ForeignFormat? {
    let beginning = text.prefix(4_096).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return texts.first { $0.recognizes(beginning) }?.format
  }

  private struct ForeignText: Sendable {
    let format: ForeignFormat
    let recognizes: @Sendable (Substring) -> Bool

    init(name: String, remedy: String, recognizes: @escaping @Sendable (Substring) -> Bool) {
      format = ForeignFormat(name: name, remedy: remedy)
      self.recognizes = recognizes
    }
  }

  private static let texts: [ForeignText] = [
    ForeignText(
      name: "a MARC record",
      remedy: "convert it with 'yaz-marcdump' and 'xml2bib', or export it as RIS",
      recognizes: { $0.prefix(5).allSatisfy(\.isNumber) && $0.contains("\u{1E}") }),
    ForeignText(
      name: "an RDF file", remedy: "export the references again as BibTeX, RIS or CSL-JSON",
      recognizes: { $0.contains("<rdf:RDF") }),
    ForeignText(
      name: "an RTF document",
      remedy: "save it as plain text, or convert it with 'pandoc FILE -t plain'",
      recognizes: { $0.hasPrefix("{\\rtf") }),
    ForeignText(
      name: "a TeX document", remedy: "give the .bib file that it cites, or the .bbl file's text",
      recognizes: { text in
        ["\\documentclass", "\\documentstyle", "\\begin{document}", "\\begin{thebibliography}"]
          .contains {
            text.contains($0)
          }
      }),
    ForeignText(
      name: "a table",
      remedy: "export the references as BibTeX, RIS or CSL-JSON from the program that made it",
      recognizes: { ReferenceTable.head(of: String($0), needsTitle: false) != nil }),
  ]
}
