import Diagnostics
import QueryLanguage
import ReferenceLibrary

extension SavedQueryFileError {
  var failure: Failure {
    switch self {
    case .badName(let name, let suggestion):
      .wrongRequest(
        "invalid saved-query name '\(name)'",
        hint: suggestion.map { "did you mean '\($0)'?" }
          ?? "use letters, digits, '-' and '_', and '/' for folders")
    case .unknown(let name, let suggestion):
      .wrongRequest(
        "no saved query named '\(name)'",
        hint: suggestion.map { "did you mean '\($0)'?" } ?? "'ibid queries' lists them")
    case .exists(let name, let isReplaceable):
      .wrongRequest(
        "saved query '\(name)' already exists",
        hint: isReplaceable
          ? "replace it with --force" : "remove it with 'ibid queries remove \(name)'")
    case .outside(let path): .wrongRequest("'\(path)' is a link to a file outside Queries/")
    case .failed(let path):
      .noLibrary("cannot read or write '\(path)'", hint: "check its permissions")
    }
  }
}

extension SeenWorksError {
  var failure: Failure {
    switch self {
    case .notWritable(let path):
      .noLibrary(
        "cannot write '\(path)', so new works could not be recorded",
        hint: "check its permissions")
    case .damaged(let path):
      .noLibrary("'\(path)' is damaged", hint: "if you delete it, all works count as new once")
    }
  }
}

extension Failure {
  /// What the library's files of queries say, in the user's words.
  static func translating<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as SavedQueryFileError {
      throw error.failure
    } catch let error as SavedQueryFault {
      throw Failure(.wrongRequest, error.message)
    } catch let error as SeenWorksError {
      throw error.failure
    }
  }
}

extension QueryError {
  /// The error where the user's text is a list of arguments, which has no place to point at.
  var plainFailure: Failure { Failure(.wrongRequest, Message(kind)) }
}
