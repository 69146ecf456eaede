/// What a word of a citation belongs to. The raw values are the lanes of the model's weights.
public enum FieldLabel: UInt8, CaseIterable, Sendable {
  case other, author, editor, title, container, series, volume, issue, pages, date, publisher
  case place, edition, note, identifier, annotation

  /// The number of labels, at most the 16 lanes of `LabelChain.Row`.
  public static let count = allCases.count
}
