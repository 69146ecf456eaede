/// A topic of `ibid help` besides the commands: a manual page, or the JSON Schema.
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
