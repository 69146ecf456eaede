/// Tells the style of a list as a whole: every style reads a sample, and the one that understands
/// most of it surely wins.
enum StyleRecognition {
  static func style(of bytes: TextBytes) -> any ReadableStyle {
    let sample = sample(of: bytes)
    let scores = CitationStyles.readable.map { score($0, in: sample) }
    var best = 0
    for index in scores.indices where scores[index] > scores[best] * 1.001 { best = index }
    return CitationStyles.readable[best]
  }

  /// How much of the sample the style understood, in scalars of sure citations.
  private static func score(_ style: any ReadableStyle, in sample: [TextBytes])
    -> Double
  {
    var score = 0.0
    for part in sample {
      var segmenter = ListSegmenter(style: style)
      for item in segmenter.items(in: part) where item.text.count > 30 {
        let entry = item.entry ?? style.read(item.text[...])
        guard entry.isCitation else { continue }
        let sureness = entry.confidence * entry.confidence * entry.confidence
        score += sureness * Double(min(item.text.count, 400))
      }
    }
    return score
  }

  private static let sampleLength = 8_000

  /// All of a short text; of a long one its beginning, middle and end, from one line's start on.
  private static func sample(of bytes: TextBytes) -> [TextBytes] {
    guard bytes.count > 4 * sampleLength else { return [bytes] }
    return (0..<3).map { part in
      var start = (bytes.count - sampleLength) * part / 2
      while start > 0, start < bytes.count, bytes[start - 1] != 10, bytes[start - 1] != 13 {
        start += 1
      }
      var end = min(start + sampleLength, bytes.count)
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      return bytes.slice(min(start, end)..<end)
    }
  }
}

extension CitationEntry {
  /// A year, or a link, and, beside it, names or a place in a journal.
  var isCitation: Bool {
    let hasPlace =
      reference.container != nil && (reference.volume ?? reference.locator?.text) != nil
    let hasNames = !problems.contains(.noAuthors)
    if reference.year != nil { return hasNames || hasPlace }
    return hasNames && reference.title != nil && (reference.doi != nil || reference.url != nil)
  }
}
