import FlyingSocks
import Foundation

/// Serves a site over HTTP until it is interrupted.
///
/// Of the package only its sockets are used: its server reads heads of any length, and brings an HTTP
/// client that would link libcurl into every start of the program.
final class SiteServer: Sendable {
  /// Connections at a time; further ones are refused.
  private static let mostConnections = 64
  /// Seconds that a client may take to ask.
  private static let askingTime = 10.0
  /// Seconds that a client may take to read the answer.
  private static let readingTime = 60.0
  /// Seconds that a query may take.
  private static let longestQuery = 15.0
  /// Bytes that are read of what a refused client goes on to send.
  private static let mostUnread = 1 << 20

  private let site: LibrarySite
  private let address: String
  private let port: UInt16
  private let pool: any AsyncSocketPool = SocketPool<Poll>.make()
  /// Answers requests one after another, on no thread that others wait for.
  private let queue = DispatchQueue(label: "site")
  private let alarms = DispatchQueue(label: "alarms")
  private let load = ConnectionCount(most: mostConnections)

  init(_ site: LibrarySite, address: String, port: UInt16) {
    (self.site, self.address, self.port) = (site, address, port)
  }

  /// Serves until the process is interrupted or told to end.
  ///
  /// - Parameter ready: takes the address of the site once it can be reached.
  /// - Throws: `Failure` where the port cannot be had.
  func run(ready: (String) -> Void) throws {
    let socket = try listeningSocket()
    let ended = DispatchSemaphore(value: 0)
    let task = Task {
      try? await serve(on: socket)
      ended.signal()
    }
    let ending = EndingSignals { task.cancel() }
    ready(Self.url(of: try socket.sockname(), address))
    ended.wait()
    ending.stop()
    try? socket.close()
  }

  private func listeningSocket() throws(Failure) -> Socket {
    do {
      guard Self.isIPAddress(address) else { throw Self.noIPAddress(address) }
      let address: any SocketAddress =
        address.contains(":")
        ? try .inet6(ip6: address, port: port) : try .inet(ip4: address, port: port)
      let socket = try Socket(domain: Int32(address.family))
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: address)
      try socket.listen()
      return socket
    } catch {
      throw failure(error)
    }
  }

  private static func url(of socket: Socket.Address, _ address: String) -> String {
    switch socket {
    case .ip4(_, let port): "http://\(address):\(port)/"
    case .ip6(_, let port): "http://[\(address)]:\(port)/"
    case .unix(let path): path
    }
  }

  private static func isIPAddress(_ text: String) -> Bool {
    var (four, six) = (in_addr(), in6_addr())
    return inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1
  }

  private static func noIPAddress(_ text: String) -> Failure {
    .wrongRequest(
      "'\(text)' is not an IP address", hint: "use 127.0.0.1, or 0.0.0.0 for every network")
  }

  private func failure(_ error: any Error) -> Failure {
    if let failure = error as? Failure { return failure }
    guard case SocketError.failed(_, let number, let message) = error else {
      return Self.noIPAddress(address)
    }
    return switch number {
    case EADDRINUSE:
      .wrongRequest(
        "port \(port) is in use by another program", hint: "--port 0 takes any free port")
    case EACCES:
      .wrongRequest("no permission to use port \(port)", hint: "use --port 0, or one above 1023")
    case EADDRNOTAVAIL:
      .wrongRequest("'\(address)' is not an address of this machine", hint: "use 127.0.0.1")
    default: .wrongRequest("cannot listen on '\(address)': \(message)")
    }
  }

  // MARK: Connections

  private func serve(on socket: Socket) async throws {
    try await pool.prepare()
    let listener = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [pool] in try await pool.run() }
      group.addTask { try await self.accept(from: listener) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func accept(from listener: AsyncSocket) async throws {
    try await withThrowingDiscardingTaskGroup { group in
      while true {
        do {
          let client = try await listener.accept()
          group.addTask { await self.serve(client) }
        } catch SocketError.failed {
          // The client has gone, or there are too many open files: others close theirs.
          try await Task.sleep(for: .milliseconds(100))
        }
      }
    }
  }

  /// One request, one answer.
  private func serve(_ client: AsyncSocket) async {
    defer { try? client.close() }
    guard load.begin() else {
      let refusal = WebResponse.plain(.unavailable, "too many requests", [("Retry-After", "1")])
      return await send(refusal, to: client)
    }
    defer { load.end() }
    do {
      let head = try await within(Self.askingTime) { try await self.head(from: client) }
      guard let head else { return }
      if head.hasBody { throw RequestHead.Refusal.tooLarge }
      await send(await answer(head.request), to: client)
    } catch let refusal as RequestHead.Refusal {
      await send(refusal.response, to: client)
      await close(client)
    } catch {
      // The client has gone, or said nothing in time.
    }
  }

  /// Nil where the client closed before it had asked.
  private func head(from client: AsyncSocket) async throws -> RequestHead? {
    var bytes: [UInt8] = []
    while true {
      let end = RequestHead.end(in: bytes)
      if (end ?? bytes.count) > RequestHead.most { throw RequestHead.Refusal.tooLarge }
      if let end { return try RequestHead(bytes[..<end]) }
      let read = try await client.read(atMost: 4096)
      if read.isEmpty { return nil }
      bytes += read
    }
  }

  private func answer(_ request: WebRequest) async -> WebResponse {
    await withCheckedContinuation { continuation in
      queue.async { [site, alarms] in
        // A query that takes too long is stopped, and the next one's turn comes. It is many
        // statements, and between two of them there is nothing to be stopped.
        let alarm = DispatchSource.makeTimerSource(queue: alarms)
        alarm.schedule(deadline: .now() + Self.longestQuery, repeating: 0.05)
        alarm.setEventHandler { site.interrupt() }
        alarm.resume()
        let response = site.answer(request)
        // On its queue, so that it does not stop the next query.
        alarms.sync { alarm.cancel() }
        continuation.resume(returning: response)
      }
    }
  }

  /// Says that nothing more comes, and reads what the client still sends: a connection that is closed
  /// with bytes unread takes the answer back.
  private func close(_ client: AsyncSocket) async {
    shutdown(client.socket.file.rawValue, CInt(SHUT_WR))
    _ = try? await within(1) {
      var unread = 0
      while unread < Self.mostUnread {
        let bytes = try await client.read(atMost: 4096)
        if bytes.isEmpty { return }
        unread += bytes.count
      }
    }
  }

  private func send(_ response: WebResponse, to client: AsyncSocket) async {
    let bytes = Data(response.bytes)
    try? await within(Self.readingTime) { try await client.write(bytes) }
  }

  /// Runs a body that is cancelled after some seconds.
  private func within<T: Sendable>(
    _ seconds: Double, _ body: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    try await withThrowingTaskGroup(of: T.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw CancellationError()
      }
      defer { group.cancelAll() }
      return try await group.next()!
    }
  }
}

/// How many connections there are at the moment.
private final class ConnectionCount: @unchecked Sendable {
  private let lock = NSLock()
  private let most: Int
  private var count = 0

  init(most: Int) { self.most = most }

  /// - Returns: whether a further one is served.
  func begin() -> Bool {
    lock.withLock {
      if count >= most { return false }
      count += 1
      return true
    }
  }

  func end() { lock.withLock { count -= 1 } }
}
