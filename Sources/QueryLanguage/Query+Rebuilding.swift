extension Query {
  /// The query with each part that holds no other as `leaf` makes it.
  ///
  /// - Parameter place: where all of it then stands; by default, where it stood.
  func rebuilt<Failure: Error>(
    at place: Range<Int>? = nil, _ leaf: (Query) throws(Failure) -> Query
  ) throws(Failure) -> Query {
    func rebuilt(_ parts: [Query]) throws(Failure) -> [Query] {
      var result: [Query] = []
      for part in parts { result.append(try part.rebuilt(at: place, leaf)) }
      return result
    }
    switch self {
    case .near(let parts, let distance, let range):
      return .near(try rebuilt(parts), distance: distance, at: place ?? range)
    case .anchored(let part, let anchor):
      return .anchored(try part.rebuilt(at: place, leaf), anchor)
    case .field(let name, let part):
      return .field(
        name: Text(name.text, at: place ?? name.range), try part?.rebuilt(at: place, leaf))
    case .boosted(let part, let factor):
      return .boosted(try part.rebuilt(at: place, leaf), by: factor)
    case .and(let parts): return .and(try rebuilt(parts))
    case .or(let parts): return .or(try rebuilt(parts))
    case .not(let part): return .not(try part.rebuilt(at: place, leaf))
    default: return try leaf(self)
    }
  }

  /// The query as if all of it stood at one place of another text.
  func placed(at place: Range<Int>) -> Query {
    rebuilt(at: place) { leaf in
      switch leaf {
      case .word(let text): .word(Text(text.text, at: place))
      case .exact(let text): .exact(Text(text.text, at: place))
      case .prefix(let text): .prefix(Text(text.text, at: place))
      case .pattern(let text): .pattern(Text(text.text, at: place))
      case .fuzzy(let text, let edits): .fuzzy(Text(text.text, at: place), edits: edits)
      case .phrase(let text): .phrase(Text(text.text, at: place))
      case .regularExpression(let text): .regularExpression(Text(text.text, at: place))
      case .range(let text): .range(Text(text.text, at: place))
      case .saved(let name, let arguments):
        .saved(name: Text(name.text, at: place), arguments: arguments)
      case .all: .all(place)
      default: leaf
      }
    }
  }

  /// How many words and other parts it holds that hold no others.
  var leafCount: Int {
    switch self {
    case .near(let parts, _, _), .and(let parts), .or(let parts):
      parts.reduce(0) { $0 + $1.leafCount }
    case .anchored(let part, _), .boosted(let part, _), .not(let part): part.leafCount
    case .field(_, let part): part?.leafCount ?? 1
    default: 1
    }
  }

  /// How many parts stand inside each other at most.
  var height: Int {
    switch self {
    case .near(let parts, _, _), .and(let parts), .or(let parts):
      1 + (parts.map(\.height).max() ?? 0)
    case .anchored(let part, _), .boosted(let part, _), .not(let part): 1 + part.height
    case .field(_, let part): 1 + (part?.height ?? 0)
    default: 1
    }
  }

  /// The saved queries that it names.
  public var savedNames: Set<String> {
    switch self {
    case .saved(let name, _): [name.text]
    case .near(let parts, _, _), .and(let parts), .or(let parts):
      parts.reduce(into: []) { $0.formUnion($1.savedNames) }
    case .anchored(let part, _), .boosted(let part, _), .not(let part): part.savedNames
    case .field(_, let part): part?.savedNames ?? []
    default: []
    }
  }
}
