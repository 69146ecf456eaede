/// A piece of a database's query.
struct DatabaseToken {
  enum Kind: Equatable {
    case open, close
    case and, or, not
    /// Whether the order of the words counts, too.
    case near(words: Int, isOrdered: Bool)
    /// An operator of proximity as another dialect writes it.
    case foreignNear
    case word
    /// Words in quotes or braces.
    case phrase
    /// A field's name before its value, or behind it.
    case field(DatabaseDialect.Meaning, isBehind: Bool)
    /// A subject heading: `exp Bees/`, `'bee'/exp`.
    case heading
    /// Embase's `[english]/lim`.
    case filter
    /// What compares a year: `>`, `<`, `=`.
    case sign
  }

  var kind: Kind
  /// Without quotes and signs.
  var text: String
  /// In bytes, in the query.
  var range: Range<Int>
}
