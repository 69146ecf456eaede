import Diagnostics
import Foundation
import Index
import ReferenceLibrary

/// Changing the list of sources.
extension OpenLibrary {
  /// Changes `sources` in `index.yaml`, and reports why it cannot.
  func changingSources(_ change: () throws -> Void) throws {
    let path = library.configurationFile.path
    do {
      try change()
    } catch SourceListProblem.notAList {
      throw Failure.wrongRequest(
        "the sources in '\(path)' are not a block list",
        hint: "edit it by hand: a line '- FILE' for each source")
    } catch SourceListProblem.unknown {
      throw Failure.wrongRequest(
        "'\(path)' does not name this source", hint: "'ibid sources' lists the sources")
    } catch SourceListProblem.pattern(let name) {
      throw Failure.wrongRequest(
        "'\(name)' would be a pattern in '\(path)'", hint: "rename it without '?' and '*'")
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure.unwritten(path, error)
    }
  }

  /// Keeps copies of files and folders in the library, which are its sources then.
  func copySources(_ files: [URL]) throws {
    for file in files {
      let isSource = indexer.unnamed([file]).isEmpty
      if isSource, library.isKept(file) {
        console.note(.note("'\(library.storedPath(of: file))' is in the library already"))
        continue
      }
      let copy = try copied(file)
      try changingSources {
        if isSource {
          try library.moveSource(file, to: copy)
        } else {
          try library.addSources([copy])
        }
      }
      console.note(
        .note("copied '\(library.storedPath(of: file))' to '\(library.storedPath(of: copy))'"))
    }
  }

  private func copied(_ file: URL) throws -> URL {
    let path = library.storedPath(of: file)
    do throws(SourceCopyProblem) {
      return try library.copySource(file)
    } catch {
      switch error {
      case .zotero:
        throw Failure.wrongRequest(
          "'\(path)' is Zotero's database, which changes all the time",
          hint: "link it, or export a library from Zotero and copy the export")
      case .exists(let other):
        throw Failure.wrongRequest(
          "the library has another '\(library.storedPath(of: other))'",
          hint: "rename '\(file.lastPathComponent)' first")
      case .noSources:
        throw Failure.wrongRequest("'\(path)' contains no file that ibid reads")
      case .notCopied(let file):
        throw Failure.noLibrary(
          "cannot copy '\(file.path)' to '\(library.indexFolder.path)'",
          hint: "check the permissions and the space on the disk")
      }
    }
  }

  /// The file or folder that a name calls: the path of a source as `ibid sources` prints it, from its
  /// end where that is enough, an entry of `sources`, or a path.
  func source(named name: String) throws -> URL {
    let stored = try currentIndex().answering { database throws(IndexError) in
      try database.sourceStamps().map(\.path)
    }
    let entries = configuration.sources.filter { !$0.contains { "*?".contains($0) } }
    if stored.contains(name) { return library.file(ofStored: name) }
    let typed = URL(fileURLWithPath: name).standardizedFileURL
    let places = entries.map {
      URL(fileURLWithPath: $0, relativeTo: library.indexFolder).standardizedFileURL
    }
    if let place = places.first(where: { $0.path == typed.path }) { return place }
    if stored.contains(library.storedPath(of: typed)) { return typed }
    if let index = entries.firstIndex(of: name) { return places[index] }
    let named =
      stored.map { library.file(ofStored: $0) }.filter { $0.path.hasSuffix("/" + name) }
      + places.filter { $0.path.hasSuffix("/" + name) }
    let paths = Set(named.map(\.path)).sorted()
    if paths.count == 1 { return URL(fileURLWithPath: paths[0]) }
    if paths.count > 1 {
      let names = paths.map { library.storedPath(of: URL(fileURLWithPath: $0)) }
      throw Failure.wrongRequest(
        "several sources are named '\(name)'",
        hint: "name one of \(names.joined(separator: ", "))")
    }
    throw Failure(.nothingFound, .error("unknown source '\(name)'", hint: hint(for: name, stored)))
  }

  private func hint(for name: String, _ paths: [String]) -> String {
    let names = paths.map { ($0 as NSString).lastPathComponent }
    let near = nearest(to: (name as NSString).lastPathComponent, among: names)
    return near.map { "did you mean '\($0)'?" } ?? "'ibid sources' lists the sources"
  }
}

extension Library {
  /// Notes that the library may read and write files outside of it, which the user has typed or allowed.
  func allow(_ paths: [String]) throws(Failure) {
    var trust = SourceTrust(self)
    do {
      try trust.allow(paths)
    } catch {
      throw Failure.wrongRequest(
        "cannot note in '\(trust.path)' what the library may read",
        hint: "check its permissions")
    }
  }

  /// Whether a file belongs to the library: it lies in `Index`.
  func isKept(_ file: URL) -> Bool { storedPath(of: file).hasPrefix("Index/") }
}
