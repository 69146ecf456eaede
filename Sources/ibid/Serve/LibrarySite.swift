import Diagnostics
import Foundation
import Index
import References
import Search

/// A library as a site: `/` and `/search` find works, `/work/KEY` shows one; `format` asks for either
/// in another form. Nothing is ever changed.
///
/// ```
/// GET /search?q=antigen+loss&sort=newest&journal=Blood
/// GET /search?q=antigen+loss&format=json
/// GET /work/june2018chimeric?format=bibtex
/// ```
///
/// Its uses are serial: a request is answered when the one before is.
final class LibrarySite: @unchecked Sendable {
  /// Bytes of an address that is read.
  static let longestAddress = 8192
  private static let tooLarge = "too_large"

  private let index: LiveLibrary
  private let person: Settings
  private let hosts: HostRule

  /// - Parameter person: what the person who runs the program has set.
  init(_ opened: OpenLibrary, person: Settings, hosts: HostRule = HostRule()) {
    (index, self.person, self.hosts) = (LiveLibrary(opened), person, hosts)
  }

  /// Stops the query that runs at the moment.
  func interrupt() { index.interruption.action?() }

  func answer(_ request: WebRequest) -> WebResponse {
    var response = checked(request) ?? content(request)
    if request.method == "HEAD" {
      response.headers.append(("Content-Length", "\(response.body.utf8.count)"))
      response.body = ""
    }
    return response
  }

  /// The refusal of a request that is not heeded at all.
  private func checked(_ request: WebRequest) -> WebResponse? {
    if !hosts.allows(request.host) {
      let text = "'\(request.host ?? "")' is not a name of this site"
      let message = Message.error(text, hint: "open it by the address that 'ibid serve' printed")
      return failed(.misdirected, [message], request)
    }
    if !["GET", "HEAD"].contains(request.method) {
      var response = failed(.methodNotAllowed, "the library can only be read", request)
      response.headers.append(("Allow", "GET, HEAD"))
      return response
    }
    return nil
  }

  private func content(_ request: WebRequest) -> WebResponse {
    do {
      switch request.path {
      case "/", "/search": return try search(request)
      case "/page.css":
        return WebResponse(mediaType: "text/css; charset=utf-8", body: Self.style)
      case "/site.js":
        return WebResponse(mediaType: "text/javascript; charset=utf-8", body: Self.script)
      case _ where request.path.hasPrefix("/work/"):
        return try work(String(request.path.dropFirst("/work/".count)), request)
      default: return failed(.notFound, "there is no page '\(request.path)'", request)
      }
    } catch let failure as Failure {
      return failed(failure, request)
    } catch {
      return failed(.unavailable, "the library cannot be read", request)
    }
  }

