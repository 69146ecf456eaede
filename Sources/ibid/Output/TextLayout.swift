import Diagnostics
import Foundation
import Index
import References
import Search

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
  /// Characters of a citation that is shown verbatim: longer ones are records of other programs.
  private static let longestCitation = 1200
  /// The width of a snippet outside a terminal, in columns.
  private static let usualPassage = 160

  /// Columns of the terminal; nil where there is none.
  let width: Int?
  /// The path of a source relative to the working folder.
  var path: (String) -> String = { $0 }

  /// A hit: the work with its annotations, the matched words marked, and a passage of what else holds
  /// words of the query.
  func brief(_ work: Work, marking highlighter: Highlighter?) -> [StyledText] {
    var lines = head(of: work, marking: highlighter)
    if let highlighter {
      lines += passage(
        of: work, in: ["abstract", "keyword"], highlighter,
        unlessShownBy: shownTexts(of: work) + [("annotation", work.annotations.map(\.text))])
    }
    for annotation in work.annotations {
      lines += block(cut(annotation.text, highlighter), of: annotation, highlighter)
      lines += origin(annotation)
    }
    return lines + tags(of: work)
  }

  /// A hit: what identifies the work, and where that shows not all words of the query the passage that
  /// does.
  func briefest(_ work: Work, marking highlighter: Highlighter?) -> [StyledText] {
    let head = head(of: work, marking: highlighter)
    guard let highlighter else { return head }
    return head
      + passage(
        of: work, in: ["annotation", "abstract", "keyword", "note"], highlighter,
        unlessShownBy: shownTexts(of: work))
  }

  /// What the head of a work shows, by field.
  private func shownTexts(of work: Work) -> [(field: String, texts: [String])] {
    let reference = work.reference
    return [
      ("title", [reference.title ?? ""]), ("author", reference.authors.map(\.description)),
      ("journal", [reference.container ?? ""]),
    ]
  }

  /// `  abstract: …loss of the antigen…`, where one of some fields shows words of the query that nothing
  /// else does.
  private func passage(
    of work: Work, in fields: [String], _ highlighter: Highlighter,
    unlessShownBy texts: [(field: String, texts: [String])]
  ) -> [StyledText] {
    let room = (width ?? Self.usualPassage) - "  abstract: ".count
    guard
      let passage = highlighter.snippet(
        of: work, width: max(room, 20),
        fields: Highlighter.snippetFields.filter { fields.contains($0.name) })
    else { return [] }
    let shown = texts.flatMap { field, texts in
      texts.flatMap { highlighter.words(in: $0, of: field) }
    }
    guard !highlighter.words(in: passage.text, of: passage.field).isSubset(of: shown) else {
      return []
    }
    let source = SourceText(name: "", text: passage.text)
    let text = painted(source, 0..<passage.text.utf8.count, passage.marks)
    return ["  " + StyledText(passage.field + ":", .faint) + " " + text]
  }

  /// The text, or where a terminal shows too much of it the passage that matters.
  private func cut(_ text: String, _ highlighter: Highlighter?) -> String {
    guard width != nil, text.displayWidth > Self.longestAnnotation else { return text }
    let passage = highlighter?.passage(
      of: text, field: "annotation", width: Self.longestAnnotation / 2)
    return passage?.text ?? text.prefix(Self.longestAnnotation / 2) + "…"
  }

  /// A work with what is known about it, every annotation and every citation.
  ///
  /// - Parameter isRaw: whether long citations are shown verbatim, too.
  func full(_ work: Work, _ details: WorkDetails, isRaw: Bool = false) -> [StyledText] {
    var lines = head(of: work, marking: nil)
    if work.reference.authors.count > 2 || !work.reference.editors.isEmpty {
      lines += wrapped("Authors: " + names(work.reference.authors), indent: "  ")
      if !work.reference.editors.isEmpty {
        lines += wrapped("Editors: " + names(work.reference.editors), indent: "  ")
      }
    }
    if work.reference.type != .article { lines.append("  Type: \(work.reference.type.rawValue)") }
    if !work.reference.publicationTypes.isEmpty {
      let types = work.reference.publicationTypes.joined(separator: "; ")
      lines += wrapped("Publication types: " + types, indent: "  ")
    }
    lines += numbers(of: work.reference)
    if !work.reference.keywords.isEmpty {
      let keywords = work.reference.keywords.joined(separator: "; ")
      lines += wrapped("Keywords: " + keywords, indent: "  ")
    }
    if let abstract = work.reference.abstract {
      lines += wrapped("Abstract: " + abstract, indent: "  ")
    }
    for annotation in work.annotations {
      lines += block(annotation.text, of: annotation, nil) + origin(annotation)
    }
    if !work.collections.isEmpty {
      lines += wrapped("Collections: " + work.collections.joined(separator: "; "), indent: "  ")
    }
    lines += tags(of: work) + links(details)
    lines.append("  Cited in:")
    for place in work.places {
      let evidence = details.evidence.first { $0.place == place }
      lines += wrapped(self.place(place, evidence), .faint, indent: "    ")
      lines += citation(at: place, of: work, isRaw: isRaw).split(separator: "\n").flatMap {
        wrapped(String($0), indent: "      ")
      }
    }
    return lines
  }

  private func numbers(of reference: Reference) -> [StyledText] {
    let numbers = [
      reference.doi == nil ? nil : reference.page, reference.pmid.map { "PubMed \($0)" },
      reference.arxivID.map { "arXiv \($0)" }, reference.doi == nil ? reference.url : nil,
    ].compactMap(\.self)
    return numbers.isEmpty ? [] : wrapped(numbers.joined(separator: ", "), indent: "  ")
  }

  private func links(_ details: WorkDetails) -> [StyledText] {
    let mentions = details.mentions.map { mention in
      let target = mention.target.map { "→ \($0)" } ?? "→ not in the library"
      let others = mention.candidates.map(\.description).joined(separator: ", ")
      return "'\(mention.text)' \(target)" + (others.isEmpty ? "" : ", or \(others)")
    }
    let mentionedBy = details.mentionedBy.map { mention in
      "\(mention.work) (\(path(mention.source)):\(mention.line))"
    }
    return [("Mentions", mentions), ("Mentioned by", mentionedBy)].flatMap { heading, lines in
      lines.isEmpty
        ? [] : ["  \(heading):"] + lines.flatMap { wrapped($0, indent: "    ") }
    }
  }

  /// Where a work is cited, how surely that was read, and why it was taken for the work.
  private func place(_ place: Place, _ evidence: CitationEvidence?) -> String {
    var text = "\(path(place.source)):\(place.line), number \(place.position)"
    guard let evidence else { return text }
    if evidence.confidence < 1 { text += ", confidence \(evidence.confidence)" }
    if !evidence.fixed.isEmpty { text += "; corrected \(evidence.fixed.joined(separator: ", "))" }
    for warning in evidence.warnings { text += "; \(warning)" }
    if let reason = evidence.evidence { text += "; merged by \(reason)" }
    if !evidence.differences.isEmpty {
      text += "; here \(evidence.differences.joined(separator: ", "))"
    }
    return text
  }

  /// A citation verbatim, without its annotation, which is printed above.
  private func citation(at place: Place, of work: Work, isRaw: Bool) -> String {
    let count = place.raw.count
    guard isRaw || count <= Self.longestCitation else {
      return "\(count) characters in the format of another program; --raw shows them"
    }
    let annotation = work.annotations.first {
      $0.source == place.source && $0.position == place.position
    }
    guard let annotation, place.raw.hasSuffix(annotation.text) else { return place.raw }
    return String(place.raw.dropLast(annotation.text.count))
  }

  /// One citation as a reader understood it.
  func citation(_ citation: Citation) -> [StyledText] {
    let reference = citation.reference
    let kind = citation.subject == nil ? reference.type.rawValue : "note"
    var lines: [StyledText] = [
      StyledText(
        "\(citation.position). line \(citation.line), \(kind)"
          + (citation.confidence < 1 ? ", confidence \(citation.confidence)" : "")
          + citation.doubts)
    ]
    if let subject = citation.subject {
      lines += wrapped("About: " + subject, indent: "  ")
    } else {
      lines += facts(of: reference)
    }
    for annotation in citation.annotations {
      lines += block(annotation.text, nil)
    }
    return lines
  }

  private func facts(of reference: Reference) -> [StyledText] {
    var lines = wrapped(
      "Authors: " + names(reference.authors) + (reference.hasMoreAuthors ? " et al." : ""),
      indent: "  ")
    lines += wrapped("Title: " + (reference.title ?? "-"), indent: "  ")
    lines += wrapped("In: " + (whereabouts(reference) ?? "-"), indent: "  ")
    lines.append("  Year: \(reference.year.map(String.init) ?? "-")")
    return lines
  }

  // MARK: Parts

  /// Key, names, year, title and where the work was published.
  func head(of work: Work, marking highlighter: Highlighter?) -> [StyledText] {
    let reference = work.reference
    let key = StyledText(work.key.description, .key)
    let people = reference.shortNames + (reference.year.map { " (\($0))" } ?? "")
    let isOneLine = key.displayWidth + 2 + people.displayWidth <= width ?? .max
    var lines =
      isOneLine
      ? [key + "  " + marked(people, of: "author", highlighter)]
      : [key] + wrapped(people, indent: "  ", of: "author", highlighter)
    if let title = reference.title {
      lines += wrapped(
        title, .title, indent: "  ", of: "title", highlighter, linkedTo: reference.page)
    }
    if let place = whereabouts(reference) {
      lines += wrapped(place, indent: "  ", of: "journal", highlighter)
    }
    return lines
  }

  private func origin(_ annotation: Annotation) -> [StyledText] {
    let grade = annotation.grade.map { ", grade \($0)" } ?? ""
    let annotator = annotation.annotator.map { ", \($0)" } ?? ""
    let details = annotation.details
    let rest = [
      details.heading.map { "“\($0)”" }, details.page.map { "p. \($0)" },
      details.colour.map { colour in
        AnnotationDetails.colours.filter { $0.value == colour }.keys.min() ?? colour
      },
      details.date,
    ].compactMap { $0.map { ", " + $0 } }.joined()
    let place = "\(path(annotation.source)):\(annotation.line)\(rest)\(annotator)\(grade)"
    return wrapped(place, .faint, indent: "    ")
  }

  /// A different mark distinguishes the user's notes from the annotations of lists.
  private func block(
    _ text: String, of annotation: Annotation, _ highlighter: Highlighter?
  ) -> [StyledText] {
    block(text, mark: annotation.isOwn ? "> " : "| ", highlighter)
  }

  /// Line by line, as written.
  private func block(
    _ text: String, mark: String = "| ", _ highlighter: Highlighter?
  ) -> [StyledText] {
    text.split(whereSeparator: \.isNewline).flatMap {
      wrapped(String($0), indent: "  " + mark, of: "annotation", highlighter)
    }
  }

  /// What the user noted of the work in a word: tags, a decision.
  private func tags(of work: Work) -> [StyledText] {
    let marks = [
      work.tags.isEmpty ? nil : "Tags: " + work.tags.joined(separator: ", "),
      work.decision.map { "Decision: \($0)" },
    ]
    return marks.compactMap(\.self).flatMap { wrapped($0, indent: "  ") }
  }

  /// A note in a list of them: when it was changed, the work, what it says.
  func lines(of note: IndexedNote) -> [StyledText] {
    let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space, timeZone: .current)
      .year().month().day().time(includingFractionalSeconds: false)
    let day = Date(timeIntervalSince1970: note.modified).formatted(style)
    let work =
      note.key.map { StyledText($0.description, .key) }
      ?? StyledText("\(note.subject): no such work")
    var lines = [StyledText(day + "  ") + work]
    if let title = note.title { lines += wrapped(title, .title, indent: "  ") }
    if let text = note.text { lines += block(text, mark: "> ", nil) }
    if !note.tags.isEmpty {
      lines += wrapped("Tags: " + note.tags.joined(separator: ", "), indent: "  ")
    }
    return lines + wrapped("\(note.path):\(note.line)", .faint, indent: "    ")
  }

  private func names(_ creators: [Creator]) -> String {
    creators.map(\.description).joined(separator: "; ")
  }

  /// `Blood 134, 764–764`; nil where nothing is known.
  private func whereabouts(_ reference: Reference) -> String? {
    let volume = (reference.volume ?? "") + (reference.issue.map { "(\($0))" } ?? "")
    let container = [reference.container ?? "", volume].filter { !$0.isEmpty }.joined(
      separator: " ")
    let parts = [container, reference.locator?.text ?? "", reference.publisher ?? ""]
    let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
    return text.isEmpty ? nil : text
  }
}

extension Reference {
  /// At most two authors, else editors; "et al." for the rest.
  var shortNames: String {
    let names = authors.isEmpty ? editors : authors
    let shown = names.prefix(2).map(\.description)
    if names.count > 2 { return shown[0] + " et al." }
    return shown.joined(separator: " & ") + (hasMoreAuthors ? " et al." : "")
  }
}

extension Citation {
  /// Which fields a reader doubts, where it is sure of others: ", doubtful: title, volume".
  fileprivate var doubts: String {
    let doubtful = fields.filter { $0.confidence < 0.9 }.map(\.name.rawValue)
    guard confidence < 1, !doubtful.isEmpty, doubtful.count < fields.count else { return "" }
    return ", doubtful: " + doubtful.joined(separator: ", ")
  }
}
