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
    guard let model = TaggerModel(UnsafeRawBufferPointer(start: bytes, count: size)) else { preconditionFailure("the built-in model is damaged") }
    return CitationTagger(model: model)
  }()

  static func read(_ text: Printed) -> CitationEntry {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    let scalars = Array(text)[...]
    return FieldAssembly(text: scalars, identifiers: draft, tagging: tagger.tag(scalars)).entry()
  }
}
