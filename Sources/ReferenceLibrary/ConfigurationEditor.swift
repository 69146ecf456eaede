import Diagnostics
import Foundation

/// Changes the lists of `index.yaml` line by line, so that everything else in it stays as it is:
/// comments, order, blanks.
struct ConfigurationEditor {
  private var lines: [String]
  /// What stands before the line feeds of lines that are added.
  private let lineEnd: String

  init(_ text: String) {
    lines = text.fileLines.map(String.init)
    lineEnd = lines.first?.last == "\r" ? "\r" : ""
  }

  var text: String { lines.joined(separator: "\n") }

  /// Adds items to the end of a list, or the list to the end of the file.
  ///
  /// - Parameter first: items that a list which the file does not have begins with.
  /// - Returns: false if the value of the key is not a block of `- item` lines.
  mutating func append(_ items: [String], to key: String, first: [String] = []) -> Bool {
    guard let head = head(of: key) else {
      while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
      lines += (["\(key):"] + (first + items).map { "  - \($0)" }).map { $0 + lineEnd } + [""]
      return true
    }
    guard hasBlock(head) else { return false }
    let block = lines[(head + 1)...].prefix { line in
      line.isEmpty || line.hasPrefix("- ") || line.first?.isWhitespace == true
        || line.hasPrefix("#")
    }
    let content = block.indices.filter { !Self.isBlank(lines[$0]) }
    guard let firstItem = content.first, let last = content.last else {
      lines.insert(contentsOf: items.map { "  - \($0)\(lineEnd)" }, at: head + 1)
      return true
    }
    let indent = lines[firstItem].prefix { $0 == " " }
    guard lines[firstItem].dropFirst(indent.count).hasPrefix("- ") else { return false }
    lines.insert(contentsOf: items.map { "\(indent)- \($0)\(lineEnd)" }, at: last + 1)
    return true
  }

  /// The line on which the value of a key begins; nil if the file does not have the key.
  private func head(of key: String) -> Int? {
    lines.firstIndex { line in
      [key, "\"\(key)\"", "'\(key)'"].contains { line.hasPrefix($0 + ":") }
    }
  }

  /// Whether the value of a key stands in the lines behind it alone.
  private func hasBlock(_ head: Int) -> Bool {
    let value = Self.content(of: lines[head]).drop { $0 != ":" }.dropFirst()
    return value.allSatisfy(\.isWhitespace)
  }

  /// A line without its comment, which begins with a `#` outside of quotes, behind a blank.
  static func content(of line: String) -> Substring {
    var quote: Character?
    var isBehindBlank = true
    for index in line.indices {
      let letter = line[index]
      if quote == nil, isBehindBlank, letter == "#" { return line[..<index] }
      if letter == quote {
        quote = nil
      } else if quote == nil, letter == "\"" || letter == "'" {
        quote = letter
      }
      isBehindBlank = letter.isWhitespace
    }
    return line[...]
  }

  /// Removes a list's item that is one line.
  ///
  /// - Parameter number: of the line, from 1.
  /// - Returns: false if the item goes on in other lines, or is none.
  mutating func removeItem(atLine number: Int) -> Bool {
    guard lines.indices.contains(number - 1) else { return false }
    let item = Self.content(of: lines[number - 1])
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard item.hasPrefix("- ["), item.hasSuffix("]") else { return false }
    lines.remove(at: number - 1)
    return true
  }

  /// An item of a list, as its lines say it.
  struct Item {
    /// The lines that it spans.
    let lines: Range<Int>
    let text: String
  }

  /// The items of a list; none if the file does not have the key, nil if its value is not a block of
  /// `- item` lines.
  func items(of key: String) -> [Item]? {
    guard let head = head(of: key) else { return [] }
    guard hasBlock(head) else { return nil }
    var starts: [Int] = []
    var (indent, end) = (0, head + 1)
    for index in lines.indices[(head + 1)...] where !Self.isBlank(lines[index]) {
      let depth = lines[index].prefix { $0 == " " }.count
      let isItem = lines[index].dropFirst(depth).hasPrefix("- ")
      guard depth > 0 || isItem else { break }
      if starts.isEmpty { indent = depth }
      if depth == indent {
        guard isItem else { return nil }
        starts.append(index)
      }
      end = index + 1
    }
    return zip(starts, starts.dropFirst() + [end]).map { start, next in
      let last = lines[start..<next].lastIndex { !Self.isBlank($0) } ?? start
      return Item(lines: start..<last + 1, text: lines[start...last].joined(separator: "\n"))
    }
  }

  mutating func remove(_ item: Item) { lines.removeSubrange(item.lines) }

  /// Puts one text in the place of another, leaving everything around it as it is.
  ///
  /// - Parameters:
  ///   - line: of the item, from 0.
  ///   - column: in scalars, from 0.
  /// - Returns: false where the item does not have it there.
  mutating func replace(
    _ old: String, with new: String, in item: Item, line: Int, column: Int
  ) -> Bool {
    guard item.lines.indices.contains(item.lines.lowerBound + line) else { return false }
    let number = item.lines.lowerBound + line
    let scalars = lines[number].unicodeScalars
    guard scalars.dropFirst(column).starts(with: old.unicodeScalars) else { return false }
    lines[number] =
      String(scalars.prefix(column)) + new
      + String(scalars.dropFirst(column + old.unicodeScalars.count))
    return true
  }

  private static func isBlank(_ line: String) -> Bool {
    line.drop(while: \.isWhitespace).first.map { $0 == "#" } ?? true
  }

  /// A list on one line: `[smith2019loss, "References/a list.txt:12"]`.
  static func list(_ items: [String]) -> String {
    "[\(items.map(quoted).joined(separator: ", "))]"
  }

  /// A YAML scalar in double quotes unless it is plainly a path or a key.
  static func quoted(_ entry: String) -> String {
    let isPlain = entry.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-".unicodeScalars.contains($0)
    }
    if isPlain, entry.contains(where: \.isLetter), let first = entry.first, first != "-" {
      return entry
    }
    return "\"" + entry.unicodeScalars.map(escaped).joined() + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"", "\\": return "\\" + String(scalar)
    case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
      let hex = String(scalar.value, radix: 16)
      return "\\x" + (hex.count == 1 ? "0" : "") + hex
    default: return String(scalar)
    }
  }
}

extension Library {
  /// Changes `index.yaml`. Of processes that change it at once, each changes what the one before wrote.
  ///
  /// - Parameter change: returns false if the file is to stay as it is.
  /// - Returns: whether it was changed.
  /// - Throws: `LibraryFileProblem.notEditable` where the file could be read before and could not then.
  func editConfiguration(_ change: (inout ConfigurationEditor) throws -> Bool) throws -> Bool {
    try rewrite(configurationFile, lock: "sources") { text in
      var editor = ConfigurationEditor(text)
      guard try change(&editor) else { return false }
      if isReadable(text), !isReadable(editor.text) {
        throw LibraryFileProblem.notEditable(path: configurationFile.path)
      }
      text = editor.text
      return true
    }
  }

  private func isReadable(_ text: String) -> Bool {
    (try? LibraryConfiguration(SourceText(name: configurationFile.path, text: text))) != nil
  }
}
