import Diagnostics
import Dispatch
import Foundation
import Index
import ReferenceFormats
import References
import ZoteroDatabase

/// The outcome of reading one source.
public struct SourceReport: Sendable {
  /// What was done with a source.
  public enum Outcome: Sendable {
    case read(SourceReading)
    case unchanged
    case forgotten
    case unreadable(SourceFault)
    /// It is not on the disk now; what was read of these files before stays in the index.
    case away(Absence, kept: [String])
    /// Files and folders within a source folder that were not read.
    case skipped([String])
    /// Files, folders and patterns outside of the library that this user has not allowed it to read.
    case untrusted([String])
    /// Conflicted copies left by a synchronization program; not read.
    case conflicted([String])
  }

  /// As the index stores it.
  public let path: String
  /// What was done with the source in this run.
  public let outcome: Outcome
  /// The text that the diagnostics refer to.
  public let text: SourceText?
}

/// What was understood of a source, counted.
public struct SourceReading: Sendable {
  /// The number of citations, of any confidence.
  public let citations: Int
  /// Citations that somebody annotated.
  public let annotated: Int
  /// Citations of which some field is not certain.
  public let doubtful: Int
  /// Lines that are in no citation.
  public let lostLines: Int
  /// Whether lines were lost that look like more than headings: with a warning, or all of them.
  public let isIncomplete: Bool
  /// Diagnostics in the text of the report, in the order of the source.
  public let diagnostics: [Diagnostic<ReadingProblem>]

  init(_ reading: Reading, of text: SourceText) {
    citations = reading.citations.count
    annotated = reading.citations.count { !$0.annotations.isEmpty }
    doubtful = reading.doubtfulCount
    lostLines = reading.lostLines(of: text)
    diagnostics = reading.diagnostics
    isIncomplete =
      reading.citations.isEmpty && lostLines > 0
      || diagnostics.contains { $0.severity != .note && $0.lostLines(of: text) > 0 }
  }

  /// Entries that were not fully understood.
  public var problems: Int { diagnostics.count { $0.severity != .note } }
}

/// Why a source could not be read at all.
public enum SourceFault: Error, Equatable, Sendable {
  case notFound
  case notPermitted
  /// A folder, a device, a pipe.
  case notAFile
  /// A file of a program that nothing here reads: what it is, and what to do.
  case foreign(name: String, remedy: String)
  case binary
  case failed
  case zotero(ZoteroDatabase.Fault)

  /// Whether the file exists but is not text, so that earlier citations of it were removed.
  var isOfContent: Bool {
    switch self {
    case .foreign, .binary: true
    case .notFound, .notPermitted, .notAFile, .failed, .zotero: false
    }
  }
}

/// Keeps the index of a library true to its sources.
public struct Indexer {
  /// The folder that is indexed.
  public let library: Library
  /// The sources, languages and rulings that it is indexed with.
  public let configuration: LibraryConfiguration
  /// What the library may read outside of its folder.
  public var trust: SourceTrust
  /// Of the files that the configuration and the trust were read from.
  private let stamps: [FileStamp?]

  /// Creates an indexer; it reads no file before it is asked to.
  public init(_ library: Library, _ configuration: LibraryConfiguration) {
    self.library = library
    self.configuration = configuration
    trust = SourceTrust(library)
    stamps = Self.stamps(library, trust)
  }

  /// Whether another process has changed since what the library reads: an index that it wrote follows
  /// that, and this indexer would take it back.
  public var isOutdated: Bool { Self.stamps(library, trust) != stamps }

  private static func stamps(_ library: Library, _ trust: SourceTrust) -> [FileStamp?] {
    [library.configurationFile.path, trust.path].map { FileStamp($0) }
  }

  var finder: SourceFinder { SourceFinder(folder: library.indexFolder, trust: trust) }

