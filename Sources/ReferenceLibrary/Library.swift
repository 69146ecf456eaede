import Foundation

/// A user's folder of references and questions:
///
/// ```
/// Index/
///   index.yaml        what is indexed, how it is ranked; an empty file is valid
///   References/       the source files
///   Notes/            one's own notes and tags, `KEY.md` a work
///   fixes.jsonl       what a person corrected in readings
///   decisions.jsonl   what was decided about works in a review
///   index.sqlite      built; deleting it loses nothing
///   state/            what runs of saved queries have shown, when works came in
/// Queries/            saved queries
/// ```
public struct Library: Sendable {
  /// The folder that contains `Index` and `Queries`.
  public let folder: URL
  /// Whether it is the one that this user has outside of others, which may read files anywhere.
  public private(set) var isOwn = false

  /// Names a library without checking that it exists.
  public init(folder: URL) {
    self.folder = folder.standardizedFileURL
  }

  /// `Index`, which contains the configuration, the sources and the index.
  public var indexFolder: URL { folder.appendingPathComponent("Index", isDirectory: true) }
  /// `Queries`, which contains the saved queries.
  public var queriesFolder: URL { folder.appendingPathComponent("Queries", isDirectory: true) }
  /// A person's own notes, `KEY.md` each.
  public var notesFolder: URL { indexFolder.appendingPathComponent("Notes", isDirectory: true) }
  var stateFolder: URL { indexFolder.appendingPathComponent("state", isDirectory: true) }
  /// `Index/index.yaml`, whose presence makes a folder a library.
  public var configurationFile: URL { indexFolder.appendingPathComponent("index.yaml") }
  /// `Index/index.sqlite`, which is derived and may be deleted.
  public var databaseFile: URL { indexFolder.appendingPathComponent("index.sqlite") }

  /// What ibid reads and writes in `Index` beside the sources.
  var ownFiles: [URL] {
    [
      configurationFile, databaseFile, stateFolder, notesFolder, fixesFile, decisionsFile,
      synonymsFile,
    ]
  }

  /// Whether the folder is a library: it contains `Index/index.yaml`.
  public var exists: Bool {
    FileManager.default.fileExists(atPath: configurationFile.path)
  }

  /// The library to work with: `explicit`, else `IBID_LIBRARY`, else the nearest folder upwards that
  /// is one, else the person's `usual` one, else `ibid` in the user's data folder. It need not exist.
  public static func located(
    explicit: String?, environment: [String: String], workingFolder: String,
    usual: String? = nil
  ) -> Library {
    var library = named(explicit, environment, workingFolder, usual)
    library.isOwn = [usual.map { URL(fileURLWithPath: $0) }, dataFolder(environment)]
      .contains { $0?.standardizedFileURL.path == library.folder.path }
    return library
  }

  private static func named(
    _ explicit: String?, _ environment: [String: String], _ workingFolder: String, _ usual: String?
  ) -> Library {
    let working = URL(fileURLWithPath: workingFolder, isDirectory: true)
    if let path = explicit ?? environment["IBID_LIBRARY"].flatMap({ $0.isEmpty ? nil : $0 }) {
      return Library(folder: URL(fileURLWithPath: path, isDirectory: true, relativeTo: working))
    }
    // A working folder that is gone has no path, and none above it.
    let folders = sequence(first: working.standardizedFileURL) { folder in
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      return parent.path.utf8.count < folder.path.utf8.count ? parent : nil
    }
    if let library = folders.lazy.map(Library.init).first(where: \.exists) { return library }
    if let usual { return Library(folder: URL(fileURLWithPath: usual, isDirectory: true)) }
    return Library(folder: dataFolder(environment))
  }

  /// `ibid` in `XDG_DATA_HOME`, by default `~/.local/share`.
  private static func dataFolder(_ environment: [String: String]) -> URL {
    UserFolders.folder("XDG_DATA_HOME", usual: ".local/share", environment)
      .appendingPathComponent("ibid", isDirectory: true)
  }

  /// Makes the folders and an `index.yaml` that explains itself; leaves alone what is there.
  ///
  /// - Throws: what the file system says.
  public func create() throws {
    let references = indexFolder.appendingPathComponent("References", isDirectory: true)
    for folder in [references, queriesFolder] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    if !exists {
      try Data(LibraryConfiguration.template.utf8).write(to: configurationFile, options: .atomic)
    }
  }

  /// Whether a file is one that ibid itself keeps in a library, this one or another.
  public static func isOwnFile(_ file: URL) -> Bool {
    let folders = sequence(first: file.standardizedFileURL) {
      $0.path.utf8.count > 1 ? $0.deletingLastPathComponent() : nil
    }
    return folders.contains { place in
      let folder = place.deletingLastPathComponent()
      let configuration = folder.appendingPathComponent("index.yaml").path
      guard folder.lastPathComponent == "Index",
        FileManager.default.fileExists(atPath: configuration)
      else { return false }
      return withoutOwnFiles([place.lastPathComponent, "index.yaml"], of: folder).isEmpty
    }
  }

  /// The names in a folder without those that ibid itself writes into a library, this one or another:
  /// a folder that holds a library may be a source.
  static func withoutOwnFiles(_ names: [String], of folder: URL) -> [String] {
    let around = Library(folder: folder.deletingLastPathComponent())
    let configuration = around.configurationFile.lastPathComponent
    if folder.lastPathComponent == around.indexFolder.lastPathComponent,
      names.contains(configuration)
    {
      let own = Set(around.ownFiles.map(\.lastPathComponent))
      // SQLite and locks have files beside the index.
      let index = around.databaseFile.lastPathComponent
      return names.filter { !own.contains($0) && !$0.hasPrefix(index) }
    }
    let isLibrary = names.contains("Index") && Library(folder: folder).exists
    return isLibrary ? names.filter { $0 != "Queries" } : names
  }

  /// The file of a path that the index stores.
  public func file(ofStored path: String) -> URL {
    path.hasPrefix("/") ? URL(fileURLWithPath: path) : folder.appendingPathComponent(path)
  }

  /// A file's path as the index stores it: relative to the library's folder where it lies inside.
  public func storedPath(of file: URL) -> String {
    let path = file.standardizedFileURL.path
    let prefix = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
