import Diagnostics
import References

extension ReferenceFormat {
  static let citingNotes = ReferenceFormat(
    name: "notes", fileExtensions: ["org", "qmd", "rmd", "markdown"],
    summary:
      "notes in Markdown, Quarto, Obsidian or Org that cite works by key, DOI, or author and year",
    recognizes: CitingNotes.recognizes,
    read: { source, emit in CitingNotes(source).read(to: emit) })
}

/// Reads notes that cite works: a paragraph or list item is about each work that it cites; a file whose
/// head names one work is about that.
///
/// ```
/// ## Methods
/// Their hulls were too thin [@marlow2020, p. 4], as Quill et al. (2012) say. #tin
/// ```
///
/// A file that lists references is not a note, whatever else it contains; its layout shows that.
struct CitingNotes {
  private let head: FrontMatter
  private let blocks: NoteBlocks
  private let source: SourceText

  init(_ source: SourceText) {
    self.source = source
    head = FrontMatter(source.text)
    blocks = NoteBlocks(head.body, firstLine: head.bodyLine)
  }

  /// A paragraph that names more works is about none of them: kept once for each, it would grow with
  /// their square.
  private static let mostSubjects = 100

  // MARK: Layout

  static func recognizes(_ beginning: Substring) -> Bool {
    // Most texts cite nothing by a key.
    let mayBe = ["@", "cite", "\ncitekey:", "\ncitation-key:", "\ndoi:", "\nDOI:", "\ntitle:"]
    guard mayBe.contains(where: beginning.contains), !beginning.isMarkup,
      beginning.first != "{", !beginning.contains("\n@article{")
    else { return false }
    let notes = CitingNotes(SourceText(name: "", text: String(beginning)))
    if notes.described != nil { return true }
    var (citing, listed) = (0, 0)
    for block in notes.blocks.all.prefix(2_000) {
      if block.citesByKey {
        citing += 1
      } else if block.isCitation {
        listed += 1
      }
    }
    return citing > listed
  }

  /// Whether a text, of which only its name says that it is Markdown, is notes on works that it calls by
  /// author and year or by number, and lists no reference.
  static func isOfNotes(_ beginning: Substring) -> Bool {
    guard !beginning.isMarkup else { return false }
    let notes = CitingNotes(SourceText(name: "", text: String(beginning)))
    let blocks = notes.blocks.all.prefix(500)
    return !blocks.contains(where: \.isEntry) && blocks.contains { !$0.subjects.isEmpty }
  }

  // MARK: The work of a whole file

  /// What the head names, and what it says of it.
  private var described: Citation? {
    let facts = head.facts
    let key =
      facts.text("citekey", "citation-key", "citationkey", "bibkey")
      ?? roamKey
    let doi = facts.text("doi").flatMap { Identifier.doi(in: $0) }
    var reference = Reference()
    reference.title = facts.text("title").flatMap(Markup.title)
    let names = facts.list("authors") + facts.list("author")
    reference.authors = names.flatMap { FieldNames(cell: $0).names }
    reference.container = facts.text("journal", "container-title", "publication", "container")
    reference.set(
      PublicationDate(
        among: [facts.text("year"), facts.text("issued"), facts.text("date")]
          .compactMap(\.self)))
    // A manuscript has a title and authors of its own.
    let isDescription =
      reference.title != nil && !reference.authors.isEmpty
      && (key != nil || doi != nil)
    guard isDescription || key != nil || doi != nil else { return nil }
    var citation = Citation(position: 1, line: 1, raw: key ?? doi ?? "")
    if isDescription {
      reference.doi = doi
      reference.volume = facts.text("volume")
      reference.issue = facts.text("issue")
      reference.locator = facts.text("pages", "page").flatMap { PageRange.locator(start: $0) }
      citation.reference = reference
      citation.sourceKey = key
      citation.raw = [reference.title, key].compactMap(\.self).joined(separator: ", ")
    } else {
      citation.subject = key ?? doi
    }
    return citation
  }

