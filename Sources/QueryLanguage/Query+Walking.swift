/// The two ways of walking a query: to another query, and to a value.
extension Query {
  /// The query with every part of it as `transform` makes it: the innermost first, itself last.
  func map<Failure: Error>(
    _ transform: (Query) throws(Failure) -> Query
  ) throws(Failure) -> Query {
    func mapped(_ parts: [Query]) throws(Failure) -> [Query] {
      try parts.map { part throws(Failure) in try part.map(transform) }
    }
    let query: Query =
      switch self {
      case .leaf, .near, .saved: self
      case .field(let name, let part): .field(name: name, try part?.map(transform))
      case .boosted(let part, let factor): .boosted(try part.map(transform), by: factor)
      case .not(let part): .not(try part.map(transform))
      case .and(let parts): .and(try mapped(parts))
      case .or(let parts): .or(try mapped(parts))
      }
    return try transform(query)
  }

  /// What `combine` makes of the query and of what it made of its parts.
  func fold<Result>(_ combine: (Query, [Result]) -> Result) -> Result {
    combine(self, parts.map { $0.fold(combine) })
  }

  /// The queries of which it is made.
  private var parts: [Query] {
    switch self {
    case .leaf, .near, .saved, .field(_, nil): []
    case .field(_, let part?), .boosted(let part, _), .not(let part): [part]
    case .and(let parts), .or(let parts): parts
    }
  }
}

extension Query {
  /// The query with each leaf, also of words near each other, as `transform` makes it.
  func mapLeaves<Failure: Error>(
    _ transform: (Leaf) throws(Failure) -> Leaf
  ) throws(Failure) -> Query {
    try map { query throws(Failure) in
      switch query {
      case .leaf(let leaf): .leaf(try transform(leaf))
      case .near(let leaves, let distance, let range):
        .near(try leaves.map(transform), distance: distance, at: range)
      default: query
      }
    }
  }

  /// The query as if all of it stood at one place of another text.
  func placed(at place: Range<Int>) -> Query {
    func placed(_ leaf: Leaf) -> Leaf {
      Leaf(Text(leaf.text.text, at: place), as: leaf.form, at: leaf.anchor)
    }
    return map { query in
      switch query {
      case .leaf(let leaf): .leaf(placed(leaf))
      case .near(let leaves, let distance, _):
        .near(leaves.map(placed), distance: distance, at: place)
      case .field(let name, let part): .field(name: Text(name.text, at: place), part)
      case .saved(let name, let arguments):
        .saved(name: Text(name.text, at: place), arguments: arguments)
      case .boosted, .and, .or, .not: query
      }
    }
  }

  /// The number of leaves.
  var leafCount: Int {
    fold { query, counts in
      if case .near(let leaves, _, _) = query { leaves.count } else { max(counts.reduce(0, +), 1) }
    }
  }

  /// The greatest depth of nesting.
  var height: Int {
    fold { query, heights in
      if case .near = query { 2 } else { 1 + (heights.max() ?? 0) }
    }
  }

  /// The saved queries that it names.
  public var savedNames: Set<String> {
    fold { query, names in
      if case .saved(let name, _) = query { [name.text] } else { names.reduce([]) { $0.union($1) } }
    }
  }
}