  /// Whether a source was added, changed or removed since the index was written, as far as paths,
  /// sizes and times tell, or whoever wrote it ended too early.
  public func isStale(_ database: IndexDatabase) throws(IndexError) -> Bool {
    guard try database.follows(configuration.rulings), try !database.hasMentionsDue(),
      try database.isBuilt(for: configuration.languages)
    else {
      return true
    }
    let indexed = try database.sourceStamps()
    let found = foundSources()
    let stamps = Dictionary(indexed.map { (PathBytes($0.path), $0) }) { first, _ in first }
    let files = found.files
    guard gone(indexed.map(\.path), found).isEmpty else { return true }
    let annotators = statedAnnotators()
    let fixes = ReadingFixes(library)
    return files.contains { file in
      let path = library.storedPath(of: file)
      guard let known = stamps[PathBytes(path)], let stamp = SourceStamp(file) else { return true }
      return known.statedAnnotator != annotators[path] || known.size != stamp.size
        || known.modified != stamp.modified || known.fixes != fixes.digest(of: path)
    }
  }

  /// Reads new and changed sources and forgets those that are gone.
  ///
  /// Files are read on all cores, a few at a time, and written by one, in order.
  ///
  /// - Parameters:
  ///   - advance: called now and then with a source and how many of its citations are put in.
  ///   - progress: called with each report as it is made.
  ///   - now: when works that are new come in.
  /// - Returns: why the dates at which works came in may be lost, or are.
  @discardableResult
  public func refresh(
    _ database: IndexDatabase, now: Date = Date(),
    advance: (String, Int) -> Void = { _, _ in }, progress: (SourceReport) -> Void
  ) throws(IndexError) -> [StateLogProblem] {
    let (additions, keys) = (AdditionLog(library), KeyLog(library))
    let (claims, unreadKeys) = try keys.claims(for: database)
    let unread = try additions.restore(into: database)
    let writer = IndexWriter(database, rulings: configuration.rulings, now: now)
    let fixes = ReadingFixes(library)
    try readSources(database, writer, claims, fixes, advance: advance, progress: progress)
    if !claims.isEmpty { try database.restore(claims) }
    return [
      fixes.problem, unread, unreadKeys, try additions.record(from: database),
      try keys.record(from: database),
    ].compactMap(\.self)
  }

  /// The files that the configuration names, and the library's own notes and decisions.
  private func foundSources() -> SourceFinder.Found {
    let hasDecisions = FileManager.default.fileExists(atPath: library.decisionsFile.path)
    let own = [LibraryConfiguration.notesFolder] + (hasDecisions ? [DecisionFile.name] : [])
    return finder.files(for: configuration.sources + own)
  }

  /// What the sources name outside of the library that it may not read.
  public func untrustedSources() -> [String] { foundSources().untrusted }

  /// Those of some sources of the index that are not on the disk now, with the reason.
  public func absences(among paths: [String]) -> [String: Absence] {
    foundSources().awayPaths(among: paths, of: library)
  }

  /// Those of some indexed sources that are no more, as far as can be seen.
  private func gone(_ paths: [String], _ found: SourceFinder.Found) -> [String] {
    let files = Set(found.files.map { PathBytes(library.storedPath(of: $0)) })
    let missing = paths.filter { !files.contains(PathBytes($0)) && !isBelow(found.unseen, $0) }
    let away = found.awayPaths(among: missing, of: library)
    return missing.filter { away[$0] == nil }
  }

  private func isBelow(_ folders: [String], _ stored: String) -> Bool {
    if folders.isEmpty { return false }
    let path = library.file(ofStored: stored).path
    return folders.contains(where: path.isAt(orBelow:))
  }

  /// Who wrote the annotations of sources, by their paths, as the configuration has it.
  private func statedAnnotators() -> [String: String] {
    var names: [String: String] = [:]
    for stated in configuration.annotators {
      for file in finder.files(for: [stated.source]).files {
        names[library.storedPath(of: file)] = stated.name
      }
    }
    return names
  }

  /// Keeps what the index alone knows, before it is built again.
  public func recordState(of database: IndexDatabase) throws(IndexError) {
    _ = try AdditionLog(library).record(from: database)
    _ = try KeyLog(library).record(from: database)
  }

