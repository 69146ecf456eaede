import Foundation

/// Where a person's own files are.
public enum UserFolders {
  /// `HOME`, else what the system knows of the user.
  public static func home(_ environment: [String: String]) -> URL {
    if let path = environment["HOME"], path.hasPrefix("/") {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return FileManager.default.homeDirectoryForCurrentUser
  }

  /// The folder that a variable of the XDG Base Directory Specification names, else its usual one in
  /// the home folder.
  public static func folder(
    _ variable: String, usual: String, _ environment: [String: String]
  ) -> URL {
    if let path = environment[variable], path.hasPrefix("/") {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return home(environment).appendingPathComponent(usual, isDirectory: true)
  }

  /// A path with `~/` replaced by the home folder.
  public static func expanded(_ path: String, _ environment: [String: String]) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return home(environment).path + path.dropFirst()
  }
}
