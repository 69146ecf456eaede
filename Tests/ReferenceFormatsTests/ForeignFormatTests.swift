import Diagnostics
import Foundation
import ReferenceFormats
import Testing

@Suite struct ForeignFormatTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) { (self.name, bytes) = (name, Array(text.utf8)) }
    init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

    var testDescription: String { name }
  }

  static let binaries = [
    Row("a PDF", "%PDF-1.7\n%\u{1}\0"),
    Row("a Word document", "PK\u{3}\u{4}\0\0[Content_Types].xml\0word/document.xml"),
    Row("a spreadsheet", "PK\u{3}\u{4}\0\0xl/workbook.xml"),
    Row("an OpenDocument text", "PK\u{3}\u{4}\0mimetypeapplication/vnd.oasis.opendocument.text"),
    Row("an e-book", "PK\u{3}\u{4}\0mimetypeapplication/epub+zip"),
    Row("a ZIP archive", "PK\u{3}\u{4}\0\0letter.txt"),
    Row("an old Office document", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]),
    Row("an SQLite database", "SQLite format 3\0\u{10}\0"),
    Row("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    Row("an xz archive", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
  ]

  @Test(arguments: binaries)
  func filesOfOtherProgramsAreNamedAndRefused(_ row: Row) throws {
    let error = try #require(throws: UnreadableSource.self) {
      _ = try DecodedSource(name: "file", bytes: Data(row.bytes))
    }
    guard case .foreign(let name, let remedy) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(name == row.name)
    #expect(!remedy.isEmpty)
  }

  @Test(arguments: [
    Row("an RTF document", "{\\rtf1\\ansi Smith J. A title. Nature 2018;1:2-3.}"),
    Row("a TeX document", "\\documentclass{article}\n\\begin{document}\nHello\n"),
    Row("a MARC record", "00714cam a2200205 a 4500001001200000\u{1E}abc"),
  ])
  func textsOfOtherProgramsAreNamed(_ row: Row) throws {
    let source = try DecodedSource(name: "file", bytes: Data(row.bytes)).text
    let reading = ReferenceFormat.of(source).read(source)
    #expect(reading.citations.isEmpty)
    guard case .foreign(let name, _)? = reading.diagnostics.first?.kind else {
      Issue.record("\(reading.diagnostics)")
      return
    }
    #expect(name == row.name)
    #expect(reading.lostLines(of: source) == source.text.split(separator: "\n").count)
  }

  @Test func listsAreNotTakenForFilesOfOtherPrograms() throws {
    for text in [
      "Smith J. A title. Nature 2018;1:2-3.\n", "PDF files of 2018\n",
      "10001 Smith J. A title. Nature 2018;1:2-3.\n",
    ] {
      let source = try DecodedSource(name: "file", bytes: Data(text.utf8)).text
      let reading = ReferenceFormat.of(source).read(source)
      #expect(!reading.diagnostics.contains { $0.kind.kind == "foreign" })
    }
  }
}
