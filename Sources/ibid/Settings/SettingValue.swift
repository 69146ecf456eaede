import Diagnostics
import ReferenceLibrary

/// How the values of a setting are read and written, in files and on the command line.
struct SettingValue<Value: Sendable>: Sendable {
  /// What they may be, for messages and completion; of lists, their parts.
  let known: [String]
  /// Nil where the text takes back what was said.
  let read: @Sendable (String) throws(ValueProblem) -> Value?
  let text: @Sendable (Value) -> String
}

extension SettingValue where Value: RawRepresentable<String> & CaseIterable {
  /// One of a few.
  static var choice: SettingValue { choice { _ in nil } }

  /// - Parameter meaning: what other words mean.
  static func choice(meaning: @escaping @Sendable (String) -> Value?) -> SettingValue {
    let known = Value.allCases.map(\.rawValue)
    return SettingValue(
      known: known,
      read: { text throws(ValueProblem) in
        guard let value = Value(rawValue: text) ?? meaning(text) else {
          throw .unknown(text, known: known)
        }
        return value
      },
      text: \.rawValue)
  }
}

extension SettingValue where Value == Int {
  /// A number, or `all`, the greatest there is.
  ///
  /// - Parameter none: what takes a number back, where something does.
  static func count(from least: Int = 0, none: String? = nil) -> SettingValue {
    SettingValue(
      known: [none, "all"].compactMap(\.self)
        + (none == nil ? [] : ["a number above \(least - 1)"]),
      read: { text throws(ValueProblem) in
        if text == none { return nil }
        if text == "all" { return .max }
        guard let number = Int(text), number >= least else {
          throw .expected("'all' or a whole number, \(least) or more")
        }
        return number
      },
      text: { $0 == .max ? "all" : String($0) })
  }

  /// A number of works to pass over.
  static var offset: SettingValue {
    SettingValue(
      known: [],
      read: { text throws(ValueProblem) in
        guard let number = Int(text), number >= 0 else {
          throw .expected("a whole number, 0 or more")
        }
        return number
      },
      text: { String($0) })
  }
}

extension SettingValue where Value == TimeAllowed {
  static var seconds: SettingValue {
    SettingValue(
      known: ["none", "a number of seconds"],
      read: { text throws(ValueProblem) in
        if text == "none" { return .unlimited }
        guard let seconds = Double(text), seconds > 0, seconds <= 1e6 else {
          throw .expected("a number of seconds above 0, or 'none'")
        }
        return .seconds(seconds)
      },
      text: { time in
        switch time {
        case .unlimited: "none"
        case .seconds(let seconds):
          seconds.formatted(.number.grouping(.never).locale(.init(identifier: "en_US_POSIX")))
        }
      })
  }
}

extension SettingValue where Value == TextWidth {
  static var width: SettingValue {
    let (least, most) = (20, Terminal.widest)
    return SettingValue(
      known: ["terminal", "auto", "a number, \(least) or more"],
      read: { text throws(ValueProblem) in
        switch text {
        case "terminal": return .ofTerminal
        case "auto": return .always
        default:
          guard let columns = Int(text), (least...most).contains(columns) else {
            throw .expected("'auto', 'terminal' or a number of columns, \(least) or more")
          }
          return .fixed(columns)
        }
      },
      text: { width in
        switch width {
        case .ofTerminal: "terminal"
        case .always: "auto"
        case .fixed(let columns): String(columns)
        }
      })
  }
}

extension SettingValue where Value == Bool {
  static var flag: SettingValue {
    SettingValue(
      known: ["on", "off"],
      read: { text throws(ValueProblem) in
        guard text == "on" || text == "off" else { throw .unknown(text, known: ["on", "off"]) }
        return text == "on"
      },
      text: { $0 ? "on" : "off" })
  }
}

extension SettingValue where Value == String {
  static var text: SettingValue {
    SettingValue(known: [], read: { $0 }, text: { $0 })
  }

  /// Whether the program is used that is named elsewhere: no name is one that is empty.
  static var switchedOff: SettingValue {
    SettingValue(
      known: ["on", "off"],
      read: { text throws(ValueProblem) in
        guard text == "on" || text == "off" else { throw .unknown(text, known: ["on", "off"]) }
        return text == "on" ? nil : ""
      },
      text: { $0.isEmpty ? "off" : "on" })
  }
}

extension SettingValue {
  /// Names with commas between, each once.
  static func list<Element: Sendable>(
    of known: [Element], _ name: @escaping @Sendable (Element) -> String
  ) -> SettingValue where Value == [Element] {
    SettingValue(
      known: known.map(name),
      read: { text throws(ValueProblem) in
        var elements: [Element] = []
        var names: Set<String> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
          let part = part.trimmingCharacters(in: .whitespaces)
          if part.isEmpty { throw .missingName }
          guard let element = known.first(where: { name($0) == part.lowercased() }) else {
            throw .unknown(part, known: known.map(name))
          }
          if !names.insert(name(element)).inserted { throw .repeatedName(part) }
          elements.append(element)
        }
        return elements
      },
      text: { $0.map(name).joined(separator: ",") })
  }
}