  private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)
  private static let script = String(decoding: PackageResources.site_js, as: UTF8.self)

  // MARK: Searching

  private func search(_ request: WebRequest) throws -> WebResponse {
    let asked = try SearchParameters(request)
    // The first page shows what was added last.
    let text = asked.query.isEmpty ? "*" : asked.query
    let source = SourceText(name: "query", text: text)
    var typed = asked.settings
    if asked.query.isEmpty, typed.sort == nil { typed.sort = .added }
    let context = Context(typed: typed, person: person, console: RecordedConsole())
    if let format = typed.format, format.name != "html" {
      return try records(asked, source, format, context)
    }
    do {
      return try index.asking { searcher in
        let page = try SearchPage(asked, source, context) { try searcher.database.journals() }
        return try answered(source, searcher.database) {
          try page.answer(searcher, index.library)
        }
      }
    } catch let failure as Failure where failure.status == .wrongRequest {
      // The query stays in its box, to be corrected.
      return WebResponse(
        status: .badRequest, body: SearchPage.html(of: asked, failure.messages))
    }
  }

  /// The answer as `ibid search --format` prints it.
  private func records(
    _ asked: SearchParameters, _ source: SourceText, _ format: OutputFormat, _ context: Context
  ) throws -> WebResponse {
    var printer = try AnswerPrinter(in: context)
    try index.asking { searcher in
      let narrowing = try asked.narrowing { try searcher.database.journals() }
      try printer.prepare(for: index.library, searcher.database)
      try answered(source, searcher.database) {
        var question = try SearchRequest(source, context.settings.searchOptions)
        question.narrowing = narrowing.map(\.query)
        printer.prepare(&question)
        try searcher.answer(question) { try printer.print($0, to: source) }
      }
    }
    return try response(format, context.console, name: "ibid")
  }

  // MARK: Works

  private func work(_ name: String, _ request: WebRequest) throws -> WebResponse {
    let settings = try SearchParameters(request).settings
    let context = Context(typed: settings, person: person, console: RecordedConsole())
    var printing = try Printing(settings, context.settings)
    return try index.asking { searcher in
      let database = searcher.database
      let works = try searcher.works(CitationKey(name))
      guard let first = works.first else { throw Failure.unknownKey(name, database) }
      let details = try works.map { try database.details(of: $0) }
      if let format = settings.format, format.name != "html" {
        try printing.format.complete(&printing.options, from: index.library, database)
        format.show(works, details, printing.options, to: context.console)
        return try response(format, context.console, name: first.key.description)
      }
      printing.options.mentions = Dictionary(grouping: details.flatMap(\.mentions), by: \.work)
      let page = WorkPage(options: printing.options, searcher: searcher)
      return WebResponse(body: try page.html(of: Array(zip(works, details))))
    }
  }

  // MARK: Answers

  /// - Parameter name: of the file, where a browser keeps it as one.
  private func response(
    _ format: OutputFormat, _ console: any Console, name: String
  ) throws -> WebResponse {
    guard let console = console as? RecordedConsole, !console.isTooLong else {
      var message = Message.error(
        "the answer is longer than \(RecordedConsole.most >> 20) MB",
        hint: "ask for parts with 'limit' and 'offset', or use 'ibid export'")
      message.kind = Self.tooLarge
      throw Failure(.wrongRequest, message)
    }
    var headers: [(name: String, value: String)] = []
    if format.isFile, let ending = format.fileExtensions.first {
      let plain = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      let file = (plain.isEmpty ? "ibid" : plain) + "." + ending
      headers.append(("Content-Disposition", "attachment; filename=\"\(file)\""))
    }
    return WebResponse(
      mediaType: format.mediaType + "; charset=utf-8", headers: headers, body: console.text)
  }

  func failed(_ failure: Failure, _ request: WebRequest) -> WebResponse {
    if failure.isStopped {
      let message = Message.error(
        "the answer took too long", hint: "ask for fewer or more specific words, or fewer works")
      return failed(.unavailable, [message], request)
    }
    let status: WebResponse.Status =
      switch failure.status {
      case .nothingFound: .notFound
      case .wrongRequest:
        failure.messages.contains { $0.kind == Self.tooLarge } ? .tooLarge : .badRequest
      case .noLibrary, .notAsExpected: .unavailable
      }
    return failed(status, failure.namedMessages, request)
  }

  private func failed(
    _ status: WebResponse.Status, _ text: String, _ request: WebRequest
  ) -> WebResponse {
    failed(status, [.error(text)], request)
  }

  /// Messages in the form of what was asked for: a page, or JSON.
  private func failed(
    _ status: WebResponse.Status, _ messages: [Message], _ request: WebRequest
  ) -> WebResponse {
    guard let format = request["format"], format != "html" else {
      let heading = status == .notFound ? "Not found" : "Not answered"
      let contents = "<main>\n<h1>\(heading)</h1>\n\(SitePage.html(messages))\n</main>"
      return WebResponse(status: status, body: SitePage(title: heading, contents: contents).html)
    }
    let json: JSON = ["messages": .array(messages.map(\.json))]
    return WebResponse(
      status: status, mediaType: "application/json; charset=utf-8", body: json.line + "\n")
  }
}

extension IndexDatabase {
  /// Every name of a journal.
  fileprivate func journals() throws -> [String] {
    try values(of: "journal", beginning: "", limit: .max)
  }
}

extension OutputFormat {
  /// Whether a browser keeps it rather than shows it.
  fileprivate var isFile: Bool {
    !["text", "json", "jsonl", "keys", "raw", "places"].contains(name)
  }

  fileprivate var mediaType: String {
    switch name {
    case "json": "application/json"
    case "jsonl": "application/x-ndjson"
    case "csv": "text/csv"
    case "tsv": "text/tab-separated-values"
    case "bibtex", "biblatex": "application/x-bibtex"
    case "ris": "application/x-research-info-systems"
    case "csl-json": "application/vnd.citationstyles.csl+json"
    case "markdown": "text/markdown"
    default: "text/plain"
    }
  }
}
