import Diagnostics
import Foundation
import ReferenceLibrary
import References

/// Commands about works that were found.
extension Shell {
  func show(_ name: String) throws {
    let work = try work(name)
    let details = try index.reading { try $0.details(of: work) }
    present { output in
      let settings = settings()
      settings.format.show(
        [work], [details], WriterOptions(style: settings.style.style), to: output)
    }
  }

  func open(_ name: String) throws {
    let work = try work(name)
    guard let page = work.reference.page else {
      throw Failure(
        .nothingFound, "no page is known of '\(work.key)': no DOI, PubMed number or URL")
    }
    console.print("\(page)")
    if isInteractive { ChildProgram.openPage(page) }
  }

  func export(_ path: String) throws {
    let file = URL(
      fileURLWithPath: UserFolders.expanded(path, ProcessInfo.processInfo.environment))
    let export = try Export(to: file, in: context)
    let hits = try allHits()
    guard !hits.isEmpty else { throw Failure(.nothingFound, "there are no hits to write") }
    try export.write { writer in
      writer.write(hits.map(\.work))
      return hits.count
    }
  }
}
