import References
import TextAnalysis

/// Questions in plain language, of which any word may match.
extension Criterion {
  /// The criterion with each word of a question as a separate term: `time-sharing/TSS` is two.
  func cutIntoWords(_ analyzer: Analyzer) -> Criterion {
    switch self {
    case .text(let text): .all(text.compounds(analyzer).map(Criterion.text))
    case .and(let parts): .all(parts.map { $0.cutIntoWords(analyzer) })
    default: mapParts { $0.cutIntoWords(analyzer) }
    }
  }

  /// The criterion with its required words as alternatives, also in brackets; without function
  /// words, and with the words of phrases and the parts of compounds. Conditions that are not text
  /// stay required.
  func matchingAny(_ analyzer: Analyzer) -> Criterion {
    switch self {
    case .text, .spelledOut, .and, .inOneAnnotation: break
    case .or: return mapParts { $0.matchingAny(analyzer) }
    case .data, .related, .not, .all: return self
    }
    var texts: [Criterion] = []
    var others: [Criterion] = []
    for part in required {
      switch part {
      case .text(let text): texts += text.alternatives(analyzer).map(Criterion.text)
      case .spelledOut: texts.append(part.mapParts { $0.matchingAny(analyzer) })
      case .or where part.isText: texts.append(part.matchingAny(analyzer))
      default: others.append(part.matchingAny(analyzer))
      }
    }
    let telling = texts.filter { !$0.isStopWord }
    let words = telling.isEmpty ? texts : telling
    if words.isEmpty { return self }
    let any = words.count == 1 ? words[0] : .or(words)
    return others.isEmpty ? any : .and([any] + others)
  }

  /// Conditions that a work must all meet, in any field.
  private var required: [Criterion] {
    switch self {
    case .and(let parts): parts.flatMap(\.required)
    case .inOneAnnotation(let words): words.required
    default: [self]
    }
  }

  private var isStopWord: Bool {
    if case .text(let text) = self { text.isStopWord } else { false }
  }

  /// Whether it consists only of text.
  private var isText: Bool {
    fold { criterion, answers in
      switch criterion {
      case .text: true
      case .spelledOut, .inOneAnnotation, .and, .or: answers.allSatisfy(\.self)
      case .data, .related, .not, .all: false
      }
    }
  }
}

extension TextCriterion {
  /// A function word; dropped from a question, never from the index.
  var isStopWord: Bool {
    wording == .word && StopWords.english.contains(text.lowercased())
  }

  fileprivate func compounds(_ analyzer: Analyzer) -> [TextCriterion] {
    guard wording == .word, anchor == nil else { return [self] }
    let compounds = analyzer.compounds(in: text)
    return compounds.isEmpty ? [self] : compounds.map(worded)
  }

  /// The same for another word.
  func worded(_ text: String) -> TextCriterion {
    var criterion = self
    criterion.text = text
    criterion.wording = .word
    return criterion
  }

  /// A phrase and its words; the parts of a compound, `fault` and `tolerance` of `fault-tolerance`; of one that is a name,
  /// `PD-1`, itself and what parts are words.
  fileprivate func alternatives(_ analyzer: Analyzer) -> [TextCriterion] {
    if wording == .phrase, anchor == nil {
      let words = analyzer.compounds(in: text).map(worded)
      return [self] + (words.count > 1 ? words.flatMap { $0.alternatives(analyzer) } : [])
    }
    let parts = analyzer.words(in: text, as: .prose).flatMap(\.parts)
    guard wording == .word, parts.count > 1 else { return [self] }
    // A contraction, "I'd", "it's", holds function words alone.
    if StopWords.english.contains(parts[0].form),
      parts.dropFirst().allSatisfy({ $0.form.count <= 2 })
    {
      return []
    }
    let words = parts.map(\.form).filter { $0.count > 2 && $0.allSatisfy(\.isLetter) }
    let isSpelledByWords =
      words.count == parts.count || words.contains(where: StopWords.english.contains)
    return (isSpelledByWords ? [] : [self]) + words.map(worded)
  }
}
