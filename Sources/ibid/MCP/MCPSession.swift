import Diagnostics
import Foundation
import Index
import ReferenceFormats
import ReferenceLibrary
import References
import Search

/// What clients of the Model Context Protocol ask of a library; the index is brought up to date before
/// each answer.
///
/// Its uses are serial: the server reads a message when the one before is answered.
final class MCPSession: @unchecked Sendable {
  static let facets = Facet.allCases.map(\.rawValue)
  /// Works in one answer to `resources/list`.
  private static let pageSize = 100
  private static let scheme = "ibid://work/"

  private let index: LiveLibrary

  init(_ opened: OpenLibrary) { index = LiveLibrary(opened) }

  // MARK: Tools

  func search(_ arguments: JSON) throws -> JSON {
    let source = SourceText(name: "query", text: arguments["query"]?.string ?? "")
    let page = try Page(arguments)
    return try index.asking { searcher in
      try answered(source, searcher.database) {
        var options = SearchOptions()
        options.matching = .auto
        options.sort = arguments["sort"]?.string.flatMap { HitOrder(argument: $0) } ?? .relevance
        (options.limit, options.offset) = (page.limit, page.offset)
        return try searcher.answer(SearchRequest(source, options)) { answer in
          let summary = try answer.summary()
          var hits = try answer.hits()
          let (works, next) = try page.filled(of: answer.total) {
            try hits.next().map { self.json(of: $0, summary.highlighter) }
          }
          var members = summary.members(query: source.text, source: source, .none)
            .filter { $0.key != "schema_version" }
          members.append(("works", .array(works)))
          members.append(("next_cursor", next))
          return JSON.object(members).withoutNulls
        }
      }
    }
  }

  /// What identifies a hit, why it was found, and what people wrote about it.
  private func json(of hit: Hit, _ highlighter: Highlighter) -> JSON {
    let printed = PrintedHit(hit: hit, highlighter: highlighter)
    return [
      "key": .string(hit.work.key.description), "citation": .string(hit.work.reference.citation),
      "named_as": JSON(hit.naming?.reading.name),
      "snippet": JSON(printed.snippet?.text),
      "annotations": JSON(hit.work.annotations.map(\.quoted)),
      "places": .array(hit.work.places.map { .string("\($0.source):\($0.line)") }),
    ]
  }

  func show(_ arguments: JSON) throws -> JSON {
    let works = try (arguments["keys"]?.strings ?? []).map { try json(ofWork: $0) }
    return ["works": .array(works.flatMap(\.self))]
  }

  /// Every work that a key names, in full.
  private func json(ofWork key: String) throws -> [JSON] {
    try index.asking { searcher in
      let works = try searcher.works(named: key)
      // As 'ibid show --format json' has them.
      let options = WriterOptions(style: CitationStyles.named("vancouver")!)
      return try works.map { work in
        let details = try searcher.database.details(of: work)
        return PrintedHit(hit: Hit(work: work), highlighter: nil, details: details)
          .json(options).withoutNulls
      }
    }
  }

  func lookUp(_ arguments: JSON) throws -> JSON {
    let bytes = Data((arguments["references"]?.string ?? "").utf8)
    let list: ListToLookUp
    do throws(SourceFault) {
      list = ListToLookUp(try SourceFile(bytes, name: "references"))
    } catch {
      throw Failure(.wrongRequest, error.message("references"))
    }
    if list.isEmpty { throw Failure(.nothingFound, list.messages.first ?? "no citations found") }
    let references = try index.asking { try list.lookedUp(by: $0) }
    return [
      "references": .array(references.map(\.json)),
      "messages": .array(list.messages.map { .string($0.description) }),
    ]
  }

  func facets(_ arguments: JSON) throws -> JSON {
    guard let field = arguments["field"]?.string.flatMap(Facet.init) else {
      throw Failure.wrongRequest("missing argument 'field'")
    }
    let source = SourceText(name: "query", text: arguments["query"]?.string ?? "*")
    return try index.asking { searcher in
      try answered(source, searcher.database) {
        var options = SearchOptions()
        options.matching = .auto
        var request = try SearchRequest(source, options)
        request.facets = [FacetRequest(field, limit: arguments["limit"]?.integer ?? 10)]
        let summary = try searcher.answer(request) { try $0.summary() }
        return [
          "total": .integer(summary.total),
          "counts": .array(summary.facets[0].counts.map(\.json)),
        ]
      }
    }
  }

