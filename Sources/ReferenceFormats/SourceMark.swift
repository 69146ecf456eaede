import Foundation

/// How an annotation that is written into a file for other programs names the source that it was read
/// from, so that it reads back as it was; by a path, so that words in brackets of a person's own stay:
///
/// ```
/// A founding paper on antigen loss. [from Index/References/list.txt]
/// ```
public enum SourceMark {
  private static let start = " [from "

  /// The annotation with its source; alone where none is named.
  public static func text(_ annotation: String, source: String) -> String {
    if source.isEmpty { return annotation }
    let name = source.replacing("[", with: "(").replacing("]", with: ")")
    return annotation + start + (name.contains("/") ? name : "./" + name) + "]"
  }

  /// The text without the marks at the ends of its paragraphs.
  static func removed(from text: String) -> String {
    guard text.hasSuffix("]") || text.contains("]\n") else { return text }
    return text.components(separatedBy: "\n\n").map { paragraph in
      guard paragraph.hasSuffix("]"), let mark = paragraph.range(of: start, options: .backwards),
        case let name = paragraph[mark.upperBound...].dropLast(), name.contains("/"),
        !name.contains(where: { "[]\n".contains($0) })
      else { return paragraph }
      return String(paragraph[..<mark.lowerBound])
    }.joined(separator: "\n\n")
  }
}
