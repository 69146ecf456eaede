import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A library that the built program serves, on a port of its own, until the value is gone.
///
/// Unchecked, because nothing of it changes once it is made.
package final class ServedLibrary: @unchecked Sendable {
  package let library: TemporaryLibrary
  /// `http://127.0.0.1:40001/`
  package let url: String
  package let port: UInt16
  private let program: RunningProgram
  private let output: FileHandle

  package init(_ library: TemporaryLibrary, _ arguments: String...) throws {
    self.library = library
    let output = try ProgramPipe()
    program = try Program.start(
      ["serve", "--port", "0"] + arguments, in: library.folder, output: output.writing,
      errors: nil)
    var line = Data()
    while let byte = try output.reading.read(upToCount: 1), byte != Data([0x0A]) { line += byte }
    // The program may go on writing.
    self.output = output.reading
    url = String(decoding: line, as: UTF8.self)
    guard let port = URL(string: url)?.port.flatMap(UInt16.init) else {
      throw CocoaError(.executableLoad)
    }
    self.port = port
  }

  deinit { _ = stop() }

  /// Ends the program as Ctrl-C does.
  ///
  /// - Returns: its status.
  package func stop() -> Int32 {
    program.send(SIGINT)
    return program.wait()
  }

  package struct Answer: Sendable {
    package let status: Int
    package let head: String
    package let body: String
    /// Whether the server broke the connection off instead of closing it.
    package let isBroken: Bool
  }

  /// An open connection, until the value is gone.
  package final class Connection {
    fileprivate let number: Int32
    fileprivate init(_ number: Int32) { self.number = number }
    deinit { close(number) }
  }

  package func get(_ address: String, host: String = "localhost") throws -> Answer {
    try send("GET \(address) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
  }

  /// Sends bytes as they are, and reads what comes until the connection is closed.
  package func send(_ request: String) throws -> Answer {
    let (text, isBroken) = try exchange(Array(request.utf8))
    let parts = text.components(separatedBy: "\r\n\r\n")
    return Answer(
      status: text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0,
      head: parts[0], body: parts.dropFirst().joined(separator: "\r\n\r\n"), isBroken: isBroken)
  }

  package func connect() throws -> Connection {
    #if canImport(Glibc)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    let connection = Connection(socket(AF_INET, kind, 0))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(connection.number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw CocoaError(.fileReadUnknown) }
    return connection
  }

  private func exchange(_ request: [UInt8]) throws -> (String, isBroken: Bool) {
    let connection = try connect()
    var sent = 0
    while sent < request.count {
      let count = request[sent...].withUnsafeBytes {
        Foundation.send(connection.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // The server may refuse before it has read everything.
      if count <= 0 { break }
      sent += count
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var count = 1
    while count > 0 {
      count = recv(connection.number, &buffer, buffer.count, 0)
      answer += buffer[..<max(count, 0)]
    }
    return (String(decoding: answer, as: UTF8.self), count < 0)
  }
}
