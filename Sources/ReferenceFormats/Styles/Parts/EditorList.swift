import References

/// "(eds Smith, J. & Jones, K.)", "(ed. Nima, R.)".
struct EditorList {
  let creators: [Creator]
  let start: Int
  let end: Int

  static func find(in text: Printed) -> EditorList? {
    for open in text.indices where text[open] == "(" {
      guard let word = announcement(at: open + 1, in: text),
        let close = text[open...].firstIndex(of: ")")
      else { continue }
      let names = NameReader(text: text[word..<close]).names()
      let rest = text[max(names.end, word)..<close].trimmed
      let creators = names.creators.isEmpty ? [Creator.literal(rest.string)] : names.creators
      return EditorList(creators: creators, start: open, end: close + 1)
    }
    return nil
  }

  /// The end of "(eds)" or "(ed.)", which makes editors of the names before it.
  static func roleEnd(at index: Int, in text: Printed) -> Int? {
    for role: StaticString in ["(eds)", "(eds.)", "(ed.)", "(ed)", "(Eds)", "(Ed.)", "(Eds.)"]
    where text.has(role, at: index) {
      return index + role.utf8CodeUnitCount
    }
    return nil
  }

  private static func announcement(at index: Int, in text: Printed) -> Int? {
    for word: StaticString in ["eds. ", "eds ", "ed. ", "ed ", "Eds. ", "Eds ", "Ed. "]
    where text.has(word, at: index) {
      return index + word.utf8CodeUnitCount
    }
    return nil
  }
}
