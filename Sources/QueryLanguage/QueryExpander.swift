import Diagnostics

/// A saved query as another one uses it: its parameters have values, its own `@name` are there yet.
public struct SavedText: Sendable {
  /// The name of the saved query, without `@`.
  public let name: String
  /// The query with its parameters replaced by values.
  public let query: Query
  /// The file, for messages.
  public let source: SourceText
  /// How many words a work must contain, as the file has it; nil where it says nothing.
  public let match: String?

  /// Creates a saved query that is ready to replace its name.
  public init(name: String, query: Query, source: SourceText, match: String? = nil) {
    self.name = name
    self.query = query
    self.source = source
    self.match = match
  }
}

/// Looks up the saved query that `@name(arguments)` refers to.
///
/// - Throws: `QueryError` where the name or an argument is wrong, `SavedQueryFault` where the saved
///   query itself is.
public typealias SavedQueryLookup = (_ name: Query.Text, _ arguments: [Query.Argument]) throws ->
  SavedText

/// A saved query cannot be used.
public struct SavedQueryFault: Error, Equatable, Sendable {
  /// With the file's own place.
  public let message: Message

  /// Creates a fault from a message about the file of the saved query.
  public init(_ message: Message) {
    self.message = message
  }
}

/// Puts the saved queries that a query names in their places.
public struct QueryExpander {
  /// Saved queries inside each other, and in all.
  public static let deepest = 10
  /// The greatest number of saved queries in one query, repetitions included.
  public static let most = 500
  /// Parts inside each other; SQLite's parser has an end, and a query by itself is never so high.
  private static let highest = 300

  private let lookup: SavedQueryLookup
  /// Refuses an expanded query with errors of its own text.
  private let check: (Query, SourceText) throws -> Void
  private var count = 0
  private var leaves = 0

  /// Creates an expander; `check` rejects an expanded saved query with a diagnostic in its own
  /// text.
  public init(
    _ lookup: @escaping SavedQueryLookup, check: @escaping (Query, SourceText) throws -> Void
  ) {
    self.lookup = lookup
    self.check = check
  }

  /// - Parameter names: the saved queries that the query is part of, from the outermost.
  public mutating func expand(_ query: Query, within names: [String] = []) throws -> Query {
    let before = count
    let expanded = try query.map { part throws(any Error) in
      guard case .saved(let name, let arguments) = part else { return part }
      return try expand(name, arguments, within: names)
    }
    guard count == before || expanded.height <= Self.highest else {
      throw QueryError(.error, .tooDeep(limit: QueryParser.deepestNesting), at: query.range)
    }
    return expanded
  }

  private mutating func expand(
    _ name: Query.Text, _ arguments: [Query.Argument], within names: [String]
  ) throws -> Query {
    if let first = names.firstIndex(of: name.text) {
      throw QueryError(.error, .savedCycle(names[first...] + [name.text]), at: name.range)
    }
    count += 1
    guard names.count < Self.deepest, count <= Self.most else {
      throw QueryError(
        .error, .tooManySaved(deepest: Self.deepest, most: Self.most), at: name.range)
    }
    let saved = try lookup(name, arguments)
    let query: Query
    do {
      query = try expand(saved.query, within: names + [saved.name])
      try check(query, saved.source)
    } catch let error as QueryError {
      throw SavedQueryFault(error.message(in: saved.source))
    }
    leaves += query.leafCount
    guard leaves <= QueryParser.mostWords else {
      throw QueryError(.error, .tooManyWords(limit: QueryParser.mostWords), at: name.range)
    }
    return query.placed(at: name.range)
  }
}
