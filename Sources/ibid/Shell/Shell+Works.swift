import Diagnostics
import Foundation
import QueryLanguage
import ReferenceLibrary
import References

/// Commands about works that were found.
extension Shell {
  func show(_ name: String) throws {
    let work = try work(name)
    let details = try index.reading { try $0.details(of: work) }
    present { output in
      let settings = settings()
      var options = WriterOptions(style: settings.style.style)
      options.folder = index.library.folder
      settings.format.show([work], [details], options, to: output)
    }
  }

  func open(_ name: String) throws {
    let work = try work(name)
    guard let page = work.reference.page ?? work.reference.searchPage else {
      throw Failure(
        .nothingFound, "'\(work.key)' has no identifier, URL or title")
    }
    console.print("\(page)")
    if isInteractive { ChildProgram.openPage(page) }
  }

  // MARK: Basket

  /// `:keep 1 3 5-7 june2018chimeric`, `:keep all`.
  func keep(_ line: String) throws {
    let keys = try keys(named: line)
    var known = Set(basket)
    let kept = basket + keys.filter { known.insert($0).inserted }
    // It is shown as a query of all its keys.
    guard kept.count <= QueryParser.mostWords else {
      throw Failure.wrongRequest(
        "the basket holds at most \(counted(QueryParser.mostWords, "work"))",
        hint: "':export FILE' writes all hits of the last result")
    }
    basket = kept
    console.note("\(counted(basket.count, "work")) in the basket; ':basket' shows them")
  }

  func drop(_ line: String) throws {
    let keys = Set(line == "all" ? basket : try keys(named: line))
    basket.removeAll(where: keys.contains)
    console.note("\(counted(basket.count, "work")) in the basket")
  }

  /// Makes the basket the last result and shows it.
  func showBasket() throws {
    guard !basket.isEmpty else {
      throw Failure(.nothingFound, "the basket is empty; add hits with ':keep 1 3'")
    }
    let within = narrowing
    defer { narrowing = within }
    narrowing = []
    try search(
      SourceText(name: "query", text: basket.map { "key:\($0)" }.joined(separator: " OR ")))
  }

  /// - Parameter surely: whether something is written on the works, so that no name may mislead.
  private func keys(named line: String, surely: Bool = false) throws -> [String] {
    try line.split(separator: " ").flatMap { word -> [String] in
      if word == "all" { return try allHits().map(\.work.key.description) }
      let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      if ends.count == 2, let first = ends[0], let last = ends[1], first <= last, first > 0 {
        return try hits(first...last).map(\.work.key.description)
      }
      return [try work(String(word), surely: surely).key.description]
    }
  }

  func note(_ line: String) throws {
    let (name, text) = Self.headAndRest(line)
    let key = try work(name, surely: true).key
    let noted = try index.reading { try index.opened.notedWork(key, $0) }
    let signature = context.settings.name
    guard text.isEmpty else { return try index.opened.note(text, on: noted, by: signature) }
    guard isInteractive else {
      throw Failure.wrongRequest(
        "':note' requires the text of the note", hint: ":note \(name) TEXT")
    }
    try index.opened.editNote(on: noted, by: signature)
  }

  /// `:tag 1 3-5 +toread -skimmed`
  func tag(_ line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let firstTag = words.firstIndex(where: TagChange.isSigned) ?? words.endIndex
    let keys = try keys(named: words[..<firstTag].joined(separator: " "), surely: true)
    if keys.isEmpty {
      throw Failure.wrongRequest("':tag' requires a work", hint: ":tag 1 +toread")
    }
    let (_, changes) = try index.reading { database in
      try index.opened.worksAndTags([keys[0]] + words[firstTag...], database)
    }
    for key in keys {
      let noted = try index.reading { try index.opened.notedWork(key, $0) }
      if changes.isEmpty {
        let tags = try index.reading { try index.opened.tags(of: noted, $0) }
        console.print("\(key): \(tags.isEmpty ? "no tags" : tags.joined(separator: ", "))")
      } else {
        try index.opened.tag(noted, changes, by: context.settings.name)
      }
    }
  }

  func decide(_ line: String) throws {
    let (name, rest) = Self.headAndRest(line)
    let (word, reason) = Self.headAndRest(rest)
    let key = try work(name, surely: true).key
    if word.isEmpty {
      _ = try index.opened.tellDecision(on: key)
    } else {
      try index.opened.decide(
        try DecisionWord(typed: word), reason, on: [key], by: context.settings.name)
    }
  }

  /// `3 compare this` is `3` and `compare this`.
  private static func headAndRest(_ line: String) -> (String, String) {
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
  }

  func export(_ path: String) throws {
    let file = URL(
      fileURLWithPath: UserFolders.expanded(path, ProcessInfo.processInfo.environment))
    var export = try Export(to: file, in: context)
    let hits = try allHits()
    guard !hits.isEmpty else { throw Failure(.nothingFound, "no hits to write") }
    try index.reading { try export.prepare(for: index.library, $0) }
    try export.write { writer in
      writer.write(hits.map(\.work))
      return hits.count
    }
  }
}
