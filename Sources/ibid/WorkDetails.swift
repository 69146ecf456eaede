import Index
import References
import Search

/// What is told of a work that is shown in full, besides its facts.
struct WorkDetails {
  var mentions: [ResolvedMention] = []
  var mentionedBy: [ResolvedMention] = []
  var evidence: [CitationEvidence] = []
}

extension IndexDatabase {
  func details(of work: Work) throws(IndexError) -> WorkDetails {
    let links = try links(of: work.key)
    return WorkDetails(
      mentions: links.mentions, mentionedBy: links.mentionedBy,
      evidence: try evidence(of: work.key))
  }
}

extension OutputFormat {
  /// Prints works in full; for people with the details of each.
  func show(
    _ works: [Work], _ details: [WorkDetails], _ options: WriterOptions, isRaw: Bool = false,
    to output: any Output
  ) {
    let items = zip(works, details)
    if let list = ListFormat(rawValue: name), self != .references, !options.isBrief {
      let layout = TextLayout(width: output.terminal.width, path: options.path(of:))
      var options = options
      if isRaw, options.fields.isEmpty { options.fields = OutputField.all }
      list.print(
        Array(items), to: output,
        lines: { layout.full($0, $1, isRaw: isRaw) + [""] },
        json: { PrintedHit(hit: Hit(work: $0), highlighter: nil, details: $1).json(options) })
    } else {
      writer(options, output).write(works)
    }
  }
}
