import Diagnostics

extension Message {
  /// What programs read of a message: always the same keys, null where there is nothing.
  var json: JSON {
    [
      "severity": JSON(severity?.rawValue), "kind": JSON(kind),
      "message": .string(text.trimmingCharacters(in: .whitespaces)),
      "place": place?.json ?? .null,
      "details": JSON(place == nil ? excerpt.map(JSON.string) : []),
      "hint": JSON(hints.isEmpty ? nil : hints.joined(separator: "; ")),
      "notes": JSON(notes.map(\.json)),
    ]
  }
}

extension Message.Place {
  /// `start` and `end` count bytes of UTF-8 of the named text.
  fileprivate var json: JSON {
    [
      "name": .string(name), "line": .integer(line), "column": .integer(column),
      "start": .integer(bytes.lowerBound), "end": .integer(bytes.upperBound),
    ]
  }
}
