import References

/// The author–date style of the Chicago manual:
///
/// ```
/// Powell, Daniel J., Jr., and Carl H. June. 2017. “Title.” Journal 377 (26): 2545–54. https://doi.org/…
/// ```
public struct ChicagoStyle: ReadableStyle {
  public let name = "chicago"
  var containers = ContainerTitle()

  public init() {}

  func read(_ text: Printed) -> CitationEntry {
    AuthorDate(
      containers: containers, isInvertedFirst: true,
      forms: [.bareAfterStop: 0, .bareAfterComma: 0.1, .bracketed: 0.15]).read(text)
  }

  func knowing(_ known: Set<String>) -> Self {
    var style = self
    style.containers.known = known
    return style
  }
}
