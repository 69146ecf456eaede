import Search

/// Prints works as rows of a table, under a row with the names of the fields.
final class TableWriter: WorkWriter {
  enum Separator {
    /// Cells quoted where RFC 4180 requires it.
    case commas
    /// Tabs and line ends inside cells become spaces.
    case tabs

    func row(_ cells: [String]) -> String {
      switch self {
      case .commas: cells.map(\.quotedForCSV).joined(separator: ",")
      case .tabs: cells.map(\.onOneLine).joined(separator: "\t")
      }
    }
  }

  private let output: any Output
  private let separator: Separator
  private let keepsFormulas: Bool
  private let fields: [OutputField]
  private var highlighter: Highlighter?

  init(_ options: WriterOptions, _ output: any Output, _ separator: Separator) {
    self.output = output
    self.separator = separator
    keepsFormulas = options.keepsFormulas
    fields =
      options.fields.isEmpty ? OutputField.all.filter { $0.usage == .everywhere } : options.fields
  }

  func begin(_ head: PrintedHead) {
    highlighter = head.summary?.highlighter
    output.write(separator.row(fields.map(\.name)), end: "\n")
  }

  func write(_ hit: Hit) {
    let printed = PrintedHit(hit: hit, highlighter: highlighter)
    let cells = fields.map { $0.cell(of: printed) }
    output.write(separator.row(keepsFormulas ? cells : cells.map(\.asText)), end: "\n")
  }
}

extension String {
  /// Quoted where RFC 4180 requires it.
  var quotedForCSV: String {
    // By bytes: a comma followed by a combining mark is another Character, but still a comma.
    let isPlain = !utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    if isPlain { return self }
    let quotes = unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }
    return "\"" + quotes.joined() + "\""
  }

  /// With an apostrophe before what a spreadsheet would run as a formula.
  ///
  /// Source: OWASP, CSV Injection.
  fileprivate var asText: String {
    guard let first = unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(self) == nil
    else { return self }
    return "'" + self
  }

  /// With newlines and tabs as spaces.
  var onOneLine: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { (9...13).contains($0.value) || $0.value == 0x85 ? " " : $0 }))
  }
}
