import References

/// A query whose fields exist and whose values are values: what the compiler works on.
indirect enum Criterion: Equatable {
  case text(TextCriterion)
  /// Works of these years; both ends included.
  case years(ClosedRange<Int>)
  /// Works that a source cites whose path holds this text.
  case source(String)
  case and([Criterion])
  case or([Criterion])
  case not(Criterion)
  case all
}

/// Words to be found in some of a work's fields.
struct TextCriterion: Equatable {
  enum Form: Equatable {
    /// Found by stem and in every spelling.
    case word
    /// Exact forms, in order.
    case phrase
    /// The beginning of a word.
    case prefix
  }

  var form: Form
  /// As typed.
  var text: String
  /// In which fields; all that are indexed where the query names none.
  var fields: [Field]
}
