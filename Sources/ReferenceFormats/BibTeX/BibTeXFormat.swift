import Diagnostics
import References

extension ReferenceFormat {
  static let bibtex = ReferenceFormat(
    name: "bibtex", fileExtensions: ["bib", "bibtex"],
    summary: "BibTeX and BibLaTeX databases",
    recognizes: { BibTeXRecognition.isBibTeX($0) },
    read: { source, emit in
      source.text.withBytes { bytes in
        var reader = BibTeXReader(bytes)
        reader.read(emit)
      }
    })
}

/// Whether a text is a BibTeX database: a line begins with an entry.
enum BibTeXRecognition {
  static func isBibTeX(_ beginning: Substring) -> Bool {
    String(beginning).withBytes { isBibTeX($0) }
  }

  private static func isBibTeX(_ bytes: TextBytes) -> Bool {
    let first = bytes.at(
      bytes.skippingBlanks(bytes.starts(with: "\u{FEFF}", at: 0) ? 3 : 0, bytes.count))
    if "<[{".utf8.contains(first) { return false }
    let scanner = BibTeXScanner(bytes)
    return bytes.indices.contains { index in
      guard bytes[index] == UInt8(ascii: "@"), bytes.isLineStart(index),
        let head = scanner.head(at: index)
      else { return false }
      return head.isKnown || hasKey(behind: head.opener, bytes)
    }
  }

  /// A word and a comma: what follows `@media {` is neither.
  private static func hasKey(behind opener: Int, _ bytes: TextBytes) -> Bool {
    let start = bytes.skippingBlanks(opener + 1, bytes.count)
    var index = start
    while index < bytes.count, index - start < 200, !bytes[index].isBlank,
      !"{}();=,\"".utf8.contains(bytes[index])
    {
      index += 1
    }
    return index > start && bytes.at(index) == UInt8(ascii: ",")
  }
}

/// Reads a database entry by entry, in the order of the text.
struct BibTeXReader {
  private let bytes: TextBytes
  private var scanner: BibTeXScanner
  private var citations: BibTeXCitations
  private var inheritance: BibTeXInheritance
  private var entry = BibTeXEntry()
  private var position = 0
  private var line = 1
  private var lineOffset = 0
  /// The place of the first key of each hash.
  private var keys: [Int: Range<Int>] = [:]

  init(_ bytes: TextBytes) {
    self.bytes = bytes
    scanner = BibTeXScanner(bytes)
    let parents = BibTeXParents(bytes)
    citations = BibTeXCitations(bytes, parents.macros)
    inheritance = BibTeXInheritance(bytes, parents)
  }

  mutating func read(_ emit: (Reading.Item) -> Void) {
    while let block = scanner.next(&entry) {
      switch block {
      case .strings: citations.macros.define(&entry, bytes)
      case .entry: readEntry(emit)
      case .data, .aside: break
      }
      for found in entry.problems {
        emit(.diagnostic(Diagnostic(found.severity, .bibtex(found.problem), at: found.range)))
      }
    }
  }

  private mutating func readEntry(_ emit: (Reading.Item) -> Void) {
    advanceLine(to: entry.start)
    let firstKey = entry.key.flatMap { earlierKey($0) }
    inheritance.complete(&entry)
    position += 1
    let citation = citations.citation(from: &entry, position: position, line: line)
    emit(.citation(citation))
    if let firstKey, let key = entry.key {
      emit(
        .diagnostic(
          Diagnostic(
            .note, .bibtex(.repeatedKey(bytes.string(key))), at: key,
            notes: [.init("the first is here", at: firstKey)])))
    }
  }

  /// Where an earlier entry has the same key.
  private mutating func earlierKey(_ key: Range<Int>) -> Range<Int>? {
    var hasher = Hasher()
    for byte in bytes.slice(key) { hasher.combine(byte) }
    let hash = hasher.finalize()
    guard let earlier = keys[hash] else {
      keys[hash] = key
      return nil
    }
    return bytes.slice(earlier).elementsEqual(bytes.slice(key)) ? earlier : nil
  }

  /// Counts lines, whichever way they end.
  private mutating func advanceLine(to offset: Int) {
    guard offset > lineOffset else { return }
    var newlines = 0
    var returns = 0
    for byte in bytes.slice(lineOffset..<offset) {
      newlines &+= byte == 10 ? 1 : 0
      returns &+= byte == 13 ? 1 : 0
    }
    line += newlines
    if returns > 0 {
      for index in lineOffset..<offset where bytes[index] == 13 && bytes.at(index + 1) != 10 {
        line += 1
      }
    }
    lineOffset = offset
  }
}
