import Foundation

/// A lock that processes respect among each other (`flock`); released when the value is deallocated,
/// or the process ends.
package final class FileLock {
  package enum Kind {
    case shared, exclusive
  }

  private let descriptor: Int32

  /// Locks a file for one process at a time, and creates it if there is none. A link is none: it may
  /// lead to any file of the user's.
  ///
  /// - Parameter patience: how long to wait for another process that has it; nil waits without end.
  /// - Throws: `.locked` when that is over; else why the file cannot be opened.
  package init(file path: String, patience: Duration? = nil) throws(IndexError) {
    var locked: Int32
    repeat {
      locked = try Self.lock(
        open(path, O_CREAT | O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0o644), .exclusive, patience)
      // Somebody may have removed it meanwhile, and others have locked the next one.
    } while !Self.isFile(locked, at: path)
    descriptor = locked
  }

  /// Locks the names in a folder.
  ///
  /// - Throws: as above; also where the file system cannot lock a folder.
  package init(folder path: String, _ kind: Kind, patience: Duration) throws(IndexError) {
    descriptor = try Self.lock(
      open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), kind, patience)
  }

  deinit { close(descriptor) }

  /// - Returns: the descriptor, which is closed where it cannot be locked.
  private static func lock(
    _ descriptor: Int32, _ kind: Kind, _ patience: Duration?
  ) throws(IndexError) -> Int32 {
    guard descriptor >= 0 else { throw IndexError(systemError: errno) }
    let end = patience.map { ContinuousClock.now + $0 }
    let operation = (kind == .shared ? LOCK_SH : LOCK_EX) | (end == nil ? 0 : LOCK_NB)
    while flock(descriptor, operation) != 0 {
      let code = errno
      if code == EINTR { continue }
      guard code == EWOULDBLOCK, let end, .now < end else {
        close(descriptor)
        throw IndexError(systemError: code)
      }
      usleep(10_000)
    }
    return descriptor
  }

  private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
    var (opened, named) = (stat(), stat())
    let isThere = fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
    guard isThere, opened.st_ino == named.st_ino, opened.st_dev == named.st_dev else {
      close(descriptor)
      return false
    }
    return true
  }
}

extension IndexError {
  /// - Parameter code: `errno`.
  init(systemError code: Int32) {
    self =
      switch code {
      case EWOULDBLOCK: .locked
      case ENOSPC, EDQUOT: .diskFull
      case EFBIG: .fileTooLarge
      case EMFILE, ENFILE: .tooManyFiles
      case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ELOOP: .notPermitted
      default: .failed(code: Int(code))
      }
  }

  /// Whether the process has a limit for the size of files (`ulimit -f`), which SQLite does not tell
  /// apart.
  static var limitsFiles: Bool {
    var limit = rlimit()
    #if canImport(Glibc)
      let size = Int32(RLIMIT_FSIZE.rawValue)
    #else
      let size = RLIMIT_FSIZE
    #endif
    return getrlimit(size, &limit) == 0 && limit.rlim_cur < rlim_t(Int64.max)
  }

  /// Whether no other file can be opened for want of descriptors, which SQLite does not tell either.
  static var lacksDescriptors: Bool {
    let descriptor = open("/", O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 { close(descriptor) }
    return descriptor < 0 && (errno == EMFILE || errno == ENFILE)
  }
}
