import Diagnostics
import Index
import ReferenceLibrary
import References
import Search

/// What a request asks to be found, and how: `q`, settings by their names, and values of facets, of
/// which a work has one of each field.
///
/// ```
/// q=antigen+loss&sort=newest&offset=20&journal=Blood&year=2017&year=2018
/// ```
struct SearchParameters {
  /// Works that a page shows.
  static let usualLimit = 20

  let query: String
  private(set) var settings = Settings()
  let address: WebAddress
  private let chosen: [(facet: Facet, value: String)]

  /// A query that narrows the works to those with one of the chosen values of a facet.
  struct Narrowing {
    let facet: Facet
    let query: SourceText
  }

  init(_ request: WebRequest) throws(Failure) {
    query = request["q"] ?? ""
    var chosen: [(facet: Facet, value: String)] = []
    for (name, value) in request.parameters where name != "q" {
      if let facet = Facet(rawValue: name) {
        if !value.isEmpty { chosen.append((facet, value)) }
      } else {
        try settings.say(name, value)
      }
    }
    if settings.limit == nil { settings.limit = Self.usualLimit }
    self.chosen = chosen
    address = WebAddress(
      path: "/search", parameters: request.parameters.filter { !$0.value.isEmpty })
  }

  func isChosen(_ facet: Facet, _ value: String) -> Bool {
    chosen.contains { $0 == (facet, value) }
  }

  /// - Parameter journals: every name of a journal in the library; asked for at most once.
  func narrowing(_ journals: () throws -> [String]) rethrows -> [Narrowing] {
    let isOfJournals = chosen.contains { $0.facet == .journal }
    let journals = try isOfJournals ? journals().map { ($0, ContainerName($0)) } : []
    return Facet.allCases.compactMap { facet in
      let values = chosen.filter { $0.facet == facet }.map(\.value)
      if values.isEmpty { return nil }
      let parts = values.flatMap { value -> [String] in
        guard facet == .journal else { return ["\(facet.rawValue):\(value.quotedForQuery)"] }
        let name = ContainerName(value)
        let spellings = journals.filter { $0.1.isSpelling(of: name) }.map(\.0)
        return ([value] + spellings).map { "journal:=\($0.quotedForQuery)" }
      }
      return Narrowing(
        facet: facet,
        query: SourceText(name: facet.rawValue, text: parts.joined(separator: " OR ")))
    }
  }
}

extension String {
  /// As a value of a field: years and types as they are, what has blanks or signs between quotes.
  fileprivate var quotedForQuery: String {
    let isPlain = !isEmpty && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
    return isPlain ? self : "\"" + replacing("\"", with: " ") + "\""
  }
}

extension Settings {
  /// Takes a parameter of a request.
  ///
  /// - Throws: `Failure` where there is no such parameter, or its value cannot be.
  fileprivate mutating func say(_ name: String, _ value: String) throws(Failure) {
    let known = Setting.all(in: .request)
    guard let setting = known.first(where: { $0.name == name }) else {
      let names = known.map(\.name) + ["q"] + Facet.allCases.map(\.rawValue)
      let meant = nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      throw .wrongRequest("unknown parameter '\(name)'", hint: meant)
    }
    if value.isEmpty { return }
    do throws(ValueProblem) {
      try setting.form.read(value, &self)
    } catch {
      throw Failure.wrongRequest("\(name): \(error.message)", hint: error.hint)
    }
  }
}