  private func readSources(
    _ database: IndexDatabase, _ writer: IndexWriter, _ claims: KeyClaims, _ fixes: ReadingFixes,
    advance: (String, Int) -> Void, progress: (SourceReport) -> Void
  ) throws(IndexError) {
    var indexed: [PathBytes: IndexedSource] = [:]
    for source in try database.sourceStamps() { indexed[PathBytes(source.path)] = source }
    let found = foundSources()
    if !found.untrusted.isEmpty {
      progress(SourceReport(path: "", outcome: .untrusted(found.untrusted), text: nil))
    }
    var files: [PendingSource] = []
    for file in found.files {
      let path = library.storedPath(of: file)
      files.append(
        PendingSource(
          file: file, path: path, known: indexed.removeValue(forKey: PathBytes(path)),
          fixes: fixes))
    }
    for folder in found.unreadable {
      let path = library.storedPath(of: folder)
      progress(SourceReport(path: path, outcome: .unreadable(.notPermitted), text: nil))
    }
    let former = indexed.values.map(\.path).sorted()
    let seen = former.filter { !isBelow(found.unseen, $0) }
    for report in found.absenceReports(among: seen, of: library) { progress(report) }
    let gone = gone(former, found)
    let annotators = statedAnnotators()
    try writer.update(claims: claims, advance: advance) { update in
      let batchSize = ProcessInfo.processInfo.activeProcessorCount
      for start in stride(from: 0, to: files.count, by: batchSize) {
        for source in Self.read(Array(files[start..<min(start + batchSize, files.count)])) {
          progress(try write(source, &update))
        }
      }
      for file in files where file.known?.statedAnnotator != annotators[file.path] {
        try update.state(annotator: annotators[file.path], of: file.path)
      }
      for path in gone {
        try update.forget(path)
        progress(SourceReport(path: path, outcome: .forgotten, text: nil))
      }
    }
    try writer.resolveMentionsIfDue()
    if !found.conflicted.isEmpty {
      let paths = found.conflicted.map(library.storedPath).sorted()
      progress(SourceReport(path: "", outcome: .conflicted(paths), text: nil))
    }
    if !found.skipped.isEmpty {
      let paths = found.skipped.map(library.storedPath).sorted()
      progress(SourceReport(path: "", outcome: .skipped(paths), text: nil))
    }
  }

  /// Reads several files at once.
  private static func read(_ files: [PendingSource]) -> [ReadSource] {
    let results = ReadSources(count: files.count)
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      results.set(files[index].read(), at: index)
    }
    return results.all
  }

  private func write(
    _ source: ReadSource, _ update: inout IndexUpdate
  ) throws -> SourceReport {
    let path = source.pending.path
    switch source.content {
    case .unchanged(let touched):
      if let touched { try update.touch(touched) }
      return SourceReport(path: path, outcome: .unchanged, text: nil)
    case .fault(let fault, let stamp):
      // It is noted, so that no search reads it again; what was read of it before is gone.
      if let stamp, source.pending.known != stamp { try update.replace(stamp, with: []) }
      return SourceReport(path: path, outcome: .unreadable(fault), text: nil)
    case .changes(let reading, let present, let stamp):
      try update.revise(stamp, with: reading.citations, present: present)
      return SourceReport(
        path: path,
        outcome: .read(SourceReading(reading, of: SourceText(name: path, text: ""))), text: nil)
    case .reading(let reading, let text, let stamp):
      try update.replace(stamp, with: reading.citations)
      return SourceReport(
        path: path,
        outcome: .read(SourceReading(reading, of: text)), text: text)
    }
  }
}

extension SourceFinder.Found {
  /// Those of some paths, as the index stores them, whose files are not on the disk now and may come
  /// back.
  fileprivate func awayPaths(among paths: [String], of library: Library) -> [String: Absence] {
    if absent.isEmpty { return [:] }
    let files = Set(files.map(\.path))
    var away: [String: Absence] = [:]
    for path in paths {
      let file = library.file(ofStored: path).path
      guard !files.contains(file), let absent = absent.first(where: { $0.covers(file) }) else {
        continue
      }
      away[path] = absent.absence
    }
    return away
  }

