import Foundation

/// The text in plain lower-case letters: without case and accents, ligatures and compatibility
/// forms spelled out (`ﬁ` → `fi`, `₂` → `2`), letters that no decomposition folds replaced (`ł` →
/// `l`, `ß` → `ss`, `æ` → `ae`), curly quotes straight and every dash a hyphen.
///
/// `folded("Łódź–ﬁbrosis")` is `lodz-fibrosis`.
public func folded(_ text: some StringProtocol) -> String {
  if let plain = foldedASCII(text) { return plain }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    if scalar.isASCII {
      bytes.append(lowercased(UInt8(scalar.value)))
    } else if let letters = latin[scalar] {
      bytes.append(contentsOf: letters.utf8)
    } else {
      if scalar.isVoicedMark {
        let composed = String(text).precomposedStringWithCompatibilityMapping
        if !composed.unicodeScalars.contains(where: \.isVoicedMark) { return folded(composed) }
      }
      bytes.append(contentsOf: folded(scalar).utf8)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Most texts have no letters but those of ASCII; nil for others.
private func foldedASCII(_ text: some StringProtocol) -> String? {
  let plain = text.utf8.withContiguousStorageIfAvailable { bytes -> String? in
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(unsafeUninitializedCapacity: bytes.count) { letters in
      for index in bytes.indices { letters[index] = lowercased(bytes[index]) }
      return bytes.count
    }
  }
  return plain ?? nil
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (65...90).contains(byte) ? byte + 32 : byte
}

/// The folded forms of European letters and typographic marks.
private let latin: [Unicode.Scalar: String] = Dictionary(
  uniqueKeysWithValues: [0xA0...0x24F, 0x2010...0x201F].joined().map { value in
    let scalar = Unicode.Scalar(UInt32(value))!
    return (scalar, folded(scalar))
  })

/// One scalar folded; empty for combining marks and invisible characters.
public func folded(_ scalar: Unicode.Scalar) -> String {
  if let replacement = undecomposed[scalar] { return replacement }
  // Kana with a voiced mark are letters of their own.
  if scalar.isKana { return String(scalar) }
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

/// Letters and marks without a Unicode decomposition, with what people type instead.
private let undecomposed: [Unicode.Scalar: String] = [
  "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe",
  "Œ": "oe", "þ": "th", "Þ": "th", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ħ": "h", "Ħ": "h",
  "ı": "i", "ĸ": "k", "ŋ": "ng", "Ŋ": "ng", "ŧ": "t", "Ŧ": "t", "ƒ": "f", "ə": "e", "Ə": "e",
  "ɛ": "e", "Ɛ": "e", "ɔ": "o", "Ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ς": "σ",
  "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "‛": "'", "′": "'", "“": "\"", "”": "\"", "„": "\"",
  "\u{640}": "", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا",
  "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "\u{AD}": "",
]

extension Unicode.Scalar {
  /// After kana: full width and half width.
  fileprivate var isVoicedMark: Bool {
    (0x3099...0x309A).contains(value) || (0xFF9E...0xFF9F).contains(value)
  }

  fileprivate var isKana: Bool {
    (0x3041...0x3096).contains(value) || (0x309D...0x30FF).contains(value)
  }
}

/// The names of the Greek letters, which people type in terms such as `TGF-β`.
public let greekLetterNames: [Unicode.Scalar: String] = [
  "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
  "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
  "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon",
  "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
]
