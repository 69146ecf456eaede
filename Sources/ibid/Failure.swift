import Diagnostics
import Foundation
import Index
import QueryLanguage
import ReferenceLibrary
import ZoteroDatabase

/// Something that ends the program with a message and a status.
struct Failure: Error {
  /// What scripts test.
  enum Status: Int32, CaseIterable {
    case nothingFound = 1
    case wrongRequest = 2
    case noLibrary = 3
    case notAsExpected = 4

    /// What each tells, success first: `(0, "found")`.
    static var table: [(code: Int32, meaning: String)] {
      [(0, "found")] + allCases.map { ($0.rawValue, $0.meaning) }
    }

    /// Its name in JSON messages.
    fileprivate var name: String {
      switch self {
      case .nothingFound: "nothing_found"
      case .wrongRequest: "wrong_request"
      case .noLibrary: "no_library"
      case .notAsExpected: "not_as_expected"
      }
    }

    private var meaning: String {
      switch self {
      case .nothingFound: "nothing found"
      case .wrongRequest: "invalid request"
      case .noLibrary: "library missing, locked or damaged"
      case .notAsExpected: "results of a saved query differ from its expectations"
      }
    }
  }

  let status: Status
  /// What is wrong and what to do; nothing where the status says all.
  var messages: [Message]

  /// The messages; errors without a kind get the name of the status.
  var namedMessages: [Message] {
    messages.map { message in
      var message = message
      if message.kind == nil, message.severity == .error { message.kind = status.name }
      return message
    }
  }

  init(_ status: Status, _ messages: Message...) {
    self.status = status
    self.messages = messages
  }

  static func wrongRequest(_ text: String, hint: String? = nil) -> Failure {
    Failure(.wrongRequest, .error(text, hint: hint))
  }

  /// Somebody ended a query before it was answered.
  static let stopped: Failure = {
    var message = Message("stopped")
    message.kind = "stopped"
    return Failure(.nothingFound, message)
  }()

  var isStopped: Bool { messages.contains { $0.kind == "stopped" } }

  /// A file could not be written, or read to be changed.
  static func unwritten(_ path: String, _ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case LibraryFileProblem.outside(let path, let target):
      .noLibrary(
        "'\(path)' leads out of the library, to '\(target)'",
        hint: "if that is your own file, run 'ibid index --trust'; else remove the link")
    case LibraryFileProblem.notText(let path):
      .noLibrary("'\(path)' is not UTF-8 text", hint: "save it as UTF-8")
    case LibraryFileProblem.notLocked(let path):
      .noLibrary("cannot lock '\(path)'", hint: "check the permissions of its folder")
    case LibraryFileProblem.notEditable(let path):
      .wrongRequest("cannot change '\(path)' line by line", hint: "edit it by hand")
    case let error as CocoaError where error.code == .fileWriteOutOfSpace:
      .noLibrary("no space left to write '\(path)'", hint: "free some space and try again")
    case let error as CocoaError
    where [.fileWriteNoPermission, .fileReadNoPermission, .fileWriteVolumeReadOnly]
      .contains(error.code):
      .noLibrary(
        "cannot write '\(path)': permission denied",
        hint: "check the permissions of the file and its folder")
    default:
      .noLibrary("cannot write '\(path)': \((error as NSError).localizedDescription)")
    }
  }

  static func noLibrary(_ text: String, hint: String? = nil) -> Failure {
    Failure(.noLibrary, .error(text, hint: hint))
  }
}

extension IndexError {
  /// Whether nothing is wrong but what was asked, or that somebody stopped it.
  var isOfQuery: Bool {
    switch self {
    case .interrupted, .timedOut, .refused: true
    default: false
    }
  }

