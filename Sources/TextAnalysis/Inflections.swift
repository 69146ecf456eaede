import CLibStemmer
import Foundation
import References

/// The stems of words in languages other than English.
///
/// A word is stemmed with its accents, which endings of many languages have, and without, as it may
/// be typed: `investigación` is `investig`, as `investigaciones` is, and `investigacion`.
final class Inflections {
  private var stemmers: [String: OpaquePointer] = [:]

  deinit { stemmers.values.forEach(sb_stemmer_delete) }

  /// The stems, folded; of a form that is too short, none.
  ///
  /// - Parameters:
  ///   - form: folded.
  ///   - word: as it was written.
  func stems(of form: String, writtenAs word: String, in languages: StemmingLanguages) -> [String] {
    guard form.count >= 3 else { return [] }
    let small = word.lowercased().precomposedStringWithCanonicalMapping
    var stems: [String] = []
    for name in languages.names {
      for text in small == form ? [form] : [small, form] {
        let stem = folded(stem(of: text, in: name))
        if !stem.isEmpty, !stems.contains(stem) { stems.append(stem) }
      }
    }
    return stems
  }

  private func stem(of text: String, in language: String) -> String {
    let stemmer = stemmers[language] ?? sb_stemmer_new(language, "UTF_8")
    // A libstemmer that was built without the language.
    guard let stemmer else { return text }
    stemmers[language] = stemmer
    let bytes = Array(text.utf8)
    let stem = sb_stemmer_stem(stemmer, bytes, Int32(bytes.count))
    return String(
      decoding: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))),
      as: UTF8.self)
  }
}
