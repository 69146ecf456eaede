/// How many words of a query a work must contain in the default mode.
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
/// Where a set of works is asked for, to be written, counted or put in another order, it is that of the
/// works with all of the words as soon as there are some.
///
/// So a short query keeps its exact meaning as long as works have all of its words, and other works
/// follow. A question need not match every word, and a work that does is seldom the best.
enum WordRequirement: Equatable {
  case all
  /// Works with all words come first.
  case allThenAny
  case any

  /// One page of hits is enough; in a small library, one per cent of it.
  static func enough(in library: Int) -> Int { max(1, min(10, library / 100)) }

  /// - Parameters:
  ///   - hits: the number of works with all of the words.
  ///   - library: the number of works in the library.
  ///   - asksForSet: whether others than the works with all words are an answer only where there are none
  ///     of these.
  init(_ shape: QueryShape, hits: Int, library: Int, asksForSet: Bool = false) {
    guard case .words(let telling, _) = shape, hits < Self.enough(in: library),
      !asksForSet || hits == 0
    else {
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
