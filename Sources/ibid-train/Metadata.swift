import Foundation

/// Titles, names, journals and publishers, from which works are invented.
struct Metadata {
  var titles: [String] = []
  var names: [(family: String, given: String)] = []
  var journals: [(full: String, short: String)] = []
  /// Sentences as people write them about works.
  var remarks: [String] = Phrases.remarks

  /// - Parameters:
  ///   - bibliography: a BibTeX file with one field a line: names, titles and abstracts.
  ///   - journals: names and abbreviations, a tab between.
  ///   - collections: JSON Lines with `title`.
  ///   - strings: labelled strings, whose titles are used.
  init(bibliography: String, journals: String, collections: [String], strings: [String]) throws {
    try readBibliography(bibliography)
    for line in try String(contentsOfFile: journals, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "\t").map(String.init)
      if parts.count == 2 { self.journals.append((parts[0], parts[1])) }
    }
    for path in collections {
      for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
        guard let match = line.firstMatch(of: #/"title": "((?:[^"\\])+)"/#) else { continue }
        let title = match.1.trimmingCharacters(in: .init(charactersIn: " ."))
        titles.append(title.prefix(1).uppercased() + title.dropFirst())
      }
    }
    for path in strings {
      for string in try LabelledString.read(path) {
        titles += string.segments.filter { $0.label == .title }.map {
          $0.text.trimmingCharacters(in: .init(charactersIn: " .,\"“”'‘’"))
        }
      }
    }
    titles.removeAll { $0.count < 8 || $0.count > 300 }
  }

  /// Sentences about works, from the abstracts of a BibTeX file.
  static func remarks(in bibliography: String) throws -> [String] {
    var metadata = Metadata()
    try metadata.readBibliography(bibliography)
    return metadata.remarks
  }

  private init() {}

  private mutating func readBibliography(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for line in text.split(separator: "\n") {
      if let title = Self.value(of: "title", in: line) {
        if !title.contains("\\") { titles.append(title) }
      } else if let authors = Self.value(of: "author", in: line) {
        for name in authors.components(separatedBy: " and ") {
          let parts = name.components(separatedBy: ", ")
          if parts.count == 2, !name.contains("\\"), !parts[1].isEmpty, !parts[0].isEmpty {
            names.append((parts[0], parts[1]))
          }
        }
      } else if let abstract = Self.value(of: "abstract", in: line) {
        let sentences = abstract.components(separatedBy: ". ")
        remarks += sentences.filter {
          $0.count < 260 && $0.count > 20 && $0.first?.isUppercase == true && !$0.contains("\\")
        }.prefix(1).map { $0.hasSuffix(".") ? $0 : $0 + "." }
      }
    }
  }

  private static func value(of field: String, in line: Substring) -> String? {
    let head = "  \(field) = {"
    guard line.hasPrefix(head), line.hasSuffix("},") else { return nil }
    return String(line.dropFirst(head.count).dropLast(2)).filter { $0 != "{" && $0 != "}" }
  }
}
