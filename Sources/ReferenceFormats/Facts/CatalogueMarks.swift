/// The mark with which a catalogue ends each part of a description, because another part comes next:
/// `The bell jar /`, `London :`, `Faber and Faber,`.
///
/// Source: ISBD, consolidated edition, A.3.
extension String {
  /// Without a comma, or a slash, colon or semicolon behind a blank: no text ends so.
  var withoutCatalogueMark: String {
    guard let last = utf8.last else { return self }
    if last == UInt8(ascii: ",") { return String(dropLast()) }
    let isApart = utf8.dropLast().last == 0x20
    return isApart && "/:;".utf8.contains(last) ? String(dropLast(2)) : self
  }

  /// A name without the comma or full stop behind it; the stop of initials stays.
  var withoutNameEnd: String {
    let name = withoutCatalogueMark
    guard name.hasSuffix("."), let before = name.dropLast().last, before.isLowercase else {
      return name
    }
    return String(name.dropLast())
  }

  /// Without any of these marks, or the colon, semicolon or full stop right behind a part; the stop of
  /// initials and of `Inc.` stays.
  var withoutCatalogueEnd: String {
    let text = withoutCatalogueMark
    if let last = text.last, ":;".contains(last) { return String(text.dropLast()) }
    guard text.hasSuffix("."), let word = text.split(separator: " ").last, word.count > 4,
      !word.dropLast().contains(".")
    else { return text }
    return String(text.dropLast())
  }
}