  /// What is wrong with the index at a path, and what to do.
  func failure(at path: String) -> Failure {
    switch self {
    case .missing: .noLibrary("there is no index at '\(path)'", hint: "build it with 'ibid index'")
    case .otherVersion:
      .noLibrary(
        "'\(path)' was written by another version of ibid", hint: "rebuild it with 'ibid index'")
    case .locked:
      .noLibrary(
        "another process is writing '\(path)'", hint: "try again when it has finished")
    case .damaged:
      .noLibrary("'\(path)' is damaged", hint: "rebuild it from the sources with 'ibid index'")
    case .diskFull:
      .noLibrary("no space left to write '\(path)'", hint: "free some space and run 'ibid index'")
    case .fileTooLarge:
      .noLibrary(
        "'\(path)' would exceed the size that a file may have",
        hint: "allow larger files with 'ulimit -f unlimited'")
    case .tooManyFiles:
      .noLibrary(
        "cannot open '\(path)': too many open files", hint: "allow more with 'ulimit -n 256'")
    case .notPermitted where Self.isFolder(path), .failed where Self.isFolder(path):
      .noLibrary(
        "'\(path)' is a folder; expected the index",
        hint: "move it away and rebuild the index with 'ibid index'")
    case .notPermitted:
      .noLibrary(
        "cannot read or write '\(path)': permission denied",
        hint: "check the permissions of its folder")
    case .interrupted: .stopped
    case .timedOut(let limit):
      .wrongRequest(
        "the query took longer than \(limit.formatted(.units(allowed: [.seconds, .milliseconds])))",
        hint: """
          ask for fewer or more specific words, or allow it more seconds: --timeout 60, ':set timeout \
          60' in the shell, 'timeout' in config.yaml
          """)
    case .refused(let reason):
      .wrongRequest(
        "the query is too large: \(reason.lowercased())",
        hint: "split it into several queries, or use fewer terms and fewer nested groups")
    case .failed(let code):
      .noLibrary(
        "cannot read or write '\(path)' (database error \(code))",
        hint: "check the disk; you can safely delete the file and rebuild it with 'ibid index'")
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    URL(fileURLWithPath: path).hasDirectoryPath
  }
}

extension ZoteroDatabase.Fault {
  fileprivate func message(_ path: String) -> Message {
    switch self {
    case .changing:
      .error(
        "Zotero is writing '\(path)'",
        hint: "earlier entries are kept; try again when Zotero has finished syncing")
    case .damaged:
      .error(
        "'\(path)' is not a database, or is damaged",
        hint: "earlier entries are kept; Zotero's folder has a backup, zotero.sqlite.bak")
    case .otherVersion:
      .error(
        "'\(path)' is from an unsupported version of Zotero",
        hint: "open it once with Zotero 5 or later, or export the library as Better BibTeX JSON")
    case .notCopied:
      .error(
        "cannot copy '\(path)' for reading", hint: "check its permissions and the disk")
    }
  }
}

extension SourceFault {
  /// What is wrong with a source.
  func message(_ path: String) -> Message {
    switch self {
    case .notFound: .error("'\(path)' does not exist")
    case .notPermitted:
      .error("cannot read '\(path)': permission denied", hint: "check its permissions")
    case .notAFile: .error("'\(path)' is not a file")
    case .foreign(let name, let remedy): .error("'\(path)' is \(name)", hint: remedy)
    case .binary: .error("'\(path)' is not a text file")
    case .failed: .error("cannot read '\(path)'")
    case .zotero(let fault): fault.message(path)
    }
  }
}

extension Absence {
  /// What is wrong with a source that is not on the disk.
  ///
  /// - Parameter kept: the sources that were read of it before.
  func message(_ path: String, kept: [String]) -> Message {
    let rest =
      switch kept.count {
      case 0: ""
      case 1: "; its citations are kept"
      default: "; the citations of \(kept.count) sources in it are kept"
      }
    switch self {
    case .missing:
      return .error(
        "'\(path)' is not there any more\(rest)",
        hint: "moved: 'ibid sources move \(path) PLACE'; gone: 'ibid sources remove \(path)'")
    case .inCloud:
      return .error(
        "'\(path)' is not downloaded from iCloud\(rest)", hint: "open it once in the Finder")
    }
  }
}
