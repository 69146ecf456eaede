import References

/// A way in which journals and books print references: `apa`, `vancouver`, …
///
/// A style reads what it prints. `CitationStyles.all` is the one table of them.
public protocol CitationStyle: Sendable {
  /// What a user calls it: `apa`.
  var name: String { get }
  /// The reference as the style prints it, without a number or marker before it.
  func text(of reference: Reference) -> String
}

/// A style as the reader of lists sees it.
protocol ReadableStyle: CitationStyle {
  /// Reads a citation without its list marker and link labels.
  func read(_ text: Printed) -> CitationEntry
  /// The same style, knowing the journals that other citations of the list name beyond doubt.
  func knowing(_ containers: Set<String>) -> Self
  /// Whether the style's reader tells where a citation ends and words about it begin.
  var endsCitationsItself: Bool { get }
}

extension ReadableStyle {
  var endsCitationsItself: Bool { false }
}

/// A style in which only the journals that it knows tell where some titles end.
protocol ContainerReadingStyle: ReadableStyle {
  var containers: ContainerTitle { get set }
}

extension ContainerReadingStyle {
  func knowing(_ known: Set<String>) -> Self {
    var style = self
    style.containers.known = known
    return style
  }
}

/// All the styles, in the order in which equal readings of a list are preferred.
public enum CitationStyles {
  /// Every style, each of which is read and printed.
  public static let all: [any CitationStyle] = readable

  /// The style that a user calls by this name, in any case.
  public static func named(_ name: String) -> (any CitationStyle)? {
    all.first { $0.name == name.lowercased() }
  }

  static let readable: [any ReadableStyle] = [
    NatureStyle(), VancouverStyle(), AMAStyle(), APAStyle(), HarvardStyle(), ChicagoStyle(),
    ElsevierStyle(), IEEEStyle(),
  ]
}
