import References
import TextAnalysis

/// Everything that the index keeps of a work's text, from one reading of it.
struct WorkAnalysis: Sendable {
  struct Abbreviation: Sendable {
    let printed: AbbreviationPair
    /// Compounds joined.
    let shortTerms: [String]
    let longTerms: [String]
  }

  /// A column as `work_text` has it, and its terms.
  struct Column: Sendable {
    let text: String
    let terms: AnalyzedText
  }

  /// In `Field.indexed` order.
  let columns: [Column]
  /// What the prose says that short forms stand for.
  let abbreviations: [Abbreviation]
  /// What its titles are found by (`TitleForm`).
  let titles: [Int64]

  /// - Parameter texts: in `Field.indexed` order, as `ColumnText` composes them.
  init(_ texts: [String], _ analyzer: Analyzer) {
    columns = texts.map { Column(text: $0, terms: AnalyzedText(column: $0, analyzer)) }
    abbreviations = zip(Field.indexed, texts)
      .filter { $0.0.textKind == .prose }
      .flatMap { AbbreviationFinder.pairs(in: String(ColumnText.withoutLanguages($0.1))) }
      .compactMap { Abbreviation($0, analyzer) }
    titles = ColumnText.items(of: texts[Self.title]).flatMap { TitleForm.lookupForms(of: $0) }
  }

  private static let title = Field.indexed.firstIndex { $0.name == "title" }!

  /// Tokens in each field; numbers make no work longer.
  var lengths: [Int] {
    zip(Field.indexed, columns).map { $0.textKind == .numbers ? 0 : $1.terms.length }
  }
}

extension WorkAnalysis.Abbreviation {
  fileprivate init?(_ pair: AbbreviationPair, _ analyzer: Analyzer) {
    printed = pair
    shortTerms = analyzer.joinedForms(in: pair.short)
    longTerms = analyzer.joinedForms(in: pair.long)
    if shortTerms.isEmpty || longTerms.isEmpty || shortTerms == longTerms { return nil }
  }
}

extension AnalyzedText {
  /// The terms of a column's text.
  init(column text: String, _ analyzer: Analyzer) {
    var text = text
    self = text.withUTF8 { bytes in
      let (words, body) = ColumnText.split(bytes)
      return AnalyzedText(body, as: words.kind, in: words.languages, analyzer)
    }
  }
}

extension WorkAnalysis.Column {
  /// Whether the column is of this very text.
  func isOf(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes)
  }
}
