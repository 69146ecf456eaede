import Diagnostics
import Foundation
import ReferenceLibrary
import References

/// Commands about works that were found.
extension Shell {
  func show(_ name: String) throws {
    let work = try work(name)
    let details = try index.reading { try $0.details(of: work) }
    present {
      settings.format.show([work], [details], WriterOptions(terminal: .standardOutput))
    }
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
    let file = URL(
      fileURLWithPath: UserFolders.expanded(path, ProcessInfo.processInfo.environment))
    let export = try Export(to: file)
    let hits = try allHits()
    try export.write(hits.map(\.work))
  }
}
