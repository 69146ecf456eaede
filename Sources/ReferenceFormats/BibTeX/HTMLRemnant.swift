/// The HTML that databases leave in the values of their BibTeX exports.
enum HTMLRemnant {
  /// The character of an entity at this place, and the entity's length in bytes.
  ///
  /// `&amp;lt;` is read as `<`: exports escape twice.
  static func entity(
    in bytes: TextBytes, at start: Int
  ) -> (text: String, length: Int)? {
    guard let (name, end) = name(in: bytes, from: start + 1) else { return nil }
    if name == "amp", let (inner, innerEnd) = self.name(in: bytes, from: end),
      let text = character(inner)
    {
      return (text, innerEnd - start)
    }
    return character(name).map { ($0, end - start) }
  }

  /// The name between '&' and ';', and the place after it.
  private static func name(
    in bytes: TextBytes, from start: Int
  ) -> (String, end: Int)? {
    var end = start
    while end < bytes.count, end - start < 10,
      bytes[end].isASCIILetter || bytes[end].isASCIIDigit || bytes[end] == UInt8(ascii: "#")
    {
      end += 1
    }
    guard end > start, bytes.at(end) == UInt8(ascii: ";") else { return nil }
    return (bytes.string(start..<end), end + 1)
  }

  private static func character(_ name: String) -> String? {
    CharacterReferences.scalar(named: name).map { $0 == "\u{A0}" ? " " : String($0) }
  }
}
