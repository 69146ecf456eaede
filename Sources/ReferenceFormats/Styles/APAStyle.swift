import References

/// The style of the American Psychological Association:
///
/// ```
/// Powell, D. J., Jr., & June, C. H. (2017). Title. Journal, 377(26), 2545–2554. https://doi.org/…
/// ```
public struct APAStyle: ReadableStyle {
  public let name = "apa"
  var containers = ContainerTitle()

  public init() {}

  func read(_ text: Printed) -> CitationEntry {
    AuthorDate(containers: containers, isInvertedFirst: false, forms: [.bracketedStop: 0]).read(text)
  }

  func knowing(_ known: Set<String>) -> Self {
    var style = self
    style.containers.known = known
    return style
  }
}
