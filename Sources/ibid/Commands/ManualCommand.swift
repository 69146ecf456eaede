import ArgumentParser
import Diagnostics
import Foundation

struct ManualCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print a manual page, or write all of them to a folder.",
    discussion: """
      ibid manual | man -l -
      ibid manual --into ~/.local/share/man
      """)

  @Option(
    help: ArgumentHelp(
      "Write every page to this folder, laid out for man.", valueName: "dir"),
    completion: .directory)
  var into: String?

  @Argument(
    help: "Page: \(Manual.all.map(\.name).joined(separator: ", ")).",
    completion: .list(Manual.all.map(\.name)))
  var page = "ibid"

  func run(in context: Context) throws {
    let version = Ibid.configuration.version
    if let into {
      return try write(
        into: URL(fileURLWithPath: into, isDirectory: true), version, context.console)
    }
    guard let manual = Manual.named(page) else {
      throw Failure.wrongRequest(
        "unknown manual page '\(page)'",
        hint: "known pages: \(Manual.all.map(\.name).joined(separator: ", "))")
    }
    context.console.write(manual.roff(version: version))
  }

  private func write(into folder: URL, _ version: String, _ console: any Console) throws {
    for manual in Manual.all {
      let chapter = folder.appendingPathComponent("man\(manual.chapter)", isDirectory: true)
      let file = chapter.appendingPathComponent("\(manual.name).\(manual.chapter)")
      do {
        try FileManager.default.createDirectory(at: chapter, withIntermediateDirectories: true)
        try Data(manual.roff(version: version).utf8).write(to: file, options: .atomic)
      } catch {
        throw Failure.wrongRequest(
          "cannot write '\(file.path)': permission denied", hint: "check its permissions")
      }
      console.print("\(file.path)")
    }
  }
}
