/// What can be wrong with a piece of XML, and can be put right.
public enum MarkupDamage: Hashable, Sendable {
  /// U+0001 and the like, which XML forbids.
  case controlCharacter
  /// `&` or `<` that begins nothing.
  case unescaped(Character)
  /// `&eacute;`: XML knows five names.
  case undefinedEntity(String)
  /// `<style font=`
  case brokenTag(String)
  /// `</title>` where nothing of that name is open.
  case unmatchedEnd(String)
  /// The end of an element is missing.
  case unclosed(String)
  case tooDeep
  case other

  var message: String {
    switch self {
    case .controlCharacter: "it holds characters that XML forbids; they were left out"
    case .unescaped(let mark): "a '\(mark)' in it begins nothing; it was read as text"
    case .undefinedEntity(let name): "XML does not define '&\(name);'"
    case .brokenTag(let name): "the tag '<\(name)' is not well-formed"
    case .unmatchedEnd(let name): "'</\(name)>' ends nothing"
    case .unclosed(let name): "the end of '<\(name)>' is missing"
    case .tooDeep: "its elements are nested too deeply"
    case .other: "its XML is not well-formed"
    }
  }
}
