/// One item of a list, found by its layout alone.
struct ListItem {
  /// Of its first line, counted from 1.
  var line: Int
  /// Where it stands in the source, in bytes.
  var range: Range<Int>
  /// Without marker and labels; soft-wrapped lines joined.
  var text: [Unicode.Scalar]
  var labels: [String] = []
  /// What stood behind the citation on its own line, with the marks around it.
  var remark: [Unicode.Scalar] = []
  /// Nil where it began without a bullet or number.
  var marker: ListMarker?
  /// Blanks before the marker.
  var indent: Int
  /// What stood below the citation in paragraphs of its own.
  var annotation: [Unicode.Scalar] = []
  /// How many bullets stood before the annotation.
  var annotationGrade: Int?

  /// How many lines were joined.
  var lineCount = 1

  /// What the list's style made of the text, where it was asked already.
  var entry: CitationEntry?

  var isMarked: Bool { marker != nil }
}
