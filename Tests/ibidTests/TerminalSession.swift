import Foundation
import Testing

/// The built program on a pseudo-terminal, typed at and read from as a person would.
final class TerminalSession {
  private let process: Process
  private let master: Int32
  private var output = ""

  /// Only a test that fails waits so long.
  private static let patience: Int32 = 20_000

  init(_ arguments: [String], in folder: URL) throws {
    var (near, far): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&near, &far, nil, nil, &size) == 0)
    master = near
    // Programs that other tests start meanwhile would keep the terminal open.
    for descriptor in [near, far] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let terminal = FileHandle(fileDescriptor: far, closeOnDealloc: false)
    process = Program.process(arguments, in: folder)
    process.environment?["TERM"] = "vt100"
    process.environment?["NO_COLOR"] = "1"
    process.environment?["IBID_PAGER"] = "sed 's/^/paged: /'"
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try process.run()
    // Only then the end of the program is the end of what can be read.
    close(far)
  }

  deinit {
    if process.isRunning { process.terminate() }
    close(master)
  }

  func type(_ text: String) {
    _ = text.withCString { write(master, $0, strlen($0)) }
  }

  /// Reads until a text has been printed, behind everything that was waited for before.
  func wait(for text: String, _ place: SourceLocation = #_sourceLocation) throws {
    while true {
      if let found = output.range(of: text) {
        output = String(output[found.upperBound...])
        return
      }
      try #require(readMore(), "'\(text)' was not printed, but: \(output)", sourceLocation: place)
    }
  }

  /// Reads until the program has ended.
  func status() -> Int32 {
    while readMore() {}
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func readMore() -> Bool {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, Self.patience) == 1 else { return false }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    output += String(decoding: bytes[..<count], as: UTF8.self)
    return true
  }
}

@Suite struct TerminalSessionTests {
  private func library() throws -> TemporaryLibrary {
    let library = try TemporaryLibrary([
      "Index/References/list.txt": "• Smith, J. Escape of an antigen. Nature 1, 2–3 (2001).\n"
    ])
    _ = try library.run("index")
    return library
  }

  @Test func linesAreEditedAndRemembered() throws {
    let library = try library()
    let first = try TerminalSession(["repl"], in: library.folder)
    try first.wait(for: "ibid 1> ")
    first.type("author:smi\t")
    try first.wait(for: "th")
    first.type("\r")
    try first.wait(for: "smith2001escape")
    try first.wait(for: "ibid 1> ")
    first.type(":in antigen\r")
    try first.wait(for: "ibid 1 of 1 [antigen]> ")
    first.type("\u{4}")
    #expect(first.status() == 0)

    let file = library.folder.appendingPathComponent("no-state/ibid/history")
    #expect(try String(contentsOf: file, encoding: .utf8) == "author:smith \n:in antigen\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)

    let second = try TerminalSession(["repl"], in: library.folder)
    try second.wait(for: "ibid 1> ")
    second.type("\u{10}")
    try second.wait(for: ":in antigen")
    second.type("\u{3}")
    try second.wait(for: "ibid 1> ")
    second.type(":quit\r")
    #expect(second.status() == 0)
  }

  @Test func cancelledLinesAreForgotten() throws {
    let library = try library()
    let session = try TerminalSession(["repl", "--no-history"], in: library.folder)
    try session.wait(for: "ibid 1> ")
    session.type("(junk\r")
    try session.wait(for: "... ")
    session.type("more\u{3}")
    try session.wait(for: "^C")
    try session.wait(for: "ibid 1> ")
    session.type("excape\r")
    try session.wait(for: "did you mean 'escape'?")
    // What was meant stands there already.
    try session.wait(for: "escape")
    session.type("\r")
    try session.wait(for: "smith2001escape")
    try session.wait(for: "ibid 1> ")
    session.type(":help\r")
    try session.wait(for: "paged:   :quit")
    try session.wait(for: "ibid 1> ")
    session.type("\u{4}")
    #expect(session.status() == 0)
    let state = library.folder.appendingPathComponent("no-state")
    #expect(!FileManager.default.fileExists(atPath: state.path))
  }
}
