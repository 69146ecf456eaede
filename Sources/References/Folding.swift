import Foundation

/// The text in plain lower-case letters: case and accents gone, ligatures and compatibility forms
/// spelled out (`ﬁ` → `fi`, `₂` → `2`), letters that no decomposition folds replaced (`ł` → `l`,
/// `ß` → `ss`, `æ` → `ae`), curly quotes straight and every dash a hyphen.
///
/// `folded("Łódź–ﬁbrosis")` is `lodz-fibrosis`.
public func folded(_ text: some StringProtocol) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar.isASCII {
      result.unicodeScalars.append(scalar.lowercasedASCII)
    } else {
      result += folded(scalar)
    }
  }
  return result
}

/// One scalar folded; empty for combining marks and invisible characters.
public func folded(_ scalar: Unicode.Scalar) -> String {
  if let replacement = undecomposed[scalar] { return replacement }
  var result = ""
  for part in String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars {
    switch part.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: continue
    default: break
    }
    for lower in part.properties.lowercaseMapping.unicodeScalars {
      if lower.properties.generalCategory == .nonspacingMark { continue }
      result += undecomposed[lower] ?? String(lower)
    }
  }
  return result
}

extension Unicode.Scalar {
  fileprivate var lowercasedASCII: Unicode.Scalar {
    (65...90).contains(value) ? Unicode.Scalar(UInt8(value) + 32) : self
  }
}

/// Letters and marks that Unicode gives no decomposition, with what people type for them.
private let undecomposed: [Unicode.Scalar: String] = [
  "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe",
  "Œ": "oe", "þ": "th", "Þ": "th", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ħ": "h", "Ħ": "h",
  "ı": "i", "ĸ": "k", "ŋ": "ng", "Ŋ": "ng", "ŧ": "t", "Ŧ": "t", "ƒ": "f", "ə": "e", "Ə": "e",
  "ɛ": "e", "Ɛ": "e", "ɔ": "o", "Ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ς": "σ",
  "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "‛": "'", "′": "'", "“": "\"", "”": "\"", "„": "\"",
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u{AD}": "",
]
