import CProgram
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that runs beside the test.
///
/// `Process` of Foundation, where several threads wait for programs at once, now and then waits for
/// one that has ended.
package final class RunningProgram: Sendable {
  package let id: pid_t
  private let status = Mutex<Int32?>(nil)

  /// - Parameters:
  ///   - streams: descriptors for standard input, output and errors.
  package init(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String],
    streams: [Int32]
  ) throws {
    var words = ([program.path] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var child: pid_t = 0
    let error = program_spawn(folder.path, &words, &variables, streams, &child)
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
    id = child
  }

  /// Waits for the end of the program.
  ///
  /// - Returns: its status; that of a shell, 128 and more, where a signal ended it.
  package func wait() -> Int32 {
    status.withLock { status in
      if let status { return status }
      var ended: Int32 = 0
      while waitpid(id, &ended, 0) < 0, errno == EINTR {}
      let signal = ended & 0x7F
      status = signal == 0 ? ended >> 8 & 0xFF : 128 + signal
      return status!
    }
  }

  /// Sends a signal, if nobody has waited for the program yet.
  package func send(_ signal: Int32) {
    status.withLock { if $0 == nil { kill(id, signal) } }
  }
}

/// The two ends of a pipe; programs inherit what they are given alone.
package struct ProgramPipe {
  /// Belongs to the test.
  package let reading: FileHandle
  package let writing: Int32

  package init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    writing = ends[1]
  }
}
