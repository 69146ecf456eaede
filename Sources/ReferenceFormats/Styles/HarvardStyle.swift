import References

/// The author–date style of Harvard, with its many dialects:
///
/// ```
/// Powell, D.J. and June, C.H. (2017) ‘Title’, Journal, 377(26), pp. 2545–2554. doi: 10.1000/x
/// Powell, D.J. and June, C.H., 2017. Title. Journal, 377(26), pp.2545–2554.
/// Powell, D.J., June, C.H., 2017. Title. J. Abbrev. 377, 2545–2554.
/// Powell DJ, June CH (2017) Title. J Abbrev 377:2545–2554
/// ```
public struct HarvardStyle: ReadableStyle {
  public let name = "harvard"
  var containers = ContainerTitle()

  public init() {}

  func read(_ text: Printed) -> CitationEntry {
    AuthorDate(
      containers: containers, isInvertedFirst: false,
      forms: [.bracketed: 0, .bareAfterComma: 0, .bracketedStop: 0.1]).read(text)
  }

  func knowing(_ known: Set<String>) -> Self {
    var style = self
    style.containers.known = known
    return style
  }
}
