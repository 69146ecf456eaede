import Foundation

/// A program that is run in a library's folder and measured by the system.
struct MeasuredProgram {
  struct Cost {
    /// Of the processor, in the program and in the system for it.
    let seconds: Double
    /// In bytes.
    let peakMemory: Int
  }

  private let path: String
  private let folder: URL

  /// - Parameter folder: that of the library.
  init(_ path: String, _ folder: URL) { (self.path, self.folder) = (path, folder) }

  /// Runs the program and throws its output away.
  ///
  /// - Throws: where it cannot be started, or ends by a signal.
  func run(_ arguments: [String]) throws -> Cost {
    var environment = ProcessInfo.processInfo.environment
    environment["IBID_LIBRARY"] = folder.path
    environment["HOME"] = folder.path
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    #if canImport(Darwin)
      var files: posix_spawn_file_actions_t?
    #else
      var files = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for output in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&files, output, "/dev/null", O_WRONLY, 0)
    }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &files, nil, &words, &settings)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    var (status, usage): (CInt, rusage) = (0, rusage())
    while wait4(process, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
    guard status & 0x7F == 0 else { throw POSIXError(.EINTR) }
    let times = [usage.ru_utime, usage.ru_stime]
    #if canImport(Darwin)
      let unit = 1
    #else
      let unit = 1024
    #endif
    return Cost(
      seconds: times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 },
      peakMemory: usage.ru_maxrss * unit)
  }
}
