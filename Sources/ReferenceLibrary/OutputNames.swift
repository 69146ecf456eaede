/// The names that the program's output knows, for what is written about it in files: saved queries, a
/// person's defaults.
public struct OutputNames: Sendable {
  public let formats: [String]
  /// What is printed of a work.
  public let fields: [String]
  /// Citation styles.
  public let styles: [String]

  public init(formats: [String], fields: [String], styles: [String] = []) {
    self.formats = formats
    self.fields = fields
    self.styles = styles
  }
}
