import References

/// What a style sets off: journals and books, volumes, titles of works that stand alone.
struct StyleEmphasis {
  var container: ReferenceText.Emphasis?
  var volume: ReferenceText.Emphasis?
  /// Types whose own titles are set like those of journals.
  var titles: Set<ReferenceType> = []

  /// Books, journals and whole reports in italics, nothing else.
  static let italicWorks = StyleEmphasis(container: .italic, titles: [.book, .report])

  /// A server, a site or a meeting is no publication whose name is set off.
  private static let places: Set<ReferenceType> = [
    .preprint, .webpage, .software, .dataset, .presentation,
  ]

  func emphasis(of role: ReferenceText.Role, in reference: Reference) -> ReferenceText.Emphasis? {
    switch role {
    case .names: nil
    case .title: titles.contains(reference.type) ? container : nil
    case .container: Self.places.contains(reference.type) ? nil : container
    case .volume: volume
    }
  }
}