  /// A report on each thing that is absent, with the sources that were read of it.
  fileprivate func absenceReports(
    among paths: [String], of library: Library
  ) -> [SourceReport] {
    let usual = [LibraryConfiguration.ownFolder, LibraryConfiguration.notesFolder]
    return absent.compactMap { absent in
      let kept = paths.filter { absent.covers(library.file(ofStored: $0).path) }.sorted()
      if kept.isEmpty, absent.absence == .missing {
        guard let entry = absent.entry, !usual.contains(entry) else { return nil }
        return SourceReport(path: entry, outcome: .unreadable(.notFound), text: nil)
      }
      let place = URL(fileURLWithPath: absent.paths[0])
      return SourceReport(
        path: kept.count == 1 ? kept[0] : library.storedPath(of: place),
        outcome: .away(absent.absence, kept: kept), text: nil)
    }
  }
}

/// A file that may have to be read.
private struct PendingSource: Sendable {
  let file: URL
  let path: String
  /// As the index has it.
  let known: IndexedSource?
  /// What people corrected.
  let fixes: ReadingFixes

  func read() -> ReadSource { ReadSource(pending: self, content: content()) }

  private func content() -> ReadSource.Content {
    guard let stamp = SourceStamp(file) else { return .fault(.notFound, nil) }
    let fixes = fixes.digest(of: path)
    if let known, !known.isFaulty, known.fixes == fixes, known.size == stamp.size,
      known.modified == stamp.modified
    {
      return .unchanged(touched: nil)
    }
    if ZoteroDatabase.isOne(file) { return zotero(stamp) }
    do throws(SourceFault) {
      let content = try SourceFile(file, name: path)
      var source = IndexedSource(
        path: path, size: stamp.size, modified: stamp.modified, digest: content.digest, problems: 0)
      source.fixes = fixes
      if known?.digest == content.digest, known?.fixes == fixes {
        return .unchanged(touched: source)
      }
      var reading = content.read(as: noteFormat)
      self.fixes.apply(to: &reading, of: path)
      source.problems = reading.diagnostics.count { $0.severity != .note }
      source.unread = reading.lostLines(of: content.text)
      source.annotator = reading.annotator
      return .reading(reading, content.text, source)
    } catch {
      guard error.isOfContent else { return .fault(error, nil) }
      var source = IndexedSource(
        path: path, size: stamp.size, modified: stamp.modified, digest: "", problems: 1)
      source.isFaulty = true
      source.fixes = fixes
      source.statedAnnotator = known?.statedAnnotator
      return .fault(error, source)
    }
  }
}

extension PendingSource {
  /// The format of a note on one work; nil for what the text itself tells.
  private var noteFormat: ReferenceFormat? {
    if path.hasPrefix(OwnNotes.folder) { return .ownNote }
    let info = file.deletingLastPathComponent().appendingPathComponent(Papis.fileName)
    guard file.lastPathComponent != Papis.fileName, SourceStamp(info) != nil,
      let text = try? SourceFile(info, name: Papis.fileName).text
    else { return nil }
    return Papis.subject(ofNote: file.lastPathComponent, in: text).map(ReferenceFormat.note)
  }

  private func zotero(_ stamp: SourceStamp) -> ReadSource.Content {
    do throws(ZoteroDatabase.Fault) {
      var reading = Reading()
      let isKnown = known.map { !$0.isFaulty && $0.fixes == fixes.digest(of: path) } ?? false
      let read = try ZoteroDatabase.read(file, since: isKnown ? known?.digest : nil)
      reading.citations = read.citations
      var source = IndexedSource(
        path: path, size: stamp.size, modified: stamp.modified, digest: read.mark ?? "",
        problems: 0)
      source.fixes = fixes.digest(of: path)
      fixes.apply(to: &reading, of: path)
      if let present = read.present { return .changes(reading, present: present, source) }
      return .reading(reading, SourceText(name: path, text: ""), source)
    } catch {
      return .fault(.zotero(error), nil)
    }
  }
}

/// A path as the file system has it. Texts are equal whose letters are only composed differently, as
/// the names of two files may be.
private struct PathBytes: Hashable {
  private let bytes: [UInt8]

  init(_ path: String) { bytes = Array(path.utf8) }
}

