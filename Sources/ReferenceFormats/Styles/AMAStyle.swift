import References

/// The style of the American Medical Association:
///
/// ```
/// Powell DJ Jr, June CH, Sadelain M, et al. Title. N Engl J Med. 2017;377(26):2545-2554. doi:10.1000/x
/// ```
public struct AMAStyle: ContainerReadingStyle {
  /// The value of `--style` that selects the style.
  public let name = "ama"
  var medical = Medical()

  /// The style has no options.
  public init() {}

  var endsCitationsItself: Bool { true }

  func read(_ text: Printed) -> CitationEntry {
    var entry = medical.read(text)
    entry.strangeness += 0.01
    return entry
  }

  var containers: ContainerTitle {
    get { medical.containers }
    set { medical.containers = newValue }
  }

  // MARK: Printing

  private static let names = NameJoint(
    first: .bare, others: .bare, most: 6, kept: 3, more: ", et al")

  var emphasis: StyleEmphasis { .italicWorks }

  func parts(of reference: Reference) -> ReferenceText {
    MedicalText(names: Self.names, editors: "ed", pages: ":", doi: "doi:", showsPlaces: false).text(
      of: reference)
  }
}
