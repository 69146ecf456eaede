import References

/// A citation style: `apa`, `vancouver`, …
///
/// A style reads what it prints. `CitationStyles.all` is the one table of them.
public protocol CitationStyle: Sendable {
  /// The name on the command line: `apa`.
  var name: String { get }
  /// The reference as the style prints it, without a number or marker before it.
  func printed(_ reference: Reference) -> ReferenceText
}

extension CitationStyle {
  /// The reference as plain text.
  public func text(of reference: Reference) -> String { printed(reference).text }
}

/// A style that says what it prints and, apart from that, what it sets off.
protocol PrintingStyle: CitationStyle {
  var emphasis: StyleEmphasis { get }
  func parts(of reference: Reference) -> ReferenceText
}

extension PrintingStyle {
  /// The reference in pieces, with the emphasis that the style gives them.
  public func printed(_ reference: Reference) -> ReferenceText {
    parts(of: reference).emphasized { emphasis.emphasis(of: $0, in: reference) }
  }
}

/// A style that can be parsed.
protocol ReadableStyle: PrintingStyle {
  /// Reads a citation without its list marker and link labels.
  func read(_ text: Printed) -> CitationEntry
  /// The same style, with journals known from other citations of the list.
  func knowing(_ containers: Set<String>) -> Self
  /// Whether the style shows where a citation ends and an annotation starts.
  var endsCitationsItself: Bool { get }
}

extension ReadableStyle {
  var endsCitationsItself: Bool { false }
}

/// A style that needs known journals to find the end of some titles.
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

  /// The style with this name, in any case.
  public static func named(_ name: String) -> (any CitationStyle)? {
    all.first { $0.name == name.lowercased() }
  }

  static let readable: [any ReadableStyle] = [
    NatureStyle(), VancouverStyle(), AMAStyle(), APAStyle(), HarvardStyle(), ChicagoStyle(),
    ElsevierStyle(), IEEEStyle(),
  ]
}
