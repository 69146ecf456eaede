import Diagnostics
import QueryLanguage
import ReferenceLibrary

extension SavedQueryFileError {
  var failure: Failure {
    switch self {
    case .badName(let name, let suggestion):
      .wrongRequest(
        "error: '\(visible(name))' is no name of a saved query\n  hint: "
          + (suggestion.map { "did you mean '\($0)'?" }
            ?? "letters, digits, '-' and '_', and '/' for folders"))
    case .unknown(let name, let suggestion):
      .wrongRequest(
        "error: there is no saved query '\(visible(name))'\n  hint: "
          + (suggestion.map { "did you mean '\($0)'?" } ?? "'ibid queries' lists them"))
    case .exists(let name, let isReplaceable):
      .wrongRequest(
        "error: there is a saved query '\(name)' already\n  hint: "
          + (isReplaceable ? "--force replaces it" : "'ibid queries remove \(name)' removes it"))
    case .outside(let path):
      .wrongRequest("error: '\(visible(path))' is a link that leads out of Queries/")
    case .failed(let path):
      .noLibrary(
        "error: '\(visible(path))' could not be read or written\n  hint: check its permissions")
    }
  }
}

extension SeenWorksError {
  var failure: Failure {
    switch self {
    case .notWritable(let path):
      .noLibrary(
        "error: '\(visible(path))' may not be written, so what is new could not be remembered\n"
          + "  hint: check its permissions")
    case .damaged(let path):
      .noLibrary(
        "error: '\(visible(path))' is damaged\n  hint: without it, all works are new once")
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
      throw Failure.wrongRequest(error.message)
    } catch let error as SeenWorksError {
      throw error.failure
    }
  }
}

extension QueryError {
  /// The error where the user's text is a list of arguments, which has no place to point at.
  var plainFailure: Failure {
    Failure(kind)
  }
}
