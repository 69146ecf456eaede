import Foundation
import References

/// How an annotation that is written into a file for other programs names the source that it was read
/// from and who wrote it, so that it reads back as it was; by a path, so that words in brackets of a
/// person's own stay:
///
/// ```
/// A founding paper on antigen loss. [from Index/References/list.txt]
/// Weak controls. [by anna, from Index/References/shared.bib]
/// ```
///
/// Where a text contains several annotations, each ends with its mark and a blank line follows.
public enum SourceMark {
  private static let source = "from "
  private static let annotator = "by "

  /// The annotation with its source and annotator; alone where neither is named.
  public static func text(_ annotation: String, source: String, annotator: String? = nil) -> String
  {
    if source.isEmpty && annotator == nil { return annotation }
    let path = source.contains("/") ? source : "./" + source
    let author = annotator.map { "\(Self.annotator)\($0), " } ?? ""
    let mark = (author + Self.source + path).replacing("[", with: "(").replacing("]", with: ")")
    return "\(annotation) [\(mark)]"
  }

  /// The annotations that a text holds: one for each mark at the end of a paragraph, and what follows
  /// the last.
  static func annotations(in text: String) -> [CitedAnnotation] {
    guard text.hasSuffix("]") || text.contains("]\n") else { return [CitedAnnotation(text)] }
    var annotations: [CitedAnnotation] = []
    var open: [Substring] = []
    for paragraph in text.split(separator: "\n\n", omittingEmptySubsequences: false) {
      if let (words, annotator) = marked(paragraph) {
        open.append(words)
        annotations.append(
          CitedAnnotation(open.joined(separator: "\n\n"), annotator: annotator))
        open = []
      } else {
        open.append(paragraph)
      }
    }
    if !open.isEmpty { annotations.append(CitedAnnotation(open.joined(separator: "\n\n"))) }
    return annotations
  }

  /// The words before the mark that ends a paragraph, and the annotator that the mark names.
  private static func marked(_ paragraph: Substring) -> (words: Substring, annotator: String?)? {
    guard paragraph.hasSuffix("]"), let start = paragraph.range(of: " [", options: .backwards)
    else { return nil }
    var mark = paragraph[start.upperBound...].dropLast()
    var annotator: String?
    if mark.hasPrefix(Self.annotator),
      let comma = mark.range(of: ", \(source)", options: .backwards)
    {
      annotator = String(mark[..<comma.lowerBound].dropFirst(Self.annotator.count))
      mark = mark[mark.index(comma.lowerBound, offsetBy: 2)...]
    }
    guard mark.hasPrefix(source), case let path = mark.dropFirst(source.count), path.contains("/"),
      !path.contains(where: { "[]\n".contains($0) })
    else { return nil }
    return (paragraph[..<start.lowerBound], annotator)
  }
}
