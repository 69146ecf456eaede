import Diagnostics
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

    private var meaning: String {
      switch self {
      case .nothingFound: "nothing found"
      case .wrongRequest: "the request is wrong"
      case .noLibrary: "the library is missing, locked or damaged"
      case .notAsExpected: "a saved query found something else than it expects"
      }
    }
  }

  let status: Status
  /// What is wrong and what to do; nothing where the status says all.
  var messages: [Message]

  init(_ status: Status, _ messages: Message...) {
    self.status = status
    self.messages = messages
  }

  static func wrongRequest(_ text: String, hint: String? = nil) -> Failure {
    Failure(.wrongRequest, .error(text, hint: hint))
  }

  static func noLibrary(_ text: String, hint: String? = nil) -> Failure {
    Failure(.noLibrary, .error(text, hint: hint))
  }
}

extension IndexError {
  /// What is wrong with the index at a path, and what to do.
  func failure(at path: String) -> Failure {
    switch self {
    case .missing: .noLibrary("there is no index at '\(path)'", hint: "'ibid index' builds it")
    case .otherVersion:
      .noLibrary(
        "'\(path)' was written by another version of ibid", hint: "'ibid index' builds it again")
    case .locked:
      .noLibrary(
        "another process is writing '\(path)'", hint: "wait until it has ended and try again")
    case .damaged:
      .noLibrary("'\(path)' is damaged", hint: "'ibid index' builds it again from the sources")
    case .diskFull:
      .noLibrary("no space is left to write '\(path)'", hint: "free some and run 'ibid index'")
    case .notPermitted:
      .noLibrary(
        "'\(path)' may not be read or written", hint: "check the permissions of its folder")
    case .interrupted: Failure(.nothingFound, "stopped")
    case .refused(let reason):
      .wrongRequest(
        "the query is too large: \(reason.lowercased())",
        hint: "ask in several queries, or with fewer parts and fewer brackets in brackets")
    case .failed(let code):
      .noLibrary(
        "'\(path)' could not be read or written (database error \(code))",
        hint: "check the disk; deleting the file loses nothing, 'ibid index' builds it again")
    }
  }
}

extension ZoteroDatabase.Fault {
  fileprivate func message(_ path: String) -> Message {
    switch self {
    case .changing:
      .error(
        "Zotero keeps changing '\(path)'",
        hint: "what was read before is kept; try again when it has synced")
    case .damaged:
      .error(
        "'\(path)' is no database, or a damaged one",
        hint: "what was read before is kept; Zotero's folder has backups, zotero.sqlite.bak")
    case .otherVersion:
      .error(
        "'\(path)' is of a version of Zotero that is not read",
        hint: "open it once with Zotero 5 or later, or export the library as Better BibTeX JSON")
    case .notCopied:
      .error(
        "'\(path)' could not be copied to be read", hint: "check its permissions, and the disk")
    }
  }
}

extension SourceFault {
  /// What is wrong with a source.
  func message(_ path: String) -> Message {
    switch self {
    case .notFound: .error("'\(path)' does not exist")
    case .notPermitted: .error("'\(path)' may not be read", hint: "check its permissions")
    case .notAFile: .error("'\(path)' is not a file")
    case .foreign(let name, let remedy): .error("'\(path)' is \(name)", hint: remedy)
    case .binary: .error("'\(path)' is not a text file")
    case .failed: .error("'\(path)' could not be read")
    case .zotero(let fault): fault.message(path)
    }
  }
}
