import Diagnostics
import Foundation

/// What the system grants a process (`ulimit`): where it is too little the program ends with a message
/// and a status, never by a signal.
enum ResourceLimits {
  /// Three streams, the index with the two files beside it, locks, sources that are read at once, and
  /// what the system's libraries open.
  private static let leastDescriptors: rlim_t = 32
  /// Below this hardly more than the program and its libraries fits.
  private static let leastMemory: rlim_t = 192 << 20

  /// - Throws: `Failure` where the limits are too low to begin.
  static func prepare() throws(Failure) {
    // Caught, not ignored: a pager or an editor would inherit that. The write then fails.
    signal(SIGXFSZ) { _ in }
    try checkDescriptors()
    try checkMemory()
  }

  private static func checkDescriptors() throws(Failure) {
    guard var limit = limit(openFiles), limit.rlim_cur < leastDescriptors else { return }
    let granted = limit.rlim_cur
    limit.rlim_cur = min(leastDescriptors, limit.rlim_max)
    guard limit.rlim_cur < leastDescriptors || setrlimit(openFiles, &limit) != 0
    else { return }
    throw .noLibrary(
      "a process may open only \(granted) files", hint: "allow it more with 'ulimit -n 256'")
  }

  private static func checkMemory() throws(Failure) {
    guard let limit = limit(memory) else { return }
    guard limit.rlim_cur >= leastMemory else {
      throw .noLibrary(
        "a process may use only \(limit.rlim_cur >> 20) MB of memory",
        hint: "allow it more with 'ulimit -v unlimited'")
    }
    tellWhenOutOfMemory()
  }

  /// Nothing can be thrown where no memory is left; the runtime ends the process by a signal.
  private static func tellWhenOutOfMemory() {
    let size = 65_536
    var stack = stack_t()
    stack.ss_sp = .allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    var action = sigaction()
    action.sa_flags = SA_ONSTACK
    let handler: @convention(c) (Int32) -> Void = { _ in
      let text: StaticString =
        "error: out of memory\n  hint: allow a process more with 'ulimit -v unlimited'\n"
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(Failure.Status.noLibrary.rawValue)
    }
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    for signal in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS] { sigaction(signal, &action, nil) }
  }

  /// Nil where there is none.
  private static func limit(_ kind: Int32) -> rlimit? {
    var limit = rlimit()
    guard getrlimit(kind, &limit) == 0, limit.rlim_cur < rlim_t(Int64.max) else { return nil }
    return limit
  }

  #if canImport(Glibc)
    private static let openFiles = Int32(RLIMIT_NOFILE.rawValue)
    private static let memory = Int32(RLIMIT_AS.rawValue)
  #else
    private static let openFiles = RLIMIT_NOFILE
    private static let memory = RLIMIT_AS
  #endif
}
