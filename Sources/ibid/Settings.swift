import Diagnostics
import Foundation
import ReferenceFormats
import ReferenceLibrary
import Search

/// What holds for this run where its options say nothing: a person's preferences, with the values
/// that the program knows.
struct Settings: Sendable {
  /// What holds where nobody prefers anything.
  static let usual = Settings(Preferences.usual)

  /// Nil where none is preferred.
  var library: String?
  var limit: Int
  var sort: HitOrder
  var matching: Matching
  var format: OutputFormat
  var style: any CitationStyle
  var display: DisplaySettings
  var pager: String
  var keepsHistory: Bool

  init(_ preferences: Preferences) {
    // The reader of preferences has let only names pass that the program knows.
    func choice<T: RawRepresentable<String>>(_ name: String) -> T {
      T(rawValue: preferences[name])!
    }
    let path = preferences["library"]
    library = path.isEmpty ? nil : UserFolders.expanded(path, ProcessInfo.processInfo.environment)
    limit = Int(preferences["limit"])!
    sort = choice("sort")
    matching = choice("match")
    format = choice("format")
    style = CitationStyles.named(preferences["style"])!
    display = DisplaySettings(color: choice("color"), hyperlinks: choice("hyperlinks"))
    pager = preferences["pager"]
    keepsHistory = preferences["history"] == "on"
  }
}

extension Preferences {
  /// What holds where nobody prefers anything.
  fileprivate static var usual: Preferences {
    // No file is read that could be wrong.
    try! Preferences(nil, [:], .ofWorks)
  }

  /// Those of the person who runs the program.
  ///
  /// - Throws: `Failure` with the place of what is wrong in the file, or where it cannot be read.
  static func loaded() throws -> Preferences {
    let environment = ProcessInfo.processInfo.environment
    let file = file(environment)
    var source: SourceText?
    if FileManager.default.fileExists(atPath: file.path) {
      guard let bytes = try? Data(contentsOf: file),
        let text = String(validating: bytes, as: UTF8.self)
      else {
        throw Failure.wrongRequest(
          "'\(file.path)' cannot be read",
          hint: "it is a file of text in UTF-8; check its permissions")
      }
      source = SourceText(name: file.path, text: text)
    }
    do throws(Diagnostic<ConfigurationProblem>) {
      return try Preferences(source, environment, .ofWorks)
    } catch {
      throw Failure(
        .wrongRequest, error.message(in: source ?? SourceText(name: "", text: "")))
    }
  }
}

extension OutputNames {
  /// How works are printed, and what is printed of each.
  static let ofWorks = OutputNames(
    formats: OutputFormat.allCases.map(\.name), fields: OutputField.all.map(\.name),
    styles: CitationStyles.all.map(\.name))
}
