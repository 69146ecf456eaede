import Diagnostics
import Foundation
import Index
import ReferenceFormats
import References

/// A fact of a citation as a person says it is, in the place of what was read.
public struct ReadingFix: Codable, Equatable, Sendable {
  /// Path of the source, as the index stores it.
  public let source: String
  /// The citation as printed; one that is printed otherwise is another.
  public let citation: String
  /// The fact's name.
  public let fact: String
  /// None where the citation has no such fact.
  public let values: [String]

  /// Creates a correction of one fact; no values remove the fact.
  public init(source: String, citation: String, fact: String, values: [String]) {
    (self.source, self.citation) = (source, citation)
    (self.fact, self.values) = (fact, values)
  }
}

extension ReadingFix {
  /// As the file has it, with the line's end.
  fileprivate var line: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
  }
}

/// What people corrected in a library's readings: `Index/fixes.jsonl`, a line of JSON each. The sources
/// stay as they are.
///
/// ```
/// {"citation":"12. Doe J. …","fact":"year","source":"Index/References/list.txt","values":["2017"]}
/// ```
///
/// If several lines concern one fact of one citation, the last one wins.
public struct ReadingFixes: Sendable {
  /// By source, then by citation.
  private var fixes: [String: [String: [ReadingFix]]] = [:]
  private var digests: [String: StableHash] = [:]
  /// What of the file could not be read.
  let problem: StateLogProblem?

  /// The corrections of a library; none where it has no such file.
  public init(_ library: Library) {
    let file = library.fixesFile
    guard FileManager.default.fileExists(atPath: file.path) else {
      problem = nil
      return
    }
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      problem = .notReadable(file.path)
      return
    }
    var damaged: [Int] = []
    for (index, line) in text.fileLines.enumerated()
    where line.contains(where: { !$0.isWhitespace }) {
      let fix = try? JSONDecoder().decode(ReadingFix.self, from: Data(line.utf8))
      guard let fix, Fact.named(fix.fact) != nil else {
        damaged.append(index + 1)
        continue
      }
      fixes[fix.source, default: [:]][fix.citation, default: []].append(fix)
      digests[fix.source, default: StableHash()].add(String(line))
    }
    problem = damaged.first.map { .damaged(file.path, lines: damaged.count, first: $0) }
  }

  /// Tells whether a source was read with the corrections that there are now; 0 where it has none.
  func digest(of source: String) -> Int64 { digests[source]?.value ?? 0 }

  /// The citations that were corrected, as printed, and what of them, by source.
  public var corrected: [(source: String, citation: String, facts: [String])] {
    fixes.sorted { $0.key < $1.key }.flatMap { source, citations in
      citations.sorted { $0.key < $1.key }.map { citation, fixes in
        (source: source, citation: citation, facts: Set(fixes.map(\.fact)).sorted())
      }
    }
  }

  func apply(to reading: inout Reading, of source: String) {
    guard let fixes = fixes[source] else { return }
    for index in reading.citations.indices {
      for fix in fixes[reading.citations[index].raw] ?? [] {
        guard let fact = Fact.named(fix.fact) else { continue }
        reading.citations[index].fix(fact, to: fix.values)
      }
    }
  }
}

extension Library {
  var fixesFile: URL { indexFolder.appendingPathComponent("fixes.jsonl") }

  /// Appends corrections to the file.
  ///
  /// - Throws: what the file system says; then the file is as it was.
  public func add(_ fixes: [ReadingFix]) throws {
    let lines = try fixes.map { try $0.line }
    try changeFixes { $0 + lines.joined() }
  }

  /// Takes back the corrections of citations.
  ///
  /// - Returns: how many there were.
  public func removeFixes(where isOfThese: (ReadingFix) -> Bool) throws -> Int {
    var count = 0
    try changeFixes { text in
      text.fileLines.filter { !$0.isEmpty }.filter { line in
        let fix = try? JSONDecoder().decode(ReadingFix.self, from: Data(line.utf8))
        let isRemoved = fix.map(isOfThese) ?? false
        count += isRemoved ? 1 : 0
        return !isRemoved
      }.map { $0 + "\n" }.joined()
    }
    return count
  }

  /// Lets the corrections of a source, or of those in a folder, follow it to another place.
  func moveFixes(from old: String, to new: String) throws {
    guard FileManager.default.fileExists(atPath: fixesFile.path) else { return }
    try changeFixes { text in
      text.fileLines.filter { !$0.isEmpty }.map { line in
        let fix = try? JSONDecoder().decode(ReadingFix.self, from: Data(line.utf8))
        guard let fix, fix.source == old || fix.source.hasPrefix(old + "/") else {
          return line + "\n"
        }
        let moved = ReadingFix(
          source: new + fix.source.dropFirst(old.count), citation: fix.citation, fact: fix.fact,
          values: fix.values)
        return (try? moved.line) ?? line + "\n"
      }.joined()
    }
  }

  private func changeFixes(_ change: (String) -> String) throws {
    try rewrite(fixesFile, lock: "fixes") { text in
      text = change(text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n")
    }
  }
}