  func notes(_ arguments: JSON) throws -> JSON {
    let page = try Page(arguments)
    let notes = try index.reading { database in try database.ownNotes() }
    var rest = notes.dropFirst(page.offset)
    let (items, next) = page.filled(of: notes.count) { rest.popFirst()?.json.withoutNulls }
    return JSON.object([
      ("total", .integer(notes.count)), ("notes", .array(items)), ("next_cursor", next),
    ]).withoutNulls
  }

  // MARK: Resources

  static let resourceTemplate: JSON = [
    "uriTemplate": .string(scheme + "{key}"), "name": "work", "title": "Work",
    "description": "All facts, annotations and links of the work with a citation key.",
    "mimeType": "application/json",
  ]

  /// Works in the order of their keys.
  func resources(from cursor: JSON?) throws(MCPServer.Fault) -> JSON {
    guard let offset = Page.offset(of: cursor) else { throw .parameters("invalid cursor") }
    let works = try translating {
      try self.index.asking { searcher in
        var options = SearchOptions()
        (options.sort, options.offset) = (.key, offset)
        options.limit = Self.pageSize
        let source = SourceText(name: "query", text: "*")
        return try searcher.search(SearchRequest(source, options))
      }
    }
    let resources = works.hits.map { hit -> JSON in
      [
        "uri": .string(Self.scheme + hit.work.key.description),
        "name": .string(hit.work.key.description),
        "title": .string(hit.work.reference.title ?? hit.work.key.description),
        "mimeType": "application/json",
      ]
    }
    let end = offset + resources.count
    let next: JSON = end < works.summary.total ? .string(String(end)) : .null
    return JSON.object([("resources", .array(resources)), ("nextCursor", next)]).withoutNulls
  }

  func resource(_ address: JSON?) throws(MCPServer.Fault) -> JSON {
    guard let address = address?.string else { throw .parameters("expected the 'uri' of a work") }
    guard address.hasPrefix(Self.scheme) else { throw .resource(address) }
    let key = String(address.dropFirst(Self.scheme.count))
    let works = try translating { () throws -> [JSON]? in
      do {
        return try json(ofWork: key.removingPercentEncoding ?? key)
      } catch let failure as Failure where failure.status == .nothingFound {
        return nil
      }
    }
    guard let works else { throw .resource(address) }
    return [
      "contents": .array(
        works.map {
          [
            "uri": .string(address), "mimeType": "application/json", "text": .string($0.line),
          ]
        })
    ]
  }

  /// Runs a body whose failure is one of the library.
  private func translating<T>(_ body: () throws -> T) throws(MCPServer.Fault) -> T {
    do {
      return try body()
    } catch {
      let messages = (error as? Failure)?.messages.map(\.description) ?? ["\(error)"]
      throw MCPServer.Fault(code: -32603, message: messages.joined(separator: "\n"))
    }
  }
}

/// What of a long answer is wanted: from where, how many items, about how many tokens.
private struct Page {
  /// Bytes of English text in a token, about.
  private static let bytesPerToken = 4

  let offset: Int
  let limit: Int
  private let mostBytes: Int

  init(_ arguments: JSON) throws(Failure) {
    guard let offset = Self.offset(of: arguments["cursor"]) else {
      throw .wrongRequest("invalid cursor", hint: "use 'next_cursor' of the answer before")
    }
    self.offset = offset
    limit = arguments["limit"]?.integer ?? 10
    mostBytes = (arguments["max_tokens"]?.integer ?? 2500) * Self.bytesPerToken
  }

  /// Where a cursor begins; 0 without one, nil for text that is none.
  static func offset(of cursor: JSON?) -> Int? {
    guard let cursor, !cursor.isNull else { return 0 }
    return cursor.string.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The items that fit, at least one if there is one, and the cursor of what follows, null at the end.
  func filled(
    of total: Int, _ next: () throws -> JSON?
  ) rethrows -> (items: [JSON], next: JSON) {
    var items: [JSON] = []
    var bytes = 0
    while items.count < limit, let item = try next() {
      bytes += item.line.utf8.count
      if bytes > mostBytes, !items.isEmpty { break }
      items.append(item)
    }
    let end = offset + items.count
    return (items, end < total && !items.isEmpty ? .string(String(end)) : .null)
  }
}

extension Annotation {
  /// The words, and who wrote them where.
  fileprivate var quoted: JSON {
    [
      "text": .string(text), "annotator": JSON(annotator),
      "place": .string("\(source):\(line)"),
    ]
  }
}

extension Reference {
  /// As a style prints it.
  fileprivate var citation: String { CitationStyles.named("vancouver")!.text(of: self) }
}
