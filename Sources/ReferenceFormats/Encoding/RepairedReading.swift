import Diagnostics
import References

extension ReferenceFormat {
  /// Calls `emit` with each citation and diagnostic, in the order of the text; the citations' fields
  /// and annotations without mojibake and with composed letters, `raw` verbatim in the text.
  ///
  /// If punctuation separates the fields, a damaged text is repaired as a whole before it is read,
  /// so that a garbled dash separates pages again. Then it is read twice, the first time for `raw`
  /// alone.
  public func forEachItem(of source: SourceText, _ emit: (Reading.Item) -> Void) {
    var fields = FieldRepair()
    var (count, place) = (0, 0)
    if readsPrint, let repaired = RepairedText(source.text) {
      (count, place) = (repaired.mojibake, repaired.firstMojibake)
      let originals = originals(of: source)
      read(SourceText(name: source.name, text: repaired.text)) { item in
        switch item {
        case .citation(var citation):
          citation.raw = originals[citation.raw] ?? citation.raw
          fields.repair(&citation)
          citation.reference.status = citation.reference.status ?? StatusWords.status(of: citation)
          emit(.citation(citation))
        case .diagnostic(let diagnostic): emit(.diagnostic(diagnostic.moved(repaired.original)))
        case .annotator: emit(item)
        }
      }
    } else {
      read(source) { item in
        if case .citation(var citation) = item {
          fields.repair(&citation)
          citation.reference.status = citation.reference.status ?? StatusWords.status(of: citation)
          emit(.citation(citation))
        } else {
          emit(item)
        }
      }
    }
    if count == 0 { place = fields.firstLine.map { source.offset(line: $0, column: 1) } ?? 0 }
    count += fields.mojibake
    if count > 0 {
      emit(.diagnostic(Diagnostic(.note, .mojibake(characters: count), at: place..<place)))
    }
  }

  /// What the citations that need repair look like in the text as it is, by what they become.
  private func originals(of source: SourceText) -> [String: String] {
    var originals: [String: String] = [:]
    read(source) { item in
      if case .citation(let citation) = item, let repaired = RepairedText(citation.raw) {
        originals[repaired.text] = citation.raw
      }
    }
    return originals
  }
}

extension Diagnostic {
  /// The diagnostic with each of its places moved.
  fileprivate func moved(_ place: (Int) -> Int) -> Diagnostic {
    Diagnostic(
      severity, kind, at: place(range.lowerBound)..<place(range.upperBound),
      notes: notes.map {
        Note($0.message, at: place($0.range.lowerBound)..<place($0.range.upperBound))
      })
  }
}

/// Repairs what a format's own escapes hid from the repair of the text: `\u00e2\u20ac\u201c`.
struct FieldRepair {
  private(set) var mojibake = 0
  /// Of the first citation that held any.
  private(set) var firstLine: Int?

  mutating func repair(_ citation: inout Citation) {
    let before = mojibake
    repair(&citation.reference)
    for index in citation.annotations.indices { repair(&citation.annotations[index].text) }
    for index in citation.notes.indices { repair(&citation.notes[index]) }
    if mojibake > before, firstLine == nil { firstLine = citation.line }
  }

  private mutating func repair(_ reference: inout Reference) {
    let before = reference.locator
    for fact in Fact.all {
      switch fact.value {
      case .text(let path): repair(&reference[keyPath: path])
      case .list(let path):
        for index in reference[keyPath: path].indices {
          repair(&reference[keyPath: path][index])
        }
      case .creators(let path):
        for index in reference[keyPath: path].indices {
          repair(&reference[keyPath: path][index])
        }
      case .others(let path):
        for index in reference[keyPath: path].indices {
          repair(&reference[keyPath: path][index].value)
        }
      case .choice, .number, .flag: continue
      }
    }
    // A repaired dash makes pages of a number.
    if let locator = reference.locator, locator != before {
      reference.locator = Locator(pages: locator.text)
    }
  }

  private mutating func repair(_ creator: inout Creator) {
    switch creator {
    case .literal(let name): if let name = repaired(name) { creator = .literal(name) }
    case .person(var name):
      let before = name
      if let family = repaired(name.family) { name.family = family }
      repair(&name.given)
      repair(&name.suffix)
      if name != before { creator = .person(name) }
    }
  }

  private mutating func repair(_ text: inout String?) {
    if let old = text, let new = repaired(old) { text = new }
  }

  private mutating func repair(_ text: inout String) {
    if let new = repaired(text) { text = new }
  }

  /// Twice, for text that was misread twice.
  private mutating func repaired(_ text: String) -> String? {
    guard let once = RepairedText(text) else { return nil }
    mojibake += once.mojibake
    return RepairedText(once.text)?.text ?? once.text
  }
}
