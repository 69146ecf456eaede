import Foundation

extension Library {
  var synonymsFile: URL { indexFolder.appendingPathComponent("synonyms.txt") }

  /// The groups of `Index/synonyms.txt`, one a line: `axi-cel = axicabtagene ciloleucel = Yescarta`;
  /// `#` starts a comment. A group of one, `TARMAC =`, says that it stands for nothing else,
  /// whatever the library's texts explain. None where there is no such file.
  public func synonyms() -> [[String]] {
    guard let bytes = try? Data(contentsOf: synonymsFile) else { return [] }
    return Self.synonyms(in: String(decoding: bytes, as: UTF8.self))
  }

  static func synonyms(in text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).filter { $0.contains("=") }.map { line in
      line.prefix { $0 != "#" }.split(separator: "=")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }.filter { !$0.isEmpty }
  }
}
