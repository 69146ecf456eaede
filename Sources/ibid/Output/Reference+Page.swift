import Foundation
import References

extension Reference {
  /// Where the work can be read about; in printable ASCII, so that it can be part of a terminal's link.
  var page: String? {
    if let doi { return "https://doi.org/" + Self.encoded(doi) }
    if let pmid { return "https://pubmed.ncbi.nlm.nih.gov/\(Self.encoded(pmid))/" }
    if let pmcid { return "https://pmc.ncbi.nlm.nih.gov/articles/\(Self.encoded(pmcid))/" }
    if let arxivID { return "https://arxiv.org/abs/\(Self.encoded(arxivID))" }
    // Text of a source must not become a path or an option.
    guard let url, url.hasPrefix("https://") || url.hasPrefix("http://") else { return nil }
    return url.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? url : nil
  }

  /// A search for the title, where no page is known.
  var searchPage: String? {
    guard let title else { return nil }
    let query = title.addingPercentEncoding(
      withAllowedCharacters: .urlQueryAllowed.subtracting(CharacterSet(charactersIn: "&+=#?;/")))
    return query.map { "https://search.crossref.org/?q=\($0)" }
  }

  private static func encoded(_ part: String) -> String {
    part.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? part
  }
}
