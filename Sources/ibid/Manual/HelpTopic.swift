/// Something that `ibid help` tells about besides commands: a page of the manual, or the schema of the
/// JSON.
struct HelpTopic {
  private static let schema = "schema"

  static let names = Manual.all.compactMap(\.topic) + [schema]

  let text: String

  init?(_ name: String, _ terminal: Terminal) {
    if name == Self.schema {
      text = ResultSchema.text
    } else {
      guard let manual = Manual.all.first(where: { $0.topic == name }) else { return nil }
      text = manual.text(width: terminal.width)
    }
  }
}
