import CitationTagging
import Diagnostics
import References

/// One decision for a list: a grammar of a style that prints it, or the trained reader; and for each
/// item, where the two differ.
///
/// Neither is believed for what it says of itself. A grammar reads the list where most of what it
/// reads surely is what the trained reader finds, too: grammars are exact in their styles, and sure
/// of anything elsewhere.
struct ListDecision {
  /// The share of items in which a grammar and the trained reader must agree.
  static let leastAgreement = 0.55
  /// In a list of fewer items, which shows the trained reader no habits, a grammar is believed where it
  /// reads a whole article and the trained reader much doubts what it reads otherwise.
  private static let fewItems = 10
  /// As many items are asked.
  private static let sampleSize = 48

  /// How often a grammar's readings are what the trained reader finds.
  ///
  /// - Parameters:
  ///   - trained: what the trained reader finds, where that is known.
  ///   - isKnownStyle: whether the list was recognised as one of the grammar's.
  static func agreement(
    _ readings: [(text: Printed, entry: CitationEntry)], trained: [CitationEntry] = [],
    isKnownStyle: Bool = false
  ) -> Double {
    let stride = max(1, readings.count / sampleSize)
    var asked = 0
    var agreed = 0.0
    for index in Swift.stride(from: 0, to: readings.count, by: stride) {
      let (text, read) = readings[index]
      guard text.count > 24 else { continue }
      let entry = read.settled(in: text)
      asked += 1
      guard entry.isCitation, entry.confidence >= 0.8 else { continue }
      if ReadingCheck(entry.reference).faults > 0 { continue }
      let other = trained.isEmpty ? TrainedReader.read(text) : trained[index]
      if other.reference.agrees(with: entry.reference) {
        agreed += 1
      } else if isKnownStyle, readings.count < fewItems, entry.isSure, other.confidence < 0.7 {
        agreed += 0.8
      }
    }
    return asked == 0 ? 0 : agreed / Double(asked)
  }

  /// The grammar that reads most items as the trained reader does, where that is enough.
  static func grammar(for texts: [Printed]) -> (any ReadableStyle)? {
    var best: (style: any ReadableStyle, agreement: Double)?
    let sample = texts.prefix(24)
    let trained = sample.map { TrainedReader.read($0) }
    for style in CitationStyles.readable {
      let found = agreement(sample.map { ($0, style.read($0)) }, trained: trained)
      if found > best?.agreement ?? leastAgreement { best = (style, found) }
    }
    return best?.style
  }

  /// How much the doubts about single readings of a grammar weigh: little, where it reads a whole list
  /// and leaves nothing over.
  static func weightOfDoubts(_ entries: [(text: Printed, entry: CitationEntry)]) -> Double {
    let fitting = entries.count { text, entry in
      entry.confidence >= 0.9 && entry.isWholeArticle && !entry.leavesWords(of: text)
        && ReadingCheck(entry.reference).faults == 0
    }
    return fitting > 5 && fitting * 10 >= entries.count * 8 ? 0.2 : 1
  }

  /// A trained reading that is surer is not compared with patterns.
  private static let mostDoubtful = 0.85

  /// The best reading of one item.
  static func entry(
    _ grammar: CitationEntry?, _ text: Printed, _ habits: CitationTagger.Habits?
  ) -> CitationEntry {
    let own = entryInList(grammar, text, habits)
    guard own.confidence < mostDoubtful, habits != nil || grammar != nil else { return own }
    let alone = entryAlone(text)
    return alone.confidence > max(own.confidence + leastGain, leastAlone) ? alone : own
  }

  /// How much surer an item must be read for itself: what its list does is believed.
  private static let leastGain = 0.1
  /// What is doubtful in its list and by itself may be no citation: "Sources. Article information".
  private static let leastAlone = 0.6

  /// The reading of an item for itself: a list in several styles has habits that it does not share.
  private static func entryAlone(_ text: Printed) -> CitationEntry {
    let trained = TrainedReader.read(text).checked
    for style in CitationStyles.readable {
      let entry = style.read(text).settled(in: text).checked
      if entry.isCitation, entry.confidence >= 0.9, !entry.leavesWords(of: text),
        entry.reference.agrees(with: trained.reference)
      {
        return entry.compared(with: trained)
      }
    }
    return trained
  }

  private static func entryInList(
    _ grammar: CitationEntry?, _ text: Printed, _ habits: CitationTagger.Habits?
  ) -> CitationEntry {
    var trained = TrainedReader.read(text, habits).checked
    if trained.confidence < mostDoubtful, let fitting = PatternReader.read(text)?.settled(in: text)
    {
      trained = fitting
    }
    guard var grammar = grammar?.settled(in: text).checked, grammar.isCitation,
      grammar.confidence >= 0.8
    else {
      return trained
    }
    let leavesWords = grammar.leavesWords(of: text)
    if leavesWords, trained.annotation != nil { return trained }
    if leavesWords { grammar.strangeness += 0.1 }
    grammar.takeWordsLeft(of: text)
    if trained.reference.agrees(with: grammar.reference) {
      return grammar.compared(with: trained)
    }
    let isAmbiguous = grammar.isAmbiguous || grammar.confidence < 0.95
    if isAmbiguous, trained.confidence >= 0.8, trained.confidence >= grammar.confidence - 0.1 {
      return trained
    }
    grammar.strangeness += 0.06
    return grammar.compared(with: trained)
  }
}

extension CitationEntry {
  /// As sure as two readers together are. A grammar alone is sure of anything that has its marks.
  ///
  /// The weights are an estimate. With a model that had not seen the 1,665 labelled strings read, 95 %
  /// of whole articles in which a grammar was sure were right, read one by one, and 77 % of other things.
  func compared(with trained: CitationEntry) -> CitationEntry {
    var entry = self
    let agree = trained.reference.agrees(with: reference)
    entry.doubt = agree ? (isWholeArticle ? 0.1 : 0.8) * (1 - trained.confidence) : 0.2
    return entry
  }

  /// With all that an article in a journal has.
  fileprivate var isWholeArticle: Bool {
    reference.title != nil && reference.container != nil && reference.volume != nil
      && reference.locator != nil && reference.year != nil && !reference.authors.isEmpty
  }

  /// Whether a grammar found everything that an article has, in the one way in which it can be read.
  fileprivate var isSure: Bool { isWholeArticle && confidence >= 0.95 && !isAmbiguous }

  /// Less sure for each thing that no right reading has.
  var checked: CitationEntry {
    var entry = self
    entry.strangeness += 0.3 * Double(ReadingCheck(reference).faults)
    return entry
  }
}
