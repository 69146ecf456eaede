import References

/// EndNote's kinds of records, by the numbers and names that it writes into `ref-type`.
enum EndNoteType {
  /// The number decides; the name where the number is none of EndNote's.
  static func type(number: Int?, name: String?) -> ReferenceType? {
    let name = name?.lowercased()
    return all.first { $0.number == number }?.type
      ?? all.first { $0.name.lowercased() == name }?.type
  }

  private static let all: [(number: Int, name: String, type: ReferenceType)] = [
    (2, "Artwork", .other),
    (3, "Audiovisual Material", .other),
    (4, "Bill", .other),
    (5, "Book Section", .chapter),
    (6, "Book", .book),
    (7, "Case", .other),
    (8, "Catalog", .other),
    (9, "Computer Program", .software),
    (10, "Conference Proceedings", .conference),
    (12, "Web Page", .webpage),
    (13, "Generic", .other),
    (14, "Hearing", .other),
    (17, "Journal Article", .article),
    (19, "Magazine Article", .article),
    (20, "Map", .other),
    (21, "Film or Broadcast", .other),
    (23, "Newspaper Article", .article),
    (24, "Pamphlet", .other),
    (25, "Patent", .patent),
    (26, "Personal Communication", .other),
    (27, "Report", .report),
    (28, "Edited Book", .book),
    (31, "Statute", .other),
    (32, "Thesis", .thesis),
    (34, "Unpublished Work", .other),
    (36, "Manuscript", .other),
    (37, "Figure", .other),
    (38, "Chart or Table", .other),
    (39, "Equation", .other),
    (43, "Electronic Article", .article),
    (44, "Electronic Book", .book),
    (45, "Online Database", .dataset),
    (46, "Government Document", .report),
    (47, "Conference Paper", .conference),
    (48, "Online Multimedia", .webpage),
    (49, "Classical Work", .book),
    (50, "Legal Rule or Regulation", .other),
    (51, "Ancient Text", .book),
    (52, "Dictionary", .chapter),
    (53, "Encyclopedia", .chapter),
    (54, "Grant", .other),
    (55, "Aggregated Database", .dataset),
    (56, "Blog", .webpage),
    (57, "Serial", .book),
    (58, "Standard", .report),
    (59, "Dataset", .dataset),
    (60, "Electronic Book Section", .chapter),
    (61, "Music", .other),
    (63, "Preprint", .preprint),
  ]
}
