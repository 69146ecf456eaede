import ArgumentParser
import Diagnostics
import Foundation
import Index
import ReferenceFormats
import ReferenceLibrary
import References
import Search

struct FixCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Correct fields of a work.",
    discussion: """
      ibid fix schuster2017chimeric year=2017 'author=Schuster, S. J.; Svoboda, J.'
      ibid fix schuster2017chimeric            opens the fields in VISUAL or EDITOR

      The sources are not changed: corrections are stored in Index/fixes.jsonl, applied whenever \
      a citation is read again, and marked as corrections. A field without a value is removed.
      """)

  @OptionGroup var libraryOptions: LibraryOptions

  @Flag(help: "Undo all corrections of the work.")
  var undo = false

  @Argument(
    help: """
      Citation key, as printed by 'ibid search', or what surely names the work: an identifier, its \
      title, 'Schuster 2017'.
      """)
  var key: String

  @Argument(
    help: ArgumentHelp(
      "Corrected fields, as FIELD=VALUE; separate people and keywords with ';'.",
      valueName: "field=value")
  )
  var changes: [String] = []

  func run(in context: Context) throws {
    let opened = try libraryOptions.opened(in: context)
    let database = try opened.currentIndex()
    let key = try opened.works(named: [key], database)[0].key
    guard
      let work = try answered(
        { () throws(IndexError) in try Searcher(database).work(key) }, database)
    else { throw Failure.unknownKey(self.key, database) }
    if undo { return try takeBack(work, opened, context) }
    let fixes = changes.isEmpty ? try edited(work) : try changes.map(FactChange.init)
    if fixes.isEmpty {
      context.console.note("nothing was changed")
      return
    }
    for fix in fixes { try fix.validate() }
    let all = work.places.flatMap { place in
      fixes.map {
        ReadingFix(
          source: place.source, citation: place.raw, fact: $0.fact.name, values: $0.values)
      }
    }
    try written(opened) { try opened.library.add(all) }
    _ = try opened.changedIndex()
    let names = fixes.map(\.fact.name).joined(separator: ", ")
    context.console.note(
      .note("corrected \(names) of '\(key)' in \(counted(work.places.count, "citation"))"))
  }

  private func takeBack(_ work: Work, _ opened: OpenLibrary, _ context: Context) throws {
    let places = Set(work.places.map { [$0.source, $0.raw] })
    var count = 0
    try written(opened) {
      count = try opened.library.removeFixes { places.contains([$0.source, $0.citation]) }
    }
    guard count > 0 else { throw Failure(.nothingFound, "'\(work.key)' has no corrections") }
    _ = try opened.changedIndex()
    context.console.note(.note("undid \(counted(count, "correction")) of '\(work.key)'"))
  }

  private func written(_ opened: OpenLibrary, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      throw Failure.unwritten(opened.library.indexFolder.path, error)
    }
  }

  private func answered<Value>(
    _ body: () throws(IndexError) -> Value, _ database: IndexDatabase
  ) throws -> Value {
    do throws(IndexError) { return try body() } catch { throw error.failure(at: database.path) }
  }

  // MARK: In an editor

  /// What a person changed among the facts of a work.
  private func edited(_ work: Work) throws -> [FactChange] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("ibid-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    let before = FactChange.all(of: work.reference)
    let head =
      "# Fields of '\(work.key)': correct them, save and close. A field without a value is\n"
      + "# removed; you may add other fields. Further lines of a text begin with two spaces.\n"
    try Data((head + before.map { "\($0.lines)\n" }.joined()).utf8).write(to: file)
    try Editor.edit(file)
    return try FactChange.changes(in: String(contentsOf: file, encoding: .utf8), from: before)
  }
}

/// A fact and what it is to be.
struct FactChange: Equatable {
  let fact: Fact
  let values: [String]

  init(_ fact: Fact, _ values: [String]) { (self.fact, self.values) = (fact, values) }

  /// What was changed in a text of the lines of some facts; nothing where it is empty, as an empty
  /// message keeps git from committing. Lines that nobody touched are not read.
  static func changes(in text: String, from before: [FactChange]) throws(Failure) -> [FactChange] {
    var written: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    where !line.hasPrefix("#") {
      if line.hasPrefix("  "), !written.isEmpty {
        written[written.count - 1] += "\n" + line
      } else if line.contains(where: { !$0.isWhitespace }) {
        written.append(line)
      }
    }
    if written.isEmpty { return [] }
    let kept = Set(before.map(\.lines)).intersection(written)
    var changes: [FactChange] = []
    for lines in written where !kept.contains(lines) {
      let change = try FactChange(lines.replacing("\n  ", with: "\n"))
      guard !changes.contains(where: { $0.fact.name == change.fact.name }) else {
        throw Failure.wrongRequest("'\(change.fact.name)' stands in two lines")
      }
      changes.append(change)
    }
    let removed = before.filter { former in
      !kept.contains(former.lines) && !changes.contains { $0.fact.name == former.fact.name }
    }
    return changes + removed.map { FactChange($0.fact, []) }
  }

