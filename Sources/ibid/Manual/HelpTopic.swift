/// Something that `ibid help` tells about besides commands: a page of the manual, or the schema of the
/// JSON.
struct HelpTopic {
  private static let schema = "schema"

  static let names = Manual.all.compactMap(\.topic) + [schema]

  let text: String

  /// - Parameter arguments: of the program, `help` and the topic, or the topic alone.
  init?(_ arguments: some Collection<String>) {
    let words = arguments.first == "help" ? Array(arguments.dropFirst()) : Array(arguments)
    guard words.count == 1, Self.names.contains(words[0]) else { return nil }
    if words[0] == Self.schema {
      text = String(decoding: PackageResources.result_schema_json, as: UTF8.self)
    } else {
      text = Manual.all.first { $0.topic == words[0] }!.text
    }
  }
}
