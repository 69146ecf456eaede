import Diagnostics
import References
import Yams

extension ReferenceFormat {
  static let cslYAML = ReferenceFormat(
    name: "csl-yaml", fileExtensions: ["yaml", "yml"],
    summary: "CSL-YAML, as used by pandoc and Zotero: a list under 'references:'",
    recognizes: CSLYAML.recognizes, read: { source, emit in CSLYAML.records.read(source, to: emit) }
  )
}

/// Reads CSL-YAML, the same fields as CSL-JSON:
///
/// ```
/// references:
/// - id: june2018
///   type: article-journal
///   author:
///   - {family: June, given: Carl H.}
///   issued: 2018-07
/// ```
enum CSLYAML {
  static func recognizes(_ beginning: Substring) -> Bool {
    guard beginning.contains("id:"), !beginning.contains("{\\") else { return false }
    let hasList = beginning.contains(/(?m)^references:[ \t]*$/)
    let hasEntry = beginning.contains(/(?m)^[ \t]*-[ \t]+(?:id|type):/)
    let isPlain = beginning.contains(/^(?:---[ \t]*\n)?(?:#.*\n|\s)*-[ \t]+(?:id|type):/)
    return hasEntry && (hasList || isPlain && beginning.contains(/(?m)^[ \t]+title:/))
  }

  static let records = YAMLRecords(
    entries: { root in
      let list = root.sequence ?? root.mapping?["references"]?.sequence
      return list.map(Array.init)
    },
    citation: { node in
      guard let fields = value(of: node) as? [String: Any] else { return nil }
      let item = CSLItem(fields)
      guard item.isCitation else { return nil }
      var citation = Citation(position: 0, line: 0, raw: "", reference: item.reference)
      (citation.annotations, citation.notes) = (item.notes.annotations, item.notes.notes)
      citation.sourceKey = item.key
      return citation
    })

  /// As JSON has it; of dates that name their parts, `year: 2018`, the date.
  private static func value(of node: Node) -> Any {
    switch node {
    case .scalar(let scalar): return scalar.string
    case .sequence(let sequence): return sequence.map { value(of: $0) }
    case .mapping(let mapping):
      let facts = YAMLFacts(mapping)
      if let year = facts.text("year") {
        return [year, facts.text("month"), facts.text("day")].compactMap(\.self).joined(
          separator: "-")
      }
      var fields: [String: Any] = [:]
      for (key, item) in mapping {
        if let name = key.scalar?.string { fields[name] = value(of: item) }
      }
      return fields
    case .alias: return ""
    }
  }
}
