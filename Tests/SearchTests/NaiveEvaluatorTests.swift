import Diagnostics
import IndexTestSupport
import QueryLanguage
import References
import Search
import TestSupport
import Testing

/// Random queries of every shape and form find in an index what a plain reading of their trees finds
/// in a handful of works.
@Suite struct NaiveEvaluatorTests {
  @Test func allFormsFindWhatTheyMean() throws {
    var random = SplitMix64(seed: 5)
    let works = (0..<60).map { PlainWork($0, using: &random) }
    let index = try TemporaryIndex(works.map(\.citation))
    for _ in 0..<600 {
      let query = Query.invented(depth: 3, using: &random)
      let expected = works.filter { query.holds(for: $0, in: PlainWork.fields) }
      #expect(try index.titles(query.text) == expected.map(\.title).sorted(), "\(query.text)")
    }
  }

  /// Of the words of a question any will do, however it is bracketed; what is not text is required.
  @Test func anyWordWillDo() throws {
    var random = SplitMix64(seed: 6)
    let works = (0..<60).map { PlainWork($0, using: &random) }
    let index = try TemporaryIndex(works.map(\.citation))
    var options = SearchOptions()
    options.matching = .any
    options.limit = 100
    for _ in 0..<200 {
      let words = (0..<3).map { _ in Query.word(PlainWork.vocabulary.randomElement(using: &random)!)
      }
      let year = Query.field("year", .leaf("2001..2003", .word))
      let excluded = Query.not(.word("zab"))
      let parts = [.and([words[0], .and([words[1], year])]), words[2], excluded].shuffled(
        using: &random)
      let expected = works.filter { work in
        words.contains { $0.holds(for: work, in: PlainWork.fields) }
          && year.holds(for: work, in: PlainWork.fields)
          && excluded.holds(for: work, in: PlainWork.fields)
      }
      let text = Query.and(parts).text
      let found = try index.search(text, options).hits.compactMap(\.work.reference.title)
      #expect(found.sorted() == expected.map(\.title).sorted(), "\(text)")
    }
  }
}

/// A work of words that no stemmer changes and no spelling joins.
private struct PlainWork {
  static let vocabulary = ["zab", "kor", "mip", "tud", "vex", "lom", "gix", "kar"]
  static let families = ["Quill", "Quirk", "Brown", "Adams"]
  static let fields = ["title", "author", "annotation"]

  let title: String
  let year: Int?
  /// The words of each field; of names the family's.
  let words: [String: [String]]

  init(_ number: Int, using random: inout SplitMix64) {
    func texts(_ words: [String], _ count: ClosedRange<Int>) -> [String] {
      (0..<Int.random(in: count, using: &random)).map { _ in words.randomElement(using: &random)! }
    }
    let titleWords = texts(Self.vocabulary, 2...5) + ["n\(number)"]
    title = titleWords.joined(separator: " ")
    year = Bool.random(using: &random) ? Int.random(in: 2000...2005, using: &random) : nil
    words = [
      "title": titleWords, "author": texts(Self.families, 0...3).map { $0.lowercased() },
      "annotation": texts(Self.vocabulary, 0...4),
    ]
  }

  var citation: Citation {
    let annotation = words["annotation"]!.joined(separator: " ")
    return Citation(
      title, authors: words["author"]!.map { Creator("\($0.capitalized), A.") }, year: year,
      annotation: annotation.isEmpty ? nil : annotation)
  }
}

extension Query {
  fileprivate static func leaf(_ text: String, _ form: Form, _ anchor: Anchor? = nil) -> Query {
    .leaf(Leaf(Text(text, at: 0..<0), as: form, at: anchor))
  }

  fileprivate static func word(_ text: String) -> Query { .leaf(text, .word) }

  fileprivate static func field(_ name: String, _ query: Query) -> Query {
    .field(name: Text(name, at: 0..<0), query)
  }

  // MARK: Invented queries

  fileprivate static func invented(depth: Int, using random: inout SplitMix64) -> Query {
    func part() -> Query { .invented(depth: depth - 1, using: &random) }
    switch Int.random(in: 0...(depth > 0 ? 11 : 5), using: &random) {
    case 0...2: return text(using: &random)
    case 3: return .field(PlainWork.fields.randomElement(using: &random)!, text(using: &random))
    case 4: return value(using: &random)
    case 5:
      return .near(near(using: &random), distance: Int.random(in: 0...3, using: &random), at: 0..<0)
    case 6: return .not(part())
    case 7: return .boosted(part(), by: 2)
    case 8, 9: return .and([part(), part()])
    default: return .or([part(), part(), part()])
    }
  }

