/// The range of a field in a citation's raw text, with its confidence.
public struct ReadField: Equatable, Sendable {
  /// The fields whose place in a printed citation is recorded.
  public enum Name: String, CaseIterable, Sendable {
    case authors, title, container, volume, issue, locator, year, editors, publisher, place, edition
    case doi, pmid, arxivID, url, annotation
  }

  /// The field that was read there.
  public var name: Name
  /// In bytes of `Citation.raw`.
  public var range: Range<Int>
  /// From 0 to 1.
  public var confidence: Double

  /// Creates a field at a range of UTF-8 bytes; `confidence` is from 0 to 1.
  public init(name: Name, range: Range<Int>, confidence: Double) {
    self.name = name
    self.range = range
    self.confidence = confidence
  }
}