  /// The key that Org-roam keeps among a note's properties.
  private var roamKey: String? {
    head.body.prefix(2_000).firstMatch(of: /(?im)^(?::ROAM_REFS:|#\+ROAM_KEY:)[ \t]*(\S+)/)
      .flatMap { Self.key(String($0.1)) }
  }

  /// `@marlow2020`, `cite:marlow2020`, `[[@marlow2020]]`.
  private static func key(_ text: String) -> String? {
    let mentions = MentionFinder.mentions(in: text)
    if case .keyed(let key)? = mentions.first?.target { return key }
    return nil
  }

  // MARK: Reading

  func read(to emit: (Reading.Item) -> Void) {
    if let problem = head.problem {
      emit(.diagnostic(Diagnostic(.warning, .unreadHead(problem), at: 0..<3)))
    }
    if var citation = described {
      let text = words
      if !text.isEmpty { citation.annotations = [CitedAnnotation(text)] }
      citation.tags = (head.tags + Hashtags.all(in: text)).withoutRepetitions
      return emit(.citation(citation))
    }
    // An author in a head without a work is the notes' own.
    if let author = head.facts.text("author") ?? head.facts.list("author").first {
      emit(.annotator(author))
    }
    var position = 0
    var unread: [NoteBlocks.Block] = []
    for block in blocks.all {
      let subjects = block.subjects
      guard !subjects.isEmpty else {
        unread.append(block)
        continue
      }
      var annotation = CitedAnnotation(block.text)
      annotation.details.heading = block.heading
      let isList = subjects.count > Self.mostSubjects
      for subject in subjects {
        position += 1
        var citation = Citation(
          position: position, line: block.line, raw: isList ? subject : block.text)
        citation.subject = subject
        citation.annotations = isList ? [] : [annotation]
        citation.tags = Hashtags.all(in: block.text).withoutRepetitions
        emit(.citation(citation))
      }
    }
    if let first = unread.first {
      let lines = unread.reduce(0) { $0 + $1.text.count(where: { $0 == "\n" }) + 1 }
      let place = source.offset(line: first.line, column: 1)
      emit(.diagnostic(Diagnostic(.note, .citesNothing(lines: lines), at: place..<place)))
    }
  }

  /// All that is said, but for the title again and a reference that a program printed.
  private var words: String {
    let title = head.facts.text("title").map { folded($0) }
    let lines = head.body.split(separator: "\n", omittingEmptySubsequences: false)
    var isCallout = false
    let kept = lines.filter { line in
      if line.lowercased().hasPrefix("> [!cite]") { isCallout = true }
      if isCallout, line.hasPrefix(">") { return false }
      isCallout = false
      let text = line.drop { $0 == "#" || $0 == " " }
      return !(line.hasPrefix("#") && folded(text) == title)
    }
    return Markup.lines(kept.joined(separator: "\n")) ?? ""
  }
}

extension NoteBlocks.Block {
  fileprivate var citesByKey: Bool {
    MentionFinder.mentions(in: text).contains {
      if case .keyed = $0.target { true } else { false }
    }
  }

  /// An entry of a reference list: it begins with names, and has a year.
  fileprivate var isCitation: Bool {
    text.firstYear != nil && CitationStart.begins(Array(text.unicodeScalars)[...])
  }

  /// A reference that gives more than a note would: a journal's volume and pages, or names with initials
  /// and a title.
  fileprivate var isEntry: Bool {
    guard text.firstYear != nil else { return false }
    if text.contains(/\d+(?:\s?\(\d+(?:[-–]\d+)?\))?[:,]\s?(?:pp?\. ?)?e?\d+[-–]\d/) { return true }
    let words = text.split(separator: " ")
    return isCitation && words.count >= 9
      && text.prefix(200).contains(/\p{L}{2,},? \p{Lu}\.|\p{L}{2,} \p{Lu}{1,3}[,.]/)
  }

  /// What it calls the works that it is about, each once.
  fileprivate var subjects: [String] {
    let mentions = MentionFinder.mentions(in: text)
    let subjects = InformalReferences(text).subjects(beside: mentions)
    guard subjects.isEmpty, isCitation else { return subjects }
    let reference = TrainedReader.read(Array(text.unicodeScalars)[...]).reference
    guard let year = reference.year, case .person(let first)? = reference.authors.first else {
      return []
    }
    let others = reference.authors.count > 1 || reference.hasMoreAuthors ? " et al." : ""
    return ["\(first.family)\(others) (\(year))"]
  }
}
