import Diagnostics
import Index
import References

extension ScreeningCounts {
  private func decided(_ verdict: ScreeningDecision.Verdict) -> Int { decided[verdict] ?? 0 }

  private var excludedWithoutReason: Int {
    decided(.exclude) - reasons.reduce(0) { $0 + $1.count }
  }

  /// The numbers of the flow diagram, what they consist of below each.
  var lines: [StyledText] {
    let hasOthers = excludedWithoutReason > 0 && !reasons.isEmpty
    let why =
      reasons.map { ("  " + $0.name, $0.count) }
      + (hasOthers ? [("  no reason given", excludedWithoutReason)] : [])
    let rows: [(name: String, count: Int)] =
      [("records identified", identified)] + records.map { ("  " + $0.name, $0.count) } + [
        ("duplicates removed", duplicates), ("works to screen", works), ("screened", screened),
        ("excluded", decided(.exclude)),
      ] + why + [
        ("undecided (maybe)", decided(.maybe)), ("included", decided(.include)),
        ("not screened", works - screened),
      ]
    let width = rows.map(\.name.displayWidth).max() ?? 0
    let digits = rows.map { String($0.count).count }.max() ?? 0
    return rows.map { name, count in
      let blanks = width - name.displayWidth + digits - String(count).count
      return StyledText(name + String(repeating: " ", count: blanks + 2) + String(count))
    }
  }

  var json: JSON {
    [
      "identified": .integer(identified),
      "sources": .array(
        records.map { ["source": .string($0.name), "records": .integer($0.count)] }),
      "duplicates": .integer(duplicates), "works": .integer(works),
      "screened": .integer(screened), "excluded": .integer(decided(.exclude)),
      "reasons": .array(
        reasons.map { ["reason": .string($0.name), "works": .integer($0.count)] }),
      "maybe": .integer(decided(.maybe)), "included": .integer(decided(.include)),
      "not_screened": .integer(works - screened),
    ]
  }
}
