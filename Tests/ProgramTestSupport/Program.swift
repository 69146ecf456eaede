import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs the built program as a shell would.
package enum Program {
  package struct Result: Sendable {
    package let status: Int32
    package let output: String
    package let errors: String

    package var lines: [Substring] { output.split(separator: "\n") }
  }

  /// The checkout, which is a library itself.
  package static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  package static let sharedData = checkout.appendingPathComponent("../shared/data")
    .standardizedFileURL

  package static var hasSharedData: Bool { FileManager.default.fileExists(atPath: sharedData.path) }

  /// Beside the bundle of the tests.
  package static let executable: URL = {
    var folder =
      Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
      ?? Bundle.main.bundleURL
    if folder.pathExtension == "xctest" { folder.deleteLastPathComponent() }
    return folder.appendingPathComponent("ibid")
  }()

  /// - Parameter input: what standard input holds.
  package static func run(
    _ arguments: [String], in folder: URL = checkout, input: String = ""
  ) throws -> Result {
    try run(executable, arguments, in: folder, input: input)
  }

  /// Runs a script of the shell that finds the built program, and those of `bin/` in the folder.
  package static func shell(_ script: String, in folder: URL) throws -> Result {
    try run(URL(fileURLWithPath: "/bin/sh"), ["-c", script], in: folder, input: "")
  }

  package static func isInstalled(_ name: String) -> Bool { installed(name) != nil }

  /// Whether BibTeX finds its standard styles, which Debian has in a package of their own.
  package static let hasBibTeXStyles: Bool = {
    guard isInstalled("bibtex"), let finder = installed("kpsewhich") else { return false }
    return (try? run(finder, ["plain.bst"]).status) == 0
  }()

  /// A program of the system by its name.
  package static func installed(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs any program.
  package static func run(
    _ program: URL, _ arguments: [String], in folder: URL = checkout, input: String = ""
  ) throws -> Result {
    let (output, errors) = try (Capture(), Capture())
    let typed = try Capture(holding: input)
    defer { typed.remove() }
    let running = try RunningProgram(
      program, arguments, in: folder, environment: environment(in: folder),
      streams: [typed, output, errors].map(\.descriptor))
    let status = running.wait()
    return Result(status: status, output: try output.text(), errors: try errors.text())
  }

  /// Starts the built program.
  ///
  /// - Parameters:
  ///   - output, errors: gets what it prints; nil for nobody. They are closed here.
  package static func start(
    _ arguments: [String], in folder: URL, output: Int32?, errors: Int32?
  ) throws -> RunningProgram {
    let nobody = open("/dev/null", O_RDWR | O_CLOEXEC)
    let streams = [nobody, output ?? nobody, errors ?? nobody]
    defer { for stream in Set(streams) { close(stream) } }
    return try RunningProgram(
      executable, arguments, in: folder, environment: environment(in: folder), streams: streams)
  }

  /// Nothing of the user's own: the data and the history stand in the folder.
  package static func environment(in folder: URL) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["IBID_LIBRARY"] = nil
    environment["XDG_DATA_HOME"] = folder.appendingPathComponent("no-data").path
    environment["XDG_STATE_HOME"] = folder.appendingPathComponent("no-state").path
    environment["XDG_CONFIG_HOME"] = folder.appendingPathComponent("no-config").path
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "IBID_PAGER"] { environment[name] = nil }
    environment["PATH"] = [
      folder.appendingPathComponent("bin").path, executable.deletingLastPathComponent().path,
      environment["PATH"] ?? "/usr/bin:/bin",
    ].joined(separator: ":")
    return environment
  }

  /// A file for a stream of the program; no pipe that could fill up.
  private struct Capture {
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ibid-\(UUID().uuidString)"
    ).path
    let descriptor: Int32

    init(holding text: String = "") throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      descriptor = open(path, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
    }

    func text() throws -> String {
      defer { remove() }
      return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    func remove() {
      close(descriptor)
      unlink(path)
    }
  }
}
