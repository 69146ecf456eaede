/// A regular expression that takes time in proportion to the text, whatever it is.
///
/// ```
/// alternatives = sequence { "|" sequence }
/// sequence     = { piece }
/// piece        = atom [ "*" | "+" | "?" | "{" m [ "," [ n ] ] "}" ]
/// atom         = "(" alternatives ")" | "[" [ "^" ] ranges "]" | "." | "^" | "$" | "\" escape | character
/// escape       = "d" | "w" | "s" | "b" | character
/// ```
///
/// Pattern and text are folded first, so case and accents do not matter.
///
/// Source: Thompson (1968), Regular Expression Search Algorithm; all states at once, no going back.
package struct RegularExpression {
  /// What is wrong with a pattern, in a few words.
  package struct Fault: Error {
    package let message: String
  }

  private enum Step {
    case match
    case character(Characters)
    /// Go on at both.
    case split(Int, Int)
    case start, end, wordBoundary
  }

  /// Some characters, or all others.
  private struct Characters {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var isInverted = false

    func holds(_ scalar: Unicode.Scalar) -> Bool {
      ranges.contains { $0.contains(scalar) } != isInverted
    }
  }

  private static let longestPattern = 200
  private static let mostSteps = 5000

  private var steps: [Step] = []
  private var first = 0

  package init(_ pattern: String) throws(Fault) {
    var parser = Parser(pattern: Array(pattern.unicodeScalars))
    guard parser.pattern.count <= Self.longestPattern else {
      throw Fault(message: "longer than \(Self.longestPattern) characters")
    }
    let tree = try parser.alternatives()
    if parser.index < parser.pattern.count { throw Fault(message: "unexpected ')'") }
    steps = [.match]
    first = try compile(tree, then: 0)
  }

  /// Whether it stands somewhere in a folded text.
  package func matches(_ text: String) -> Bool {
    var current = StateSet(steps.count)
    var next = StateSet(steps.count)
    var previous: Unicode.Scalar?
    var scalars = text.unicodeScalars.makeIterator()
    var scalar = scalars.next()
    while true {
      if follow(first, &current, previous, scalar) { return true }
      guard let here = scalar else { return false }
      scalar = scalars.next()
      next.removeAll()
      for state in current.states {
        if case .character(let characters) = steps[state], characters.holds(here),
          follow(state - 1, &next, here, scalar)
        {
          return true
        }
      }
      swap(&current, &next)
      previous = here
    }
  }

  /// Adds a state and all that it leads to without a character; true if one is the match.
  private func follow(
    _ state: Int, _ set: inout StateSet, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
  ) -> Bool {
    var pending = [state]
    while let state = pending.popLast() {
      guard set.insert(state) else { continue }
      switch steps[state] {
      case .match: return true
      case .character: continue
      case .split(let one, let other): pending += [one, other]
      case .start: if before == nil { pending.append(state - 1) }
      case .end: if after == nil { pending.append(state - 1) }
      case .wordBoundary:
        if (before?.isWord ?? false) != (after?.isWord ?? false) { pending.append(state - 1) }
      }
    }
    return false
  }

  /// States in the order in which they came, each once.
  private struct StateSet {
    private(set) var states: [Int] = []
    private var members: [Bool]

    init(_ count: Int) { members = Array(repeating: false, count: count) }

    mutating func insert(_ state: Int) -> Bool {
      if members[state] { return false }
      members[state] = true
      states.append(state)
      return true
    }

    mutating func removeAll() {
      for state in states { members[state] = false }
      states.removeAll(keepingCapacity: true)
    }
  }

  // MARK: Compilation

  private indirect enum Tree {
    case step(Step)
    case sequence([Tree])
    case either([Tree])
    case repeated(Tree, Int, Int?)

    /// Whether it stands for no character and no place.
    var isEmpty: Bool {
      switch self {
      case .step: false
      case .sequence(let parts), .either(let parts): parts.allSatisfy(\.isEmpty)
      case .repeated(let part, _, _): part.isEmpty
      }
    }
  }

  /// Appends the steps of a tree, the last first, and returns where it begins. A step that is no
  /// split goes on at the one before it.
  private mutating func compile(_ tree: Tree, then next: Int) throws(Fault) -> Int {
    guard steps.count < Self.mostSteps else { throw Fault(message: "too many repetitions") }
    switch tree {
    case .step(let step):
      if next != steps.count - 1 { append(.split(next, next)) }
      return append(step)
    case .sequence(let parts):
      var next = next
      for part in parts.reversed() { next = try compile(part, then: next) }
      return next
    case .either(let parts):
      var start = try compile(parts[parts.count - 1], then: next)
      for part in parts.dropLast().reversed() {
        start = append(.split(try compile(part, then: next), start))
      }
      return start
    case .repeated(let part, let least, let most):
      var start = next
      if let most {
        for _ in 0..<max(most - least, 0) {
          start = append(.split(try compile(part, then: start), next))
        }
      } else {
        let loop = append(.split(next, next))
        let inner = try compile(part, then: loop)
        steps[loop] = .split(inner, next)
        start = loop
      }
      for _ in 0..<least { start = try compile(part, then: start) }
      return start
    }
  }

  @discardableResult
  private mutating func append(_ step: Step) -> Int {
    steps.append(step)
    return steps.count - 1
  }

  // MARK: Parsing

  private struct Parser {
    let pattern: [Unicode.Scalar]
    var index = 0
    private var depth = 0

    init(pattern: [Unicode.Scalar]) { self.pattern = pattern }

    mutating func alternatives() throws(Fault) -> Tree {
      var parts = [try sequence()]
      while take("|") { parts.append(try sequence()) }
      return parts.count == 1 ? parts[0] : .either(parts)
    }

    private mutating func sequence() throws(Fault) -> Tree {
      var parts: [Tree] = []
      while index < pattern.count, pattern[index] != "|", pattern[index] != ")" {
        parts.append(try piece())
      }
      return .sequence(parts)
    }

    private mutating func piece() throws(Fault) -> Tree {
      var tree = try atom()
      // Nothing, however often, is nothing.
      let isEmpty = tree.isEmpty
      while index < pattern.count {
        switch pattern[index] {
        case "*": tree = .repeated(tree, 0, nil)
        case "+": tree = .repeated(tree, 1, nil)
        case "?": tree = .repeated(tree, 0, 1)
        case "{":
          guard let (least, most, end) = bounds() else { return tree }
          if let most, most < least {
            throw Fault(message: "empty repetition {\(least),\(most)}")
          }
          guard max(least, most ?? 0) <= 100 else { throw Fault(message: "too many repetitions") }
          tree = .repeated(tree, least, most)
          index = end - 1
        default: return tree
        }
        index += 1
        if isEmpty { tree = .sequence([]) }
      }
      return tree
    }

    /// `{2}`, `{2,}`, `{2,5}`; other brackets are text.
    private func bounds() -> (Int, Int?, end: Int)? {
      guard let close = pattern[index...].prefix(10).firstIndex(of: "}") else { return nil }
      guard pattern[index + 1..<close].allSatisfy({ ("0"..."9").contains($0) || $0 == "," }) else {
        return nil
      }
      let text = String(String.UnicodeScalarView(pattern[index + 1..<close]))
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      guard let least = Int(parts[0]), parts.count <= 2 else { return nil }
      if parts.count == 1 { return (least, least, close + 1) }
      if parts[1].isEmpty { return (least, nil, close + 1) }
      return Int(parts[1]).map { (least, $0, close + 1) }
    }

    private mutating func atom() throws(Fault) -> Tree {
      let scalar = pattern[index]
      index += 1
      switch scalar {
      case "(":
        depth += 1
        guard depth <= 50 else { throw Fault(message: "brackets are nested too deeply") }
        let tree = try alternatives()
        guard take(")") else { throw Fault(message: "expected ')'") }
        depth -= 1
        return tree
      case "[": return .step(.character(try characters()))
      case ".": return .step(.character(Characters(isInverted: true)))
      case "^": return .step(.start)
      case "$": return .step(.end)
      case "*", "+", "?": throw Fault(message: "expected an expression before '\(scalar)'")
      case "\\": return .step(try escape())
      default: return .step(.character(Characters(ranges: [scalar...scalar])))
      }
    }

    private mutating func escape() throws(Fault) -> Step {
      guard index < pattern.count else { throw Fault(message: "expected a character after '\\'") }
      defer { index += 1 }
      return pattern[index] == "b"
        ? .wordBoundary : .character(Characters(ranges: Self.ranges(escaped: pattern[index])))
    }

    private static func ranges(escaped scalar: Unicode.Scalar) -> [ClosedRange<Unicode.Scalar>] {
      switch scalar {
      case "d": ["0"..."9"]
      case "w": ["0"..."9", "a"..."z", "\u{AA}"..."\u{10FFFF}"]
      case "s": ["\u{9}"..."\u{D}", " "..." ", "\u{A0}"..."\u{A0}", "\u{2000}"..."\u{200A}"]
      default: [scalar...scalar]
      }
    }

    private mutating func characters() throws(Fault) -> Characters {
      var characters = Characters(isInverted: take("^"))
      var isFirst = true
      while index < pattern.count, pattern[index] != "]" || isFirst {
        isFirst = false
        let low = pattern[index]
        index += 1
        if low == "\\", index < pattern.count {
          characters.ranges += Self.ranges(escaped: pattern[index])
          index += 1
        } else if index + 1 < pattern.count, pattern[index] == "-", pattern[index + 1] != "]" {
          let high = pattern[index + 1]
          guard low <= high else { throw Fault(message: "empty range '\(low)-\(high)'") }
          characters.ranges.append(low...high)
          index += 2
        } else {
          characters.ranges.append(low...low)
        }
      }
      guard take("]") else { throw Fault(message: "expected ']'") }
      return characters
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard index < pattern.count, pattern[index] == scalar else { return false }
      index += 1
      return true
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWord: Bool { properties.isAlphabetic || properties.numericType != nil }
}
