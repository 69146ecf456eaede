import Diagnostics
import Foundation
import ReferenceFormats
import ReferenceLibrary
import SearchEngine

/// What holds for this run where its options say nothing: a person's preferences, with the values
/// that the program knows.
struct Settings: Sendable {
  @TaskLocal static var current = Settings()

  var library: String?
  var limit = 20
  var sort = HitOrder.relevance
  var matching = Matching.all
  var format = OutputFormat.text
  var style: any CitationStyle = NatureStyle()
  var color = DisplayChoice.auto
  var hyperlinks = DisplayChoice.auto
  var pager = "less"
  var keepsHistory = true

  init() {}

  init(_ preferences: Preferences) {
    let library = preferences["library"]
    if !library.isEmpty { self.library = (library as NSString).expandingTildeInPath }
    limit = Int(preferences["limit"]) ?? limit
    sort = HitOrder(rawValue: preferences["sort"]) ?? sort
    matching = Matching(rawValue: preferences["match"]) ?? matching
    format = OutputFormat(rawValue: preferences["format"]) ?? format
    style = CitationStyles.named(preferences["style"]) ?? style
    color = DisplayChoice(rawValue: preferences["color"]) ?? color
    hyperlinks = DisplayChoice(rawValue: preferences["hyperlinks"]) ?? hyperlinks
    pager = preferences["pager"]
    keepsHistory = preferences["history"] == "on"
  }
}

extension Preferences {
  /// Those of the person who runs the program.
  ///
  /// - Throws: `Failure` with the place of what is wrong in the file.
  static func loaded() throws -> Preferences {
    let environment = ProcessInfo.processInfo.environment
    let file = file(environment)
    let text = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    let source = text.map { SourceText(name: file.path, text: $0) }
    do throws(Diagnostic<ConfigurationProblem>) {
      return try Preferences(source, environment, .ofWorks)
    } catch {
      throw Failure.wrongRequest(error.rendered(in: source ?? SourceText(name: "", text: "")))
    }
  }
}

extension OutputNames {
  /// How works are printed, and what is printed of each.
  static let ofWorks = OutputNames(
    formats: OutputFormat.allCases.map(\.name), fields: OutputField.all.map(\.name),
    styles: CitationStyles.all.map(\.name))
}
