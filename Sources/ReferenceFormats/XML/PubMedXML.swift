import Diagnostics
import References

extension ReferenceFormat {
  static let pubMedXML = ReferenceFormat(
    name: "pubmed-xml", fileExtensions: ["xml"],
    summary: "PubMed records exported as XML",
    recognizes: PubMedXML.recognizes,
    read: { PubMedXML.records.read($0, $1) })
}

/// Reads the XML that PubMed gives:
///
/// ```
/// <PubmedArticleSet>
///   <PubmedArticle>
///     <MedlineCitation> <PMID/> <Article>
///       <Journal> <JournalIssue> <Volume/> <Issue/> <PubDate> <Year/> … <Title/> </Journal>
///       <ArticleTitle>Cells of type CD8<sup>+</sup>.</ArticleTitle>
///       <Pagination> <MedlinePgn>1194-205</MedlinePgn> … <ELocationID EIdType="doi"/>
///       <Abstract> <AbstractText Label="METHODS"/> … </Abstract>
///       <AuthorList> <Author> <LastName/> <ForeName/> <Suffix/> | <CollectiveName/> … </Article>
///       <MeshHeadingList> <MeshHeading> <DescriptorName/> <QualifierName/> … <KeywordList/>
///     <PubmedData> <ArticleIdList> <ArticleId IdType="doi"/> … <ReferenceList/>
/// ```
enum PubMedXML {
  static let records = XMLRecords(
    recordNames: ["PubmedArticle", "PubmedBookArticle"],
    wrapperNames: ["PubmedArticleSet", "PubmedBookArticleSet"],
    isInline: { inline.contains($0) || $0.hasPrefix("mml:") },
    entries: { [PubMedRecord($0).entry].compactMap(\.self) })

  private static let inline: Set<String> = ["b", "i", "sub", "sup", "u"]

  static func recognizes(_ beginning: Substring) -> Bool {
    guard beginning.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) == "<" else {
      return false
    }
    return beginning.contains("<PubmedArticle") || beginning.contains("<PubmedBookArticle")
  }
}

/// What one record of PubMed says.
private struct PubMedRecord {
  private let tree: MarkupTree
  private var reference = Reference()
  private var bookTitle: String?
  private var dates: [String] = []
  /// The parts of a date, by the element that contains them.
  private var dateParts: [String: [String: String]] = [:]
  private var startPage: String?
  private var endPage: String?
  private var types: [String] = []
  private var links: [String] = []
  private var notes: [String] = []
  /// The values of other elements, by name.
  private var texts: [String: [String]] = [:]
  private var abstract: [String] = []

  init(_ tree: MarkupTree) {
    self.tree = tree
    for index in tree.elements.indices {
      read(tree.elements[index], at: index, in: tree.parentName(of: index))
    }
    reference.read(PubMedTable.rows) {
      texts[$0] ?? []
    } names: { _ in
      []
    }
    reference.container = reference.container ?? reference.shortContainer
    reference.dropRepeatedNames()
    reference.set(date)
    reference.locator = reference.locator ?? PageRange.locator(start: startPage, end: endPage)
    reference.status = PubMedStatus.status(types: types, links: links)
    reference.abstract = abstract.isEmpty ? nil : abstract.joined(separator: "\n")
    if let bookTitle {
      reference.type = reference.title == nil ? .book : .chapter
      if reference.title == nil {
        reference.title = bookTitle
      } else {
        reference.container = bookTitle
      }
    }
  }

  /// Nil for a record without anything that names a work.
  var entry: XMLRecords.Entry? {
    if reference.title == nil && reference.pmid == nil && reference.authors.isEmpty { return nil }
    return XMLRecords.Entry(
      reference: reference, remarks: notes, sourceKey: reference.pmid, dates: dates)
  }

  private func line(_ element: MarkupTree.Element) -> String? {
    MarkupText.line(tree.text(of: element))
  }

