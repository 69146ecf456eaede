/// Identifies the work that a key was given to, by the facts and the place of one of its citations.
///
/// A record is a line of six parts separated by tabs, in plain text:
///
/// ```
/// doi:10.1056/nejmoa1707447 pmid:29226797 ⇥ title ⇥ first family ⇥ year ⇥ volume/page ⇥ list.bib#june2018
/// ```
///
/// The last is the citation's place: its source with the key that the source gives it, or its
/// position in the source's list.
public struct KeyRecord: Hashable, Sendable {
  /// The line, without its line end.
  public let text: String

  private static let longestTitle = 80

  /// Creates the record of a citation; `position` stands for the source's key where that is nil.
  public init(_ reference: Reference, source: String, sourceKey: String?, position: Int) {
    var numbers: [String] = []
    for (scheme, value) in Fact.identifying {
      numbers += reference.texts(of: value).map {
        "\(scheme.rawValue):\(scheme.normalized($0).filter { !$0.isWhitespace })"
      }
    }
    let person = (reference.authors.first ?? reference.editors.first)?.familyName
    let page = reference.locator.map { ComparedText.firstPage($0.text) }
    let parts = [
      numbers.joined(separator: " "),
      String(ComparedText.letters(reference.title ?? "").prefix(Self.longestTitle)),
      ComparedText.letters(person ?? ""), reference.year.map(String.init) ?? "",
      [reference.volume.map { ComparedText.letters($0) }, page].compactMap(\.self)
        .joined(separator: "/"),
      "\(source)#\(sourceKey ?? String(position))",
    ]
    text = parts.map(Self.withoutBreaks).joined(separator: "\t")
  }

  /// A part with a space for each tab and line break.
  private static func withoutBreaks(_ part: String) -> String {
    guard part.utf8.contains(where: isBreak) else { return part }
    return String(
      decoding: part.utf8.map { isBreak($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// A record as its line has it; nil if the line has other parts.
  public init?(text: String) {
    guard text.split(separator: "\t", omittingEmptySubsequences: false).count == 6 else {
      return nil
    }
    self.text = text
  }

  /// What of a record tells its work, each with how much it tells; together more than
  /// `leastWeight` for a work that is known again.
  ///
  /// A number is enough. So are author and year with the title or with volume and page, or two of
  /// title, author with year, and place; a place alone is not, nor is a title.
  var signatures: [(text: String, weight: Int)] {
    let parts = text.split(separator: "\t", omittingEmptySubsequences: false)
    let (title, family, year, detail, place) = (parts[1], parts[2], parts[3], parts[4], parts[5])
    var signatures = parts[0].split(separator: " ").map { (String($0), 16) }
    if !title.isEmpty { signatures.append(("t\t\(title)", 2)) }
    if !family.isEmpty, !year.isEmpty {
      signatures.append(("a\t\(family)\t\(year)", 2))
      if detail.contains("/") { signatures.append(("l\t\(family)\t\(year)\t\(detail)", 2)) }
    }
    if !title.isEmpty, !detail.isEmpty { signatures.append(("d\t\(title)\t\(detail)", 3)) }
    // A key of a source is meant to last, a position is not.
    let hasKey = place.split(separator: "#").last.map { Int($0) == nil } ?? false
    signatures.append(("p\t\(place)", hasKey ? 4 : 2))
    return signatures
  }

  static let leastWeight = 4

  /// Whether something that both say tells that one is the other corrected, wherever they stand.
  public func isCorrection(of other: KeyRecord) -> Bool {
    let mine = Set(signatures.map(\.text).filter { !$0.hasPrefix("p\t") })
    return other.signatures.contains { mine.contains($0.text) }
  }
}
