/// What can be wrong with a piece of XML, and can be repaired.
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
    case .controlCharacter: "it contains characters that XML forbids; they were removed"
    case .unescaped(let mark): "unescaped '\(mark)'; read as text"
    case .undefinedEntity(let name): "undefined entity '&\(name);'"
    case .brokenTag(let name): "malformed tag '<\(name)'"
    case .unmatchedEnd(let name): "unmatched '</\(name)>'"
    case .unclosed(let name): "'<\(name)>' is not closed"
    case .tooDeep: "its elements are nested too deeply"
    case .other: "its XML is not well-formed"
    }
  }
}
