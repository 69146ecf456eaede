import Diagnostics
import Foundation
import References
import SearchEngine

/// Commands about works that were found.
extension Shell {
  func show(_ name: String) throws {
    let work = try work(name)
    let details = try index.reading { try $0.details(of: work) }
    let terminal = Terminal.standardOutput(ProcessInfo.processInfo.environment)
    present { WorkWriter(format: settings.format, terminal: terminal).write([work], [details]) }
  }

  func open(_ name: String) throws {
    let work = try work(name)
    guard let page = work.reference.page else {
      throw Failure(
        status: .nothingFound,
        message:
          "no page is known of '\(visible(work.key.description))': no DOI, PubMed number or URL")
    }
    emit(visible(page))
    if isInteractive { ChildProgram.openPage(page) }
  }

  func export(_ path: String) throws {
    let file = URL(fileURLWithPath: (path as NSString).expandingTildeInPath)
    guard let format = ExportFormat(extension: file.pathExtension.lowercased()) else {
      throw Failure.wrongRequest(
        "error: no format is known for '\(visible(path))'\n"
          + "  hint: name a file that ends in .bib, .ris or .json")
    }
    let hits = try allHits()
    let text = Page.text { format.write(hits.map(\.work.keyed)) }
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw Failure.wrongRequest("error: '\(visible(path))' may not be written")
    }
    Terminal.note("wrote \(counted(hits.count, "work")) to '\(visible(path))'")
  }
}

extension ExportFormat {
  /// The format that files of an extension are in.
  fileprivate init?(extension name: String) {
    switch name {
    case "bib": self = .bibtex
    case "ris": self = .ris
    case "json": self = .cslJSON
    default: return nil
    }
  }
}

extension Reference {
  /// Where the work can be read about.
  fileprivate var page: String? {
    if let doi {
      let allowed = CharacterSet.urlPathAllowed
      return "https://doi.org/" + (doi.addingPercentEncoding(withAllowedCharacters: allowed) ?? doi)
    }
    if let pmid { return "https://pubmed.ncbi.nlm.nih.gov/\(pmid)/" }
    if let arxivID { return "https://arxiv.org/abs/\(arxivID)" }
    // A source is no place from which to take a path or an option.
    return url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
  }
}
