import Diagnostics
import QueryLanguage
import ReferenceLibrary

extension SavedQueryFileError {
  var failure: Failure {
    switch self {
    case .badName(let name, let suggestion):
      .wrongRequest(
        "'\(name)' is no name of a saved query",
        hint: suggestion.map { "did you mean '\($0)'?" }
          ?? "letters, digits, '-' and '_', and '/' for folders")
    case .unknown(let name, let suggestion):
      .wrongRequest(
        "there is no saved query '\(name)'",
        hint: suggestion.map { "did you mean '\($0)'?" } ?? "'ibid queries' lists them")
    case .exists(let name, let isReplaceable):
      .wrongRequest(
        "there is a saved query '\(name)' already",
        hint: isReplaceable ? "--force replaces it" : "'ibid queries remove \(name)' removes it")
    case .outside(let path): .wrongRequest("'\(path)' is a link that leads out of Queries/")
    case .failed(let path):
      .noLibrary("'\(path)' could not be read or written", hint: "check its permissions")
    }
  }
}

extension SeenWorksError {
  var failure: Failure {
    switch self {
    case .notWritable(let path):
      .noLibrary(
        "'\(path)' may not be written, so what is new could not be remembered",
        hint: "check its permissions")
    case .damaged(let path):
      .noLibrary("'\(path)' is damaged", hint: "without it, all works are new once")
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
