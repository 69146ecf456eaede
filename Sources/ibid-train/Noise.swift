import CitationTagging

/// What happens to printed citations on their way into a text file: lost and added spaces, words cut
/// at line ends, letters misread, other quotes and dashes, capitals, missing parts, remarks after.
struct Noise {
  let remarks: [String]

  func damage(_ string: LabelledString, _ random: inout Random) -> LabelledString {
    var string = string
    if random.happens(0.5) { string.segments.mapText { $0.replacing("–", with: "-") } }
    if random.happens(0.3) {
      string.segments.mapText {
        $0.replacing("“", with: "\"").replacing("”", with: "\"").replacing("’", with: "'")
      }
    }
    if random.happens(0.05) { dropSegment(&string, &random) }
    if random.happens(0.08) { loseSpaces(&string, &random) }
    if random.happens(0.05) { addSpaces(&string, &random) }
    if random.happens(0.05) { cutWords(&string, &random) }
    if random.happens(0.04) { misread(&string, &random) }
    if random.happens(0.03) { string.segments.mapText(where: .title) { $0.uppercased() } }
    if random.happens(0.06) { string.segments.mapText(where: .author) { $0.uppercased() } }
    if random.happens(0.1), string.segments.last?.text.last == "." {
      string.segments[string.segments.count - 1].text.removeLast()
    }
    if random.happens(0.13), !string.segments.contains(where: { $0.label == .annotation }) {
      string.add(random.pick([" ", " ", " ", "\n", " – ", "  "]))
      string.add(remark(&random), .annotation)
    }
    return string
  }

  private func remark(_ random: inout Random) -> String {
    let count = random.pick([1, 1, 1, 2, 3])
    return (0..<count).map { _ in random.pick(random.happens(0.5) ? Phrases.remarks : remarks) }
      .joined(separator: " ")
  }

  private func dropSegment(_ string: inout LabelledString, _ random: inout Random) {
    let fields = string.segments.indices.filter {
      ![.other, .author, .title].contains(string.segments[$0].label)
    }
    guard !fields.isEmpty else { return }
    string.segments.remove(at: random.pick(fields))
  }

  private func loseSpaces(_ string: inout LabelledString, _ random: inout Random) {
    let share = random.pick([0.1, 0.3, 0.9])
    string.segments.mapText { text in
      var result = ""
      for (character, next) in zip(text, text.dropFirst() + "x") {
        let isLoose = character == " " && (result.last.map { ".,;:".contains($0) } ?? true)
        if isLoose, next != " ", random.happens(share) { continue }
        result.append(character)
      }
      return result
    }
  }

  private func addSpaces(_ string: inout LabelledString, _ random: inout Random) {
    string.segments.mapText { text in
      text.reduce(into: "") { result, character in
        if ".,;:()-".contains(character), random.happens(0.3) { result.append(" ") }
        result.append(character)
        if "(.-".contains(character), random.happens(0.2) { result.append(" ") }
      }
    }
  }

  private func cutWords(_ string: inout LabelledString, _ random: inout Random) {
    string.segments.mapText(where: .title) { title in
      title.split(separator: " ", omittingEmptySubsequences: false).map { word in
        guard word.count > 6, word.allSatisfy(\.isLetter), random.happens(0.12) else {
          return String(word)
        }
        return word.prefix(3) + random.pick(["- ", "-"]) + word.dropFirst(3)
      }.joined(separator: " ")
    }
  }

  private func misread(_ string: inout LabelledString, _ random: inout Random) {
    string.segments.mapText { text in
      String(
        text.map { character in
          guard random.happens(0.03) else { return character }
          return switch character {
          case "l": "1"
          case "i": "l"
          case "O": "0"
          case "e": "c"
          case "S": "5"
          case ",": "."
          case ".": ","
          default: character
          }
        })
    }
  }
}

extension [LabelledString.Segment] {
  mutating func mapText(where label: FieldLabel? = nil, _ change: (String) -> String) {
    for index in indices where label == nil || self[index].label == label {
      self[index].text = change(self[index].text)
    }
  }
}
