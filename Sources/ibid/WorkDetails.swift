import Index
import References

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
    _ works: [Work], _ details: [WorkDetails], _ options: WriterOptions, to output: any Output
  ) {
    guard self == .text else { return writer(options, output).write(works) }
    let layout = TextLayout(width: output.terminal.width)
    for (work, details) in zip(works, details) { output.print(layout.full(work, details) + [""]) }
  }
}
