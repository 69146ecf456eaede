import Diagnostics

extension Message {
  /// What programs read of a message: always the same keys, null where there is nothing.
  var json: JSON {
    [
      "severity": JSON(severity?.rawValue), "message": .string(text),
      "place": place.map {
        ["name": .string($0.name), "line": .integer($0.line), "column": .integer($0.column)]
      } ?? .null, "hint": JSON(hint),
      "notes": JSON(notes.map(\.json)),
    ]
  }
}