  private static func text(using random: inout SplitMix64) -> Query {
    let words = PlainWork.vocabulary + PlainWork.families
    let word = words.randomElement(using: &random)!
    let pair = (0..<2).map { _ in PlainWork.vocabulary.randomElement(using: &random)! }
    let letters = Array(word)
    let pattern = "\(letters[0])\(letters[1])?\(String(letters.dropFirst(3)))"
    let leaves: [(String, Form)] = [
      (word, .word), (word, .exact), (pair.joined(separator: " "), .phrase),
      (String(letters.prefix(2)), .prefix),
      (pattern, .pattern),
      (word, .fuzzy(edits: 1)), ("*", .all),
    ]
    // A pattern has a letter after its mark.
    let (text, form) = leaves.filter { $0.1 != .pattern || letters.count > 3 }.randomElement(
      using: &random)!
    return .leaf(text, form)
  }

  /// What is asked of one field alone.
  private static func value(using random: inout SplitMix64) -> Query {
    let word = PlainWork.vocabulary.randomElement(using: &random)!
    let family = PlainWork.families.randomElement(using: &random)!
    let year = Int.random(in: 2000...2005, using: &random)
    return [
      .field("title", .leaf(word, .word, .first)),
      .field("author", .leaf(family, .word, Anchor.allCases.randomElement(using: &random)!)),
      .field("author", .leaf(family, .phrase, Anchor.allCases.randomElement(using: &random)!)),
      .field("title", .leaf("\(word) [k-m]", .expression)),
      .field("year", .leaf("\(year)..", .word)),
      .field("year", .leaf("2000 TO \(year)", .range)), .field("year", .leaf("*", .all)),
    ].randomElement(using: &random)!
  }

  private static func near(using random: inout SplitMix64) -> [Leaf] {
    let forms: [Form] = Bool.random(using: &random) ? [.exact] : [.word, .exact]
    return (0..<2).map { _ in
      Leaf(
        Text(PlainWork.vocabulary.randomElement(using: &random)!, at: 0..<0),
        as: forms.randomElement(using: &random)!)
    }
  }

  // MARK: What they mean

  /// - Parameter fields: in which its words are looked for.
  fileprivate func holds(for work: PlainWork, in fields: [String]) -> Bool {
    switch self {
    case .leaf(let leaf): leaf.holds(for: work, in: fields)
    case .near(let leaves, let distance, _):
      fields.contains { field in
        let places = leaves.map { leaf in leaf.places(in: work.words[field] ?? []) }
        return places[0].contains { one in
          places[1].contains { abs($0 - one) <= distance + 1 }
        }
      }
    case .field(let name, let query): query?.holds(for: work, in: [name.text]) == true
    case .boosted(let query, _): query.holds(for: work, in: fields)
    case .saved: false
    case .and(let parts): parts.allSatisfy { $0.holds(for: work, in: fields) }
    case .or(let parts): parts.contains { $0.holds(for: work, in: fields) }
    case .not(let query): !query.holds(for: work, in: fields)
    }
  }
}

extension Query.Leaf {
  fileprivate func holds(for work: PlainWork, in fields: [String]) -> Bool {
    if fields == ["year"] { return holds(for: work.year) }
    if form == .all { return fields.count > 1 || !(work.words[fields[0]] ?? []).isEmpty }
    return fields.contains { field in
      let words = work.words[field] ?? []
      return places(in: words).contains { place in
        switch anchor {
        case nil: true
        case .first?: place == 0
        case .last?: place == words.count - 1
        case .only?: words.count == 1
        }
      }
    }
  }

  private func holds(for year: Int?) -> Bool {
    guard let year else { return false }
    let numbers = text.text.split { !$0.isNumber }.compactMap { Int($0) }
    return switch form {
    case .all: true
    case .range: (numbers[0]...numbers[1]).contains(year)
    default: year >= numbers[0] && year <= (numbers.dropFirst().first ?? .max)
    }
  }

  /// Where in some words it is found.
  fileprivate func places(in words: [String]) -> [Int] {
    let text = text.text.lowercased()
    return words.indices.filter { place in
      let word = words[place]
      return switch form {
      case .word, .exact: word == text
      case .prefix: word.hasPrefix(text)
      case .pattern:
        word.count == text.count && zip(word, text).allSatisfy { $1 == "?" || $0 == $1 }
      case .fuzzy(let edits): editDistance(word, text) <= edits
      case .phrase:
        words[place...].prefix(text.split(separator: " ").count).joined(separator: " ") == text
      case .expression:
        word == text.prefix(3)
          && words.dropFirst(place + 1).first.map { ("k"..."m").contains($0.prefix(1)) } == true
      case .range, .all: false
      }
    }
  }
}
