import References

/// The style of the National Library of Medicine, called Vancouver:
///
/// ```
/// Powell DJ Jr, June CH. Title. N Engl J Med. 2017;377(26):2545-54. doi: 10.1000/x
/// ```
public struct VancouverStyle: ContainerReadingStyle {
  /// The value of `--style` that selects the style.
  public let name = "vancouver"
  var medical = Medical()

  /// The style has no options.
  public init() {}

  var endsCitationsItself: Bool { true }

  func read(_ text: Printed) -> CitationEntry { medical.read(text) }

  var containers: ContainerTitle {
    get { medical.containers }
    set { medical.containers = newValue }
  }

  // MARK: Printing

  private static let names = NameJoint(
    first: .bare, others: .bare, most: 6, kept: 6, more: ", et al")

  var emphasis: StyleEmphasis { StyleEmphasis() }

  func parts(of reference: Reference) -> ReferenceText {
    MedicalText(
      names: Self.names, editors: "editor", pages: ". p. ", doi: "doi: ", showsPlaces: true
    ).text(
      of: reference)
  }
}
