import Foundation

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
    let process = Process()
    process.executableURL = finder
    process.arguments = ["plain.bst"]
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// A program of the system by its name.
  package static func installed(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static func run(
    _ program: URL, _ arguments: [String], in folder: URL, input: String
  ) throws -> Result {
    let process = process(arguments, in: folder, of: program)
    let captured = try (Capture(), Capture())
    process.standardOutput = captured.0.handle
    process.standardError = captured.1.handle
    let typed = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ibid-\(UUID().uuidString)")
    try Data(input.utf8).write(to: typed)
    defer { try? FileManager.default.removeItem(at: typed) }
    process.standardInput = try FileHandle(forReadingFrom: typed)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try captured.0.text(),
      errors: try captured.1.text())
  }

  /// The program, ready to be run.
  package static func process(
    _ arguments: [String], in folder: URL, of program: URL = executable
  ) -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment(in: folder)
    return process
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

  /// A file that takes a stream of the program; no pipe that could fill up.
  private struct Capture {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ibid-\(UUID().uuidString)")
    let handle: FileHandle

    init() throws {
      try Data().write(to: url)
      handle = try FileHandle(forWritingTo: url)
    }

    func text() throws -> String {
      try handle.close()
      defer { try? FileManager.default.removeItem(at: url) }
      return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
  }
}
