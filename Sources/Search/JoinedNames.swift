import GRDB
import References
import TextAnalysis

extension SearchSession {
  /// A criterion in which two family names with a hyphen between them also find the works of both:
  /// `kaplan-meier`.
  func joiningNames(_ criterion: Criterion) throws -> Criterion {
    switch criterion {
    case .text(let text):
      guard let names = try names(joinedIn: text) else { return criterion }
      var parts = names.map { TextCriterion($0, in: "author") }
      for index in parts.indices { parts[index].boost = text.boost }
      return .or([criterion, .and(parts.map(Criterion.text))])
    case .related, .inOneAnnotation: return criterion
    default: return try criterion.mapParts(joiningNames)
    }
  }

  /// The two names of a hyphenated word, if the index holds both as names.
  private func names(joinedIn text: TextCriterion) throws -> [String]? {
    guard text.wording == .word, text.anchor == nil, text.fields == Field.indexed,
      text.text.utf8.contains(where: { $0 == UInt8(ascii: "-") || $0 >= 0x80 })
    else { return nil }
    let parts = text.text.split { "-–‐‑".contains($0) }
    guard parts.count == 2,
      parts.allSatisfy({ $0.count > 2 && $0.allSatisfy(\.isLetter) })
    else { return nil }
    let names = parts.map(String.init)
    let areNames = try names.allSatisfy { name in
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT 1 FROM work_vocabulary WHERE term = ?"),
        arguments: ["@" + folded(name)]) ?? false
    }
    return areNames ? names : nil
  }
}
