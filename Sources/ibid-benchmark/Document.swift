import Foundation
import References

/// One line of a corpus: a bibliographic record in JSON.
struct Document: Decodable {
  let id: String
  let title: String?
  let authors: [String]
  let container: String?
  let year: Int?
  let abstract: String?
  let keywords: [String]

  private enum Key: String, CodingKey {
    case id, key, title, authors, author, journal, container, year, abstract, keywords
  }

  /// Reads `id` or `key`, `journal` or `container`; authors are a list or one text.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func text(_ key: Key) -> String? {
      (try? values.decode(String.self, forKey: key))
        ?? (try? values.decode(Int.self, forKey: key)).map(String.init)
    }
    func list(_ key: Key) -> [String]? {
      (try? values.decode([String].self, forKey: key))
        ?? text(key).map { $0.components(separatedBy: " and ") }
    }
    id = text(.id) ?? text(.key) ?? ""
    title = text(.title)
    authors = list(.authors) ?? list(.author) ?? []
    container = text(.journal) ?? text(.container)
    year = text(.year).flatMap { Int($0) }
    abstract = text(.abstract)
    keywords = list(.keywords) ?? []
  }

  /// The document as a citation of its corpus.
  func citation(position: Int) -> Citation {
    var reference = Reference()
    reference.title = title
    reference.authors = authors.map(Self.creator)
    reference.container = container
    reference.year = year
    reference.abstract = abstract
    reference.keywords = keywords
    return Citation(position: position, line: position, raw: title ?? "", reference: reference)
  }

  private static func creator(_ name: String) -> Creator {
    let parts = name.split(separator: ",", maxSplits: 1)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count == 2 else { return .literal(name) }
    return .person(PersonalName(family: parts[0], given: parts[1]))
  }
}

/// A file of JSON lines.
func readLines<Value: Decodable>(_ path: String, as type: Value.Type) throws -> [Value] {
  let decoder = JSONDecoder()
  return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    .map { try decoder.decode(type, from: Data($0.utf8)) }
}
