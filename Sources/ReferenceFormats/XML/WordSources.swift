import Diagnostics
import References

extension ReferenceFormat {
  static let wordSources = ReferenceFormat(
    name: "word", fileExtensions: [],
    summary: "Word's list of sources, Sources.xml",
    recognizes: { $0.isMarkup && $0.contains("officeDocument/2006/bibliography") },
    read: { WordSources.records.read($0, $1) })
}

/// Reads the XML in which Word keeps the sources of a document, and those of a user:
///
/// ```
/// <b:Sources><b:Source><b:Tag>Mar18</b:Tag><b:SourceType>JournalArticle</b:SourceType>
///   <b:Author><b:Author><b:NameList><b:Person><b:Last/><b:First/><b:Middle/></b:Person>…
///             <b:Editor> … <b:Corporate/>
///   <b:Title/><b:JournalName/><b:Year/><b:Month/><b:Day/><b:Volume/><b:Issue/><b:Pages/>
///   <b:StandardNumber/><b:DOI/><b:URL/><b:Comments/></b:Source>
/// ```
///
/// Source: ECMA-376, part 1, §22.6.
enum WordSources {
  static let records = XMLRecords(
    recordNames: ["b:Source", "Source"], wrapperNames: ["b:Sources", "Sources"],
    isInline: { _ in false }, entries: { [WordRecord($0).entry].compactMap(\.self) })
}

private struct WordRecord {
  private let tree: MarkupTree
  private var reference = Reference()
  private var notes = NoteText()
  private var texts: [String: String] = [:]

  init(_ tree: MarkupTree) {
    self.tree = tree
    for index in tree.elements.indices {
      let element = tree.elements[index]
      if element.name == "Person" || element.name == "Corporate" {
        readName(at: index)
      } else if tree.parentName(of: index) == "Source" {
        texts[element.name] = MarkupText.paragraphs(tree.text(of: element))
      }
    }
    finish()
  }

  var entry: XMLRecords.Entry? {
    guard reference.title != nil || !reference.authors.isEmpty else { return nil }
    return XMLRecords.Entry(
      reference: reference, notes: notes, sourceKey: texts["Tag"],
      dates: [texts["Year"]].compactMap(\.self))
  }

  private mutating func readName(at index: Int) {
    guard let name = name(at: index) else { return }
    // `Author` holds the lists of all roles, the first of which has its name.
    var place = tree.elements[index].parent
    while let here = place {
      switch tree.elements[here].name {
      case "NameList": break
      case "Editor": return reference.editors.append(name)
      case "Translator": return reference.translators.append(name)
      case "BookAuthor" where tree.parentName(of: here) == "Author":
        return reference.others.append(
          OtherField(name: "bookauthor", value: BibTeXWriter.escaped(name.description)))
      default: return reference.authors.append(name)
      }
      place = tree.elements[here].parent
    }
  }

  private func name(at index: Int) -> Creator? {
    let element = tree.elements[index]
    if element.name == "Corporate" {
      return MarkupText.line(tree.text(of: element)).map { .literal($0) }
    }
    var parts: [String: String] = [:]
    for child in tree.children(of: index) {
      parts[tree.elements[child].name] = MarkupText.line(tree.text(of: tree.elements[child]))
    }
    let given = [parts["First"], parts["Middle"]].compactMap(\.self).joined(separator: " ")
    guard let family = parts["Last"] else { return given.isEmpty ? nil : .literal(given) }
    return .person(PersonalName(family: family, given: given.isEmpty ? nil : given))
  }

  private mutating func finish() {
    reference.type = type
    reference.title = texts["Title"].flatMap(Markup.title)
    reference.container =
      ["JournalName", "BookTitle", "ConferenceName", "PeriodicalTitle"].compactMap { texts[$0] }
      .first
    reference.locator = PageRange.locator(start: texts["Pages"])
    reference.set(date("Year", "Month", "Day"))
    reference.accessed = date("YearAccessed", "MonthAccessed", "DayAccessed").iso
    reference.url = texts["URL"]
    let places = ["City", "StateProvince", "CountryRegion"].compactMap { texts[$0] }
    reference.place = places.isEmpty ? nil : places.joined(separator: ", ")
    let numbers = ["DOI", "StandardNumber", "URL"].compactMap { texts[$0] }
    reference.doi = numbers.lazy.compactMap { Identifier.doi(in: $0) }.first
    reference.read(WordTable.rows) {
      texts[$0].map { [$0] } ?? []
    } names: { _ in
      []
    }
    if let comments = texts["Comments"] { notes.add(comments, from: .own) }
    reference.fill(from: notes)
  }

  private var type: ReferenceType {
    let kind = texts["ThesisType"]?.lowercased() ?? ""
    if kind.holds("thesis") || kind.holds("dissertation") { return .thesis }
    return texts["SourceType"].flatMap { Self.types[$0] } ?? .other
  }

  private func date(_ year: String, _ month: String, _ day: String) -> PublicationDate {
    let days = [texts[day], texts[month]].compactMap(\.self).joined(separator: " ")
    let date = PublicationDate(years: [texts[year]].compactMap(\.self), days: [days])
    // A month may be its number.
    guard date.month == nil, let number = texts[month].flatMap({ Int($0) }) else { return date }
    return PublicationDate(
      year: date.year, month: number, day: texts[day].flatMap { Int($0) })
  }

  private static let types: [String: ReferenceType] = [
    "JournalArticle": .article, "ArticleInAPeriodical": .article, "Book": .book,
    "BookSection": .chapter, "ConferenceProceedings": .conference, "Report": .report,
    "InternetSite": .webpage, "DocumentFromInternetSite": .webpage, "ElectronicSource": .webpage,
    "Patent": .patent,
  ]
}

/// Which elements of a source have which facts.
private enum WordTable {
  static let rows: [FactRow<String>] = [
    FactRow("volume", ["Volume"]),
    FactRow("issue", ["Issue"]),
    FactRow("chapter", ["ChapterNumber"]),
    FactRow("number", ["PatentNumber", "StandardNumber"], of: [.patent, .report]),
    FactRow("edition", ["Edition"]),
    FactRow("version", ["Version"]),
    FactRow("genre", ["ThesisType"]),
    FactRow("publisher", ["Publisher", "Institution"]),
    FactRow("isbn", ["StandardNumber"], of: .books),
    FactRow("issn", ["StandardNumber"]),
  ]
}
