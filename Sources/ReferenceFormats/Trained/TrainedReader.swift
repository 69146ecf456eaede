import CTaggerModel
import CitationTagging
import References

/// Reads citations of any style with the model that `ibid-train` made of labelled ones.
///
/// ```
/// Norwood A. B., Ostrom C., 2011, MNRAS, 413, 543
/// author ─────────────────  date  cont.  vol. pages
/// ```
struct TrainedReader {
  static let tagger: CitationTagger = {
    var size = 0
    let bytes = tagger_model(&size)
    guard let model = TaggerModel(UnsafeRawBufferPointer(start: bytes, count: size)) else {
      preconditionFailure("the built-in model is damaged")
    }
    return CitationTagger(model: model)
  }()

  /// What stands behind as many scalars is not read.
  private static let longest = 8_192

  static func read(_ text: Printed, _ habits: CitationTagger.Habits? = nil) -> CitationEntry {
    let text = text.prefix(longest)
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    let scalars = Array(text)[...]
    let tagging = LabelCorrection.corrected(tagger.tag(scalars, habits), in: scalars)
    return FieldAssembly(text: scalars, identifiers: draft, tagging: tagging).entry()
      .settled(in: scalars)
  }
}
