/// How many of its words the works must hold that the default mode shows for a query.
///
/// | the query | works with all of its words | shown |
/// |---|---|---|
/// | has structure | any number | these, as asked |
/// | is words | enough | these |
/// | is one or two words | some | these |
/// | is three or four words | some, but few | these first, then those with most of the words |
/// | is more words: a question | few | those with most of the words, by rank alone |
/// | is words | none | those with most of the words |
///
/// So a few words keep their exact meaning as long as works have them all, and what is found besides
/// follows. Of a question no work need hold every word, and one that does is seldom the best.
enum WordRequirement: Equatable {
  case all
  /// Works with all words come first.
  case allThenAny
  case any

  /// A page of hits is enough; of a small library, its hundredth part.
  static func enough(in library: Int) -> Int { max(1, min(10, library / 100)) }

  /// - Parameters:
  ///   - hits: how many works hold all of the words.
  ///   - library: how many works there are.
  init(_ shape: QueryShape, hits: Int, library: Int) {
    guard case .words(let telling, _) = shape, hits < Self.enough(in: library) else {
      self = .all
      return
    }
    self =
      switch telling {
      case _ where hits == 0: .any
      case ...2: .all
      case ...4: .allThenAny
      default: .any
      }
  }
}