/// The contents of a file.
private struct ReadSource: Sendable {
  enum Content: Sendable {
    /// With a new time and size where only these have changed.
    case unchanged(touched: IndexedSource?)
    /// With the notes about a file that is not text.
    case fault(SourceFault, IndexedSource?)
    case reading(Reading, SourceText, IndexedSource)
    /// Only what has changed in a database, with the positions of all that it has.
    case changes(Reading, present: Set<Int>, IndexedSource)
  }

  let pending: PendingSource
  let content: Content
}

/// Results of several threads, each in its place.
private final class ReadSources: @unchecked Sendable {
  private let lock = NSLock()
  private var results: [ReadSource?]

  init(count: Int) { results = Array(repeating: nil, count: count) }

  var all: [ReadSource] { results.compactMap(\.self) }

  func set(_ result: ReadSource, at index: Int) {
    lock.withLock { results[index] = result }
  }
}

/// Size and time of a source; of a database, with what stands beside it.
private struct SourceStamp {
  let size: Int
  /// Seconds since 1970.
  let modified: Double
  let isRegularFile: Bool

  init?(_ file: URL) {
    guard let stamp = FileStamp(file.path) else { return nil }
    isRegularFile = stamp.isRegularFile
    var (size, modified) = (stamp.size, stamp.modified)
    if ZoteroDatabase.isOne(file) {
      // Zotero's changes may stay in a companion file for a long time.
      for beside in ZoteroDatabase.companions.compactMap({ FileStamp(file.path + $0) }) {
        size += beside.size
        modified = max(modified, beside.modified)
      }
    }
    (self.size, self.modified) = (size, modified)
  }
}

extension FileStamp {
  fileprivate var modified: Double { Double(seconds) + Double(nanoseconds) / 1e9 }
}

/// The bytes of a source as text.
public struct SourceFile: Sendable {
  /// The decoded text, named by the path of the file.
  public let text: SourceText
  /// Of the bytes: FNV-1a, 64 bits, in hexadecimal.
  let digest: String
  private let replacedBytes: Int

  /// - Parameter name: what messages call the file.
  public init(_ file: URL, name: String) throws(SourceFault) {
    let bytes: Data
    guard SourceStamp(file)?.isRegularFile ?? true else { throw .notAFile }
    do {
      bytes = try Data(contentsOf: file, options: .mappedIfSafe)
    } catch let error as CocoaError {
      switch error.code {
      case .fileReadNoSuchFile, .fileNoSuchFile: throw .notFound
      case .fileReadNoPermission: throw .notPermitted
      default: throw .failed
      }
    } catch {
      throw .failed
    }
    try self.init(bytes, name: name)
  }

  /// The contents of standard input.
  public init(_ bytes: Data, name: String) throws(SourceFault) {
    let decoded: DecodedSource
    do {
      decoded = try DecodedSource(name: name, bytes: bytes)
    } catch {
      switch error {
      case .foreign(let name, let remedy): throw .foreign(name: name, remedy: remedy)
      case .binary: throw .binary
      }
    }
    text = decoded.text
    replacedBytes = decoded.replacedBytes
    digest = Self.digest(bytes)
  }

  /// What the readers understand of it.
  ///
  /// - Parameter format: by default, that of the text.
  public func read(as format: ReferenceFormat? = nil) -> Reading {
    var reading =
      format == nil && DecisionFile.isOne(text.name)
      ? DecisionFile.reading(text) : (format ?? .of(text)).read(text)
    reading.attachWarnings(in: text)
    if replacedBytes > 0 {
      let bytes = text.text.utf8
      let place = text.text.unicodeScalars.firstIndex(of: "\u{FFFD}") ?? text.text.startIndex
      let offset = bytes.distance(from: bytes.startIndex, to: place)
      reading.diagnostics.insert(
        Diagnostic(.warning, .repairedEncoding(bytes: replacedBytes), at: offset..<offset), at: 0)
    }
    return reading
  }

  private static func digest(_ bytes: Data) -> String {
    var hash = StableHash()
    bytes.withUnsafeBytes { hash.add($0.bytes) }
    return hash.hexadecimal
  }
}
