import References

/// A query whose fields exist and whose values are values: what the compiler works on.
indirect enum Criterion: Equatable {
  case text(TextCriterion)
  /// Words that spell out together what the forms abbreviate, or one of these.
  case spelledOut(Criterion, [TextCriterion])
  /// Works of these years; both ends included.
  case years(ClosedRange<Int>)
  /// Works that a source cites whose path holds this text.
  case source(String)
  case and([Criterion])
  case or([Criterion])
  case not(Criterion)
  case all
}

extension Criterion {
  /// The criterion with the words that it all requires as alternatives, function words left out and
  /// the parts of compounds added; what is no text stays required.
  func matchingAny(_ analyzer: Analyzer) -> Criterion {
    let parts = if case .and(let parts) = self { parts } else { [self] }
    var texts: [Criterion] = []
    var others: [Criterion] = []
    for part in parts {
      switch part {
      case .text(let text): texts += text.alternatives(analyzer).map(Criterion.text)
      case .spelledOut(let words, let forms):
        texts.append(.spelledOut(words.matchingAny(analyzer), forms))
      default: others.append(part)
      }
    }
    let telling = texts.filter { !$0.isStopWord }
    let words = telling.isEmpty ? texts : telling
    if words.isEmpty { return self }
    let any = words.count == 1 ? words[0] : .or(words)
    return others.isEmpty ? any : .and([any] + others)
  }

  private var isStopWord: Bool {
    if case .text(let text) = self { text.isStopWord } else { false }
  }
}

extension TextCriterion {
  /// The parts of a compound, `fault` and `tolerance` of `fault-tolerance`; of one that is a name,
  /// `PD-1`, itself and what parts are words.
  fileprivate func alternatives(_ analyzer: Analyzer) -> [TextCriterion] {
    let parts = analyzer.words(in: text, as: .prose).flatMap(\.parts)
    guard form == .word, parts.count > 1 else { return [self] }
    // A contraction, "I'd", "it's", holds function words alone.
    if StopWords.english.contains(parts[0].form),
      parts.dropFirst().allSatisfy({ $0.form.count <= 2 })
    {
      return []
    }
    let words = parts.filter { $0.form.count > 2 && $0.form.allSatisfy(\.isLetter) }
    let criteria = words.map { TextCriterion(form: .word, text: $0.form, fields: fields) }
    return words.count == parts.count || criteria.contains(where: \.isStopWord)
      ? criteria : [self] + criteria
  }
}

/// Words to be found in some of a work's fields.
struct TextCriterion: Equatable {
  enum Form: Equatable {
    /// Found by stem and in every spelling.
    case word
    /// Exact forms, in order.
    case phrase
    /// Exact forms, in order; asked of journals alone, the whole title.
    case exact
    /// The beginning of a word.
    case prefix
  }

  var form: Form
  /// As typed.
  var text: String
  /// In which fields; all that are indexed where the query names none.
  var fields: [Field]
}
