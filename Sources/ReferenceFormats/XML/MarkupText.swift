/// The text of an element as a field holds it.
enum MarkupText {
  /// One line: every run of white space is a space. Nil if nothing is left.
  static func line(_ text: some Collection<UInt8>) -> String? {
    Markup.line(String(decoding: text, as: UTF8.self))
  }

  /// Paragraphs with a line end between them, each one line. Nil if nothing is left.
  static func paragraphs(_ text: some Collection<UInt8>) -> String? {
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }
      .compactMap { Markup.paragraphs(String(decoding: $0, as: UTF8.self)) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// The parts of a text at line ends and semicolons.
  static func parts(_ text: some Collection<UInt8>) -> [String] {
    text.split { $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: ";") }.compactMap { line($0) }
  }
}
