/// The abbreviations that a file defines with @string, and those that every file may use.
///
/// `journal = jcp # " (" # apr # ")"`: names are the same in any case, values are joined by '#', and
/// a value may be made of others.
struct BibTeXMacros {
  /// Values verbatim in the file, by name in lower case.
  private var values: [String: [UInt8]]

  /// Longer values are cut off, so that definitions that double each other do not fill the memory.
  private static let longestValue = 1 << 12
  /// How much all the macros in one value may come to.
  private static let longestExpansion = 1 << 16

  init() {
    values = Self.predefined.mapValues { Array($0.utf8) }
  }

  /// Takes in what an @string defines. A definition that came before is replaced, or, where
  /// `isAhead`, kept: then the file is read for what is used before it is defined.
  mutating func define(
    _ entry: inout BibTeXEntry, _ bytes: TextBytes, isAhead: Bool = false
  ) {
    for field in entry.fields {
      let name = bytes.lowercased(field.name)
      if isAhead, values[name] != nil, Self.predefined[name] == nil { continue }
      var value = joined(entry.parts[field.parts], bytes) { _, _ in }
      if value.count > Self.longestValue {
        value.removeLast(value.count - Self.longestValue)
        while let last = value.last, last >= 0x80 { value.removeLast() }
        entry.report(.longMacro(bytes.string(field.name)), at: field.name)
      }
      values[name] = value
    }
  }

  /// The bytes of a value with its macros replaced; `missing` is called with each undefined one.
  func joined(
    _ parts: ArraySlice<BibTeXEntry.Part>, _ bytes: TextBytes,
    missing: (String, Range<Int>) -> Void
  ) -> [UInt8] {
    var value: [UInt8] = []
    var expansion = 0
    for part in parts {
      let text = bytes.slice(part.range)
      guard part.isWord, text.first?.isASCIIDigit == false else {
        value.append(contentsOf: text)
        continue
      }
      guard let macro = values[bytes.lowercased(part.range)] else {
        missing(bytes.string(part.range), part.range)
        value.append(contentsOf: text)
        continue
      }
      expansion += macro.count
      if expansion <= Self.longestExpansion { value.append(contentsOf: macro) }
    }
    return value
  }

  /// The names of the months that every style defines.
  static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Months, and the journals that BibTeX's own styles define.
  private static let predefined: [String: String] = [
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May",
    "jun": "June", "jul": "July", "aug": "August", "sep": "September", "oct": "October",
    "nov": "November", "dec": "December",
    "acmcs": "ACM Computing Surveys", "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development", "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters", "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming", "sicomp": "SIAM Journal on Computing",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems", "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
    "tcs": "Theoretical Computer Science",
  ]
}