  private mutating func read(_ element: MarkupTree.Element, at index: Int, in parent: String) {
    switch (element.name, parent) {
    case ("PMID", "MedlineCitation"), ("PMID", "BookDocument"): reference.pmid = line(element)
    case ("ArticleTitle", "Article"), ("ArticleTitle", "BookDocument"),
      ("VernacularTitle", _) where reference.title == nil:
      reference.title = line(element)?.withoutFinalStop
    case ("VernacularTitle", _):
      guard let title = line(element)?.withoutFinalStop, title != reference.title else { break }
      reference.others.append(
        OtherField(name: "origtitle", value: BibTeXWriter.escaped(title)))
    case ("BookTitle", _): bookTitle = line(element)?.withoutFinalStop
    case ("Title", "Journal"): reference.container = line(element)
    case (_, "PubDate"), (_, "ArticleDate"):
      dateParts[parent, default: [:]][element.name] = line(element)
      if element.name == "MedlineDate" || element.name == "Year" {
        dates += [line(element)].compactMap(\.self)
      }
    case ("StartPage", "Pagination"): startPage = line(element)
    case ("EndPage", "Pagination"): endPage = line(element)
    case ("MedlinePgn", _): reference.locator = line(element).flatMap(Locator.init(pages:))
    case ("ELocationID", _): readLocation(element)
    case ("ArticleId", _) where isOwn(index): readIdentifier(element)
    case ("AbstractText", "Abstract"): readAbstract(element)
    case ("AuthorList", _):
      reference.hasMoreAuthors = element.attribute("CompleteYN") == "N"
    case ("Author", "AuthorList"): readAuthor(at: index)
    case ("Keyword", _): line(element).map { reference.keywords.append($0) }
    case ("MeshHeading", _): readHeading(at: index)
    case ("PublicationType", _):
      types += [line(element)].compactMap(\.self)
      if line(element) == "Preprint" { reference.type = .preprint }
      keep(element, as: element.name)
    case ("CommentsCorrections", _): links += [element.attribute("RefType")].compactMap(\.self)
    case ("GeneralNote", _): notes += [line(element)].compactMap(\.self)
    case ("Country", _) where parent != "MedlineJournalInfo": break
    default: keep(element, as: element.name)
    }
  }

  /// Keeps a value for the table.
  private mutating func keep(_ element: MarkupTree.Element, as name: String) {
    guard Self.kept.contains(name), let text = line(element) else { return }
    texts[name, default: []].append(text)
  }

  private static let kept = Set(PubMedTable.rows.flatMap(\.names))

  /// That of the issue, or of the article where the issue has none.
  private var date: PublicationDate {
    let found = ["PubDate", "ArticleDate"].lazy.compactMap { dateParts[$0] }.map { parts in
      PublicationDate(
        parts["MedlineDate"]
          ?? ["Year", "Month", "Day"].compactMap { parts[$0] }.joined(separator: " "))
    }
    return found.first { $0.year != nil } ?? PublicationDate()
  }

  private mutating func readLocation(_ element: MarkupTree.Element) {
    guard let text = line(element), element.attribute("ValidYN") != "N" else { return }
    if element.attribute("EIdType") == "doi" { reference.doi = Identifier.doi(in: text) }
  }

  /// The works that the record cites have identifiers too.
  private func isOwn(_ index: Int) -> Bool {
    guard let list = tree.elements[index].parent else { return false }
    return ["PubmedData", "PubmedBookData", "BookDocument"].contains(tree.parentName(of: list))
  }

  private mutating func readIdentifier(_ element: MarkupTree.Element) {
    guard let text = line(element) else { return }
    switch element.attribute("IdType") {
    case "doi": reference.doi = reference.doi ?? Identifier.doi(in: text)
    case "pubmed": reference.pmid = reference.pmid ?? text
    case "pmc": keep(element, as: "ArticleId pmc")
    default: break
    }
  }

  private mutating func readAbstract(_ element: MarkupTree.Element) {
    guard let text = line(element) else { return }
    abstract.append(element.attribute("Label").map { "\($0): \(text)" } ?? text)
  }

  private mutating func readAuthor(at index: Int) {
    var parts: [String: String] = [:]
    for child in tree.children(of: index) {
      parts[tree.elements[child].name] = line(tree.elements[child])
    }
    let creator: Creator
    if let family = parts["LastName"] {
      creator = .person(
        PersonalName(
          family: family, given: parts["ForeName"] ?? parts["Initials"], suffix: parts["Suffix"]))
    } else if let name = parts["CollectiveName"] {
      creator = .literal(name)
    } else {
      return
    }
    let list = tree.elements[index].parent.map { tree.elements[$0] }
    if list?.attribute("Type") == "editors" {
      reference.editors.append(creator)
    } else {
      reference.authors.append(creator)
    }
  }

  /// `Malaria/drug therapy`, one keyword a qualifier.
  private mutating func readHeading(at index: Int) {
    let parts = tree.children(of: index).compactMap { line(tree.elements[$0]) }
    guard let descriptor = parts.first else { return }
    reference.keywords +=
      parts.count == 1 ? [descriptor] : parts.dropFirst().map { "\(descriptor)/\($0)" }
  }
}
