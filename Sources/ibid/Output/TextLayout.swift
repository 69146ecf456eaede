import Diagnostics
import References
import SearchEngine

/// Lays works out for people: on a terminal in lines of its width with colours, else each part on
/// one line.
///
/// ```
/// neelapu2017axicabtagene  Neelapu, S. S. et al. (2017)
///   Axicabtagene ciloleucel CAR T-cell therapy in refractory large B-cell lymphoma
///   N. Engl. J. Med. 377, 2531–2544
///   | Together with Schuster et al. (2017), …
///     Index/References/antigen-escape.txt:12
/// ```
struct TextLayout {
  /// Columns of an annotation that a terminal shows of one among many works: longer ones are cut to
  /// their best passage.
  private static let longestAnnotation = 640
  /// Columns of a passage where there is no terminal.
  private static let usualPassage = 160

  private let width: Int?
  private let hasHyperlinks: Bool
  private let palette: Palette

  init(terminal: Terminal) {
    width = terminal.width
    hasHyperlinks = terminal.hasHyperlinks
    palette = Palette(isOn: terminal.hasColor)
  }

  /// A hit: the work with its annotations, the matched words marked, and a passage of what else holds
  /// words of the query.
  func text(of work: Work, marking highlighter: Highlighter?) -> String {
    var lines = head(of: work, marking: highlighter)
    if let highlighter { lines += passage(of: work, highlighter) }
    for annotation in work.annotations {
      lines += block(cut(annotation.text, highlighter), of: "annotation", highlighter)
      lines += origin(annotation)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `  abstract: …loss of the antigen…`, where the abstract or a keyword shows words of the query that
  /// nothing else does.
  private func passage(of work: Work, _ highlighter: Highlighter) -> [String] {
    let room = (width ?? Self.usualPassage) - "  abstract: ".count
    guard
      let passage = highlighter.snippet(
        of: work, width: max(room, 20), fields: ["abstract", "keyword"])
    else { return [] }
    let reference = work.reference
    let shown = [
      ("title", [reference.title ?? ""]), ("author", reference.authors.map(\.description)),
      ("journal", [reference.container ?? ""]), ("annotation", work.annotations.map(\.text)),
    ].flatMap { field, texts in texts.flatMap { highlighter.words(in: $0, of: field) } }
    guard !highlighter.words(in: passage.text, of: passage.field).isSubset(of: shown) else {
      return []
    }
    let source = SourceText(name: "", text: passage.text)
    let text = painted(source, 0..<passage.text.utf8.count, passage.marks) { $0 }
    return ["  " + palette.faint(passage.field + ":") + " " + text]
  }

  /// The text, or where a terminal shows too much of it the passage that matters.
  private func cut(_ text: String, _ highlighter: Highlighter?) -> String {
    guard width != nil, text.displayWidth > Self.longestAnnotation else { return text }
    let passage = highlighter?.passage(
      of: text, field: "annotation", width: Self.longestAnnotation / 2)
    return passage?.text ?? text.prefix(Self.longestAnnotation / 2) + "…"
  }

  /// A work with what is known about it, every annotation and every citation.
  func fullText(of work: Work, _ details: WorkDetails) -> String {
    var lines = head(of: work, marking: nil)
    if work.reference.authors.count > 2 || !work.reference.editors.isEmpty {
      lines += wrapped("Authors: " + names(work.reference.authors), indent: "  ")
      if !work.reference.editors.isEmpty {
        lines += wrapped("Editors: " + names(work.reference.editors), indent: "  ")
      }
    }
    lines += numbers(of: work.reference)
    if let abstract = work.reference.abstract {
      lines += wrapped("Abstract: " + visible(abstract), indent: "  ")
    }
    for annotation in work.annotations {
      lines += block(annotation.text, of: "annotation", nil) + origin(annotation)
    }
    lines += links(details)
    lines.append("  Cited in:")
    for place in work.places {
      let evidence = details.evidence.first { $0.place == place }
      lines += wrapped(self.place(place, evidence), indent: "    ", style: palette.faint)
      lines += wrapped(visible(citation(at: place, of: work)), indent: "      ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func numbers(of reference: Reference) -> [String] {
    let numbers = [
      reference.doi == nil ? nil : reference.page, reference.pmid.map { "PubMed \($0)" },
      reference.arxivID.map { "arXiv \($0)" }, reference.doi == nil ? reference.url : nil,
    ].compactMap(\.self)
    return numbers.isEmpty ? [] : ["  " + visible(numbers.joined(separator: ", "))]
  }

  private func links(_ details: WorkDetails) -> [String] {
    let mentions = details.mentions.map { mention in
      let target = mention.target.map { "→ \($0)" } ?? "→ no work of the library"
      let others = mention.candidates.map(\.description).joined(separator: ", ")
      return "    '\(visible(mention.text))' \(target)" + (others.isEmpty ? "" : ", or \(others)")
    }
    let mentionedBy = details.mentionedBy.map { mention in
      "    \(mention.work) (\(visible(mention.source)):\(mention.line))"
    }
    return (mentions.isEmpty ? [] : ["  Mentions:"] + mentions)
      + (mentionedBy.isEmpty ? [] : ["  Mentioned by:"] + mentionedBy)
  }

  /// Where a work is cited, how surely that was read, and why it was taken for the work.
  private func place(_ place: Place, _ evidence: CitationEvidence?) -> String {
    var text = "\(visible(place.source)):\(place.line), number \(place.position)"
    guard let evidence else { return text }
    if evidence.confidence < 1 { text += ", confidence \(evidence.confidence)" }
    if let reason = evidence.evidence { text += "; the same by \(reason)" }
    if !evidence.differences.isEmpty {
      text += "; here \(visible(evidence.differences.joined(separator: ", ")))"
    }
    return text
  }

  /// A citation as printed, without its annotation, which stands above it.
  private func citation(at place: Place, of work: Work) -> String {
    let annotation = work.annotations.first {
      $0.source == place.source && $0.position == place.position
    }
    guard let annotation, place.raw.hasSuffix(annotation.text) else { return place.raw }
    return String(place.raw.dropLast(annotation.text.count))
  }

  /// One citation as a reader understood it.
  func text(of citation: Citation) -> String {
    let reference = citation.reference
    var lines = [
      "\(citation.position). line \(citation.line), \(reference.type.rawValue)"
        + (citation.confidence < 1 ? ", confidence \(citation.confidence)" : "")
    ]
    lines += wrapped(
      "Authors: " + names(reference.authors) + (reference.hasMoreAuthors ? " et al." : ""),
      indent: "  ")
    lines += wrapped("Title: " + visible(reference.title ?? "-"), indent: "  ")
    lines += wrapped("In: " + (whereabouts(reference) ?? "-"), indent: "  ")
    lines.append("  Year: " + (reference.year.map(String.init) ?? "-"))
    if let annotation = citation.annotation { lines += block(annotation, of: "annotation", nil) }
    return lines.joined(separator: "\n") + "\n"
  }

  func text(of explanation: QueryExplanation) -> String {
    let terms = explanation.terms.map {
      "  \(visible($0.text)): \($0.forms.map(visible).joined(separator: ", "))"
    }
    let slow = explanation.slowParts.map { "slow:  \($0) is looked for in the text of every work" }
    let lines =
      ["query: \(visible(explanation.query))"] + (terms.isEmpty ? [] : ["terms:"] + terms)
      + ["match: \(visible(explanation.match))", "sql:   \(visible(explanation.sql))"] + slow
    return lines.joined(separator: "\n") + "\n"
  }

  /// What each word of the query brought to a hit's score.
  func scoreText(of hit: Hit) -> String {
    let parts = hit.scoreParts.map { part in
      let origin =
        if let n = part.documentFrequency, let idf = part.idf {
          ": in \(counted(n, "work")), idf \(rounded(idf))"
        } else { "" }
      return "    \(rounded(part.score))  \(visible(part.text))\(origin)"
    }
    return (["  score \(rounded(hit.score))"] + parts).joined(separator: "\n") + "\n"
  }

  // MARK: Parts

  private func head(of work: Work, marking highlighter: Highlighter?) -> [String] {
    let reference = work.reference
    let year = reference.year.map { " (\($0))" } ?? ""
    var lines = [
      palette.key(visible(work.key.description)) + "  "
        + marked(shortNames(reference), of: "author", highlighter) + year
    ]
    if let title = reference.title {
      lines += wrapped(
        visible(title), indent: "  ", of: "title", highlighter, linkedTo: reference.page,
        style: palette.title)
    }
    if let place = whereabouts(reference) {
      lines += wrapped(place, indent: "  ", of: "journal", highlighter)
    }
    return lines
  }

  /// As a link that a click opens, where the terminal knows such links.
  private func linked(_ text: String, to page: String?) -> String {
    guard hasHyperlinks, !text.isEmpty, let page else { return text }
    return "\u{1B}]8;;\(page)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
  }

  private func origin(_ annotation: Annotation) -> [String] {
    ["    " + palette.faint("\(visible(annotation.source)):\(annotation.line)")]
  }

  /// Line by line, as written.
  private func block(_ text: String, of field: String, _ highlighter: Highlighter?) -> [String] {
    text.split(whereSeparator: \.isNewline).flatMap {
      wrapped(visible(String($0)), indent: "  | ", of: field, highlighter)
    }
  }

  /// At most two names; "et al." for the rest.
  private func shortNames(_ reference: Reference) -> String {
    let names = reference.authors.isEmpty ? reference.editors : reference.authors
    let shown = names.prefix(2).map { visible($0.description) }
    if names.count > 2 { return shown[0] + " et al." }
    return shown.joined(separator: " & ") + (reference.hasMoreAuthors ? " et al." : "")
  }

  private func names(_ creators: [Creator]) -> String {
    creators.map { visible($0.description) }.joined(separator: "; ")
  }

  /// `Blood 134, 764–764`; nil where nothing is known.
  private func whereabouts(_ reference: Reference) -> String? {
    let container = [reference.container, reference.volume].compactMap(\.self).joined(
      separator: " ")
    let parts = [container, reference.locator?.text ?? "", reference.publisher ?? ""]
    let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
    return text.isEmpty ? nil : visible(text)
  }

  private func rounded(_ number: Double) -> String {
    let thousandths = (number * 1000).rounded() / 1000
    return String(thousandths)
  }

  // MARK: Lines

  /// Breaks text at spaces to the terminal's width and marks what the query matched.
  private func wrapped(
    _ text: String, indent: String, of field: String = "", _ highlighter: Highlighter? = nil,
    linkedTo page: String? = nil, style: (String) -> String = { $0 }
  ) -> [String] {
    let marks = highlighter?.ranges(in: text, of: field) ?? []
    let limit = max((width ?? Int.max) - indent.count, 20)
    let source = SourceText(name: "", text: text)
    return Self.lines(of: text, limit: limit).map { line in
      indent + linked(painted(source, line, marks, style), to: page)
    }
  }

  private func marked(_ text: String, of field: String, _ highlighter: Highlighter?) -> String {
    let marks = highlighter?.ranges(in: text, of: field) ?? []
    return painted(SourceText(name: "", text: text), 0..<text.utf8.count, marks) { $0 }
  }

  /// A line of the text, cut where marks begin and end.
  private func painted(
    _ source: SourceText, _ line: Range<Int>, _ marks: [Range<Int>], _ style: (String) -> String
  ) -> String {
    var result = ""
    var start = line.lowerBound
    for mark in marks.map({ $0.clamped(to: line) }) where !mark.isEmpty {
      result += style(visible(source[start..<mark.lowerBound]))
      result += palette.match(visible(source[mark]))
      start = mark.upperBound
    }
    return result + style(visible(source[start..<line.upperBound]))
  }

  /// A reference as a style prints it, its further lines indented.
  func text(ofReference text: String) -> String {
    guard let width else { return text }
    let lines = Self.lines(of: text, limit: max(width - 2, 20))
    let source = SourceText(name: "", text: text)
    return lines.map { visible(source[$0]) }.joined(separator: "\n  ")
  }

  /// Ranges of bytes of lines that are at most `limit` columns wide; a longer word stands alone.
  private static func lines(of text: String, limit: Int) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var lineStart = 0
    var lineWidth = 0
    var offset = 0
    var lastSpace: (offset: Int, widthAfter: Int)?
    for character in text {
      let width = character.displayWidth
      // Between wide characters, of scripts without spaces, a line may end anywhere.
      if lineWidth + width > limit, width == 2, lastSpace == nil, offset > lineStart {
        lines.append(lineStart..<offset)
        lineStart = offset
        lineWidth = 0
      }
      if lineWidth + width > limit, let space = lastSpace {
        lines.append(lineStart..<space.offset)
        lineStart = space.offset + 1
        lineWidth -= space.widthAfter
        lastSpace = nil
      }
      lineWidth += width
      if character == " " { lastSpace = (offset, lineWidth) }
      offset += character.utf8.count
    }
    lines.append(min(lineStart, offset)..<offset)
    return lines
  }
}