  /// Reads `year=2017` or `year: 2017`.
  init(_ text: String) throws(Failure) {
    guard let sign = text.firstIndex(where: { "=:".contains($0) }) else {
      throw Failure.wrongRequest(
        "invalid correction '\(text)'",
        hint: "for example: year=2017, or volume= to remove the field")
    }
    let name = text[..<sign].trimmingCharacters(in: .whitespaces).lowercased()
    let value = text[text.index(after: sign)...].trimmingCharacters(in: .whitespaces)
    guard let fact = Self.fact(name) else {
      let hint =
        nearest(to: name, among: Self.names).map { "did you mean '\($0)'?" }
        ?? "known fields: \(Self.names.joined(separator: ", "))"
      throw Failure.wrongRequest("unknown field '\(name)'", hint: hint)
    }
    self.fact = fact
    values = fact.values(in: value)
    if values.isEmpty, !value.isEmpty {
      throw Failure.wrongRequest(
        "'\(text)' names nobody and nothing", hint: "to remove the field: \(name)=")
    }
  }

  /// - Throws: `Failure` where the values are none of the fact.
  func validate() throws(Failure) {
    var citation = Citation(position: 1, line: 1, raw: "")
    if citation.fix(fact, to: values) { return }
    throw Failure.wrongRequest(
      "invalid value '\(values.joined(separator: "; "))' for '\(fact.name)'",
      hint: fact.expectation)
  }

  /// As it is edited: a line, and one for each further line of a text.
  var lines: String {
    let value = values.map(fact.escaped).joined(separator: "; ")
    return "\(fact.name): \(value.replacing("\n", with: "\n  "))"
  }

  /// What a reference says, in the order of the facts.
  static func all(of reference: Reference) -> [FactChange] {
    Fact.all.filter(\.canBeFixed).compactMap { fact in
      let values = reference.texts(of: fact.value)
      return values.isEmpty ? nil : FactChange(fact, values)
    }
  }

  static func == (left: FactChange, right: FactChange) -> Bool {
    left.fact.name == right.fact.name && left.values == right.values
  }

  private static func fact(_ name: String) -> Fact? {
    var found = Fact.named(name)
    if found == nil, case .fact(let fact, _)? = Field.named(name)?.origin {
      found = Fact.named(fact)
    }
    return found.flatMap { $0.canBeFixed ? $0 : nil }
  }

  private static let names = Fact.all.filter(\.canBeFixed).map(\.name)
}

extension Fact {
  fileprivate var canBeFixed: Bool {
    switch value {
    case .text, .choice, .number, .list, .creators: true
    case .flag, .others: false
    }
  }

  /// The values that are typed as one text: people and lists are separated by semicolons, people also
  /// as in BibTeX, `Shannon L. Maude and Theodore Laetsch`.
  fileprivate func values(in text: String) -> [String] {
    let parts: [String] =
      switch value {
      case .creators where !text.contains(";") && text.contains(" and "):
        text.components(separatedBy: " and ").map(Self.familyFirst)
      case .list, .creators: Self.split(text)
      case .text, .choice, .number, .flag, .others: [text]
      }
    return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// A value whose own semicolons separate nothing.
  fileprivate func escaped(_ text: String) -> String {
    switch value {
    case .list, .creators: text.replacing(";", with: "\\;")
    case .text, .choice, .number, .flag, .others: text
    }
  }

  private static func split(_ text: String) -> [String] {
    text.replacing("\\;", with: "\u{1F}").split(separator: ";")
      .map { String($0).replacing("\u{1F}", with: ";") }
  }

  /// `Ludwig van Beethoven` is `van Beethoven, Ludwig`; `Maude SL` and `Maude, S. L.` stay.
  private static func familyFirst(_ name: String) -> String {
    let hasInitialsLast = name.split(separator: " ").last?.allSatisfy { !$0.isLowercase } ?? true
    return hasInitialsLast || name.contains(",") ? name : Creator(givenFirst: name).description
  }

  /// What a value must be; nil where any text will do.
  fileprivate var expectation: String? {
    if case .identifier(let scheme)? = field?.kind { return "expected \(scheme.example)" }
    switch value {
    case .number:
      return range.map { "expected a number from \($0.lowerBound) to \($0.upperBound)" }
        ?? "expected a whole number"
    case .choice(_, let words): return "expected one of \(words.joined(separator: ", "))"
    case .text, .list, .creators, .flag, .others: return nil
    }
  }
}

extension Identifier.Scheme {
  fileprivate var example: String {
    switch self {
    case .doi: "a DOI: 10.1056/nejmoa1707447"
    case .pmid: "a PubMed ID: 29226797"
    case .pmcid: "a PubMed Central ID: PMC5739361"
    case .arxiv: "an arXiv ID: 1706.03762"
    case .isbn: "an ISBN of 10 or 13 digits"
    case .issn: "an ISSN: 0028-0836"
    }
  }
}
