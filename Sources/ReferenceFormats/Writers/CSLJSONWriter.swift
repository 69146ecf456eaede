import References

/// Prints citations as CSL-JSON, for pandoc, Zotero and others.
public enum CSLJSONWriter {
  /// One object, on one line without its end.
  public static func text(of citation: Citation, key: String) -> String {
    let reference = citation.reference
    var members = Members()
    members.add("id", key)
    members.add("type", types[reference.type] ?? "document")
    if reference.type == .preprint { members.add("genre", "preprint") }
    members.add("title", reference.title)
    members.add("author", names: reference.authors, hasMore: reference.hasMoreAuthors)
    members.add("editor", names: reference.editors, hasMore: false)
    members.add("container-title", reference.container)
    members.add("volume", reference.volume)
    let isNumbered = [.report, .patent].contains(reference.type)
    members.add(isNumbered ? "number" : "issue", reference.issue)
    members.add("page", page(reference.locator))
    if let year = reference.year { members.add("issued", raw: #"{"date-parts":[[\#(year)]]}"#) }
    members.add("publisher", reference.publisher)
    members.add("DOI", reference.doi)
    members.add("PMID", reference.pmid)
    if let number = reference.arxivID {
      members.add("archive", "arXiv")
      members.add("archive_location", number)
    }
    members.add("URL", reference.url)
    members.add("keyword", keywords(reference.keywords))
    members.add("abstract", reference.abstract)
    members.add("annote", citation.annotation)
    return "{\(members.list.joined(separator: ","))}"
  }

  private static let types: [ReferenceType: String] = [
    .article: "article-journal", .book: "book", .chapter: "chapter",
    .conference: "paper-conference", .preprint: "article", .presentation: "speech",
    .thesis: "thesis", .report: "report", .webpage: "webpage", .dataset: "dataset",
    .software: "software", .patent: "patent", .other: "document",
  ]

  /// CSL writes ranges with a hyphen, and the numbers of articles as pages.
  private static func page(_ locator: Locator?) -> String? {
    guard let locator else { return nil }
    return locator.pages.map { String($0.map { $0 == "–" ? "-" : $0 }) } ?? locator.text
  }

  /// A semicolon tells a keyword with a comma from two keywords.
  private static func keywords(_ keywords: [String]) -> String? {
    if keywords.isEmpty { return nil }
    let isAmbiguous = keywords.count == 1 && keywords[0].holds(",")
    return keywords.joined(separator: "; ") + (isAmbiguous ? ";" : "")
  }

  private struct Members {
    var list: [String] = []

    mutating func add(_ name: String, _ text: String?) {
      if let text { add(name, raw: quoted(text)) }
    }

    mutating func add(_ name: String, raw: String) { list.append("\(quoted(name)):\(raw)") }

    mutating func add(_ name: String, names: [Creator], hasMore: Bool) {
      let printed = names.map(object) + (hasMore ? [#"{"literal":"others"}"#] : [])
      if !printed.isEmpty { add(name, raw: "[\(printed.joined(separator: ","))]") }
    }

    private func object(_ creator: Creator) -> String {
      var members = Members()
      switch creator {
      case .literal(let name): members.add("literal", name)
      case .person(let name):
        members.add("family", name.family)
        members.add("given", name.given)
        members.add("suffix", name.suffix)
      }
      return "{\(members.list.joined(separator: ","))}"
    }

    private func quoted(_ text: String) -> String {
      var quoted = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        case "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}":
          let code = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
        default: quoted.unicodeScalars.append(scalar)
        }
      }
      return quoted + "\""
    }
  }
}
