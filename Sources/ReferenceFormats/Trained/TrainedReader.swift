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
    let bytes = UnsafeRawBufferPointer(
      start: withUnsafePointer(to: tagger_model) { UnsafeRawPointer($0) }, count: tagger_model_size)
    guard let model = TaggerModel(bytes) else { preconditionFailure("the built-in model is damaged") }
    return CitationTagger(model: model)
  }()

  static func read(_ text: Printed) -> CitationEntry {
    var draft = CitationDraft(text)
    CitedIdentifiers.take(from: &draft)
    let scalars = Array(text)[...]
    return FieldAssembly(text: scalars, identifiers: draft, tagging: tagger.tag(scalars)).entry()
  }
}
