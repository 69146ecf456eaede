import ArgumentParser
import Diagnostics
import Foundation
import Index
import QueryLanguage
import ReferenceLibrary

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
  /// What is wrong, then what to do, a line each.
  let message: String

  static func wrongRequest(_ message: String) -> Failure {
    Failure(status: .wrongRequest, message: message)
  }

  static func noLibrary(_ message: String) -> Failure {
    Failure(status: .noLibrary, message: message)
  }

  /// Prints what an error says and ends the program.
  static func exit(with error: any Error) -> Never {
    switch error {
    case let failure as Failure:
      if !failure.message.isEmpty { Terminal.note(failure.message) }
      Foundation.exit(failure.status.rawValue)
    case let problem as ArgumentProblem:
      exit(with: Failure(problem))
    case let code as ExitCode:
      Foundation.exit(code.rawValue)
    default:
      let message = Ibid.message(for: error)
      if Ibid.exitCode(for: error) == .success {
        emit(message)
        Foundation.exit(0)
      }
      Terminal.note("error: \(message)")
      Foundation.exit(Status.wrongRequest.rawValue)
    }
  }
}

extension Failure {
  /// A request with a problem that has no place in a text.
  init(_ problem: some Problem) {
    self = .wrongRequest(
      "error: \(visible(problem.message))"
        + (problem.hint.map { "\n  hint: \(visible($0))" } ?? ""))
  }
}

extension IndexError {
  /// What is wrong with the index at a path, and what to do.
  func failure(at path: String) -> Failure {
    let path = visible(path)
    return switch self {
    case .missing:
      .noLibrary("error: there is no index at '\(path)'\n  hint: 'ibid index' builds it")
    case .otherVersion:
      .noLibrary(
        "error: '\(path)' was written by another version of ibid\n  hint: 'ibid index' builds it again"
      )
    case .locked:
      .noLibrary(
        "error: another process is writing '\(path)'\n  hint: wait until it has ended and try again"
      )
    case .damaged:
      .noLibrary(
        "error: '\(path)' is damaged\n  hint: 'ibid index' builds it again from the sources")
    case .diskFull:
      .noLibrary(
        "error: no space is left to write '\(path)'\n  hint: free some and run 'ibid index'")
    case .notPermitted:
      .noLibrary(
        "error: '\(path)' may not be read or written\n  hint: check the permissions of its folder")
    case .interrupted: Failure(status: .nothingFound, message: "stopped")
    case .failed(let code):
      .noLibrary(
        "error: '\(path)' could not be read or written (database error \(code))\n"
          + "  hint: check the disk; deleting the file loses nothing, 'ibid index' builds it again")
    }
  }
}

extension SourceFault {
  /// What is wrong with a source.
  func message(_ path: String) -> String {
    let path = visible(path)
    return switch self {
    case .notFound: "error: '\(path)' does not exist"
    case .notPermitted: "error: '\(path)' may not be read\n  hint: check its permissions"
    case .notAFile: "error: '\(path)' is not a file"
    case .binary: "error: '\(path)' is not a text file"
    case .failed: "error: '\(path)' could not be read"
    }
  }
}
